using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Engine.Secrets;

namespace Omniops.Gates.Analyzers.Cors;

/// <summary>
/// Follows one value to what it can be as an origin in production, through variables, members, calls and configuration. What it does not
/// understand is doubtful, never named.
/// </summary>
internal sealed partial class OriginWalker(OriginSources sources, CancellationToken cancellation)
{
    private const string AnyOrigin = "*";

    private const string WhyMissing = "has no value in appsettings.json or appsettings.Production.json; write the origins there, or in code";
    private const string WhyDoubtful = "cannot be followed to its values; write the origins in code or read them from appsettings.json";

    /// <summary>Expressions. A list of origins takes a few dozen; code made to have no end must have one here.</summary>
    private const int MaxSteps = 2000;

    private static readonly char[] s_separators = [',', ';', ' ', '|'];

    /// <summary>Variables and members being followed: one that is given itself adds nothing.</summary>
    private readonly HashSet<ISymbol> _open = new(SymbolEqualityComparer.Default);

    private int _steps;

    /// <summary>What <paramref name="value"/>, an origin or a list of them, can be.</summary>
    public OriginVerdict Judge(IOperation? value)
    {
        if (value is null)
            return OriginVerdict.Named;

        var operation = value.Unwrapped();
        if (_steps++ > MaxSteps)
            return Doubtful(operation);

        cancellation.ThrowIfCancellationRequested();
        if (operation.ConstantValue is { HasValue: true, Value: var constant })
            return constant is string text && IsAny(text, operation) && IsInProduction(operation) ? OriginVerdict.Any : OriginVerdict.Named;

        // Roslyn 4.8 has no operation for a collection expression; its elements are the children.
        if (operation.Syntax is CollectionExpressionSyntax or SpreadElementSyntax)
            return Judge(operation.ChildOperations);

        if (operation is IInvocationOperation or IPropertyReferenceOperation
            && sources.Keys.Of(operation, cancellation) is { Count: > 0 } keys && !keys.Contains(""))
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
            IAwaitOperation @await => Judge(@await.Operation),
            IObjectCreationOperation creation => Created(creation),
            IInterpolatedStringOperation text => Joined(text, text.Parts.Select(PartOf)),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => Joined(sum, [sum.LeftOperand, sum.RightOperand]),
            IInvocationOperation call => Called(call),
            ILocalReferenceOperation local => Local(local),
            IFieldReferenceOperation { Field: var field } => Member(field, operation),
            IPropertyReferenceOperation property => Property(property),
            IParameterReferenceOperation { Parameter: var parameter } => Parameter(parameter, operation),
            IThrowOperation or IInvalidOperation or IDefaultValueOperation => OriginVerdict.Named,
            // Nor has it one for the span behind a params parameter.
            _ => operation.IsImplicit && operation.ChildOperations.Count > 0 ? Judge(operation.ChildOperations) : Doubtful(operation),
        };
    }

    /// <summary>What any of them can be.</summary>
    public OriginVerdict Judge(IEnumerable<IOperation?> operations)
    {
        var verdict = OriginVerdict.Named;
        foreach (var operation in operations)
            verdict |= Judge(operation);
        return verdict;
    }

    private OriginVerdict Chosen(IOperation? branch) => branch is null || IsInProduction(branch) ? Judge(branch) : OriginVerdict.Named;

    /// <summary>A text that is split holds the origin as one of its parts.</summary>
    private static bool IsAny(string text, IOperation operation) => text == AnyOrigin
        || operation.Parent is IInvocationOperation { TargetMethod.Name: "Split" } && text.Split(s_separators).Contains(AnyOrigin);

    private static IOperation PartOf(IInterpolatedStringContentOperation content) => content switch
    {
        IInterpolationOperation hole => hole.Expression,
        IInterpolatedStringTextOperation text => text.Text,
        _ => content,
    };

    /// <summary>An origin with a piece of fixed text, such as the scheme in front of a host name, is not any origin.</summary>
    private OriginVerdict Joined(IOperation whole, IEnumerable<IOperation> parts)
    {
        var all = parts.ToList();
        if (all.Exists(part => part.Unwrapped().ConstantValue is { HasValue: true, Value: string text } && HasLetter(text)))
            return OriginVerdict.Named;

        return Judge(all) is { IsAny: true } any ? any : Doubtful(whole);
    }

    private static bool HasLetter(string text) => text.Any(char.IsLetter);

    private OriginVerdict Created(IObjectCreationOperation creation)
    {
        if (creation.Type.Is(sources.Address))
            return OriginVerdict.Named;

        var added = creation.Initializer?.Initializers ?? ImmutableArray<IOperation>.Empty;
        return Judge(creation.Arguments.Select(argument => argument.Value))
            | Judge(added.OfType<IInvocationOperation>().SelectMany(add => add.Arguments, (_, argument) => argument.Value));
    }

    private OriginVerdict Configured(IReadOnlyList<string> keys, IOperation operation) =>
        keys.Aggregate(OriginVerdict.Named, (verdict, key) => verdict | Configured(key, operation));

    private OriginVerdict Configured(string key, IOperation operation)
    {
        if (sources.Settings.Find(key, cancellation) is { } found)
        {
            if (found.Any(value => value.Split(s_separators).Contains(AnyOrigin)))
                return IsInProduction(operation) ? OriginVerdict.Any : OriginVerdict.Named;

            if (!found.Any(value => value.Length > 0 && Placeholder.Is(value)))
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

    private bool IsInProduction(IOperation operation) => sources.Reach.IsInProduction(operation, cancellation);
}
