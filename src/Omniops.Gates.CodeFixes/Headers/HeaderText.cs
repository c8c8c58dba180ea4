using Omniops.Gates.Engine.Headers;

namespace Omniops.Gates.CodeFixes.Headers;

/// <summary>
/// What a fix writes for each security header: values that OMNI3005 and OMNI3006 accept, and that leave a site what it does with itself.
/// Source: OWASP Secure Headers Project.
/// </summary>
internal static class HeaderText
{
    /// <summary>The headers that OMNI3004 asks for.</summary>
    public static readonly string[] All =
    [
        SecurityHeader.ContentTypeOptions, SecurityHeader.ContentSecurityPolicy, SecurityHeader.FrameOptions, SecurityHeader.ReferrerPolicy,
        SecurityHeader.PermissionsPolicy,
    ];

    /// <summary>The statement that writes a header.</summary>
    /// <param name="headers">An expression for the response's headers.</param>
    public static string Assignment(string headers, string header) => header switch
    {
        SecurityHeader.ContentTypeOptions => $"{headers}.XContentTypeOptions = \"nosniff\";",
        SecurityHeader.FrameOptions => $"{headers}.XFrameOptions = \"SAMEORIGIN\";",
        SecurityHeader.ContentSecurityPolicy =>
            $"{headers}.ContentSecurityPolicy = \"default-src 'self'; object-src 'none'; base-uri 'self'; frame-ancestors 'self'\";",
        SecurityHeader.ReferrerPolicy => $"{headers}[\"{header}\"] = \"strict-origin-when-cross-origin\";",
        SecurityHeader.PermissionsPolicy => $"{headers}[\"{header}\"] = \"camera=(), microphone=(), geolocation=()\";",
        _ => throw new ArgumentOutOfRangeException(nameof(header), header, "not a header that OMNI3004 asks for"),
    };

    /// <summary>The call on a HeaderPolicyCollection of NetEscapades.AspNetCore.SecurityHeaders that sends a header.</summary>
    /// <param name="csp">A name for the builder of the Content-Security-Policy.</param>
    public static string Policy(string header, string csp) => header switch
    {
        SecurityHeader.ContentTypeOptions => ".AddContentTypeOptionsNoSniff()",
        SecurityHeader.FrameOptions => ".AddFrameOptionsSameOrigin()",
        SecurityHeader.ContentSecurityPolicy => $$"""
            .AddContentSecurityPolicy({{csp}} =>
                {
                    {{csp}}.AddDefaultSrc().Self();
                    {{csp}}.AddObjectSrc().None();
                    {{csp}}.AddBaseUri().Self();
                    {{csp}}.AddFrameAncestors().Self();
                })
            """.Replace("\r\n", "\n"),
        SecurityHeader.ReferrerPolicy => ".AddReferrerPolicyStrictOriginWhenCrossOrigin()",
        SecurityHeader.PermissionsPolicy => ".AddPermissionsPolicyWithDefaultSecureDirectives()",
        _ => throw new ArgumentOutOfRangeException(nameof(header), header, "not a header that OMNI3004 asks for"),
    };
}
