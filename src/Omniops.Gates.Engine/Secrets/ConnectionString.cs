using Omniops.Gates.Engine.Secrets.Credentials;

namespace Omniops.Gates.Engine.Secrets;

/// <summary>
/// Recognises a password inside a connection string or URL.
/// Source: the connection string keywords of SqlClient, Npgsql, MySqlConnector, Oracle, ODBC and StackExchange.Redis, of the Azure SDKs and
/// of Dataverse.
/// </summary>
public static class ConnectionString
{
    private static readonly char[] s_blanks = [' '];

    private static readonly HashSet<string> s_passwordKeys =
    [
        "password", "passwd", "pass", "pwd", "psw", "userpassword", "proxypassword", "sslpassword", "certificatepassword",
        "jetoledb:databasepassword", "accountkey", "sharedaccesskey", "sharedaccesssignature", "accesskey", "secret",
        "clientsecret",
    ];

    private static readonly HashSet<string> s_hostKeys =
        ["server", "servers", "host", "hosts", "hostname", "datasource", "address", "addr", "networkaddress", "failoverpartner"];

    /// <summary>What else says that a text describes a connection.</summary>
    private static readonly HashSet<string> s_placeKeys =
    [
        "endpoint", "endpoints", "accountendpoint", "blobendpoint", "queueendpoint", "tableendpoint", "fileendpoint", "endpointsuffix",
        "defaultendpointsprotocol", "accountname", "url", "uri", "database", "dbname", "initialcatalog", "attachdbfilename", "filename",
        "virtualhost", "driver", "provider", "dsn", "port", "ssl", "sslmode", "encrypt", "trustservercertificate", "persistsecurityinfo",
    ];

    private static readonly HashSet<string> s_userKeys = ["user", "userid", "username", "uid", "login", "sharedaccesskeyname"];

    /// <summary>The keys of the emulators for Azure Storage and Cosmos DB: in their documentation, the same for everybody.</summary>
    private static readonly string[] s_publicKeys =
    [
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==",
        "C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw==",
    ];

    /// <summary>Whether <paramref name="value"/> is a connection string or URL that carries a literal password.</summary>
    public static bool HoldsPassword(string value) =>
        ConnectionUrl.FindAll(value).Any(url => url.Password is { } password && IsLiteral(password) && !IsExample(url.User, password))
        || PairsHoldPassword(value, ';')
        || PairsHoldPassword(value, ',')
        || PairsHoldPassword(Inner(value), ';')
        || (IsPairsBetweenBlanks(value) && PairsHoldPassword(value, ' '))
        || QueryHoldsPassword(value);

    /// <summary>Whether the connection string or URL names this machine only: a development database, reachable by nobody else.</summary>
    public static bool IsLocal(string value)
    {
        var hosts = Hosts(value).ToArray();
        return hosts.Length > 0 && Array.TrueForAll(hosts, LocalHost.IsLocal);
    }

    private static bool PairsHoldPassword(string text, char separator, bool namesPlace = false)
    {
        if (text.IndexOf('=') < 0)
            return false;

        bool namesUser = false, hasPassword = false, hasWord = false, isFirst = true;
        foreach (var (key, value) in ConnectionPairs.Read(text, separator))
        {
            if (s_passwordKeys.Contains(key) && IsLiteral(value))
            {
                hasPassword = true;
                hasWord |= !HasBlank(value);
            }

            // Redis names its host first, without a key.
            namesPlace |= (IsPlace(key) || (isFirst && separator == ',' && key.Length == 0)) && !HasBlank(value);
            namesUser |= IsPlace(key) || s_userKeys.Contains(key);
            isFirst = false;
        }

        // A sentence may hold "password=..." and even a user, most of all one with commas; a password with blanks or commas needs a place.
        return (hasPassword && namesPlace) || (hasWord && namesUser && separator != ',');
    }

    /// <summary>
    /// <c>host=db user=shop password=...</c>. Source: libpq connection strings. In a sentence not every word has an equals sign.
    /// </summary>
    private static bool IsPairsBetweenBlanks(string value) =>
        value.IndexOf(' ') > 0
        && Array.TrueForAll(value.Split(s_blanks, StringSplitOptions.RemoveEmptyEntries), pair => pair.IndexOf('=') > 0);

    /// <summary>Entity Framework 6 quotes the connection string of the database inside its own.</summary>
    private static string Inner(string value) =>
        ConnectionPairs.Read(value, ';').FirstOrDefault(pair => pair.Key == "providerconnectionstring").Value ?? "";

    /// <summary>The query of a web address needs more than a password; any other scheme has it there to connect with.</summary>
    private static bool QueryHoldsPassword(string value)
    {
        var scheme = value.IndexOf("://", StringComparison.Ordinal);
        var query = scheme < 0 ? -1 : value.IndexOf('?', scheme);
        return query >= 0 && PairsHoldPassword(value.Substring(query + 1), '&', namesPlace: !IsWeb(value.Substring(0, scheme)));
    }

    private static bool IsWeb(string scheme) =>
        scheme.EndsWith("http", StringComparison.OrdinalIgnoreCase) || scheme.EndsWith("https", StringComparison.OrdinalIgnoreCase);

    private static bool IsPlace(string key) => s_hostKeys.Contains(key) || s_placeKeys.Contains(key);

    private static bool IsLiteral(string password) =>
        Array.IndexOf(s_publicKeys, password) < 0 && !Placeholder.Is(password) && !Placeholder.Is(Uri.UnescapeDataString(password));

    /// <summary><c>https://user:password@host</c> shows how to write one.</summary>
    private static bool IsExample(string user, string password) => user.StartsWith("[", StringComparison.Ordinal)
        || (CredentialName.IsVocabulary(password.ToLowerInvariant())
            && (user.Length == 0 || CredentialName.IsVocabulary(user.ToLowerInvariant())));

    private static bool HasBlank(string text) => text.Any(char.IsWhiteSpace);

    private static IEnumerable<string> Hosts(string value)
    {
        var urls = ConnectionUrl.FindAll(value).Select(url => url.Hosts).ToArray();
        var named = ConnectionPairs.Read(value, ';').Where(pair => s_hostKeys.Contains(pair.Key)).Select(pair => pair.Value).ToArray();
        if (urls.Length + named.Length > 0)
            return urls.Concat(named.Where(host => host.IndexOf("://", StringComparison.Ordinal) < 0));

        return ConnectionPairs.Read(value, ',').Where(pair => pair.Key.Length == 0).Select(pair => pair.Value);
    }
}
