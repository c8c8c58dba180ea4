using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Omniops.Gates.CodeFixes.Sql;

/// <summary>
/// Entity Framework Core: a raw method gives way to the one that makes parameters of an interpolated string.
/// Source: https://learn.microsoft.com/ef/core/querying/sql-queries#passing-parameters
/// </summary>
internal static class EntityFrameworkCall
{
    public static IReadOnlyList<TextChange>? Find(GivenText given, CancellationToken cancellation)
    {
        if (given.Given.Parent is not ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } } argument
            || given.Model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol method
            || method.ContainingNamespace.ToDisplayString() != "Microsoft.EntityFrameworkCore"
            || SafeMethod(method) is not { } safe
            || !call.ArgumentList.Arguments.All(other => other == argument || IsKept(given.Model, other, method, cancellation))
            || Parametrization.Of(given.Text, names: null) is not { } parametrization
            || !given.HoldsValues(parametrization, cancellation)
            || TextWriting.Interpolated(parametrization) is not { } text)
        {
            return null;
        }

        var changes = new List<TextChange>
        {
            new(NameOf(call.Expression).Span, safe),
            new(given.Text.Expression.Span, text),
        };
        if (given.Local is { Parent: VariableDeclarationSyntax { Type: var type } })
            changes.Add(new TextChange(type.Span, FormattableString(given.Model, type.SpanStart)));
        return changes;
    }

    /// <summary>The method of the same class that takes an interpolated string: which one there is depends on the version.</summary>
    private static string? SafeMethod(IMethodSymbol method)
    {
        var names = method.Name switch
        {
            "FromSqlRaw" => new[] { "FromSql", "FromSqlInterpolated" },
            "ExecuteSqlRaw" => ["ExecuteSql", "ExecuteSqlInterpolated"],
            "ExecuteSqlRawAsync" => ["ExecuteSqlAsync", "ExecuteSqlInterpolatedAsync"],
            "SqlQueryRaw" => ["SqlQuery"],
            _ => [],
        };
        return Array.Find(names, name => method.ContainingType.GetMembers(name).OfType<IMethodSymbol>().Any(candidate =>
            candidate.Arity == method.Arity
            && candidate.Parameters.Any(parameter => parameter is { Name: "sql", Type.Name: nameof(System.FormattableString) })
            && !candidate.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == nameof(ObsoleteAttribute))));
    }

    /// <summary>Whether the other method takes this argument too. Values for placeholders it does not.</summary>
    private static bool IsKept(SemanticModel model, ArgumentSyntax argument, IMethodSymbol method, CancellationToken cancellation) =>
        model.GetTypeInfo(argument.Expression, cancellation).ConvertedType is { Name: nameof(CancellationToken) }
        || method is { ReducedFrom: null, IsExtensionMethod: true }
            && argument.Parent is ArgumentListSyntax { Arguments: [var first, ..] } && first == argument;

    private static SyntaxToken NameOf(ExpressionSyntax called) => called switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier,
        SimpleNameSyntax name => name.Identifier,
        _ => called.GetLastToken(),
    };

    private static string FormattableString(SemanticModel model, int position) =>
        model.LookupNamespacesAndTypes(position, name: nameof(System.FormattableString)).Any()
            ? nameof(System.FormattableString)
            : "System.FormattableString";
}
