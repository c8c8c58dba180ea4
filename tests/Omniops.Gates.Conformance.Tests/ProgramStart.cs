using System.Collections.Concurrent;

namespace Omniops.Gates.Conformance.Tests;

/// <summary>What is known of a program since it was told to start.</summary>
internal sealed class ProgramStart
{
    private readonly TaskCompletionSource<bool> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether it serves, once that is known.</summary>
    public Task<bool> Ended => _ended.Task;

    /// <summary>What was written meanwhile.</summary>
    public ConcurrentQueue<string> Output { get; } = new();

    /// <summary>Where it listens for https.</summary>
    public Uri? Secure { get; set; }

    /// <summary>Where it listens for http.</summary>
    public Uri? Plain { get; set; }

    public void End(bool isServing) => _ended.TrySetResult(isServing);
}
