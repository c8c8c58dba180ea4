namespace Omniops.Gates.Engine.Secrets.Sources;

/// <summary>
/// <c>${DB_PASSWORD:-text}</c> takes a variable or else a literal, and the literal is what stands in the file. Sources: POSIX shell
/// parameter expansion, which compose files share; <c>${db.password:text}</c> of Spring.
/// </summary>
internal static class VariableDefault
{
    /// <summary>Passes assignments on, each with its default in place of the whole expression.</summary>
    public static Action<Assignment> Unwrap(Action<Assignment> report) => assignment => report(Of(assignment));

    private static Assignment Of(Assignment assignment)
    {
        var value = assignment.Value;
        if (value.Length != assignment.Length || value.Length < 5 || value[0] != '$' || value[1] != '{' || value[value.Length - 1] != '}')
            return assignment;

        var at = 2;
        while (at < value.Length && (char.IsLetterOrDigit(value[at]) || value[at] is '_' or '.'))
            at++;

        var colon = value[at] == ':';
        if (colon)
            at++;
        if (value[at] is '-' or '=')
            at++;
        else if (!colon || value[at] is '?' or '+')
            return assignment;

        var length = value.Length - 1 - at;
        return length <= 0 || value.IndexOf('}', at) < value.Length - 1
            ? assignment
            : new Assignment(assignment.Name, value.Substring(at, length), assignment.Start + at, length);
    }
}
