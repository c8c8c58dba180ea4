using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Omniops.Gates.Analyzers.Injection;

/// <summary>What the names of one body are given, by their text: read once, however many sinks the body has.</summary>
internal sealed class BodyAssignments
{
    private readonly Dictionary<string, List<(int Position, ExpressionSyntax? Value)>> _writes = new(StringComparer.Ordinal);

    public BodyAssignments(SyntaxNode body)
    {
        foreach (var node in body.DescendantNodes())
        {
            switch (node)
            {
                case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: var left } assignment
                    when left is IdentifierNameSyntax or MemberAccessExpressionSyntax
                        && assignment.Parent is not InitializerExpressionSyntax:
                    Add(left.ToString(), assignment.SpanStart, assignment.Right);
                    break;
                case VariableDeclaratorSyntax variable:
                    Add(variable.Identifier.ValueText, variable.SpanStart, variable.Initializer?.Value);
                    break;
            }
        }
    }

    /// <summary>
    /// What <paramref name="member"/> of the variable is given while the variable holds the same object as at the place: one name serves
    /// many commands.
    /// </summary>
    public void AddTo(List<ExpressionSyntax> values, string variable, string member, int place)
    {
        if (!_writes.TryGetValue($"{variable}.{member}", out var assigned))
            return;

        var from = 0;
        var to = int.MaxValue;
        foreach (var (position, _) in _writes.TryGetValue(variable, out var renewals) ? renewals : [])
        {
            if (position <= place)
                from = Math.Max(from, position);
            else
                to = Math.Min(to, position);
        }

        foreach (var (position, value) in assigned)
        {
            if (position >= from && position < to && value is not null)
                values.Add(value);
        }
    }

    private void Add(string name, int position, ExpressionSyntax? value)
    {
        if (!_writes.TryGetValue(name, out var writes))
            _writes.Add(name, writes = []);
        writes.Add((position, value));
    }
}
