using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Text.Json;
using NuGet.Common;
using NuGet.Configuration;
using NuGet.Protocol;
using NuGet.Protocol.Core.Types;
using NuGet.Protocol.Plugins;
using NuGet.Versioning;
using NuGetRepository = NuGet.Protocol.Core.Types.Repository;

namespace Omniops.Gates.Inspection.Dependencies;

/// <summary>
/// The vulnerability data of a package source, read as restore reads it. Source: NuGet documentation, VulnerabilityInfo/6.7.0.
/// </summary>
internal static class AdvisoryFeed
{
    /// <summary>What all answers of a source together may have; those of the gallery have about 2 MB.</summary>
    public const long MaxBytes = 32 * 1024 * 1024;

    /// <summary>What all answers about versions together may have; those about one package have up to some MB.</summary>
    public const long MaxVersionsBytes = 512 * 1024 * 1024;

    /// <summary>The problem of a source that took too long.</summary>
    public const string Late = "did not answer within the time limit";

    /// <summary>A second time for whoever was restarting. NuGet's own six cost as many seconds.</summary>
    private const int MaxTries = 2;

    private const int MaxAtOnce = 8;
    private const string NoResource = "offers no vulnerability data";

    /// <summary>Restore, which runs in the same process as a task, has a client of its own, and so its own service.</summary>
    private static readonly Lazy<ICredentialService> s_credentials = new(() => new PluginCredentials(PluginManager.Instance));

    /// <summary>Asks a source; what goes wrong is part of its answer.</summary>
    public static async Task<AdvisoryAnswer> AskAsync(PackageSource source, DateTimeOffset now, CancellationToken cancellation)
    {
        if (!source.IsHttp)
            return AdvisoryAnswer.NoData(now, "is a folder, which holds no vulnerability data");
        if (!source.SourceUri.AbsolutePath.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            return AdvisoryAnswer.NoData(now, "is a feed of an older protocol, which has no vulnerability data");
        if (!source.IsHttps && !source.AllowInsecureConnections)
            return AdvisoryAnswer.Failed(now, "is reached without encryption, so whoever is on the way can answer for it");

        var advisories = new List<Advisory>();
        var responses = new BoundedResponses(MaxBytes);
        var problem = await ReadAsync(Open(source, responses), advisories, cancellation);
        if (problem == Late && responses.Trouble is { } trouble)
            problem = $"{Describe(trouble)}, and {Late}";
        if (problem is null && advisories.Count == 0)
            problem = "sent an empty list of vulnerabilities";
        return problem == NoResource
            ? AdvisoryAnswer.NoData(now, problem)
            : new AdvisoryAnswer(now, problem is null ? now : null, problem, HasNoData: false, advisories);
    }

    /// <summary>
    /// Reads the list of pages and all of them at once; what goes wrong with one takes nothing from the others. NuGet's own reader
    /// forgets all pages when one cannot be read, and all entries of a page when one is no advisory.
    /// </summary>
    /// <returns>The first problem, as the end of a sentence; null for none.</returns>
    private static async Task<string?> ReadAsync(SourceRepository repository, List<Advisory> advisories, CancellationToken cancellation)
    {
        try
        {
            var client = (await repository.GetResourceAsync<HttpSourceResource>(cancellation))!.HttpSource;
            var services = AdvisoryPages.ReadServices(await LoadAsync(client, repository.PackageSource.SourceUri, cancellation));
            if (services.Problem is not null || services.List is not { } list)
                return services.Problem ?? NoResource;
            if (WhyNotAsked(repository.PackageSource, list) is { } refusal)
                return refusal;

            var index = AdvisoryPages.Read(await LoadAsync(client, list, cancellation));
            var problems = await Task.WhenAll(index.Addresses.Select(address =>
                ReadPageAsync(client, repository.PackageSource, address, advisories, cancellation)));
            return index.Problem ?? problems.FirstOrDefault(problem => problem is not null);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return Describe(error);
        }
    }

    private static async Task<string?> ReadPageAsync(
        HttpSource client, PackageSource source, Uri address, List<Advisory> advisories, CancellationToken cancellation)
    {
        if (WhyNotAsked(source, address) is { } refusal)
            return refusal;

        try
        {
            var page = await LoadAsync(client, address, cancellation);
            lock (advisories)
                return AdvisoryPages.Read(page, advisories, cancellation);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return Describe(error);
        }
    }

    /// <summary>What a source says about addresses does not lead to files of this machine, or to where others can answer for it.</summary>
    private static string? WhyNotAsked(PackageSource source, Uri address) =>
        address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && source.AllowInsecureConnections) ? null
        : address.Scheme == Uri.UriSchemeHttp ? "names an address without encryption for its vulnerability data"
        : "names an address for its vulnerability data that is none of the web";

