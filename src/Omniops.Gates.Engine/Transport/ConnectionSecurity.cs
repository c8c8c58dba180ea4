using Omniops.Gates.Engine.Secrets;

namespace Omniops.Gates.Engine.Transport;

/// <summary>
/// Reads the TLS settings of connection strings and URLs. Source: the keywords of Microsoft.Data.SqlClient, Npgsql, MySqlConnector,
/// StackExchange.Redis, the MongoDB driver and Azure Storage.
/// </summary>
public static class ConnectionSecurity
{
    private const string Unencrypted = "lets the data travel unencrypted";
    private const string Downgraded = "lets the server, or whoever sits in between, choose to do without encryption";
    private const string Unchecked = "accepts the certificate of anybody in between";
    private const string Old = "allows a version of TLS that is broken";

    private static readonly string[] s_hostKeys =
        ["server", "host", "datasource", "address", "addr", "networkaddress", "hostname", "servers", "hosts"];

    private static readonly string[] s_off = ["false", "no", "0", "off", "optional"];
    private static readonly string[] s_on = ["true", "yes", "1", "on"];
    private static readonly string[] s_oldVersions =
        ["ssl2", "ssl3", "tls", "tls1", "tls10", "tls1.0", "tlsv1", "tlsv1.0", "tls11", "tls1.1", "tlsv1.1"];

    private static readonly char[] s_versionEnds = ['|', ',', ' ', '[', ']', '(', ')'];

    /// <summary>A word that a text with such a setting holds, in lower case.</summary>
    private static readonly string[] s_marks = ["encrypt", "trust", "ssl", "tls", "defaultendpointsprotocol"];

