namespace Omniops.Gates.Engine.Secrets.Sources;

/// <summary>
/// Two members that make one assignment: <c>name: DB_PASSWORD</c> beside <c>value: text</c>. Sources: environment lists of Kubernetes,
/// ECS and ARM, <c>OptionName</c> of Elastic Beanstalk, <c>ParameterKey</c> of CloudFormation, headers of HAR.
/// </summary>
internal sealed class NamedValue
{
    private string? _name;
    private (string Key, string Value, int Start, int Length)? _held;

    /// <summary>True when the member belongs to a pair, which then reports it.</summary>
    public bool Take(NamePath? path, string key, string value, int start, int length, Action<Assignment> report)
    {
        if (IsName(key))
        {
            if (value.Length is 0 or > 200 || value.IndexOf('\n') >= 0)
                return false;

            _name ??= value;
            if (_held is { } held)
                report(new Assignment(NamePath.Join(path, _name), held.Value, held.Start, held.Length));
            _held = null;
            return false;
        }

        if (!IsValue(key))
            return false;

        if (_name is null)
        {
            Flush(path, report);
            _held = (key, value, start, length);
        }
        else
        {
            report(new Assignment(NamePath.Join(path, _name), value, start, length));
        }

        return true;
    }

    /// <summary>Reports a value whose name never came.</summary>
    public void Flush(NamePath? path, Action<Assignment> report)
    {
        if (_held is { } held)
            report(new Assignment(NamePath.Join(path, held.Key), held.Value, held.Start, held.Length));
        _held = null;
    }

    /// <summary>Whether a member of this key can be half of a pair.</summary>
    public static bool IsHalf(string key) => IsName(key) || IsValue(key);

    private static bool IsName(string key) => Is(key, "name") || Is(key, "key") || Is(key, "OptionName") || Is(key, "ParameterKey");

    private static bool IsValue(string key) => Is(key, "value") || Is(key, "ParameterValue");

    private static bool Is(string key, string word) => key.Equals(word, StringComparison.OrdinalIgnoreCase);
}
