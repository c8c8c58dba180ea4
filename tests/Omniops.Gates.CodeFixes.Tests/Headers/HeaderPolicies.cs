using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Omniops.Gates.Analyzers.Tests;

namespace Omniops.Gates.CodeFixes.Tests.Headers;

/// <summary>The part of NetEscapades.AspNetCore.SecurityHeaders 1.3 that the fix writes, declared as the package declares it.</summary>
internal static class HeaderPolicies
{
    private static readonly Lazy<MetadataReference> s_reference = new(Compile);

    private const string Source = """
        namespace NetEscapades.AspNetCore.SecurityHeaders.Headers
        {
            public class CspBuilder
            {
                public SourceBuilder AddDefaultSrc() => new();
                public SourceBuilder AddObjectSrc() => new();
                public SourceBuilder AddBaseUri() => new();
                public SourceBuilder AddFrameAncestors() => new();
            }

            public class SourceBuilder
            {
                public SourceBuilder Self() => this;
                public SourceBuilder None() => this;
            }
        }

        namespace Microsoft.AspNetCore.Builder
        {
            using System;
            using NetEscapades.AspNetCore.SecurityHeaders.Headers;

            public class HeaderPolicyCollection
            {
            }

            public static class SecurityHeadersMiddlewareExtensions
            {
                public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app;
                public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app, HeaderPolicyCollection policies) => app;
                public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app, Action<HeaderPolicyCollection> configure) => app;
            }

            public static class HeaderPolicyCollectionExtensions
            {
                public static HeaderPolicyCollection AddContentTypeOptionsNoSniff(this HeaderPolicyCollection policies) => policies;
                public static HeaderPolicyCollection AddFrameOptionsSameOrigin(this HeaderPolicyCollection policies) => policies;
                public static HeaderPolicyCollection AddReferrerPolicyStrictOriginWhenCrossOrigin(this HeaderPolicyCollection policies) => policies;
                public static HeaderPolicyCollection AddPermissionsPolicyWithDefaultSecureDirectives(this HeaderPolicyCollection policies) => policies;
                public static HeaderPolicyCollection AddContentSecurityPolicy(this HeaderPolicyCollection policies, Action<CspBuilder> configure) => policies;
            }
        }
        """;

    /// <summary>The package's assembly.</summary>
    public static MetadataReference Reference => s_reference.Value;

    /// <summary>To an image, which refers to no more assemblies than the package does.</summary>
    private static PortableExecutableReference Compile()
    {
        var image = new MemoryStream();
        var compilation = CSharpCompilation.Create(
            "NetEscapades.AspNetCore.SecurityHeaders",
            [CSharpSyntaxTree.ParseText(Source)],
            SharedFramework.Web,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.True(compilation.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        return MetadataReference.CreateFromImage(image.ToArray());
    }
}
