using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Omniops.Gates.Analyzers.Provenance;

/// <summary>The names in a body, and which of them a name depends on; read once, whatever is asked of the body.</summary>
internal sealed class BodyNames
{
    private readonly Dictionary<string, HashSet<string>> _links = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<SyntaxNode, string[]> _names = [];

    /// <param name="isSource">Whether a method of this name is written in the compilation.</param>
    public BodyNames(SyntaxNode body, Func<string, bool> isSource)
    {
        var asked = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in body.DescendantNodes())
        {
            foreach (var part in ConditionOf(node).Concat(ChangedIn(node)))
                asked.UnionWith(In(part));
        }

        foreach (var node in body.DescendantNodesAndSelf())
            AddLinks(node, isSource, asked);
    }

    /// <summary>The names that the value of a name can depend on by what the body says.</summary>
    public IReadOnlyCollection<string> BehindOf(string name) => _links.TryGetValue(name, out var behind) ? behind : [];

    /// <summary>The names that a piece of the body mentions, each once.</summary>
    public string[] In(SyntaxNode node) => _names.GetOrAdd(node, static piece => [.. new HashSet<string>(Mentioned(piece), StringComparer.Ordinal)]);

    /// <summary>The names that a piece of source mentions, those it declares included.</summary>
    public static IEnumerable<string> Mentioned(SyntaxNode node)
    {
        foreach (var token in node.DescendantTokens())
        {
            if (token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText is not ("var" or "_"))
                yield return token.ValueText;
        }
    }

    private static IEnumerable<SyntaxNode> ConditionOf(SyntaxNode node) => node switch
    {
        IfStatementSyntax statement => [statement.Condition],
        WhileStatementSyntax statement => [statement.Condition],
        ConditionalExpressionSyntax expression => [expression.Condition],
        WhenClauseSyntax clause => [clause.Condition],
        SwitchStatementSyntax statement => [statement.Expression],
        _ => [],
    };

    /// <summary>What a method is called on for nothing but its effect, and what a part is given to: another name of it changes as well.</summary>
    private static IEnumerable<SyntaxNode> ChangedIn(SyntaxNode node) => node switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: { } receiver }, Parent: not MemberAccessExpressionSyntax } => [receiver],
        ConditionalAccessExpressionSyntax { Expression: { } receiver } => [receiver],
        AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Expression: { } changed } } => [changed],
        AssignmentExpressionSyntax { Left: ElementAccessExpressionSyntax { Expression: { } changed } } => [changed],
        _ => [],
    };

    private void AddLinks(SyntaxNode node, Func<string, bool> isSource, HashSet<string> asked)
    {
        // A list that a name is looked up in matters as much as the name.
        foreach (var condition in ConditionOf(node))
            LinkAll(condition, condition);

        switch (node)
        {
            case VariableDeclaratorSyntax { Initializer: { } initializer } variable:
                Link(variable.Identifier.ValueText, initializer);
                if (IsAlias(initializer.Value) || asked.Contains(variable.Identifier.ValueText))
                    LinkAll(initializer, variable.Identifier);
                if (initializer.Value is AnonymousFunctionExpressionSyntax)
                    LinkParameters(initializer.Value, variable);
                break;
            case AssignmentExpressionSyntax assignment:
                LinkAll(assignment.Left, assignment.Right);
                if (IsAlias(assignment.Right) || In(assignment.Left).Any(asked.Contains))
                    LinkAll(assignment.Right, assignment.Left);
                if (assignment.Right is AnonymousFunctionExpressionSyntax)
                    LinkParameters(assignment.Right, assignment);
                if (FunctionAround(assignment) is { } writer)
                    LinkAll(assignment.Left, writer);
                break;
            case ForEachStatementSyntax loop:
                Link(loop.Identifier.ValueText, loop.Expression);
                LinkBack(loop.Identifier, loop.Expression);
                break;
            case ForEachVariableStatementSyntax loop:
                LinkAll(loop.Variable, loop.Expression);
                break;
            case FromClauseSyntax from:
                Link(from.Identifier.ValueText, from.Expression);
                break;
            case LetClauseSyntax let:
                Link(let.Identifier.ValueText, let.Expression);
                break;
            case JoinClauseSyntax join:
                Link(join.Identifier.ValueText, join.InExpression);
                break;
            case IsPatternExpressionSyntax match:
                LinkDesignations(match.Pattern, match.Expression);
                break;
            case SwitchExpressionSyntax choice:
                foreach (var arm in choice.Arms)
                    LinkDesignations(arm.Pattern, choice.GoverningExpression);
                break;
            case SwitchStatementSyntax choice:
                foreach (var label in choice.Sections.SelectMany(section => section.Labels).OfType<CasePatternSwitchLabelSyntax>())
                    LinkDesignations(label.Pattern, choice.Expression);
                break;
            case LocalFunctionStatementSyntax function:
                Link(function.Identifier.ValueText, function);
                LinkParameters(function, function);
                break;
            case ArgumentSyntax { RefKindKeyword.RawKind: not 0, Parent.Parent: { } call } argument:
                LinkAll(argument.Expression, call);
                break;
            case InvocationExpressionSyntax call:
                // What a method is called on, it may change: builder.Append(x).
                if (call.Expression is MemberAccessExpressionSyntax { Expression: { } receiver })
                {
                    LinkAll(receiver, call.ArgumentList);
                    if (FunctionAround(call) is { } around)
                        LinkAll(receiver, around);
                }
                else if (call.Expression is IdentifierNameSyntax called)
                {
                    Link(called.Identifier.ValueText, call.ArgumentList);
                }

                LinkLambdas(call.ArgumentList, call);
                foreach (var argument in call.ArgumentList.Arguments)
                {
                    // items.ForEach(list.Add)
                    if (argument.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add" or "Append" or "AppendLine" or "Push" or "Enqueue" } group)
                        LinkAll(group.Expression, call);
                }

                if (NameOf(call.Expression) is { } name && (isSource(name) || name is "Copy" or "CopyTo" or "Fill" or "BlockCopy" or "ConstrainedCopy"))
                    LinkAll(call.ArgumentList, call);
                break;
            case BaseObjectCreationExpressionSyntax { ArgumentList: { } list } creation:
                LinkLambdas(list, creation);
                break;
            case ElementAccessExpressionSyntax access:
                LinkAll(access.Expression, access.ArgumentList);
                break;
        }

        // What is done to a variable is done to what it was taken from.
        void LinkBack(SyntaxToken variable, SyntaxNode source)
        {
            if (!asked.Contains(variable.ValueText))
                return;

            foreach (var name in In(source))
                Link(name, variable);
        }

        void Link(string name, SyntaxNodeOrToken source)
        {
            if (!_links.TryGetValue(name, out var behind))
                _links[name] = behind = new HashSet<string>(StringComparer.Ordinal);
            if (source.AsNode() is { } node)
                behind.UnionWith(In(node));
            else
                behind.Add(source.AsToken().ValueText);
        }

        void LinkAll(SyntaxNode targets, SyntaxNodeOrToken source)
        {
            foreach (var name in In(targets))
                Link(name, source);
        }

        void LinkDesignations(SyntaxNode pattern, SyntaxNode source)
        {
            foreach (var designation in pattern.DescendantNodes().OfType<SingleVariableDesignationSyntax>())
            {
                Link(designation.Identifier.ValueText, source);
                LinkBack(designation.Identifier, source);
            }
        }

        void LinkParameters(SyntaxNode function, SyntaxNode source)
        {
            foreach (var parameter in function.DescendantNodes().OfType<ParameterSyntax>())
            {
                Link(parameter.Identifier.ValueText, source);
                LinkBack(parameter.Identifier, source);
            }
        }

        void LinkLambdas(ArgumentListSyntax arguments, SyntaxNode source)
        {
            foreach (var argument in arguments.Arguments)
            {
                if (argument.Expression is AnonymousFunctionExpressionSyntax)
                    LinkParameters(argument.Expression, source);
            }
        }
    }

    /// <summary>Whether two names stand for one object then.</summary>
    private static bool IsAlias(ExpressionSyntax value) => value switch
    {
        RefExpressionSyntax => true,
        IdentifierNameSyntax => true,
        MemberAccessExpressionSyntax access => IsAlias(access.Expression) || access.Expression is ThisExpressionSyntax,
        CastExpressionSyntax cast => IsAlias(cast.Expression),
        _ => false,
    };

    /// <summary>The function whose call does what stands in it: a local function, or the variable that a lambda is given to.</summary>
    private static SyntaxNode? FunctionAround(SyntaxNode node)
    {
        var isInLambda = false;
        for (var current = node.Parent; current is not null and not MemberDeclarationSyntax; current = current.Parent)
        {
            if (current is LocalFunctionStatementSyntax)
                return current;
            if (current is AnonymousFunctionExpressionSyntax)
                isInLambda = true;
            else if (isInLambda && current is VariableDeclaratorSyntax or AssignmentExpressionSyntax or InvocationExpressionSyntax)
                return current;
        }

        return null;
    }

    /// <summary>The name of the method that a call names.</summary>
    public static string? NameOf(ExpressionSyntax called) => called switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        _ => null,
    };
}
