namespace Omniops.Gates.Engine.Secrets;

/// <summary>Names of the machine itself, as database drivers accept them.</summary>
internal static class LocalHost
{
    private static readonly string[] s_names = ["localhost", "127.0.0.1", "::1", "[::1]", ".", "(local)", "(localdb)", "host.docker.internal"];

    /// <summary>Accepts a port, an instance name and the <c>tcp:</c> prefix of SQL Server.</summary>
    public static bool IsLocal(string host)
    {
        var name = host.Trim().ToLowerInvariant();
        if (name.StartsWith("tcp:", StringComparison.Ordinal))
            name = name.Substring(4);

        foreach (var local in s_names)
        {
            if (name == local || (name.StartsWith(local, StringComparison.Ordinal) && name[local.Length] is ':' or ',' or '\\'))
                return true;
        }

        return false;
    }
}
