using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Engine.Cors;

namespace Omniops.Gates.Analyzers.Cors;

/// <summary>OMNI4001: a CORS policy names the origins it trusts.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CorsAllowsAnyOrigin() : GateAnalyzer(CorsRules.CorsAllowsAnyOrigin)
{
    private const string AnyOrigin = "*";

    /// <inheritdoc />
    protected override void Register(CompilationStartAnalysisContext start, GateReporter reporter)
    {
        if (start.Compilation.GetTypeByMetadataName(KnownTypes.CorsPolicyBuilder) is not { } builder)
            return;

        var policy = start.Compilation.GetTypeByMetadataName(KnownTypes.CorsPolicy);
        var conditions = new EnvironmentCondition(start.Compilation);
        start.RegisterOperationAction(
            context =>
            {
                if (AnyOriginMethod(context.Operation, builder, policy) is { } method
                    && conditions.EnvironmentsOf(context.Operation).Includes(EnvironmentSet.Production))
                {
                    context.ReportDiagnostic(reporter.Finding(
                        CorsRules.CorsAllowsAnyOrigin, context.Operation.NameLocation(), context.ContainingSymbol.ToDisplayString(), method.Name));
                }
            },
            OperationKind.Invocation,
            OperationKind.MethodReference);
    }

    private static IMethodSymbol? AnyOriginMethod(IOperation operation, INamedTypeSymbol builder, INamedTypeSymbol? policy)
    {
        var call = operation as IInvocationOperation;
        var method = call?.TargetMethod ?? ((IMethodReferenceOperation)operation).Method;
        return method.Name switch
        {
            "AllowAnyOrigin" when method.ContainingType.Is(builder) => method,
            "WithOrigins" when method.ContainingType.Is(builder) && NamesAnyOrigin(call) => method,
            "Add" or "Insert" when NamesAnyOrigin(call) && IsOriginsOf(call!.Instance, policy) => method,
            _ => null,
        };
    }

    private static bool NamesAnyOrigin(IInvocationOperation? call) =>
        call is not null && call.Arguments.Any(argument => argument.Values().Any(origin => origin.Is(AnyOrigin)));

    private static bool IsOriginsOf(IOperation? receiver, INamedTypeSymbol? policy) =>
        receiver is IPropertyReferenceOperation { Property: { Name: "Origins" } origins } && policy is not null && origins.ContainingType.Is(policy);
}
