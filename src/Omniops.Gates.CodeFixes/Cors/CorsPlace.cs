using Omniops.Gates.CodeFixes.Headers;

namespace Omniops.Gates.CodeFixes.Cors;

/// <summary>
/// Where the CORS middleware acts: behind UseRouting, before what refuses, stores or answers. Source: ASP.NET Core, middleware order.
/// </summary>
internal static class CorsPlace
{
    private const string Routing = "UseRouting";

    private static readonly string[] s_later =
    [
        "UseAuthentication", "UseAuthorization", "UseEndpoints", "UseMvc", "UseMvcWithDefaultRoute", "UseOutputCache", "UseRateLimiter",
        "UseResponseCaching",
    ];

    /// <summary>Null where the text has no such place.</summary>
    public static InsertionPlace? Find(PipelineBody body)
    {
        var place = body.Start;
        foreach (var statement in body.Following(body.Start))
        {
            var name = body.CalledBy(statement)?.Name;
            if (name == Routing)
                return InsertionPlace.After(statement) is { IsFree: true } behind ? behind : null;
            if (name is not null && Array.IndexOf(s_later, name) >= 0)
                break;

            if (name?.StartsWith("Use", StringComparison.Ordinal) == true && name != "UseCors" || FirstMiddleware.IsFirst(body, statement))
                place = InsertionPlace.After(statement);
            else if (name != "UseCors" && !body.LeavesPipelineAlone(statement))
                break;
        }

        return place.IsFree && !body.Following(place).Any(statement => body.CalledBy(statement)?.Name == Routing) ? place : null;
    }
}
