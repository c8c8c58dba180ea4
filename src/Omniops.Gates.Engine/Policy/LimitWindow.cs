using System.Globalization;

namespace Omniops.Gates.Engine.Policy;

/// <summary>Lengths of windows as people write them: <c>30s</c>, <c>15m</c>, <c>1h</c>, <c>2d</c>.</summary>
public static class LimitWindow
{
    private static readonly (char Unit, double Seconds)[] s_units = [('d', 86_400), ('h', 3_600), ('m', 60), ('s', 1)];

    /// <summary>The length in the largest unit that needs no fraction.</summary>
    public static string Shown(double seconds)
    {
        var (unit, length) = s_units.First(each => each.Unit == 's' || seconds >= each.Seconds && seconds % each.Seconds == 0);
        return (seconds / length).ToString(CultureInfo.InvariantCulture) + unit;
    }

    /// <summary>Seconds; null for what is no length, or none above zero.</summary>
    public static double? Parse(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length < 2)
            return null;

        foreach (var (unit, length) in s_units)
        {
            if (char.ToLowerInvariant(trimmed[trimmed.Length - 1]) == unit)
            {
                return double.TryParse(trimmed.Substring(0, trimmed.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                    && number > 0 ? number * length : null;
            }
        }

        return null;
    }
}
