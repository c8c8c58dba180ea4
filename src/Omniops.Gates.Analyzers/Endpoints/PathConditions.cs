using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>
/// Whether code that runs for some paths only can run for an endpoint: <c>if (!context.Request.Path.StartsWithSegments("/push"))</c>. Source:
/// PathString.StartsWithSegments, whole segments in any case.
/// </summary>
internal static class PathConditions
{
    private const string Asked = "StartsWithSegments";

    /// <summary>Whether a condition keeps requests to the route away. False where that is not certain.</summary>
    public static bool Exclude(PipelineScope scope, string route) => !scope.Conditions.Any(IsBranchOfPath)
        && scope.Conditions.Any(condition => AskedBy(condition) is { } asked && IsTrueFor(asked, route) == !condition.IsTrue);

    /// <summary>The question of a condition that may be one about the path of a request, as C# that needs no symbols.</summary>
    public static ExpressionSyntax? AskedBy(PipelineCondition condition) => condition switch
    {
        { Asked: { } asked } => asked,
        { Key: not null } => null,
        // app.UseWhen(context => ..., branch => ...)
        { IsBranch: true, Syntax: InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: LambdaExpressionSyntax { ExpressionBody: { } asked } }, ..] } } => asked,
        { Syntax: ExpressionSyntax asked } => asked,
        _ => null,
    };

    /// <summary>
    /// The route that a branch is for, by the path that its condition asks for; null where it asks for none, or several branches stand in each
    /// other.
    /// </summary>
    public static string? PathOf(IReadOnlyList<PipelineCondition> branches) => branches is [{ IsTrue: true } branch] && AskedBy(branch) is { } asked ? PathOf(asked) : null;

    private static string? PathOf(ExpressionSyntax asked) => asked switch
    {
        ParenthesizedExpressionSyntax { Expression: var inner } => PathOf(inner),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } both => PathOf(both.Left) ?? PathOf(both.Right),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression } equal when IsPath(equal.Left) => TextOf(equal.Right),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: Asked, Expression: var path }, ArgumentList.Arguments: [{ Expression: var given }, ..] } when IsPath(path) =>
            TextOf(given) is { } prefix ? Routes.Combine(prefix, "{**path}") : null,
        _ => null,
    };

    /// <summary>context.Request.Path, or its value.</summary>
    private static bool IsPath(ExpressionSyntax value) => value is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Path" }
        or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value", Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Path" } };

    /// <summary>Whether a question speaks of the path at all.</summary>
    public static bool AsksPath(ExpressionSyntax asked) =>
        asked.DescendantNodesAndSelf().Any(node => node is IdentifierNameSyntax { Identifier.ValueText: Asked });

    /// <summary>Within app.Map("/api", ...) the rest of the path is asked only.</summary>
    private static bool IsBranchOfPath(PipelineCondition condition) => condition is { IsBranch: true, Path: not null };

    private static bool? IsTrueFor(ExpressionSyntax asked, string route) => asked switch
    {
        ParenthesizedExpressionSyntax { Expression: var inner } => IsTrueFor(inner, route),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression, Operand: var operand } => !IsTrueFor(operand, route),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } both => Both(IsTrueFor(both.Left, route), IsTrueFor(both.Right, route)),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalOrExpression } either => !Both(!IsTrueFor(either.Left, route), !IsTrueFor(either.Right, route)),
        InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: Asked, Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Path" } },
            ArgumentList.Arguments: [{ Expression: var given }, ..],
        } => TextOf(given) is { } path ? IsBelow(route, path) : null,
        _ => null,
    };

    /// <summary>"/api", or new PathString("/api").</summary>
    private static string? TextOf(ExpressionSyntax given) => given switch
    {
        LiteralExpressionSyntax { Token.Value: string path } => path,
        BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: [{ Expression: LiteralExpressionSyntax { Token.Value: string path } }] } => path,
        _ => null,
    };

    private static bool? Both(bool? one, bool? other) => one == false || other == false ? false : one == true && other == true ? true : null;

    /// <summary>Null where a parameter or a part that is not known stands where the path goes on.</summary>
    private static bool? IsBelow(string route, string path)
    {
        var (own, asked) = (route.Split(['/'], StringSplitOptions.RemoveEmptyEntries), path.Split(['/'], StringSplitOptions.RemoveEmptyEntries));
        for (var at = 0; at < asked.Length; at++)
        {
            if (at >= own.Length)
                return false;
            if (own[at].IndexOf('{') >= 0 || !Routes.IsKnown(own[at]))
                return null;
            if (!string.Equals(own[at], asked[at], StringComparison.OrdinalIgnoreCase))
                return false;
        }

        return true;
    }
}
