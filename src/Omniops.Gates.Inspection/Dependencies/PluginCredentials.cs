using System.Collections.Concurrent;
using System.Net;
using NuGet.Configuration;
using NuGet.Protocol.Core.Types;
using NuGet.Protocol.Plugins;

namespace Omniops.Gates.Inspection.Dependencies;

/// <summary>
/// Credentials of the providers that are installed for NuGet (<c>~/.nuget/plugins</c>, <c>NUGET_PLUGIN_PATHS</c>), which restore asks as
/// well: once a source refuses, and never with a question to a person. Source: NuGet documentation, cross-platform authentication plug-in.
/// </summary>
/// <param name="plugins">Who knows the providers.</param>
internal sealed class PluginCredentials(IPluginManager plugins) : ICredentialService
{
    private static readonly string[] s_types = ["Basic", "Digest", "NTLM", "Negotiate"];

    private readonly ConcurrentDictionary<string, ICredentials> _given = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<Uri, bool> _refused = [];

    /// <inheritdoc />
    public bool HandlesDefaultCredentials => false;

    /// <inheritdoc />
    public async Task<ICredentials?> GetCredentialsAsync(
        Uri uri, IWebProxy? proxy, CredentialRequestType type, string message, CancellationToken cancellationToken)
    {
        // What a provider is asked for is the login to a source.
        if (type == CredentialRequestType.Proxy)
            return null;

        var isRetry = !_refused.TryAdd(uri, true);
        foreach (var found in await plugins.FindAvailablePluginsAsync(cancellationToken))
        {
            var created = await plugins.TryGetSourceAgnosticPluginAsync(found, OperationClaim.Authentication, cancellationToken);
            if (created?.Item2 is not { Plugin: { } plugin, Claims: { } claims } || !claims.Contains(OperationClaim.Authentication))
                continue;

            var question = new GetAuthenticationCredentialsRequest(uri, isRetry, isNonInteractive: true, canShowDialog: false);
            var answer = await plugin.Connection
                .SendRequestAndReceiveResponseAsync<GetAuthenticationCredentialsRequest, GetAuthenticationCredentialsResponse>(
                    MessageMethod.GetAuthenticationCredentials, question, cancellationToken);
            if (answer is { ResponseCode: MessageResponseCode.Success } && answer.IsValid())
                return _given[uri.Authority] = Of(uri, answer);
        }

        return null;
    }

    /// <summary>For the host that was asked about and nobody else.</summary>
    private static CredentialCache Of(Uri uri, GetAuthenticationCredentialsResponse answer)
    {
        var credentials = new CredentialCache();
        foreach (var type in answer.AuthenticationTypes is { Count: > 0 } types ? types : s_types)
            credentials.Add(new Uri(uri.GetLeftPart(UriPartial.Authority)), type, new NetworkCredential(answer.Username, answer.Password));
        return credentials;
    }

    /// <inheritdoc />
    public bool TryGetLastKnownGoodCredentialsFromCache(Uri uri, bool isProxy, out ICredentials? credentials)
    {
        credentials = null;
        return !isProxy && _given.TryGetValue(uri.Authority, out credentials);
    }
}
