using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;

namespace Storefront.Security;

public static class RateLimits
{
    public const string Chat = "chat";
    public const string Scrape = "scrape";
    public const string Embed = "embed";
    public const string Admin = "admin";

    public static IServiceCollection AddShopRateLimits(this IServiceCollection services) =>
        services.AddRateLimiter(options => // gate: OMNI5005
        {
            options.OnRejected = (context, _) =>
            {
                if (context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
                {
                    context.HttpContext.Response.Headers.RetryAfter =
                        Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                }

                return ValueTask.CompletedTask;
            };

            options.AddPolicy(Chat, context => // gate: OMNI5004
                RateLimitPartition.GetFixedWindowLimiter(Client(context), _ => new FixedWindowRateLimiterOptions
                {
                    PermitLimit = 1000,
                    Window = TimeSpan.FromMinutes(15),
                }));

            options.AddPolicy(Scrape, context =>
                // gate: OMNI5006
                RateLimitPartition.GetFixedWindowLimiter(context.Request.Headers["X-Forwarded-For"].ToString(), _ => new FixedWindowRateLimiterOptions
                {
                    PermitLimit = 10,
                    Window = TimeSpan.FromHours(1),
                }));

            options.AddPolicy(Embed, context => // gate: OMNI5004, OMNI5008
                RateLimitPartition.GetFixedWindowLimiter(Client(context), _ => new FixedWindowRateLimiterOptions
                {
                    PermitLimit = int.MaxValue,
                    Window = TimeSpan.FromHours(1),
                }));

            options.AddPolicy(Admin, context => // gate: OMNI5002
                RateLimitPartition.GetFixedWindowLimiter(Client(context), _ => new FixedWindowRateLimiterOptions
                {
                    PermitLimit = 50,
                    Window = TimeSpan.FromMinutes(15),
                }));
        });

    /// <summary>One budget per signed-in user, and one per address for everybody else.</summary>
    private static string Client(HttpContext context) =>
        context.User.FindFirstValue("sub") is { Length: > 0 } user
            ? $"user:{user}"
            : $"address:{context.Connection.RemoteIpAddress}";
}
