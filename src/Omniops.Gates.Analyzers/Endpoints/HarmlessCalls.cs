using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>
/// Which calls turn nobody away, neither by an exception nor by failing what is asked for: what writes a log, what answers yes or no, what the
/// framework reads, and methods in sight that do no more than that.
/// </summary>
internal sealed class HarmlessCalls(SourceBodies bodies, CancellationToken cancellation)
{
    private const int MaxDepth = 3;

    /// <summary>What throws where there is nothing, or something else.</summary>
    private static readonly string[] s_throwing = ["ElementAt", "First", "FirstAsync", "Last", "LastAsync", "Parse", "ParseExact", "Single", "SingleAsync"];

    private static readonly string[] s_signs = ["LogIn", "LogOff", "LogOn", "LogOut"];

    public bool Is(IInvocationOperation call) => Is(call, 0);

    /// <summary>Whether a call that is not in sight throws for nobody, as far as its name and result say.</summary>
    public static bool IsOutOfSight(IMethodSymbol method) => method.MethodKind != MethodKind.DelegateInvoke
        && (IsLog(method) || IsQuestion(method.ReturnType) || KnownMiddleware.IsFramework(method.ContainingAssembly) && !MayThrow(method));

    /// <summary>The body that a call runs, where that is in sight.</summary>
    public IOperation? BodyOf(IMethodSymbol method) =>
        bodies.Find((OnlyImplementation.Of(method, bodies) ?? method).OriginalDefinition, cancellation);

    private bool Is(IInvocationOperation call, int depth) => BodyOf(call.TargetMethod) is not { } body ? IsOutOfSight(call.TargetMethod)
        : depth < MaxDepth && body.Descendants().All(each => each is not IThrowOperation && (each is not IInvocationOperation inner || Is(inner, depth + 1)));

    private static bool IsLog(IMethodSymbol method) => method.Name.StartsWith("Log", StringComparison.Ordinal) && (method.Name.Length == 3 || char.IsUpper(method.Name[3]))
            && !Array.Exists(s_signs, sign => method.Name.StartsWith(sign, StringComparison.Ordinal))
        || method is { Name: "WriteLine", ContainingType.Name: "Console" or "Debug" or "Trace" };

    private static bool MayThrow(IMethodSymbol method) => Array.IndexOf(s_throwing, method.Name) >= 0
        || method.Name.StartsWith("Throw", StringComparison.Ordinal) || method.ContainingType.Name == "Convert"
        || method is { Name: "Fail", ContainingType.Name: "AuthorizationHandlerContext" };

    private static bool IsQuestion(ITypeSymbol type) => type.SpecialType == SpecialType.System_Boolean
        || type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [{ SpecialType: SpecialType.System_Boolean }] };
}
