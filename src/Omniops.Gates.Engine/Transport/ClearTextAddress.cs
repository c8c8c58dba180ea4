namespace Omniops.Gates.Engine.Transport;

/// <summary>Reads addresses that begin with <c>http://</c>.</summary>
public static class ClearTextAddress
{
    /// <summary>What stands where a text is filled in at run time.</summary>
    public const char Hole = '\uFFFC';

    private const string Scheme = "http://";

    private static readonly char[] s_hostEnds = ['/', '?', '#', '\\'];

    /// <summary>Hosts whose addresses are names of XML namespaces, schemas and claims; some answer, nobody asks.</summary>
    private static readonly string[] s_nameHosts =
    [
        "schemas.microsoft.com", "schemas.xmlsoap.org", "schemas.openxmlformats.org", "schemas.android.com", "schemas.datacontract.org",
        "www.w3.org", "w3.org", "purl.org", "purl.oclc.org", "tempuri.org", "docs.oasis-open.org", "www.topografix.com", "xmlns.com",
        "json-schema.org", "schema.org", "www.sitemaps.org", "ns.adobe.com", "xml.apache.org", "xmlns.jcp.org", "java.sun.com",
        "xmlns.oracle.com", "www.opengis.net", "www.xbrl.org", "search.yahoo.com", "www.google.com/schemas", "specs.openid.net",
        "ogp.me", "opengraphprotocol.org", "rdfs.org", "dublincore.org", "www.omg.org", "maven.apache.org", "www.springframework.org",
        "wsdl.org", "ws-i.org", "www.iana.org", "www.ietf.org", "tools.ietf.org", "mwg-rs.org", "cipa.jp", "sap.com/xi",
    ];

    /// <summary>Whether the text begins like one. Cheap: asked for every literal.</summary>
    public static bool Is(string text) => text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>The host without user, port and path; empty where the text ends before it.</summary>
    public static string HostOf(string text)
    {
        var end = text.IndexOfAny(s_hostEnds, Scheme.Length);
        var authority = end < 0 ? text.Substring(Scheme.Length) : text.Substring(Scheme.Length, end - Scheme.Length);
        authority = authority.Substring(authority.LastIndexOf('@') + 1);
        var close = authority.LastIndexOf(']');
        var colon = authority.IndexOf(':', Math.Max(close, 0));
        return colon < 0 ? authority : authority.Substring(0, colon);
    }

    /// <summary>How far the host is; <see cref="HostReach.Local"/> also for what nobody connects to: reserved names and XML namespaces.</summary>
    public static HostReach ReachOf(string text)
    {
        var host = HostOf(text);
        return IsName(text) || HostNames.IsReserved(host) ? HostReach.Local : HostNames.ReachOf(host);
    }

    private static bool IsName(string text)
    {
        var rest = text.Substring(Scheme.Length);
        return Array.Exists(s_nameHosts, name => rest.StartsWith(name, StringComparison.OrdinalIgnoreCase)
            && (rest.Length == name.Length || !char.IsLetterOrDigit(rest[name.Length]) && rest[name.Length] is not ('.' or '-')));
    }
}
