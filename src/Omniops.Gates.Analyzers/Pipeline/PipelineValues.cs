using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Endpoints;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>What variables and expressions hold while the pipeline is read.</summary>
internal sealed class PipelineValues(HostingTypes types, ValueSource source, CancellationToken cancellation)
{
    private const int MaxDepth = 32;

    private const int MaxNesting = 8;

    private readonly Dictionary<ISymbol, PipelineValue?> _variables = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<IOperation, PipelineValue?> _results = [];
    private readonly Dictionary<ISymbol, IOperation> _arguments = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, ITypeSymbol> _types = new(SymbolEqualityComparer.Default);
    private int _nesting;

    /// <summary>Gives a parameter or a newly declared local its value, whatever it held when the code was read before.</summary>
    public void Give(ISymbol variable, PipelineValue? value)
    {
        _variables[variable] = value;
        _arguments.Remove(variable);
    }

    /// <summary>Gives a parameter the argument of a call, or the variable of a loop one of the elements.</summary>
    public void Give(ISymbol variable, IOperation argument)
    {
        Give(variable, Of(argument));
        _arguments[variable] = argument;
    }

    /// <summary>Gives a variable another value. One that has held two is not known from then on.</summary>
    public void Assign(ISymbol variable, IOperation value, PipelineScope scope)
    {
        _arguments.Remove(variable);
        if (value.IsNull())
            return;

        var assigned = Of(value);
        if (assigned?.Function is not null)
            assigned = assigned with { Since = scope };
        _variables[variable] = _variables.TryGetValue(variable, out var held) && held != assigned ? null : assigned;
    }

    /// <summary>What a variable was given last.</summary>
    public PipelineValue? HeldBy(ISymbol variable) => _variables.TryGetValue(variable, out var held) ? held : null;

    /// <summary>A variable that is declared anew holds nothing yet.</summary>
    public void Clear(ISymbol variable) => _variables.Remove(variable);

    /// <summary>From now on the variable may hold anything.</summary>
    public void Forget(ISymbol variable) => Give(variable, (PipelineValue?)null);

    public void SetResult(IOperation operation, PipelineValue? value) => _results[operation] = value;

    public void SetType(ITypeParameterSymbol parameter, ITypeSymbol type) => _types[parameter] = TypeOf(type);

    /// <summary>The type that a type parameter stands for in the call that is read.</summary>
    public ITypeSymbol TypeOf(ITypeSymbol type) => type is ITypeParameterSymbol && _types.TryGetValue(type, out var given) ? given : type;

    /// <summary>The expression behind a parameter or variable, as far as it is certain.</summary>
    public IOperation Origin(IOperation operation)
    {
        var current = operation.Unwrapped();
        for (var depth = 0; depth < MaxDepth; depth++)
        {
            var next = current switch
            {
                IParameterReferenceOperation { Parameter: var parameter } => _arguments.TryGetValue(parameter, out var argument) ? argument : null,
                ILocalReferenceOperation { Local: var local } when _arguments.TryGetValue(local, out var element) => element,
                // prefix ?? "", where the call says or leaves out which.
                ICoalesceOperation coalesce => IsNull(coalesce.Value) is { } isNull ? isNull ? coalesce.WhenNull : coalesce.Value : null,
                IConditionalOperation { WhenFalse: { } whenFalse } choice => Truth(choice.Condition) is { } truth ? truth ? choice.WhenTrue : whenFalse : null,
                _ when IsOfTypeArgument(current) => OfTypeArgument(current),
                _ => IsPart(current, depth) ? PartOf((IMemberReferenceOperation)current) : source.Of(current, cancellation) ?? Overridden(current),
            };
            if (next is null)
                break;

            current = next.Unwrapped();
        }

        return current;
    }

