using Microsoft.AspNetCore.Http.HttpResults;
using Storefront.Security;

namespace Storefront.Chat;

public static class ChatEndpoints
{
    public static IServiceCollection AddChat(this IServiceCollection services) =>
        services.AddScoped<ShopAssistant>();

    public static IEndpointRouteBuilder MapChat(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/chat", AnswerAsync)
            .RequireAuthorization()
            .RequireRateLimiting(RateLimits.Chat);

        return routes;
    }

    private static async Task<Ok<ChatReply>> AnswerAsync(
        ChatRequest request, ShopAssistant assistant, CancellationToken cancellation) =>
        TypedResults.Ok(await assistant.AnswerAsync(request.Message, cancellation));
}
