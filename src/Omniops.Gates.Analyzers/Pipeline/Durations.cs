using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>The length of a <see cref="TimeSpan"/> that is written out.</summary>
internal static class Durations
{
    private static readonly double[] s_newUnits = [86_400, 3_600, 60, 1];

    /// <summary>Seconds; null where they are known at run time only.</summary>
    public static double? SecondsOf(IOperation? value) => value?.Unwrapped() switch
    {
        IInvocationOperation { TargetMethod: { Name: var name, ContainingType.Name: "TimeSpan" }, Arguments: [{ Value: var amount }, ..] arguments } =>
            UnitOf(name) is { } unit && Number(amount) is { } number && arguments.Skip(1).All(rest => Number(rest.Value) == 0) ? number * unit : null,
        IObjectCreationOperation { Type.Name: "TimeSpan", Arguments: var arguments } => Created(arguments.Select(argument => Number(argument.Value)).ToList()),
        IFieldReferenceOperation { Field: { ContainingType.Name: "TimeSpan", Name: "MaxValue" } } => TimeSpan.MaxValue.TotalSeconds,
        IFieldReferenceOperation { Field: { ContainingType.Name: "TimeSpan", Name: "Zero" } } => 0,
        IDefaultValueOperation => 0,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => SecondsOf(sum.LeftOperand) + SecondsOf(sum.RightOperand),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply } product =>
            (SecondsOf(product.LeftOperand) ?? Number(product.LeftOperand)) * (SecondsOf(product.RightOperand) ?? Number(product.RightOperand)),
        _ => null,
    };

    private static double? UnitOf(string method) => method switch
    {
        "FromDays" => 86_400,
        "FromHours" => 3_600,
        "FromMinutes" => 60,
        "FromSeconds" => 1,
        "FromMilliseconds" => 0.001,
        _ => null,
    };

    /// <summary>TimeSpan(ticks), (hours, minutes, seconds), (days, hours, minutes, seconds[, milliseconds]).</summary>
    private static double? Created(List<double?> parts)
    {
        if (parts.Contains(null))
            return null;
        if (parts.Count <= 1)
            return parts.Count == 0 ? 0 : parts[0] / TimeSpan.TicksPerSecond;

        var seconds = 0d;
        var first = parts.Count == 3 ? 1 : 0;
        for (var at = 0; at < parts.Count && at + first < s_newUnits.Length; at++)
            seconds += parts[at]!.Value * s_newUnits[at + first];
        return seconds;
    }

    private static double? Number(IOperation value) => value.Unwrapped().ConstantValue is { HasValue: true, Value: { } constant } && constant is int or long or double or float
        ? System.Convert.ToDouble(value.Unwrapped().ConstantValue.Value, System.Globalization.CultureInfo.InvariantCulture)
        : null;
}
