using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Readers;
using Omniops.Gates.Engine.Secrets;

namespace Omniops.Gates.Engine.Transport;

/// <summary>
/// OMNI3007 and OMNI3008 over a settings file: connection strings, the TLS versions of Kestrel's endpoints, and the switches of YARP and
/// Ocelot that accept any certificate.
/// </summary>
public static class SettingsTransport
{
    private static readonly string[] s_oldProtocols = ["ssl2", "ssl3", "tls", "tls11", "default"];
    private static readonly char[] s_separators = [',', ' '];

    /// <summary>Judges the text; settings that only Development reads are left alone.</summary>
    /// <param name="fileName">Name of the file, which says who reads it.</param>
    /// <param name="place">What the file is for.</param>
    public static IEnumerable<SettingsFinding> Check(
        string fileName, SecretPlace place, string text, CancellationToken cancellation = default)
    {
        if (fileName.Equals("appsettings.Development.json", StringComparison.OrdinalIgnoreCase))
            yield break;

        foreach (var entry in JsonSettings.Read(text, cancellation).Entries)
        {
            if (Judge(entry) is not var (rule, outcome, arguments))
                continue;

            outcome = place == SecretPlace.Aside ? Outcome.Advised : outcome;
            yield return new SettingsFinding(rule, outcome, entry.Start, entry.Length, entry.KeyPath, arguments);
        }
    }

    private static (GateRule Rule, Outcome Outcome, string[] Arguments)? Judge(JsonEntry entry)
    {
        if (entry.Kind == JsonKind.String && ConnectionSecurity.Find(entry.Value) is { } weak)
        {
            var outcome = weak.Reach == HostReach.Nearby ? Outcome.Advised : Outcome.Fails;
            return (TransportRules.OldTls, outcome, [weak.Settings, weak.What, $"write {weak.Instead}"]);
        }

        if (entry.Value.Equals("true", StringComparison.OrdinalIgnoreCase)
            && entry.Key.Name.StartsWith("DangerousAcceptAnyServerCertificate", StringComparison.OrdinalIgnoreCase))
        {
            return (TransportRules.CertificateValidationOff, Outcome.Fails,
                [entry.Key.Name, "accepts the certificate of anybody in between", "remove it and trust the certificate's issuer instead"]);
        }

        if (entry.Kind == JsonKind.String && IsKestrelProtocol(entry.Key)
            && entry.Value.Split(s_separators).Any(word => Array.IndexOf(s_oldProtocols, word.ToLowerInvariant()) >= 0))
        {
            return (TransportRules.OldTls, Outcome.Fails,
                [entry.Value, "allows a version of TLS that is broken", "write Tls12 and Tls13, or remove the setting"]);
        }

        return null;
    }

    /// <summary><c>Kestrel:Endpoints:Https:SslProtocols:0</c>. Source: configuration of Kestrel.</summary>
    private static bool IsKestrelProtocol(JsonKey key) =>
        key.Name.Equals("SslProtocols", StringComparison.OrdinalIgnoreCase)
        || key.Parent?.Name.Equals("SslProtocols", StringComparison.OrdinalIgnoreCase) == true;
}
