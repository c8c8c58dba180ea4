using System.Globalization;

namespace Omniops.Gates.Inspection.Deployment;

/// <summary>
/// What is known about published base images. Sources: github.com/dotnet/dotnet-docker, "Running as a non-root user" and the
/// Dockerfiles themselves (<c>APP_UID</c>); learn.microsoft.com, "Windows container base images"; the image pages of Chainguard,
/// Bitnami and Docker's official images.
/// </summary>
internal static class KnownImages
{
    private const string MicrosoftRegistry = "mcr.microsoft.com";

    private static readonly string[] s_namesWithoutRoot = ["nonroot", "unprivileged", "rootless"];

    private static readonly string[] s_dotNetImages = ["aspnet", "runtime", "runtime-deps", "sdk"];

    // Exceptions to what their publisher does otherwise, or did in some versions: here the Dockerfile itself has to say.
    private static readonly HashSet<string> s_exceptions =
    [
        $"{MicrosoftRegistry}/dotnet/aspire-dashboard", $"{MicrosoftRegistry}/dotnet/monitor", $"{MicrosoftRegistry}/dotnet/monitor/base",
        $"{MicrosoftRegistry}/dotnet/yarp", $"{MicrosoftRegistry}/mssql/server",
        "cgr.dev/chainguard/chainguard-base", "cgr.dev/chainguard/wolfi-base",
        "docker.io/bitnami/aspnet-core", "docker.io/bitnami/dotnet", "docker.io/bitnami/dotnet-sdk", "docker.io/bitnami/golang",
        "docker.io/bitnami/java", "docker.io/bitnami/minideb", "docker.io/bitnami/node", "docker.io/bitnami/python",
        "docker.io/bitnami/ruby",
        "docker.io/library/elasticsearch", "docker.io/library/haproxy", "docker.io/library/kibana", "docker.io/library/kong",
        "docker.io/library/logstash", "docker.io/library/memcached", "docker.io/library/solr", "docker.io/library/sonarqube",
        "docker.io/library/varnish",
    ];

    /// <summary>The user a container of this image starts with.</summary>
    public static ImageUser UserOf(ImageReference image)
    {
        if (s_namesWithoutRoot.Any(word => image.Repository.Contains(word, StringComparison.Ordinal) || TagHas(image, word)))
            return ImageUser.NotRoot;

        if (s_exceptions.Contains($"{image.Registry}/{image.Repository}"))
            return ImageUser.Unknown;

        return image.Registry switch
        {
            MicrosoftRegistry => UserOfMicrosoft(image),
            "cgr.dev" when IsIn(image, "chainguard/") => ImageUser.NotRoot,
            ImageReference.DockerHub when IsIn(image, "bitnami/") => ImageUser.NotRoot,
            ImageReference.DockerHub when IsIn(image, "library/") => ImageUser.Root,
            _ => ImageUser.Unknown,
        };
    }

    /// <summary>Whether the image brings <c>APP_UID</c> and its user: .NET 8 or later on Linux.</summary>
    public static bool HasAppUid(ImageReference image) =>
        IsDotNet(image) && !IsWindows(image) && (IsVersion8OrLater(image.Tag) || IsLatest(image));

    /// <summary>Whether the image holds Windows, where users have other names.</summary>
    public static bool IsWindows(ImageReference image) =>
        image.Registry == MicrosoftRegistry
        && (IsIn(image, "windows/") || image.Repository == "windows" || IsIn(image, "dotnet/framework/")
            || TagHas(image, "nanoserver") || TagHas(image, "windowsservercore"));

    private static ImageUser UserOfMicrosoft(ImageReference image)
    {
        if (TagHas(image, "nanoserver") || image.Repository == "windows/nanoserver")
            return ImageUser.NotRoot;

        if (!IsIn(image, "dotnet/"))
            return ImageUser.Root;

        if (TagHas(image, "chiseled") || TagHas(image, "distroless"))
            return ImageUser.NotRoot;

        // A digest alone may stand for a chiseled image.
        return image.Tag is null && image.HasDigest ? ImageUser.Unknown : ImageUser.Root;
    }

    private static bool IsDotNet(ImageReference image) =>
        image.Registry == MicrosoftRegistry
        && s_dotNetImages.Any(name => image.Repository == $"dotnet/{name}" || image.Repository == $"dotnet/nightly/{name}");

    private static bool IsVersion8OrLater(string? tag)
    {
        var text = tag.AsSpan();
        var end = text.IndexOfAnyExceptInRange('0', '9');
        return int.TryParse(end < 0 ? text : text[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version >= 8;
    }

    private static bool IsLatest(ImageReference image) => image.Tag is "latest" || (image.Tag is null && !image.HasDigest);

    private static bool IsIn(ImageReference image, string folder) => image.Repository.StartsWith(folder, StringComparison.Ordinal);

    private static bool TagHas(ImageReference image, string word) => image.Tag?.Contains(word, StringComparison.OrdinalIgnoreCase) is true;
}
