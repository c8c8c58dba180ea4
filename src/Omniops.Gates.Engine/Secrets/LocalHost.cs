namespace Omniops.Gates.Engine.Secrets;

/// <summary>Names of the machine itself, as database drivers accept them.</summary>
internal static class LocalHost
{
    private static readonly string[] s_names =
        ["localhost", "127.0.0.1", "::1", "[::1]", ".", "(local)", "(localdb)", "host.docker.internal"];

    private static readonly char[] s_nameEnds = ['/', '\\'];

    /// <summary>
    /// Whether every host of a list between commas is this machine. Accepts a port behind a colon or, as SQL Server writes it, behind a
    /// comma; an instance or service name; SQL Server's <c>tcp:</c> and Oracle's <c>//</c> before the name.
    /// </summary>
    public static bool IsLocal(string hosts)
    {
        var parts = hosts.Split(',');
        for (var i = 0; i < parts.Length; i++)
        {
            if (!IsName(parts[i].Trim().ToLowerInvariant()) && !(i > 0 && IsPort(parts[i].Trim())))
                return false;
        }

        return true;
    }

    private static bool IsName(string host)
    {
        var name = Without("tcp:", Without("//", host));
        var end = name.IndexOfAny(s_nameEnds);
        if (end >= 0)
            name = name.Substring(0, end);

        var colon = name.LastIndexOf(':');
        return Array.IndexOf(s_names, name) >= 0
            || (colon > 0 && IsPort(name.Substring(colon + 1)) && Array.IndexOf(s_names, name.Substring(0, colon)) >= 0);
    }

    private static string Without(string prefix, string text) =>
        text.StartsWith(prefix, StringComparison.Ordinal) ? text.Substring(prefix.Length) : text;

    private static bool IsPort(string text) => text.Length is > 0 and <= 5 && text.All(c => c is >= '0' and <= '9');
}