    /// <summary>Whether a condition holds that asks whether something is null; null where that, or anything else, is not certain.</summary>
    public bool? Truth(IOperation condition) => condition.Unwrapped() switch
    {
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => !Truth(not.Operand),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } test when test.RightOperand.IsNull() => IsNull(test.LeftOperand),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } test when test.RightOperand.IsNull() => !IsNull(test.LeftOperand),
        IIsPatternOperation { Pattern: IConstantPatternOperation { Value: var constant } } test when constant.IsNull() => IsNull(test.Value),
        IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: IConstantPatternOperation { Value: var constant } } } test when constant.IsNull() =>
            !IsNull(test.Value),
        IInvocationOperation { TargetMethod: { Name: "IsNullOrEmpty" or "IsNullOrWhiteSpace", ContainingType.SpecialType: SpecialType.System_String }, Arguments: [var text] } =>
            IsNull(text.Value) == true ? true : Origin(text.Value).ConstantValue is { HasValue: true, Value: string given } ? string.IsNullOrWhiteSpace(given) : null,
        _ => null,
    };

    /// <summary>Null where it is not certain.</summary>
    private bool? IsNull(IOperation value)
    {
        // A method that hands itself its own argument: Map(prefix ?? "").
        if (_nesting >= MaxDepth)
            return null;

        _nesting++;
        var origin = Origin(value);
        var isNull = origin.IsNull() ? true
            : origin.ConstantValue.HasValue || origin is IObjectCreationOperation or IInterpolatedStringOperation or IDelegateCreationOperation or IAnonymousFunctionOperation
                || origin is IFieldReferenceOperation { Field: { Name: "Empty", ContainingType.SpecialType: SpecialType.System_String } }
                || Of(value) is { } held && (held.Host is not null || held.Group is not null || held.Function is not null) ? false
            : (bool?)null;
        _nesting--;
        return isNull;
    }

    /// <summary>Whether this is a part of an element of a loop that is written out: limit.Name, where the element is new Limit("login", 5).</summary>
    private bool IsPart(IOperation value, int depth) => depth < MaxNesting && value is IMemberReferenceOperation { Instance: { } whole } && IsElement(whole);

    private IOperation? PartOf(IMemberReferenceOperation part)
    {
        var element = Origin(part.Instance!);
        if (WrittenElements.PartOf(element, part.Member) is { } written)
            return written;

        // What the constructor hands on is what this object was created with, not the last one.
        return source.Of(part, cancellation) is not { } held ? null
            : held.Unwrapped() is IParameterReferenceOperation { Parameter.Ordinal: var ordinal }
                ? (element as IObjectCreationOperation)?.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == ordinal)?.Value : held;
    }

    private bool IsElement(IOperation whole) => whole.Unwrapped() switch
    {
        ILocalReferenceOperation { Local: var local } => _arguments.ContainsKey(local),
        IMemberReferenceOperation { Instance: { } outer } => IsElement(outer),
        _ => false,
    };

    /// <summary>What says which class an object is of, where that is certain.</summary>
    public Func<IOperation?, INamedTypeSymbol?>? ClassOf { get; set; }

    /// <summary>protected override string Prefix => "/orders"; in the class that is read.</summary>
    private IOperation? Overridden(IOperation value) =>
        value is IPropertyReferenceOperation { Property: { SetMethod: null, IsIndexer: false } property, Instance: { } instance }
            && property.IsOpen() && ClassOf?.Invoke(instance) is { } type && Dispatch.PropertyOf(type, property) is { IsAbstract: false } own
                ? source.Of(own, cancellation) : null;

    /// <summary>T.Prefix, a static member of an interface that the class in hand may have given a value of its own.</summary>
    private IOperation? OfTypeArgument(IOperation value) =>
        value is IPropertyReferenceOperation { Property: { IsStatic: true } property, ConstrainedToType: { } parameter }
            && TypeOf(parameter) is INamedTypeSymbol type && Dispatch.PropertyOf(type, property) is { IsAbstract: false } own
                ? source.Of(own, cancellation) : null;

    private static bool IsOfTypeArgument(IOperation value) => value is IPropertyReferenceOperation { Property.IsStatic: true, ConstrainedToType: not null };

    public PipelineValue? Of(IOperation? operation) => Of(operation, 0);

    private PipelineValue? Of(IOperation? operation, int depth)
    {
        if (operation is null || depth > MaxDepth)
            return null;

        var value = operation.Unwrapped();
        if (_results.TryGetValue(value, out var result))
            return result;

        return value switch
        {
            IAwaitOperation @await => Of(@await.Operation, depth + 1),
            ILocalReferenceOperation { Local: var local } => Variable(local, value, depth),
            IParameterReferenceOperation { Parameter: var parameter } => Variable(parameter, value, depth),
            IPropertyReferenceOperation { Property.Name: "Result" or "Value", Instance: { } instance } => Of(instance, depth + 1),
            IMemberReferenceOperation and not IMethodReferenceOperation => Variable(((IMemberReferenceOperation)value).Member, value, depth),
            IDelegateCreationOperation creation => Of(creation.Target, depth + 1),
            IAnonymousFunctionOperation lambda => new PipelineValue(Lambda: lambda),
            IMethodReferenceOperation method => new PipelineValue(Method: method),
            IObjectCreationOperation { Type: INamedTypeSymbol type } => Created(type),
            ITypeParameterObjectCreationOperation { Type: { } type } => TypeOf(type) is INamedTypeSymbol given ? Created(given) : null,
            IConditionalAccessOperation access => Of(access.WhenNotNull, depth + 1),
            IConditionalAccessInstanceOperation access => Of(access.Accessed(), depth + 1),
            IAssignmentOperation assignment => Of(assignment.Value, depth + 1),
            IConditionalOperation { WhenFalse: { } whenFalse } choice => Truth(choice.Condition) is { } truth
                ? Of(truth ? choice.WhenTrue : whenFalse, depth + 1) : Either(Of(choice.WhenTrue, depth + 1), Of(whenFalse, depth + 1), choice.Condition),
            ICoalesceOperation coalesce => Of(coalesce.Value, depth + 1) ?? Of(coalesce.WhenNull, depth + 1),
            IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "GetAwaiter" or "GetResult" or "AsTask", Instance: { } instance } =>
                Of(instance, depth + 1),
            _ => null,
        };
    }

    /// <summary>group is null ? app : group, where it is not known which: the endpoints are there, but for their prefix and what is said of them.</summary>
    private static PipelineValue? Either(PipelineValue? one, PipelineValue? other, IOperation condition)
    {
        if (one == other)
            return one;
        if (one?.Group is null && other?.Group is null)
            return null;

        var group = new EndpointGroup(parent: null, prefix: null);
        group.Conventions.Add(new EndpointConvention(ConventionKind.Unknown, condition.Syntax.GetLocation(), PipelineScope.Entry, "group")
        {
            Reason = $"which group it belongs to depends on '{condition.Syntax.OneLine()}'",
        });
        return new PipelineValue(one?.Host ?? other?.Host, Group: group);
    }

    private PipelineValue Created(INamedTypeSymbol type) => new(Type: type, IsDetached: types.CarriesPipeline(type));

    private PipelineValue? Variable(ISymbol variable, IOperation reference, int depth) =>
        _variables.TryGetValue(variable, out var held) ? held
        : source.Of(reference, cancellation) is { } value ? Of(value, depth + 1)
        : null;
}
