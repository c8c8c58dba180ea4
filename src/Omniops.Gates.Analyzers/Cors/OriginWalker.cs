using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Analyzers.Settings;
using Omniops.Gates.Engine.Secrets;

namespace Omniops.Gates.Analyzers.Cors;

/// <summary>
/// Follows one value to what it can be as an origin in production, through variables, members, calls and configuration. What it does not
/// understand is doubtful, never named.
/// </summary>
internal sealed partial class OriginWalker
{
    private const string WhyMissing = "has no value in appsettings.json or appsettings.Production.json; write the origins there, or in code";
    private const string WhyDoubtful = "cannot be followed to its values; write the origins in code or read them from appsettings.json";

    /// <summary>Expressions that are no constants. A list of origins takes a few dozen; code made to have no end must have one here.</summary>
    private const int MaxSteps = 2000;

    /// <summary>Expressions within each other. Real code has a dozen; the stack of a compiler's thread holds many more than this.</summary>
    private const int MaxDepth = 100;

    private readonly ProgramSources _sources;
    private readonly ConfigurationKeys _keys;
    private readonly CancellationToken _cancellation;

    /// <summary>Variables and members being followed: one that is given itself adds nothing.</summary>
    private readonly HashSet<ISymbol> _open = new(SymbolEqualityComparer.Default);

    /// <summary>Where each body mentions its variables.</summary>
    private readonly Dictionary<IOperation, ILookup<ISymbol, IOperation>> _mentions = [];

    private readonly List<SeenOrigin> _seen = [];

    private OriginCall? _call;
    private int _steps;
    private int _depth;

    /// <summary>How many times the text that is read here is split on its way to the policy.</summary>
    private int _splits;

    /// <summary>How many times the text that is read here is changed on its way to the policy, in other ways.</summary>
    private int _changes;

    public OriginWalker(ProgramSources sources, CancellationToken cancellation)
    {
        (_sources, _cancellation) = (sources, cancellation);
        _keys = new ConfigurationKeys(
            sources.Bodies, sources.Values, sources.References, sources.Configuration, sources.Section,
            parameter => OriginCall.Of(parameter, _call)?.Given(parameter));
    }

    /// <summary>The origins that were met on the way in production, as the policy is given them.</summary>
    public IReadOnlyList<SeenOrigin> Seen => _seen;

    /// <summary>What <paramref name="value"/>, an origin or a list of them, can be.</summary>
    public OriginVerdict Judge(IOperation? value)
    {
        if (value is null)
            return OriginVerdict.Named;

        var operation = value.Unwrapped();
        if (operation.ConstantValue is { HasValue: true, Value: var constant })
        {
            Note(constant as string, operation, key: null);
            return IsAny(constant) ? AnyAt(operation) : OriginVerdict.Named;
        }

        if (_steps++ > MaxSteps || _depth > MaxDepth)
            return new OriginVerdict(false, $"'{operation.Syntax.OneLine()}' {WhyDoubtful}");

        _cancellation.ThrowIfCancellationRequested();
        _depth++;
        var verdict = value is IConversionOperation { OperatorMethod: { } converter } && _sources.Bodies.Has(converter)
            ? AnyOf([operation], value)
            : Follow(operation);
        _depth--;
        return verdict;
    }

    private void Note(string? text, IOperation operation, string? key)
    {
        if (text is null || _changes > 0 || !IsInProduction(operation))
            return;

        foreach (var origin in _splits > 0 ? OriginText.Parts(text) : [text])
            _seen.Add(new SeenOrigin(origin, operation, key));
    }

    /// <summary>Follows values that do not reach the policy as they are.</summary>
    private OriginVerdict Changed(Func<OriginVerdict> judge)
    {
        _changes++;
        var verdict = judge();
        _changes--;
        return verdict;
    }

    /// <summary>What any of them can be.</summary>
    public OriginVerdict Judge(IEnumerable<IOperation?> operations)
    {
        var verdict = OriginVerdict.Named;
        foreach (var operation in operations)
            verdict |= Judge(operation);
        return verdict;
    }

