using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>Numbers and lengths of time that limits are given: written out, in settings, or handed through helper methods.</summary>
/// <param name="source">The expression behind a variable.</param>
/// <param name="configured">What a value holds that is read from configuration, nothing where no file says; null for any other value.</param>
/// <param name="isTrue">What a condition is in production; null where that is not known.</param>
internal sealed class LimitValues(
    SourceBodies bodies, Func<IOperation, IOperation> source, Func<IOperation, string?> configured, Func<IOperation, bool?> isTrue,
    CancellationToken cancellation)
{
    private const int MaxDepth = 12;

    private readonly Dictionary<IParameterSymbol, IOperation> _given = new(SymbolEqualityComparer.Default);

    /// <summary>What the parameters of a helper method hold while its body is read.</summary>
    public void Give(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.OriginalDefinition is { } parameter)
                _given[parameter] = Origin(argument.Value);
        }
    }

    /// <summary>The expression that a value comes from.</summary>
    public IOperation Origin(IOperation value)
    {
        // The reading of the pipeline knows what the first call of a helper gives, which is not what this one does.
        return Given(value.Unwrapped()) ?? (source(value.Unwrapped()).Unwrapped() is var found ? Given(found) ?? found : value);

        IOperation? Given(IOperation operand) =>
            operand is IParameterReferenceOperation { Parameter: var parameter }
                && _given.TryGetValue(parameter.OriginalDefinition, out var given) ? given : null;
    }

    /// <summary>A number; null where it is known at run time only.</summary>
    public double? Number(IOperation value) => Number(value, 0);

    /// <summary>A number that settings say as text.</summary>
    public static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A length of time in seconds; null where it is known at run time only.</summary>
    public double? Seconds(IOperation value) => Seconds(value, 0);

    /// <summary>A length of time that settings say as text.</summary>
    public static double? Seconds(string? text) =>
        TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var length) ? length.TotalSeconds : null;

    private double? Number(IOperation value, int depth)
    {
        if (depth > MaxDepth)
            return null;

        var origin = Origin(value);
        return origin switch
        {
            { ConstantValue: { HasValue: true, Value: int or long or double or short or byte } number } => Convert.ToDouble(number.Value, CultureInfo.InvariantCulture),
            { ConstantValue: { HasValue: true, Value: string text } } => Number(text),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => Number(sum.LeftOperand, depth + 1) + Number(sum.RightOperand, depth + 1),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply } product => Number(product.LeftOperand, depth + 1) * Number(product.RightOperand, depth + 1),
            IInvocationOperation { TargetMethod: { Name: "Parse" or "ToInt16" or "ToInt32" or "ToInt64" or "ToDouble", ContainingType: { Name: "Convert" or "Double" or "Int16" or "Int32" or "Int64" } parser }, Arguments: [{ Value: var text }, ..] }
                when parser.ContainingNamespace.Name == "System" => Number(text, depth + 1),
            _ => Any(origin, Number, Number, depth),
        };
    }

    private double? Seconds(IOperation value, int depth)
    {
        if (depth > MaxDepth)
            return null;

        var origin = Origin(value);
        if (Durations.SecondsOf(origin) is { } seconds)
            return seconds;

        return origin switch
        {
            IInvocationOperation { TargetMethod: { ContainingType.Name: "TimeSpan", IsStatic: true } factory, Arguments: [{ Value: var argument }, ..] arguments } =>
                factory.Name == "Parse" ? Seconds(configured(Origin(argument)))
                : Durations.UnitOf(factory.Name) is { } unit && arguments.Skip(1).All(rest => rest.ArgumentKind == ArgumentKind.DefaultValue)
                    ? Number(argument, depth + 1) * unit : null,
            _ => Any(origin, Seconds, Seconds, depth),
        };
    }

    /// <summary>A value of either kind by the ways that both come.</summary>
    private double? Any(IOperation origin, Func<IOperation, int, double?> read, Func<string?, double?> parse, int depth)
    {
        switch (origin)
        {
            case ICoalesceOperation coalesce:
                return Origin(coalesce.Value) is var first && (first.IsNull() || first is IDefaultValueOperation) ? read(coalesce.WhenNull, depth + 1)
                    : read(coalesce.Value, depth + 1) ?? (configured(first) is "" ? read(coalesce.WhenNull, depth + 1) : null);
            case IConditionalOperation { WhenFalse: { } otherwise } choice:
                return (isTrue(choice.Condition) ?? Flag(choice.Condition)) is { } chosen ? read(chosen ? choice.WhenTrue : otherwise, depth + 1) : null;
        }

        if (configured(origin) is { } text)
            return text.Length > 0 ? parse(text) : Default(origin) is { } given ? read(given, depth + 1) : null;

        if (origin is not IInvocationOperation { TargetMethod: var called } call || !bodies.Has(called)
            || bodies.Find(called, cancellation)?.DescendantsAndSelf().OfType<IReturnOperation>().Take(2).ToList() is not [{ ReturnedValue: { } returned }])
        {
            return null;
        }

        Give(call);
        return read(returned, depth + 1);
    }

    private bool? Flag(IOperation condition) => bool.TryParse(configured(Origin(condition)), out var flag) ? flag : null;

    /// <summary>What code says where no file does: GetValue("Permits", 25), and the initializer of a property that is bound.</summary>
    private IOperation? Default(IOperation origin) => origin switch
    {
        IInvocationOperation call => call.Arguments.FirstOrDefault(argument => argument is { ArgumentKind: ArgumentKind.Explicit, Parameter.Name: "defaultValue" })?.Value,
        IPropertyReferenceOperation { Property: var property } => (bodies.FindInitializer(property, cancellation) as ISymbolInitializerOperation)?.Value,
        _ => null,
    };
}
