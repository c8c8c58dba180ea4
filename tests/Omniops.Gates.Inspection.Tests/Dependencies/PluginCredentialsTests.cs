using System.Net;
using NuGet.Configuration;
using NuGet.Protocol.Core.Types;
using NuGet.Protocol.Plugins;
using Omniops.Gates.Inspection.Dependencies;

namespace Omniops.Gates.Inspection.Tests.Dependencies;

public sealed class PluginCredentialsTests
{
    private static readonly Uri s_source = new("https://feed.example/v3/index.json");

    private readonly FakePlugins _plugins = new();

    [Fact]
    public async Task Gives_what_a_provider_answers_to_the_host_it_was_asked_about()
    {
        _plugins.Answer = new("reader", "correct", message: null, ["Basic"], MessageResponseCode.Success);
        var service = new PluginCredentials(_plugins);
        var given = await Ask(service);
        Assert.Equal("reader", given!.GetCredential(new Uri("https://feed.example/v3/pages/base.json"), "Basic")!.UserName);
        Assert.Null(given.GetCredential(s_source, "NTLM"));
        Assert.Null(given.GetCredential(new Uri("https://other.example/"), "Basic"));
        Assert.True(service.TryGetLastKnownGoodCredentialsFromCache(s_source, isProxy: false, out var known));
        Assert.Same(given, known);
    }

    [Fact]
    public async Task Asks_without_a_question_to_a_person_and_says_when_an_answer_was_wrong()
    {
        var service = new PluginCredentials(_plugins);
        Assert.Null(await Ask(service));
        await Ask(service);
        Assert.Equal(
            [(s_source, false, true, false), (s_source, true, true, false)],
            _plugins.Asked.Select(request => (request.Uri, request.IsRetry, request.IsNonInteractive, request.CanShowDialog)));
        Assert.False(service.TryGetLastKnownGoodCredentialsFromCache(s_source, isProxy: false, out _));
    }

    [Fact]
    public async Task Asks_nobody_about_a_proxy_and_no_plugin_that_knows_no_logins()
    {
        _plugins.Claims = [OperationClaim.DownloadPackage];
        var service = new PluginCredentials(_plugins);
        Assert.Null(await Ask(service));
        _plugins.Claims = [OperationClaim.Authentication];
        Assert.Null(await service.GetCredentialsAsync(s_source, proxy: null, CredentialRequestType.Proxy, "", TestContext.Current.CancellationToken));
        Assert.Empty(_plugins.Asked);
    }

    private static Task<ICredentials?> Ask(PluginCredentials service) =>
        service.GetCredentialsAsync(s_source, proxy: null, CredentialRequestType.Unauthorized, "", TestContext.Current.CancellationToken);
}
