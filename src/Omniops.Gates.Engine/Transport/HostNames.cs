using System.Net;
using System.Net.Sockets;
using Omniops.Gates.Engine.Secrets;

namespace Omniops.Gates.Engine.Transport;

/// <summary>
/// Tells how far a host is. Source: RFC 1918 and RFC 4193 (private addresses), RFC 3927 (link-local), RFC 6761, RFC 6762 and RFC 2606
/// (reserved names), ICANN's reservation of <c>internal</c>.
/// </summary>
internal static class HostNames
{
    private static readonly string[] s_nearbyEndings =
        [".local", ".internal", ".lan", ".home", ".home.arpa", ".corp", ".intranet", ".localdomain", ".svc"];

    private static readonly string[] s_reservedEndings = [".test", ".example", ".invalid", ".localhost"];

    private static readonly string[] s_examples = ["example.com", "example.net", "example.org"];

    private static readonly char[] s_holes = ['{', '}', '$', '<', '>', '%', '#', '*', '+', ' ', '\uFFFC'];

    /// <summary>Of one host without a port.</summary>
    public static HostReach ReachOf(string host)
    {
        var name = host.Trim().TrimEnd('.').ToLowerInvariant();
        if (name.Length == 0 || name.IndexOfAny(s_holes) >= 0)
            return HostReach.Unknown;

        if (LocalHost.IsLocal(name) || name.EndsWith(".localhost", StringComparison.Ordinal))
            return HostReach.Local;

        if (IPAddress.TryParse(name.Trim('[', ']'), out var address) && (name.IndexOf(':') >= 0 || name.Split('.').Length == 4))
            return ReachOf(address);

        return name.IndexOf('.') < 0 || Array.Exists(s_nearbyEndings, ending => name.EndsWith(ending, StringComparison.Ordinal))
            ? HostReach.Nearby
            : HostReach.Foreign;
    }

    /// <summary>Whether the name is reserved for documentation and tests: nobody answers there.</summary>
    public static bool IsReserved(string host)
    {
        var name = host.TrimEnd('.').ToLowerInvariant();
        return Array.Exists(s_reservedEndings, ending => name.EndsWith(ending, StringComparison.Ordinal))
            || Array.Exists(s_examples, example => name == example || name.EndsWith("." + example, StringComparison.Ordinal));
    }

    private static HostReach ReachOf(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (IPAddress.IsLoopback(address) || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
            return HostReach.Local;

        var bytes = address.GetAddressBytes();
        var isNearby = address.AddressFamily == AddressFamily.InterNetworkV6
            ? address.IsIPv6LinkLocal || (bytes[0] & 0xFE) == 0xFC
            : bytes[0] == 10 || (bytes[0] == 172 && (bytes[1] & 0xF0) == 16) || (bytes[0] == 192 && bytes[1] == 168)
                || (bytes[0] == 169 && bytes[1] == 254);
        return isNearby ? HostReach.Nearby : HostReach.Foreign;
    }
}