    /// <summary>Not every wait inside NuGet's client ends when it is told to.</summary>
    private static Task<byte[]> LoadAsync(HttpSource client, Uri address, CancellationToken cancellation) => client.ProcessStreamAsync(
        new HttpSourceRequest(address, NullLogger.Instance) { MaxTries = MaxTries },
        async stream =>
        {
            using var content = new MemoryStream();
            // No stream: the source has answered that there is no content.
            if (stream is not null)
                await stream.CopyToAsync(content, cancellation);
            return content.ToArray();
        },
        NullLogger.Instance, cancellation).WaitAsync(cancellation);

    /// <summary>
    /// The listed versions of packages, with what they need and whether they are deprecated; without the packages whose versions the source
    /// did not give.
    /// </summary>
    public static async Task<IReadOnlyList<(string Id, IReadOnlyList<PublishedVersion> Versions)>> VersionsAsync(
        PackageSource source, IReadOnlyList<string> ids, CancellationToken cancellation)
    {
        try
        {
            var resource = await Open(source, new BoundedResponses(MaxVersionsBytes))
                .GetResourceAsync<PackageMetadataResource>(cancellation).WaitAsync(cancellation);
            if (resource is null)
                return [];

            // Each is read into memory as a whole.
            using var turns = new SemaphoreSlim(MaxAtOnce);
            var answers = await Task.WhenAll(ids.Select(id => VersionsAsync(resource, id, turns, cancellation)));
            return [.. answers.OfType<(string, IReadOnlyList<PublishedVersion>)>()];
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return [];
        }
    }

    private static async Task<(string Id, IReadOnlyList<PublishedVersion> Versions)?> VersionsAsync(
        PackageMetadataResource resource, string id, SemaphoreSlim turns, CancellationToken cancellation)
    {
        try
        {
            await turns.WaitAsync(cancellation);
            try
            {
                using var cache = new SourceCacheContext();
                var found = await resource.GetMetadataAsync(
                    id, includePrerelease: true, includeUnlisted: false, cache, NullLogger.Instance, cancellation).WaitAsync(cancellation);
                return (id, await Task.WhenAll(found.Select(PublishedAsync)));
            }
            finally
            {
                turns.Release();
            }
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // What is not known is not suggested.
            return null;
        }
    }

    private static async Task<PublishedVersion> PublishedAsync(IPackageSearchMetadata package)
    {
        var deprecation = await package.GetDeprecationMetadataAsync();
        return new PublishedVersion(
            package.Identity.Version.ToNormalizedString(),
            [.. package.DependencySets.SelectMany(set => set.Packages)
                .Select(need => new PackageNeed(need.Id, (need.VersionRange ?? VersionRange.All).ToNormalizedString())).Distinct()],
            deprecation is null ? null : Deprecation.Of(deprecation.Reasons ?? [], deprecation.AlternatePackage?.PackageId));
    }

    private static SourceRepository Open(PackageSource source, BoundedResponses responses)
    {
        HttpHandlerResourceV3.CredentialService ??= s_credentials;
        return NuGetRepository.CreateSource(
            NuGetRepository.Provider.GetCoreV3().Append(new Lazy<INuGetResourceProvider>(() => responses)), source);
    }

    /// <summary>In our own words: those of the exceptions name addresses, which may hold credentials.</summary>
    private static string Describe(Exception error)
    {
        for (var inner = error; inner is not null; inner = inner is AggregateException all ? all.InnerExceptions[0] : inner.InnerException)
        {
            switch (inner)
            {
                case HttpRequestException { StatusCode: HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden } refused:
                    return $"answered with status {(int)refused.StatusCode}, as it wants other credentials";
                case HttpRequestException { StatusCode: { } status }:
                    return $"answered with status {(int)status}";
                case AuthenticationException:
                    return "has a certificate that this machine does not trust";
                case SocketException socket:
                    return $"cannot be reached ({socket.SocketErrorCode})";
                case NuGetConfigurationException or PlatformNotSupportedException or CryptographicException:
                    return "has credentials that cannot be read on this machine";
                case AdvisoryFeedException own:
                    return own.Message;
                case JsonException or InvalidDataException:
                    return AdvisoryPages.Broken;
                case TimeoutException or OperationCanceledException:
                    return Late;
            }
        }

        return $"did not give its vulnerability data ({error.GetBaseException().GetType().Name})";
    }
}