    /// <summary>Whether a text may hold such a setting. Cheap: asked for every literal.</summary>
    public static bool MaySay(string text) =>
        text.IndexOf('=') > 0 && Array.Exists(s_marks, mark => text.IndexOf(mark, StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>Whether the connection string names this machine only.</summary>
    public static bool IsLocal(string text) => ConnectionString.IsLocal(text);

    /// <summary>What weakens the connection that this text describes; null where nothing does, or the text describes none.</summary>
    public static WeakConnection? Find(string text)
    {
        if (!MaySay(text))
            return null;

        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        var query = scheme > 0 ? text.IndexOf('?', scheme) : -1;
        if (query > 0 && text.IndexOf(';') < 0 && !text.StartsWith("http", StringComparison.OrdinalIgnoreCase))
            return Judge(ConnectionPairs.Read(text.Substring(query + 1), '&'), HostsOfUrl(text, scheme + 3, query), isUrl: true);

        var pairs = ConnectionPairs.Read(text, ';').ToList();
        if (pairs.Count > 1 || text.IndexOf(',') < 0)
            return Judge(pairs, pairs.Where(pair => Array.IndexOf(s_hostKeys, pair.Key) >= 0).Select(pair => pair.Value).ToList(), isUrl: false);

        // Redis: the servers come first, without a key.
        pairs = ConnectionPairs.Read(text, ',').ToList();
        var servers = pairs.TakeWhile(pair => pair.Key.Length == 0).Select(pair => pair.Value).ToList();
        return servers.Count > 0 && servers.TrueForAll(IsServer) ? Judge(pairs, servers, isUrl: false) : null;
    }

    /// <summary>What is wrong with one setting, by its name without blanks, in lower case.</summary>
    public static WeakConnection? FindPair(string key, string value, string written)
    {
        var word = value.Trim().ToLowerInvariant();
        return key.Replace(" ", "").Replace("_", "").ToLowerInvariant() switch
        {
            "encrypt" when IsOneOf(s_off, word) => Weak(Unencrypted, "Encrypt=True"),
            "trustservercertificate" when IsOneOf(s_on, word) => Weak(Unchecked, "TrustServerCertificate=False"),
            "sslmode" when word is "disable" or "disabled" or "none" => Weak(Unencrypted, "SslMode=VerifyFull"),
            "sslmode" when word is "allow" or "prefer" or "preferred" => Weak(Downgraded, "SslMode=VerifyFull"),
            "ssl" or "tls" or "usessl" or "usetls" when IsOneOf(s_off, word) => Weak(Unencrypted, $"{written.Split('=')[0]}=true"),
            "tlsinsecure" or "allowinsecuretls" or "tlsallowinvalidcertificates" or "tlsallowinvalidhostnames" when IsOneOf(s_on, word) =>
                Weak(Unchecked, $"{written.Split('=')[0]}=false"),
            "sslverifycertificate" or "verifysslcertificate" when IsOneOf(s_off, word) => Weak(Unchecked, $"{written.Split('=')[0]}=true"),
            "tlsversion" or "sslprotocols" when word.Split(s_versionEnds).Any(version => IsOneOf(s_oldVersions, version.Trim())) =>
                Weak(Old, $"{written.Split('=')[0]}=Tls12"),
            "defaultendpointsprotocol" when word == "http" => Weak(Unencrypted, "DefaultEndpointsProtocol=https"),
            _ => null,
        };

        WeakConnection Weak(string what, string instead) => new(written, what, instead, HostReach.Unknown);
    }

    /// <summary>How far the server is that a host setting names: an address with port or instance, or several between commas.</summary>
    public static HostReach ReachOf(string hosts)
    {
        if (LocalHost.IsLocal(hosts))
            return HostReach.Local;

        var reach = HostReach.Local;
        foreach (var part in hosts.Split(','))
        {
            var host = NameOf(part);
            var isPort = host.Length > 0 && host.All(char.IsDigit);
            if (!isPort && !LocalHost.IsLocal(part) && HostNames.ReachOf(host) is var other && (other == HostReach.Unknown || other > reach))
                reach = other;
            if (reach == HostReach.Unknown)
                return reach;
        }

        return reach;
    }

    private static WeakConnection? Judge(IEnumerable<(string Key, string Value)> pairs, IReadOnlyCollection<string> hosts, bool isUrl)
    {
        // A sentence may hold "encrypt=false"; a connection says where to.
        var isConnection = isUrl || hosts.Count > 0;
        List<WeakConnection>? found = null;
        foreach (var (key, value) in pairs)
        {
            isConnection |= key is "defaultendpointsprotocol" or "accountname" or "database" or "initialcatalog" or "userid";
            if (key.Length > 0 && FindPair(key, value, $"{key}={value}") is { } weak)
                (found ??= []).Add(weak);
        }

        if (found is null || !isConnection)
            return null;

        var reach = hosts.Count == 0 ? HostReach.Unknown : hosts.Select(ReachOf).Aggregate(Farther);
        return reach == HostReach.Local ? null : new WeakConnection(
            string.Join(";", found.Select(weak => weak.Settings)),
            string.Join(", and ", found.Select(weak => weak.What).Distinct()),
            string.Join(";", found.Select(weak => weak.Instead).Distinct()),
            reach);
    }

    private static HostReach Farther(HostReach one, HostReach other) =>
        one == HostReach.Unknown || other == HostReach.Unknown ? HostReach.Unknown : one > other ? one : other;

    private static List<string> HostsOfUrl(string text, int start, int end)
    {
        var authority = text.Substring(start, end - start);
        var slash = authority.IndexOf('/');
        if (slash >= 0)
            authority = authority.Substring(0, slash);
        return [authority.Substring(authority.LastIndexOf('@') + 1)];
    }

    /// <summary>Without protocol, port and instance.</summary>
    private static string NameOf(string host)
    {
        var name = host.Trim();
        if (name.StartsWith("tcp:", StringComparison.OrdinalIgnoreCase))
            name = name.Substring("tcp:".Length);
        var end = name.IndexOfAny(['\\', '/']);
        if (end >= 0)
            name = name.Substring(0, end);
        var colon = name.LastIndexOf(':');
        return colon > 0 && name.IndexOf(':') == colon ? name.Substring(0, colon) : name;
    }

    private static bool IsServer(string text) => text.Length > 0 && text.All(c =>
        char.IsLetterOrDigit(c) || c is '.' or '-' or ':' or '_' or '[' or ']' or ClearTextAddress.Hole);

    private static bool IsOneOf(string[] words, string word) => Array.IndexOf(words, word) >= 0;
}
