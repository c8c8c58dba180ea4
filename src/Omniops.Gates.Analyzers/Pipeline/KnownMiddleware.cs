using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>Assemblies whose middleware is known: it does what its name says and sends no security header besides.</summary>
internal static class KnownMiddleware
{
    // Read in the sources of the packages. A package is listed when none of its Use* methods writes Strict-Transport-Security.
    private static readonly string[] s_prefixes =
    [
        "Asp.Versioning", "Elastic.Apm", "Grpc.AspNetCore", "Hangfire", "HealthChecks.", "HotChocolate.AspNetCore", "MiniProfiler.AspNetCore",
        "NSwag.AspNetCore", "OpenIddict", "OpenTelemetry", "prometheus-net", "Prometheus.", "Scalar.AspNetCore", "Sentry.AspNetCore",
        "Serilog.AspNetCore", "Swashbuckle.AspNetCore", "Yarp.ReverseProxy",
    ];

    /// <summary>Part of ASP.NET Core itself or of Microsoft's own packages around it.</summary>
    public static bool IsFramework(IAssemblySymbol assembly) =>
        assembly.Name.StartsWith("Microsoft.", StringComparison.Ordinal) || assembly.Name.StartsWith("System.", StringComparison.Ordinal);

    /// <summary>A third-party package that is known to add only what its name says.</summary>
    public static bool IsKnownPackage(IAssemblySymbol assembly) =>
        Array.Exists(s_prefixes, prefix => assembly.Name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