    /// <summary>What a part of an object can be that a call fills from configuration.</summary>
    public OriginVerdict JudgeBound(IInvocationOperation call, string part) =>
        _keys.SectionsOf(call, _cancellation) is { Count: > 0 } sections
            ? Configured(sections.Select(section => section.Length == 0 ? part : $"{section}:{part}"), call)
            : Doubtful(call);

    private OriginVerdict Follow(IOperation operation)
    {
        // Roslyn 4.8 has no operation for a collection expression; its elements are the children.
        if (operation.Syntax is CollectionExpressionSyntax or SpreadElementSyntax)
            return Judge(operation.ChildOperations);

        if (operation is IInvocationOperation or IPropertyReferenceOperation
            && _keys.Of(operation, _cancellation) is { Count: > 0 } keys && !keys.Contains(""))
        {
            return Configured(keys, operation) | DefaultOf(operation);
        }

        return operation switch
        {
            IArrayCreationOperation array => Judge(array.Initializer?.ElementValues ?? ImmutableArray<IOperation>.Empty),
            IConditionalOperation choice => Chosen(choice.WhenTrue) | Chosen(choice.WhenFalse),
            ICoalesceOperation coalesce => Judge(coalesce.Value) | Judge(coalesce.WhenNull),
            ISwitchExpressionOperation choice => choice.Arms.Aggregate(OriginVerdict.Named, (verdict, arm) => verdict | Chosen(arm.Value)),
            IConditionalAccessOperation access => Judge(access.WhenNotNull),
            IConditionalAccessInstanceOperation access => Judge(access.Accessed()),
            IArrayElementReferenceOperation element => Judge(element.ArrayReference),
            ITranslatedQueryOperation query => Judge(query.Operation),
            IAwaitOperation @await => Judge(@await.Operation),
            IAssignmentOperation assignment => Judge(assignment.Value),
            IObjectCreationOperation creation => Created(creation),
            IObjectOrCollectionInitializerOperation initializer => Initialized(initializer),
            IInterpolatedStringOperation text => Joined(text, text.Parts.Select(PartOf)),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => Joined(sum, Summands(sum)),
            IInvocationOperation call => Called(call),
            ILocalReferenceOperation local => Local(local),
            IFieldReferenceOperation { Field: var field } => Member(field, operation),
            IPropertyReferenceOperation property => Property(property),
            IParameterReferenceOperation parameter => Parameter(parameter),
            IThrowOperation or IInvalidOperation or IDefaultValueOperation => OriginVerdict.Named,
            // Nor has it one for the span behind a params parameter.
            _ => operation.IsImplicit && operation.ChildOperations.Count > 0 ? Judge(operation.ChildOperations) : Doubtful(operation),
        };
    }

    private OriginVerdict Chosen(IOperation? branch) => branch is null || IsInProduction(branch) ? Judge(branch) : OriginVerdict.Named;

    private bool IsAny(object? constant) => constant switch
    {
        string text => _splits > 0 ? OriginText.HasAny(text) : text.Trim() == OriginText.Any,
        char character => character == '*',
        _ => false,
    };

    private static IOperation PartOf(IInterpolatedStringContentOperation content) => content switch
    {
        IInterpolationOperation hole => hole.Expression,
        IInterpolatedStringTextOperation text => text.Text,
        _ => content,
    };

    /// <summary>All operands of a chain, which can be longer than the stack is deep.</summary>
    private static IEnumerable<IOperation> Summands(IBinaryOperation sum)
    {
        IOperation left = sum;
        while (left.Unwrapped() is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, ConstantValue.HasValue: false } inner)
        {
            yield return inner.RightOperand;
            left = inner.LeftOperand;
        }

