using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Cors;

/// <summary>
/// Runs a predicate on one origin that nobody means to trust, as far as its source is in sight. What is not seen stays not seen; a list or a
/// value that is not seen is taken for what the team trusts, so that the origin does not equal it.
/// </summary>
internal sealed partial class PredicateMachine(ProgramSources sources, CancellationToken cancellation)
{
    /// <summary>Expressions and statements in one run. A predicate takes a few dozen.</summary>
    private const int MaxSteps = 5000;

    /// <summary>Functions within functions.</summary>
    private const int MaxCalls = 12;

    /// <summary>Expressions within each other.</summary>
    private const int MaxDepth = 200;

    private static readonly ImmutableDictionary<ISymbol, PredicateValue> s_none =
        ImmutableDictionary.Create<ISymbol, PredicateValue>(SymbolEqualityComparer.Default);

    private readonly RequestOrigins _requests = new(sources.Values, cancellation);
    private readonly PatternMatcher _patterns = new();
    private readonly Stack<PredicateValue> _accessed = new();
    private ImmutableDictionary<ISymbol, PredicateValue> _variables = s_none;
    private string _origin = "";
    private int _steps;
    private int _calls;
    private int _depth;

    /// <summary>The texts that origins were compared with so far: what to try next.</summary>
    public HashSet<string> Texts { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The regular expressions that origins were matched against so far.</summary>
    public HashSet<string> Patterns => _patterns.Seen;

    /// <summary>What a predicate answers for an origin.</summary>
    public PredicateValue Run(IOperation predicate, string origin)
    {
        Start(origin);
        var function = Evaluate(predicate);
        return function is { IsSeen: true, Known: PredicateFunction target }
            ? Invoke(target, [PredicateValue.Of(origin, isOrigin: true)], predicate)
            : PredicateValue.Unseen(predicate.Syntax.OneLine());
    }

    /// <summary>Whether a value can be what a request says its origin is.</summary>
    public bool Reflects(IOperation value)
    {
        Start(OriginProbes.Strangers[0]);
        return Evaluate(value).IsOrigin || value.DescendantsAndSelf().Any(part => Evaluate(part).IsOrigin);
    }

    /// <summary>Whether a request of this origin gets it back, if the conditions on the way allow it.</summary>
    public PredicateValue Respond(IEnumerable<Passage> passages, string origin)
    {
        Start(origin);
        PredicateValue? doubt = null;
        foreach (var passage in passages)
        {
            foreach (var (condition, isTrue) in passage.Guards)
            {
                var answer = Evaluate(condition);
                if (!isTrue)
                    answer = !answer;
                if (answer.IsFalse)
                    return PredicateValue.False;
                // A condition on something else, such as the method, holds for some requests of every origin.
                if (answer.IsSeen ? answer.Expression is not null : answer.IsOrigin || MentionsOrigin(condition))
                    doubt ??= answer;
            }

            var value = Evaluate(passage.Value);
            if (!value.IsSeen)
                return value.IsOrigin || MentionsOrigin(passage.Value) ? value : PredicateValue.False;
            if (!value.IsOrigin)
                return PredicateValue.False;
            if (passage.Parameter is { } parameter)
                _variables = _variables.SetItem(parameter, value);
        }

        return doubt ?? PredicateValue.True;
    }

    private void Start(string origin)
    {
        (_steps, _calls, _depth, _variables, _origin) = (0, 0, 0, s_none, origin);
        _accessed.Clear();
    }

    private PredicateValue Invoke(PredicateFunction function, IReadOnlyList<PredicateValue> arguments, IOperation use)
    {
        switch (function.Target)
        {
            case IAnonymousFunctionOperation lambda:
                return Enter(lambda.Symbol, lambda.Body, arguments, function.Variables, use);
            case IMethodReferenceOperation { Method: var method } group when sources.Bodies.Has(method):
                return Enter(method, arguments, function.Variables, group);
            case IMethodReferenceOperation { Method: var method, Instance: var instance } group:
                return Framework(method, instance is null ? null : Evaluate(instance), arguments, group);
            default:
                return Unseen(use);
        }
    }

    private PredicateValue Enter(
        IMethodSymbol method, IReadOnlyList<PredicateValue> arguments, ImmutableDictionary<ISymbol, PredicateValue> around, IOperation use) =>
        method.IsOpen() || sources.Bodies.Find(method, cancellation) is not { } body
            ? Unseen(use, arguments.Any(argument => argument.IsOrigin))
            : Enter((method.ReducedFrom ?? method).OriginalDefinition, body, arguments, around, use);

    private PredicateValue Enter(
        IMethodSymbol method,
        IOperation body,
        IReadOnlyList<PredicateValue> arguments,
        ImmutableDictionary<ISymbol, PredicateValue> around,
        IOperation use)
    {
        if (_calls >= MaxCalls)
            return Unseen(use);

        var outer = _variables;
        _variables = around;
        for (var i = 0; i < method.Parameters.Length && i < arguments.Count; i++)
            _variables = _variables.SetItem(method.Parameters[i], arguments[i]);
        _calls++;
        var result = RunBody(body, use);
        _calls--;
        _variables = outer;
        return result;
    }

    private PredicateValue Evaluate(IOperation operation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (_steps++ > MaxSteps || _depth > MaxDepth)
            return Unseen(operation);

        _depth++;
        var value = Read(operation.Unwrapped());
        _depth--;
        // Which environment it is counts for nothing but itself.
        if (!value.IsSeen && !value.IsOrigin && operation.Type?.SpecialType == SpecialType.System_Boolean
            && sources.IsTrueInProduction(operation, cancellation) is { } answer)
        {
            return PredicateValue.Of(answer);
        }

        return value;
    }

    private PredicateValue Unseen(IOperation operation, bool isOrigin = false) => PredicateValue.Unseen(operation.Syntax.OneLine(), isOrigin);

    private PredicateValue Noted(object? constant)
    {
        if (constant is string text)
            Texts.Add(text);
        else if (constant is int and > 0 and <= ushort.MaxValue)
            Texts.Add($":{constant}");
        return PredicateValue.Of(constant);
    }
}
