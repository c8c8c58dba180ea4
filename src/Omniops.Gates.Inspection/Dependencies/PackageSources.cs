using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Dependencies;
using Omniops.Gates.Engine.Findings;

namespace Omniops.Gates.Inspection.Dependencies;

/// <summary>
/// OMNI7007 over a nuget.config, and over the sources that a project adds in properties. Source: NuGet, "nuget.config reference"
/// (packageSources, packageSourceCredentials, packageSourceMapping); "NuGet pack and restore as MSBuild targets" (RestoreSources). A name
/// is all that is told of a source: its address can hold a password.
/// </summary>
internal static partial class PackageSources
{
    private const string Http = "http://";
    private const string SecureAddress = "use an https:// address whose certificate is valid";

    private static readonly string[] s_properties = ["RestoreSources", "RestoreAdditionalProjectSources"];

    /// <param name="isMapped">Whether this file or one above it says which packages come from which source.</param>
    public static IEnumerable<Finding> Check(MarkupFile file, bool isMapped)
    {
        var disabled = Items(file, "disabledPackageSources").Where(item => Is(item, "value", "true")).Select(NameOf)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var sources = Enabled(Items(file, "packageSources"), disabled);
        foreach (var source in sources.Concat(Enabled(Items(file, "auditSources"), disabled)))
        {
            var name = NameOf(source);
            var address = Value(source, "value");
            if (IsRemote(address) && Weakness(source, address) is { } weakness)
                yield return Of(file.PositionOf(source), name, weakness, SecureAddress);
            if (HasPassword(address))
                yield return Password(file.PositionOf(source), name);
        }

        foreach (var owner in Section(file, "packageSourceCredentials").Elements())
        {
            foreach (var item in owner.Elements().Where(IsPassword))
                yield return Password(file.PositionOf(item), XmlConvert.DecodeName(owner.Name.LocalName));
        }

        if (sources.Count > 1 && !isMapped)
        {
            yield return Of(
                file.PositionOf(sources[1]), NameOf(sources[1]),
                $"is one of {sources.Count} sources, and each of them may answer for any package",
                "say with packageSourceMapping which packages come from which source") with
            {
                Outcome = Outcome.Advised,
            };
        }
    }

    /// <summary>What a project adds to the sources of nuget.config, or puts in their place.</summary>
    public static IEnumerable<Finding> Check(ProjectFiles files, MarkupFile project)
    {
        foreach (var place in files.Definitions(project.Path, s_properties))
        {
            foreach (var text in place.Value.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                if (OwnOrFolder().IsMatch(text))
                    continue;

                // What begins an address tells enough of it.
                if ((files.Values(project.Path, text) ?? (text.StartsWith("$(", StringComparison.Ordinal) ? null : [text])) is not { } values)
                {
                    yield return Finding.NotProven(
                        RestoreRules.InsecureSource, place.Position, place.Name, $"'{place.Name}' has a part that is not set in sight");
                    continue;
                }

                foreach (var address in values.SelectMany(value => value.Split(';', StringSplitOptions.TrimEntries)))
                {
                    if (IsRemote(address) && Insecure(address) is { } weakness)
                        yield return Of(place.Position, place.Name, weakness, SecureAddress);
                    if (HasPassword(address))
                        yield return Password(place.Position, place.Name);
                }
            }
        }
    }

    /// <summary>Whether the file says which packages come from which source.</summary>
    public static bool HasMapping(MarkupFile file) =>
        Section(file, "packageSourceMapping").Elements().Any(element => element.Name.LocalName == "packageSource" && element.HasElements);

    private static string? Insecure(string address) => address.StartsWith(Http, StringComparison.OrdinalIgnoreCase)
        ? "is asked without encryption, so whoever is on the way chooses the packages" : null;

    private static bool HasPassword(string address) =>
        AddressPassword().Match(address) is { Success: true } match && !IsReference(match.Groups["password"].Value);

    private static string? Weakness(XElement source, string address) =>
        Insecure(address) is { } insecure ? insecure
        : Is(source, "allowInsecureConnections", "true") ? "may lead to addresses without encryption (allowInsecureConnections)"
        : Is(source, "disableTLSCertificateValidation", "true")
            ? "is believed whatever its certificate says (disableTLSCertificateValidation)"
        : null;

    private static Finding Password(FilePosition position, string name) =>
        Of(position, name, "has its password in the file", "revoke it, and write %NAME%, an environment variable");

    private static Finding Of(FilePosition position, string name, string fact, string wayOut) =>
        Finding.Of(RestoreRules.InsecureSource, position, name, name, fact, wayOut);

    private static bool IsRemote(string address) =>
        address.StartsWith("http", StringComparison.OrdinalIgnoreCase)
        && !(Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.IsLoopback);

    private static bool IsPassword(XElement item) =>
        (Is(item, "key", "ClearTextPassword") || Is(item, "key", "Password"))
        && Value(item, "value") is { Length: > 0 } value && !IsReference(value);

    private static bool IsReference(string value) => value.Length == 0 || Reference().IsMatch(value);

    private static List<XElement> Enabled(IEnumerable<XElement> sources, HashSet<string> disabled) =>
        [.. sources.Where(source => !disabled.Contains(NameOf(source)))];

    /// <summary>What a section adds; what is before a "clear" is not added.</summary>
    private static IEnumerable<XElement> Items(MarkupFile file, string section)
    {
        var items = new List<XElement>();
        foreach (var element in Section(file, section).Elements())
        {
            if (element.Name.LocalName == "clear")
                items.Clear();
            else if (element.Name.LocalName == "add")
                items.Add(element);
        }

        return items;
    }

    private static IEnumerable<XElement> Section(MarkupFile file, string name) =>
        file.Root.Elements().Where(element => element.Name.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static string NameOf(XElement item) => Value(item, "key");

    private static bool Is(XElement item, string attribute, string value) =>
        Value(item, attribute).Equals(value, StringComparison.OrdinalIgnoreCase);

    private static string Value(XElement item, string attribute) =>
        item.Attributes().FirstOrDefault(candidate => candidate.Name.LocalName.Equals(attribute, StringComparison.OrdinalIgnoreCase))
            ?.Value.Trim() ?? "";

    /// <summary>What was there before, and what MSBuild itself sets to a folder.</summary>
    [GeneratedRegex(
        @"^\$\((Restore(AdditionalProject)?Sources\)$|MSBuild\w+(Directory|Path)\)|Solution(Dir|Path)\)|NuGetPackageRoot\)|\[(MSBuild|System\.IO\.Path)\]::)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex OwnOrFolder();

    [GeneratedRegex(@"^(%[^%]+%|\$\([^)]+\))$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Reference();

    [GeneratedRegex("^https?://[^/?#@]*:(?<password>[^/?#@]*)@", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex AddressPassword();
}
