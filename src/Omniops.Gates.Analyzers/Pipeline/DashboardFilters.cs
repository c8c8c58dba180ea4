using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>What a dashboard of Hangfire asks before it shows itself. Source: IDashboardAuthorizationFilter, IDashboardAsyncAuthorizationFilter.</summary>
internal static class DashboardFilters
{
    /// <summary>How a library writes into its assembly that such a filter lets everybody in.</summary>
    public const string Open = "lets all pass";

    /// <summary>How it writes that one asks for something.</summary>
    public const string Asks = "asks";

    public static bool Is(INamedTypeSymbol type) =>
        type.AllInterfaces.Any(each => each.Name is "IDashboardAuthorizationFilter" or "IDashboardAsyncAuthorizationFilter");

    /// <summary>public bool Authorize(DashboardContext context) => true;</summary>
    public static bool LetsAllPass(INamedTypeSymbol filter, SourceBodies bodies, CancellationToken cancellation)
    {
        var returned = filter.GetMembers().OfType<IMethodSymbol>().Where(method => method.Name is "Authorize" or "AuthorizeAsync")
            .SelectMany(method => bodies.Find(method, cancellation)?.Descendants() ?? []).OfType<IReturnOperation>().ToList();
        return returned.Count > 0 && returned.TrueForAll(each => each.ReturnedValue is { } value && IsTrue(value));
    }

    /// <summary>true, or Task.FromResult(true)</summary>
    private static bool IsTrue(IOperation value) => value.Unwrapped() is { ConstantValue.Value: true }
        or IInvocationOperation { TargetMethod.Name: "FromResult", Arguments: [{ Value.ConstantValue.Value: true }] };
}
