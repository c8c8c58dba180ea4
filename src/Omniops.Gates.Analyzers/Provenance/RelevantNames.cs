using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Omniops.Gates.Analyzers.Provenance;

/// <summary>
/// The names in a body that a value can depend on: a slice by names alone, wider than it need be, so that what has nothing to do with a
/// text is not evaluated.
/// </summary>
internal sealed class RelevantNames
{
    private readonly HashSet<string> _names;
    private readonly Dictionary<SyntaxNode, bool> _mentions = [];

    private RelevantNames(HashSet<string> names) => _names = names;

    /// <summary>Everything that the values of the given expressions can depend on.</summary>
    /// <param name="body">The body, or the part of it, that is evaluated.</param>
    /// <param name="members">What is written in this compilation.</param>
    /// <param name="type">The type that the body belongs to.</param>
    /// <param name="outer">What is relevant to the caller.</param>
    public static RelevantNames Of(
        SyntaxNode body, IEnumerable<SyntaxNode> values, SourceMembers members, INamedTypeSymbol? type, IEnumerable<string> outer)
    {
        var links = new Dictionary<string, List<SyntaxNodeOrToken>>(StringComparer.Ordinal);
        var asked = new HashSet<string>(body.DescendantNodes().SelectMany(ConditionOf).SelectMany(NamesIn), StringComparer.Ordinal);
        asked.UnionWith(body.DescendantNodes().SelectMany(ChangedIn).SelectMany(NamesIn));
        foreach (var node in body.DescendantNodesAndSelf())
            AddLinks(node, links, members.IsMethod, asked);

        var names = new HashSet<string>(outer, StringComparer.Ordinal);
        var open = new Stack<string>(names);
        var done = new HashSet<SyntaxNodeOrToken>();
        foreach (var value in values)
            Add(value);
        while (open.Count > 0)
        {
            var next = open.Pop();
            foreach (var name in members.RelatedTo(next, type))
            {
                if (names.Add(name))
                    open.Push(name);
            }

            if (!links.TryGetValue(next, out var sources))
                continue;

            foreach (var source in sources)
            {
                if (done.Add(source))
                    Add(source);
            }
        }

        return new RelevantNames(names);

        void Add(SyntaxNodeOrToken source)
        {
            foreach (var name in source.AsNode() is { } node ? NamesIn(node) : [source.AsToken().ValueText])
            {
                if (names.Add(name))
                    open.Push(name);
            }
        }
    }

    public IEnumerable<string> Names => _names;

    /// <summary>Whether a piece of the body mentions a relevant name, or none at all.</summary>
    public bool IsIn(SyntaxNode node)
    {
        if (_mentions.TryGetValue(node, out var known))
            return known;

        var hasNames = false;
        var found = false;
        foreach (var name in NamesIn(node))
        {
            hasNames = true;
            if (_names.Contains(name))
            {
                found = true;
                break;
            }
        }

        return _mentions[node] = found || !hasNames;
    }

    /// <summary>The names that a piece of source mentions, those it declares included.</summary>
    public static IEnumerable<string> NamesIn(SyntaxNode node)
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

    private static void AddLinks(
        SyntaxNode node, Dictionary<string, List<SyntaxNodeOrToken>> links, Func<string, bool> isSource, HashSet<string> asked)
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
                if (IsAlias(assignment.Right) || NamesIn(assignment.Left).Any(asked.Contains))
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

            foreach (var name in NamesIn(source))
                Link(name, variable);
        }

        void Link(string name, SyntaxNodeOrToken source)
        {
            if (!links.TryGetValue(name, out var sources))
                links[name] = sources = [];
            sources.Add(source);
        }

        void LinkAll(SyntaxNode targets, SyntaxNodeOrToken source)
        {
            foreach (var name in NamesIn(targets))
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

    private static string? NameOf(ExpressionSyntax called) => called switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        _ => null,
    };
}
