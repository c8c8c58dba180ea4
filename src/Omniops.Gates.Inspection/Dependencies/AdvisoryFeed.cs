using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;
using NuGet.Common;
using NuGet.Configuration;
using NuGet.Protocol;
using NuGet.Protocol.Core.Types;
using NuGet.Protocol.Model;
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

    /// <summary>The problem of a source that took too long.</summary>
    public const string Late = "did not answer within the time limit";

    private static readonly string[] s_severities = ["low", "moderate", "high", "critical"];

    /// <summary>Asks a source; what goes wrong is part of its answer.</summary>
    public static async Task<AdvisoryAnswer> AskAsync(PackageSource source, DateTimeOffset now, CancellationToken cancellation)
    {
        if (!source.IsHttp)
            return AdvisoryAnswer.NoData(now, "is a folder, which holds no vulnerability data");
        if (!source.IsHttps && !source.AllowInsecureConnections)
            return AdvisoryAnswer.Failed(now, "is reached without encryption, so whoever is on the way can answer for it");

        try
        {
            var resource = await Open(source).GetResourceAsync<IVulnerabilityInfoResource>(cancellation);
            if (resource is null)
                return AdvisoryAnswer.NoData(now, "offers no vulnerability data");

            // The list of pages is asked for in any case; a page that is in NuGet's own cache and has not changed is taken from there.
            using var cache = new SourceCacheContext { MaxAge = DateTimeOffset.UtcNow };
            return Read(await resource.GetVulnerabilityInfoAsync(cache, NullLogger.Instance, cancellation), now);
        }
        catch (Exception error) when (error is not OutOfMemoryException and not OperationCanceledException)
        {
            return AdvisoryAnswer.Failed(now, Describe(error));
        }
    }

    /// <summary>The listed versions of packages, with what they need and whether they are deprecated. Throws what NuGet's client throws.</summary>
    public static async Task<IReadOnlyList<(string Id, IReadOnlyList<PublishedVersion> Versions)>> VersionsAsync(
        PackageSource source, IReadOnlyList<string> ids, CancellationToken cancellation)
    {
        var resource = await Open(source).GetResourceAsync<PackageMetadataResource>(cancellation);
        if (resource is null)
            return [];

        using var cache = new SourceCacheContext();
        return await Task.WhenAll(ids.Select(async id =>
        {
            var found = await resource.GetMetadataAsync(
                id, includePrerelease: true, includeUnlisted: false, cache, NullLogger.Instance, cancellation);
            var versions = await Task.WhenAll(found.Select(PublishedAsync));
            return (id, (IReadOnlyList<PublishedVersion>)versions);
        }));
    }

    private static async Task<PublishedVersion> PublishedAsync(IPackageSearchMetadata package)
    {
        var deprecation = await package.GetDeprecationMetadataAsync();
        return new PublishedVersion(
            package.Identity.Version.ToNormalizedString(),
            [.. package.DependencySets.SelectMany(set => set.Packages)
                .Select(need => new PackageNeed(need.Id, (need.VersionRange ?? VersionRange.All).ToNormalizedString())).Distinct()],
            deprecation is null ? null : new Deprecation([.. deprecation.Reasons ?? []], deprecation.AlternatePackage?.PackageId));
    }

    private static SourceRepository Open(PackageSource source) => NuGetRepository.CreateSource(
        NuGetRepository.Provider.GetCoreV3().Append(new Lazy<INuGetResourceProvider>(() => new BoundedResponses(MaxBytes))), source);

    private static AdvisoryAnswer Read(GetVulnerabilityInfoResult result, DateTimeOffset now)
    {
        List<Advisory> advisories =
        [
            .. (result.KnownVulnerabilities ?? []).SelectMany(page => page).SelectMany(package => package.Value.Select(one => new Advisory(
                package.Key, IdOf(one.Url), Cve: null, s_severities.ElementAtOrDefault((int)one.Severity) ?? "unknown",
                [one.Versions.ToNormalizedString()], []))),
        ];
        var problem = result.Exceptions is { } errors ? Describe(errors) : advisories.Count == 0 ? "sent an empty list of vulnerabilities" : null;
        return new AdvisoryAnswer(now, problem is null ? now : null, problem, HasNoData: false, advisories);
    }

    /// <summary>GHSA-5crp-9r3c-p9vr of https://github.com/advisories/GHSA-5crp-9r3c-p9vr; another address as a whole.</summary>
    private static string IdOf(Uri url)
    {
        var last = url.Segments[^1].Trim('/');
        return last.StartsWith("GHSA-", StringComparison.OrdinalIgnoreCase) || last.StartsWith("CVE-", StringComparison.OrdinalIgnoreCase)
            ? last : url.ToString();
    }

    /// <summary>In our own words: those of the exceptions name addresses, which may hold credentials.</summary>
    private static string Describe(Exception error)
    {
        for (var inner = error; inner is not null; inner = inner is AggregateException all ? all.InnerExceptions[0] : inner.InnerException)
        {
            switch (inner)
            {
                case HttpRequestException { StatusCode: { } status }:
                    return $"answered with status {(int)status}";
                case AuthenticationException:
                    return "has a certificate that this machine does not trust";
                case SocketException socket:
                    return $"cannot be reached ({socket.SocketErrorCode})";
                case InvalidDataException { InnerException: null } own:
                    return own.Message;
                case JsonException or Newtonsoft.Json.JsonException or FormatException or ArgumentException:
                    return "sent vulnerability data that is not as it should be";
                case TimeoutException or OperationCanceledException:
                    return Late;
            }
        }

        return $"did not give its vulnerability data ({error.GetBaseException().GetType().Name})";
    }
}
