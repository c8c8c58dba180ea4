using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Omniops.Gates.CodeFixes.Sql;

/// <summary>
/// Dapper: values become members of the anonymous object beside the text.
/// Source: https://github.com/DapperLib/Dapper#parameterized-queries
/// </summary>
internal static class DapperCall
{
    public static IReadOnlyList<TextChange>? Find(GivenText given, SourceText source, CancellationToken cancellation)
    {
        if (given.Given.Parent is not ArgumentSyntax { Parent: ArgumentListSyntax { Parent: { } call } arguments } argument
            || given.Model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol method
            || !IsDapper(method)
            || ParametersOf(method) is not { } parameter
            || ConnectionOf(call, method) is { } connection
                && ParameterSigns.AreOther(given.Model.GetTypeInfo(connection, cancellation).Type, given.Model.Compilation))
        {
            return null;
        }

        var existing = arguments.Arguments.FirstOrDefault(other => other.NameColon is { } name
            ? name.Name.Identifier.ValueText == parameter.Name
            : arguments.Arguments.IndexOf(other) == parameter.Ordinal);
        var known = existing?.Expression as AnonymousObjectCreationExpressionSyntax;
        var isNull = existing?.Expression is LiteralExpressionSyntax { Token.Value: null };
        if (existing is not null && known is null && !isNull)
            return null;

        var names = new ParameterNames();
        var named = known is null ? null : given.Model.GetTypeInfo(known, cancellation).Type?.GetMembers();
        foreach (var member in named?.OfType<IPropertySymbol>() ?? [])
            names.Take(member.Name);

        if (Parametrization.Of(given.Text, names) is not { } parametrization
            || !given.HoldsValues(parametrization, cancellation)
            || TextWriting.Rewritten(given.Text, parametrization, source) is not { } text)
        {
            return null;
        }

        // Written at the call, the values are read where they were.
        var moves = given.Local is not null || known is not null;
        if (moves && (!given.IsStraight || !given.CanMove(call.Span.End, cancellation)))
            return null;

        var changes = new List<TextChange> { new(given.Text.Expression.Span, text) };
        var members = string.Join(", ", parametrization.Parameters.Select(Member));
        if (known is not null)
            changes.Add(Extended(known, members));
        else if (isNull)
            changes.Add(new TextChange(existing!.Expression.Span, $"new {{ {members} }}"));
        else
            changes.Add(Added(arguments, argument, parameter, $"new {{ {members} }}"));
        return changes;
    }

    private static bool IsDapper(IMethodSymbol method) =>
        method.ContainingNamespace is { Name: "Dapper", ContainingNamespace.IsGlobalNamespace: true }
        && method.ContainingType.Name is "SqlMapper" or "CommandDefinition";

    private static IParameterSymbol? ParametersOf(IMethodSymbol method) =>
        method.Parameters.FirstOrDefault(parameter =>
            parameter is { Name: "param" or "parameters", Type.SpecialType: SpecialType.System_Object });

    /// <summary>The connection that runs the text; null where that is not in sight.</summary>
    private static ExpressionSyntax? ConnectionOf(SyntaxNode call, IMethodSymbol method) => call switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } when method.ReducedFrom is not null =>
            access.Expression,
        InvocationExpressionSyntax { ArgumentList.Arguments: [var first, ..] } => first.Expression,
        BaseObjectCreationExpressionSyntax
        {
            Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } },
        } => access.Expression,
        _ => null,
    };

    private static string Member(SqlParameter parameter) =>
        parameter.Value.Written == parameter.Name ? parameter.Name : $"{parameter.Name} = {parameter.Value.Written}";

    private static TextChange Extended(AnonymousObjectCreationExpressionSyntax known, string members)
    {
        if (known.Initializers.Count == 0)
            return new TextChange(known.Span, $"new {{ {members} }}");

        var end = known.Initializers[known.Initializers.Count - 1].Span.End;
        return new TextChange(new TextSpan(end, 0), ", " + members);
    }

    private static TextChange Added(ArgumentListSyntax list, ArgumentSyntax text, IParameterSymbol parameter, string value)
    {
        var arguments = list.Arguments;
        var isInOrder = arguments.Count >= parameter.Ordinal
            && arguments.Take(parameter.Ordinal).All(argument => argument.NameColon is null);
        if (isInOrder)
        {
            var previous = arguments[parameter.Ordinal - 1];
            return new TextChange(new TextSpan(previous.Span.End, 0), $", {value}");
        }

        var last = arguments.LastOrDefault(argument => argument.NameColon is null) ?? text;
        return new TextChange(new TextSpan(last.Span.End, 0), $", {parameter.Name}: {value}");
    }
}
