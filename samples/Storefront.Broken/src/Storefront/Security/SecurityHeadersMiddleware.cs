namespace Storefront.Security;

public sealed class SecurityHeadersMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        // Written as the response starts: the exception handler clears whatever was set before it ran.
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;

            // The shop answers JSON only, so a browser has nothing to load, frame or submit.
            headers.ContentSecurityPolicy =
                "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'; form-action 'none'; script-src 'self' 'unsafe-inline'";
            headers.XFrameOptions = "ALLOW-FROM https://partner.example.com";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers.AccessControlAllowOrigin = context.Request.Headers.Origin; // gate: OMNI4005

            // Most answers are one customer's own; an endpoint whose answer may be shared says so itself.
            if (headers.CacheControl.Count == 0)
            {
                headers.CacheControl = "no-store";
            }

            return Task.CompletedTask;
        });

        return next(context);
    }
}
