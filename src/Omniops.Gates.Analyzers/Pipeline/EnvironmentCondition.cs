using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>
/// Reads conditions on the hosting environment: <c>IsDevelopment()</c> and its siblings, comparisons of the name, patterns, logic, and
/// variables, properties and methods of the source that hold one of them.
/// </summary>
internal sealed class EnvironmentCondition(SourceBodies bodies, ValueSource values)
{
    private readonly INamedTypeSymbol? _extensions = bodies.Compilation.GetTypeByMetadataName(KnownTypes.HostEnvironmentExtensions);

    /// <summary>Obsolete, and one of them in two assemblies of the framework.</summary>
    private readonly INamedTypeSymbol[] _oldExtensions =
        [.. KnownTypes.HostingEnvironmentExtensions.SelectMany(name => bodies.Compilation.GetTypesByMetadataName(name))];

    /// <summary>Reads the names that conditions compare.</summary>
    public EnvironmentNames Names { get; } = new(bodies.Compilation, values);

    /// <summary>What a condition says about the environment.</summary>
    public EnvironmentSplit Read(IOperation condition, ReadingContext context)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var operation = condition.Unwrapped();
        return operation switch
        {
            { ConstantValue: { HasValue: true, Value: bool value } } => value ? EnvironmentSplit.Always : EnvironmentSplit.Always.Negated,
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => Read(not.Operand, context).Negated,
            IBinaryOperation binary => context.Read.TryGetValue(binary, out var known) ? known : context.Read[binary] = ReadBinary(binary, context),
            IConditionalOperation { WhenFalse: { } whenFalse } choice =>
                Choose(Read(choice.Condition, context), Read(choice.WhenTrue, context), Read(whenFalse, context)),
            ISwitchExpressionOperation choice => ReadSwitch(choice, context),
            IIsPatternOperation pattern => Match(pattern.Value, pattern.Pattern, context),
            IInvocationOperation call => ReadCall(call, context),
            // env?.IsDevelopment() ?? false: there always is an environment.
            ICoalesceOperation coalesce => Read(coalesce.Value, context),
            IConditionalAccessOperation access => Read(access.WhenNotNull, context),
            IParameterReferenceOperation { Parameter: var parameter } => context.Of(parameter),
            _ => ReadHeld(operation, context),
        };
    }

    /// <summary>Where a value matches a pattern.</summary>
    public EnvironmentSplit Match(IOperation value, IPatternOperation pattern, ReadingContext context)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return pattern switch
        {
            INegatedPatternOperation not => Match(value, not.Pattern, context).Negated,
            IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } and =>
                Match(value, and.LeftPattern, context).And(Match(value, and.RightPattern, context)),
            IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } or =>
                Match(value, or.LeftPattern, context).Or(Match(value, or.RightPattern, context)),
            IDiscardPatternOperation or IDeclarationPatternOperation { MatchesNull: true } => EnvironmentSplit.Always,
            IConstantPatternOperation constant => Equal(value, constant.Value, context),
            IRecursivePatternOperation { DeconstructSymbol: null, PropertySubpatterns: [{ Member: IPropertyReferenceOperation name } part] }
                when Names.IsNameProperty(name.Property) && part.Pattern is IConstantPatternOperation constant =>
                    Named(EnvironmentName.Exact(value), constant.Value, ignoreCase: false, context),
            _ => EnvironmentSplit.Unknown,
        };
    }

    /// <summary>Where a value equals another: a flag a constant, or the environment's name a text.</summary>
    public EnvironmentSplit Equal(IOperation value, IOperation other, ReadingContext context)
    {
        if (other.Unwrapped().ConstantValue is { HasValue: true, Value: bool constant })
            return constant ? Read(value, context) : Read(value, context).Negated;

        return Names.Read(value, context.Cancellation) is { } name ? Named(name, other, ignoreCase: false, context) : EnvironmentSplit.Unknown;
    }

    private EnvironmentSplit Named(EnvironmentName name, IOperation text, bool ignoreCase, ReadingContext context) =>
        Names.TryText(text, out var constant, context.Cancellation) ? Named(name, constant, ignoreCase, context) : EnvironmentSplit.Unknown;

    /// <summary>Where the name is this one, given what code sets it to.</summary>
    private EnvironmentSplit Named(EnvironmentName name, string? text, bool ignoreCase, ReadingContext context) =>
        context.Environments.Settle(
            name, name.Is(text, ignoreCase), set => name.Holds(set, text, ignoreCase), value => values.Origin(value, context.Cancellation),
            context.Circumstances);

    private static EnvironmentSplit Choose(EnvironmentSplit condition, EnvironmentSplit whenTrue, EnvironmentSplit whenFalse) =>
        condition.And(whenTrue).Or(condition.Negated.And(whenFalse));

    private EnvironmentSplit ReadSwitch(ISwitchExpressionOperation choice, ReadingContext context)
    {
        var rest = EnvironmentSplit.Unknown;
        for (var i = choice.Arms.Length - 1; i >= 0; i--)
        {
            var arm = choice.Arms[i];
            var match = Match(choice.Value, arm.Pattern, context);
            rest = Choose(arm.Guard is { } guard ? match.And(Read(guard, context)) : match, Read(arm.Value, context), rest);
        }

        return rest;
    }

    private EnvironmentSplit ReadBinary(IBinaryOperation binary, ReadingContext context) => binary.OperatorKind switch
    {
        BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And => Read(binary.LeftOperand, context).And(Read(binary.RightOperand, context)),
        BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.Or => Read(binary.LeftOperand, context).Or(Read(binary.RightOperand, context)),
        BinaryOperatorKind.Equals when IsBuiltIn(binary) => EqualEither(binary, context),
        BinaryOperatorKind.NotEquals when IsBuiltIn(binary) => EqualEither(binary, context).Negated,
        _ => EnvironmentSplit.Unknown,
    };

    private static bool IsBuiltIn(IBinaryOperation comparison) =>
        comparison.OperatorMethod is null or { ContainingType.SpecialType: SpecialType.System_String };

    private EnvironmentSplit EqualEither(IBinaryOperation binary, ReadingContext context)
    {
        var split = Equal(binary.LeftOperand, binary.RightOperand, context);
        return split == EnvironmentSplit.Unknown ? Equal(binary.RightOperand, binary.LeftOperand, context) : split;
    }

    private EnvironmentSplit ReadCall(IInvocationOperation call, ReadingContext context)
    {
        var method = call.TargetMethod;
        if (method.Name == "Equals")
            return ReadEquals(call, context);

        if ((method.ContainingType.Is(_extensions) || Array.Exists(_oldExtensions, type => method.ContainingType.Is(type))) && !bodies.Has(method)
            && call.Arguments is [var environment, ..])
        {
            var name = EnvironmentName.Exact(environment.Value);
            return method.Name switch
            {
                "IsDevelopment" or "IsStaging" or "IsProduction" => Named(name, method.Name.Substring(2), ignoreCase: true, context),
                "IsEnvironment" when call.Arguments.Length == 2 => Named(name, call.Arguments[1].Value, ignoreCase: true, context),
                _ => EnvironmentSplit.Unknown,
            };
        }

        if (method.ReturnType.SpecialType != SpecialType.System_Boolean || method.IsOpen() || context.IsTooDeep)
            return EnvironmentSplit.Unknown;

        return ReadBody(method, context.Inner(call.Arguments
            .Where(argument => argument.Parameter is { Type.SpecialType: SpecialType.System_Boolean, RefKind: RefKind.None })
            .Select(argument =>
                new KeyValuePair<ISymbol, EnvironmentSplit>(argument.Parameter!.OriginalDefinition, Read(argument.Value, context)))));
    }

    /// <summary>string.Equals in all its forms, and StringComparer.OrdinalIgnoreCase.Equals.</summary>
    private EnvironmentSplit ReadEquals(IInvocationOperation call, ReadingContext context)
    {
        var type = call.TargetMethod.ContainingType;
        if (type.SpecialType is not (SpecialType.System_String or SpecialType.System_Object) && type.Name != nameof(StringComparer))
            return EnvironmentSplit.Unknown;

        var ignoreCase = call.Syntax.ToString().IndexOf("IgnoreCase", StringComparison.Ordinal) >= 0;
        var operands = call.Arguments.Select(argument => argument.Value).ToList();
        if (call.Instance is not null && operands.Count < 2 || call.Instance?.Type?.SpecialType == SpecialType.System_String)
            operands.Insert(0, call.Instance!);

        if (operands.Count < 2)
            return EnvironmentSplit.Unknown;

        if (Names.Read(operands[0], context.Cancellation) is { } first)
            return Named(first, operands[1], ignoreCase, context);

        return Names.Read(operands[1], context.Cancellation) is { } second
            ? Named(second, operands[0], ignoreCase, context)
            : EnvironmentSplit.Unknown;
    }

    private EnvironmentSplit ReadHeld(IOperation operation, ReadingContext context)
    {
        if (context.IsTooDeep)
            return EnvironmentSplit.Unknown;

        if (operation is IPropertyReferenceOperation { Property: { IsIndexer: false, GetMethod: { } getter } property } && !property.IsOpen()
            && bodies.Find(getter, context.Cancellation) is not null)
        {
            return ReadBody(getter, context.Inner([]));
        }

        return values.Of(operation, context.Cancellation) is { } value ? Read(value, context.Inner([])) : EnvironmentSplit.Unknown;
    }

    private EnvironmentSplit ReadBody(IMethodSymbol method, ReadingContext context) =>
        bodies.Find(method, context.Cancellation) is { } body ? new PredicateWalker(this, context).Read(body) : EnvironmentSplit.Unknown;
}
