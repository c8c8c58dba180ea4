using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>The length of a <see cref="TimeSpan"/> that is written out.</summary>
internal static class Durations
{
    private static readonly double[] s_newUnits = [86_400, 3_600, 60, 1, 0.001, 0.000_001];

    /// <summary>Seconds; null where they are known at run time only.</summary>
    public static double? SecondsOf(IOperation? value) => value?.Unwrapped() switch
    {
        IInvocationOperation { TargetMethod: { Name: "Parse", ContainingType.Name: "TimeSpan" }, Arguments: [{ Value: var text }, ..] } =>
            TimeSpan.TryParse(text.Unwrapped().ConstantValue.Value as string, CultureInfo.InvariantCulture, out var length) ? length.TotalSeconds : null,
        IInvocationOperation { TargetMethod: { Name: var name, ContainingType.Name: "TimeSpan" }, Arguments: [{ Value: var amount }, ..] arguments } =>
            UnitOf(name) is { } unit && Number(amount) is { } number ? arguments.Skip(1).Aggregate(Length(number, unit), (sum, rest) => sum + PartOf(rest)) : null,
        IObjectCreationOperation { Type.Name: "TimeSpan", Arguments: var arguments } => Created(arguments.Select(argument => Number(argument.Value)).ToList()),
        IFieldReferenceOperation { Field: { ContainingType.Name: "TimeSpan", Name: "MaxValue" } } => TimeSpan.MaxValue.TotalSeconds,
        IFieldReferenceOperation { Field: { ContainingType.Name: "TimeSpan", Name: "Zero" } } => 0,
        IDefaultValueOperation => 0,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => SecondsOf(sum.LeftOperand) + SecondsOf(sum.RightOperand),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply } product =>
            (SecondsOf(product.LeftOperand) ?? Number(product.LeftOperand)) * (SecondsOf(product.RightOperand) ?? Number(product.RightOperand)),
        _ => null,
    };

    /// <summary>The seconds in the unit of TimeSpan.FromMinutes and its like; null for other methods.</summary>
    public static double? UnitOf(string method) => method switch
    {
        "FromDays" => 86_400,
        "FromHours" => 3_600,
        "FromMinutes" => 60,
        "FromSeconds" => 1,
        "FromMilliseconds" => 0.001,
        "FromMicroseconds" => 0.000_001,
        "FromTicks" => 1d / TimeSpan.TicksPerSecond,
        _ => null,
    };

    /// <summary>Without what a fraction of a second adds in binary.</summary>
    private static double? Length(double number, double unit) => Math.Round(number * unit, 7);

    /// <summary>TimeSpan.FromMinutes(1, seconds: 30)</summary>
    private static double? PartOf(IArgumentOperation part) =>
        Number(part.Value) is not { } number ? null
        : number == 0 ? 0
        : part.Parameter is { Name: { Length: > 0 } name } && UnitOf("From" + char.ToUpperInvariant(name[0]) + name.Substring(1)) is { } unit ? Length(number, unit) : null;

    /// <summary>TimeSpan(ticks), (hours, minutes, seconds), (days, hours, minutes, seconds[, milliseconds[, microseconds]]).</summary>
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
        return Math.Round(seconds, 7);
    }

    private static double? Number(IOperation value) => value.Unwrapped().ConstantValue is { HasValue: true, Value: { } constant } && constant is int or long or double or float
        ? Convert.ToDouble(value.Unwrapped().ConstantValue.Value, CultureInfo.InvariantCulture)
        : null;
}