        yield return left;
    }

    /// <summary>
    /// An origin with a piece of fixed text, such as the scheme in front of a host name, is not any origin, unless it is split afterwards.
    /// Pieces that are not <c>*</c> do not become it when they are put together.
    /// </summary>
    private OriginVerdict Joined(IOperation whole, IEnumerable<IOperation> parts)
    {
        var all = parts.ToList();
        if (_splits == 0 && all.Exists(IsFixed))
            return OriginVerdict.Named;

        var verdict = Changed(() => Judge(all));
        return verdict.IsAny || verdict.Doubt is null ? verdict : Doubtful(whole);
    }

    private static bool IsFixed(IOperation part) =>
        part.Unwrapped().ConstantValue is { HasValue: true, Value: string text } && OriginText.IsFixed(text);

    /// <summary>Where it is not known what becomes of these values: any origin is seen, anything else is doubtful.</summary>
    private OriginVerdict AnyOf(IEnumerable<IOperation?> values, IOperation whole) =>
        Changed(() => Judge(values)) is { IsAny: true } any ? any : Doubtful(whole);

    private OriginVerdict Created(IObjectCreationOperation creation)
    {
        if (creation.Type.Is(_sources.Address))
            return OriginVerdict.Named;

        var given = creation.Arguments.Select(argument => argument.Value).Where(MayHoldText);
        // What a collection is made of is what it holds; other types do with it what they like.
        var verdict = creation.Type is { SpecialType: not SpecialType.System_String, AllInterfaces: var contracts }
            && contracts.Any(contract => contract.SpecialType == SpecialType.System_Collections_IEnumerable)
                ? Judge(given)
                : AnyOf(given, creation);
        return creation.Initializer is { } initializer ? verdict | Initialized(initializer) : verdict;
    }

    private OriginVerdict Initialized(IObjectOrCollectionInitializerOperation initializer) =>
        Judge(initializer.Initializers.SelectMany(part => part switch
        {
            IInvocationOperation add => add.Arguments.Select(argument => argument.Value),
            IAssignmentOperation assignment => [assignment.Value],
            _ => part.ChildOperations,
        }));

    private OriginVerdict Configured(IEnumerable<string> keys, IOperation operation) =>
        keys.Aggregate(OriginVerdict.Named, (verdict, key) => verdict | Configured(key, operation));

    private OriginVerdict Configured(string key, IOperation operation)
    {
        if (_sources.Settings.Find(key, _cancellation) is { } found)
        {
            foreach (var value in found.Where(value => !OriginText.Parts(value).Any(Placeholder.Is)))
                Note(value, operation, key);
            if (found.Any(OriginText.HasAny))
                return AnyAt(operation);

            if (!found.Any(value => OriginText.Parts(value).Any(Placeholder.Is)))
                return OriginVerdict.Named;
        }

        return IsInProduction(operation)
            ? new OriginVerdict(false, $"'{key}' {WhyMissing}")
            : OriginVerdict.Named;
    }

    /// <summary>The second argument of <c>GetValue(key, defaultValue)</c>.</summary>
    private OriginVerdict DefaultOf(IOperation operation) => operation is IInvocationOperation call
        ? Judge(call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "defaultValue")?.Value)
        : OriginVerdict.Named;

    private OriginVerdict Doubtful(IOperation operation) => IsInProduction(operation)
        ? new OriginVerdict(false, $"'{operation.Syntax.OneLine()}' {WhyDoubtful}")
        : OriginVerdict.Named;

    /// <summary>Every origin, where production comes by.</summary>
    private OriginVerdict AnyAt(IOperation operation) => _sources.Reach.Of(operation, _cancellation) switch
    {
        { IsInProduction: false } => OriginVerdict.Named,
        { Doubt: { } doubt } => new OriginVerdict(false, doubt),
        _ => OriginVerdict.Any,
    };

    private bool IsInProduction(IOperation operation) => _sources.Reach.IsInProduction(operation, _cancellation);

    private static bool Is(ISymbol? one, ISymbol other) => SymbolEqualityComparer.Default.Equals(one?.OriginalDefinition, other.OriginalDefinition);
}
