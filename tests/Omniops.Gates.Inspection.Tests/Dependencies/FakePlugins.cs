using NuGet.Protocol.Core.Types;
using NuGet.Protocol.Plugins;

namespace Omniops.Gates.Inspection.Tests.Dependencies;

/// <summary>One credential provider, in process.</summary>
internal sealed class FakePlugins : IPluginManager, IPlugin, IConnection, IPluginMulticlientUtilities
{
    public event EventHandler? BeforeClose { add { } remove { } }

    public event EventHandler? Closed { add { } remove { } }

    public event EventHandler<MessageEventArgs>? MessageReceived { add { } remove { } }

    public event EventHandler<ProtocolErrorEventArgs>? Faulted { add { } remove { } }

    public IReadOnlyList<OperationClaim> Claims { get; set; } = [OperationClaim.Authentication];

    public GetAuthenticationCredentialsResponse Answer { get; set; } =
        new(username: null, password: null, message: "not for me", authenticationTypes: null, MessageResponseCode.NotFound);

    public List<GetAuthenticationCredentialsRequest> Asked { get; } = [];

    public string FilePath => "/plugin";

    public string Id => FilePath;

    public string Name => FilePath;

    public IConnection Connection => this;

    public IMessageDispatcher MessageDispatcher => throw new NotSupportedException();

    public ConnectionOptions Options => throw new NotSupportedException();

    public NuGet.Versioning.SemanticVersion ProtocolVersion => throw new NotSupportedException();

    public Task<IEnumerable<PluginDiscoveryResult>> FindAvailablePluginsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IEnumerable<PluginDiscoveryResult>>(
            [new PluginDiscoveryResult(new PluginFile(FilePath, new Lazy<PluginFileState>(PluginFileState.Valid), requiresDotnetHost: false))]);

    public Task<Tuple<bool, PluginCreationResult?>> TryGetSourceAgnosticPluginAsync(
        PluginDiscoveryResult pluginDiscoveryResult, OperationClaim requestedOperationClaim, CancellationToken cancellationToken) =>
        Task.FromResult<Tuple<bool, PluginCreationResult?>>(new(true, new PluginCreationResult(this, this, Claims)));

    public Task<IEnumerable<PluginCreationResult>> CreatePluginsAsync(SourceRepository source, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<TInbound?> SendRequestAndReceiveResponseAsync<TOutbound, TInbound>(MessageMethod method, TOutbound payload, CancellationToken cancellationToken)
        where TOutbound : class
        where TInbound : class
    {
        Asked.Add((GetAuthenticationCredentialsRequest)(object)payload);
        return Task.FromResult((TInbound?)(object)Answer);
    }

    public Task SendAsync(Message message, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task DoOncePerPluginLifetimeAsync(string key, Func<Task> taskFunc, CancellationToken cancellationToken) => throw new NotSupportedException();

    public void Close()
    {
    }

    public void Dispose()
    {
    }
}
