using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>Assemblies whose middleware is known: it does what its name says and sends no security header besides.</summary>
internal static class KnownMiddleware
{
    // Read in the sources of the packages. A package is listed when none of its Use* methods writes Strict-Transport-Security.
    private static readonly string[] s_prefixes =
    [
        "Asp.Versioning", "Carter", "Dapr.", "Elastic.Apm", "FastEndpoints", "Grpc.AspNetCore", "Hangfire", "HealthChecks.", "HotChocolate.AspNetCore", "MiniProfiler.AspNetCore",
        "NSwag.AspNetCore", "OpenIddict", "OpenTelemetry", "prometheus-net", "Prometheus.", "Scalar.AspNetCore", "Sentry.AspNetCore",
        "Serilog.AspNetCore", "Swashbuckle.AspNetCore", "Yarp.ReverseProxy",
    ];

    // A company may name its assembly Microsoft.Something; only Microsoft can sign it with these keys.
    private static readonly string[] s_microsoftKeys =
    [
        "adb9793829ddae60", "b03f5f7f11d50a3a", "b77a5c561934e089", "cc7b13ffcd2ddd51", "7cec85d7bea7798e", "31bf3856ad364e35",
        "0a613f4dd989e8ae",
    ];

    /// <summary>Part of ASP.NET Core itself or of Microsoft's own packages around it; what cannot be resolved belongs to nobody.</summary>
    public static bool IsFramework(IAssemblySymbol? assembly) =>
        assembly is not null
        && (assembly.Name.StartsWith("Microsoft.", StringComparison.Ordinal)
            || assembly.Name.StartsWith("System.", StringComparison.Ordinal)
            || assembly.Name == "netstandard")
        && assembly.Identity.IsStrongName
        && Array.IndexOf(s_microsoftKeys, string.Concat(assembly.Identity.PublicKeyToken.Select(part => part.ToString("x2")))) >= 0;

    /// <summary>A third-party package that is known to add only what its name says.</summary>
    public static bool IsKnownPackage(IAssemblySymbol? assembly) =>
        assembly is not null && Array.Exists(s_prefixes, prefix => assembly.Name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
