using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Omniops.Gates.CodeFixes.Cors;

/// <summary>Recognizes the calls that do nothing but let origins in, so that nothing else is lost when they go.</summary>
internal static class OpenCall
{
    /// <summary>The call of this name; null where it says anything else.</summary>
    public static InvocationExpressionSyntax? Find(SemanticModel model, SimpleNameSyntax name, CancellationToken cancellation)
    {
        var callee = name.Parent is MemberAccessExpressionSyntax or MemberBindingExpressionSyntax ? name.Parent : name;
        return callee.Parent is InvocationExpressionSyntax call && call.Expression == callee
            && model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol { ContainingType: var type } method
            && type.ToDisplayString() == KnownTypes.CorsPolicyBuilder
            && IsOpen(model, method.Name, call.ArgumentList.Arguments, cancellation)
                ? call
                : null;
    }

    private static bool IsOpen(
        SemanticModel model, string name, SeparatedSyntaxList<ArgumentSyntax> arguments, CancellationToken cancellation)
    {
        return name switch
        {
            "AllowAnyOrigin" => true,
            "WithOrigins" => arguments.Count > 0 && arguments.All(argument => Is(argument.Expression, "*")),
            "SetIsOriginAllowed" => arguments is [{ Expression: var predicate }]
                && (predicate is AnonymousFunctionExpressionSyntax function
                    ? OnlyAnswers(function)
                    : model.GetSymbolInfo(predicate, cancellation).Symbol is IMethodSymbol),
            _ => false,
        };

        bool Is(ExpressionSyntax expression, object value) => Equals(model.GetConstantValue(expression, cancellation).Value, value);
    }

    /// <summary>Whether a function does nothing but answer.</summary>
    private static bool OnlyAnswers(AnonymousFunctionExpressionSyntax function) =>
        function.ExpressionBody is not null || function.Block?.Statements is [ReturnStatementSyntax];
}
