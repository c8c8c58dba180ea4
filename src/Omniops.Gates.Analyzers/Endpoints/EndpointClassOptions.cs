using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>
/// What the program puts around the routes of all classes of FastEndpoints. A library's classes name it only, as texts that the program puts
/// in. Source: BuildRoute of FastEndpoints 8, its running endpoints.
/// </summary>
internal sealed class EndpointClassOptions
{
    private const string Name = "FastEndpoints.";

    /// <summary>Null where it is not known.</summary>
    public string? Prefix { get; set; } = "";

    /// <summary>Null where it is not known what versions look like in routes.</summary>
    public string? VersionPrefix { get; set; } = "v";

    /// <summary>Whether the version comes in front; null where that is not known.</summary>
    public bool? PrependsVersion { get; set; } = false;

    /// <summary>The version of classes that name none.</summary>
    public int? DefaultVersion { get; set; } = 0;

    private static string Hole => HeaderTexts.Hole.ToString();

    /// <summary>Stands for the prefix in a library.</summary>
    public static string PrefixName { get; } = LibraryTexts.OfOption(Name + "prefix");

    /// <summary>Stands for what a version puts in front of a route.</summary>
    public static string BeforeName(int? version) => LibraryTexts.OfOption($"{Name}before.{version}");

    /// <summary>Stands for what a version puts behind a route.</summary>
    public static string BehindName(int? version) => LibraryTexts.OfOption($"{Name}behind.{version}");

    /// <summary>From now on nothing is known of them.</summary>
    public void Forget() => (Prefix, VersionPrefix, PrependsVersion, DefaultVersion) = (null, null, null, null);

    /// <summary>What the program knows for a text of a library.</summary>
    public string? Of(string name)
    {
        var parts = name.Split('.');
        if (parts.Length < 2 || parts[0] + "." != Name)
            return null;

        int? version = parts.Length == 3 && int.TryParse(parts[2], out var number) ? number : null;
        return parts[1] switch
        {
            "prefix" => Prefix,
            "before" => Before(version),
            _ => Behind(version),
        };
    }

    /// <summary>What a version puts in front of a route, behind the prefix of all routes.</summary>
    public string Before(int? version) => PrependsVersion == false ? "" : VersionOf(version);

    /// <summary>What a version puts behind a route.</summary>
    public string Behind(int? version) => PrependsVersion == true ? "" : VersionOf(version);

    /// <summary>Nothing is certain to be nothing only where no version is given and none is the default.</summary>
    private string VersionOf(int? version) =>
        version is { } number && (number > 0 ? number : DefaultVersion) is { } given
            ? given == 0 ? "" : VersionPrefix is { } prefix && PrependsVersion is not null ? prefix + given : Hole
        : Hole;
}
