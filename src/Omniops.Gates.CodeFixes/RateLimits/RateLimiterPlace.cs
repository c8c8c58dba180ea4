using Omniops.Gates.CodeFixes.Headers;

namespace Omniops.Gates.CodeFixes.RateLimits;

/// <summary>
/// Where the rate limiter acts: behind UseRouting and UseAuthentication, so that it knows endpoint and user, and before what refuses or
/// answers. Source: ASP.NET Core, middleware order.
/// </summary>
internal static class RateLimiterPlace
{
    private static readonly string[] s_before = ["UseAuthentication", "UseCors", "UseRouting"];

    private static readonly string[] s_later =
        ["UseAuthorization", "UseEndpoints", "UseMvc", "UseMvcWithDefaultRoute", "UseOutputCache", "UseResponseCaching"];

    /// <summary>Null where the text has no such place.</summary>
    public static InsertionPlace? Find(PipelineBody body)
    {
        var place = body.Start;
        foreach (var statement in body.Following(body.Start))
        {
            var name = body.CalledBy(statement)?.Name;
            if (name is not null && Array.IndexOf(s_later, name) >= 0)
                break;
            if (name?.StartsWith("Use", StringComparison.Ordinal) == true && name != "UseRateLimiter" || FirstMiddleware.IsFirst(body, statement))
                place = InsertionPlace.After(statement);
            else if (name != "UseRateLimiter" && !body.LeavesPipelineAlone(statement))
                break;
        }

        return place.IsFree && !body.Following(place).Any(statement => body.CalledBy(statement)?.Name is { } later && Array.IndexOf(s_before, later) >= 0)
            ? place : null;
    }
}
