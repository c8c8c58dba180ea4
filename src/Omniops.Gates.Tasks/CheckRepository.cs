using Microsoft.Build.Framework;

namespace Omniops.Gates.Tasks;

/// <summary>The gate of the repository, once per build: deployment files, policy file, age of the advisory data.</summary>
public sealed class CheckRepository : GateTask
{
    /// <summary>Further advisory data; may be empty.</summary>
    public string AdvisorySnapshot { get; set; } = "";

    /// <inheritdoc />
    private protected override GateRun Run() => GateRun.OfRepository(Root, AdvisorySnapshot, ParsedStage, DateOnly.FromDateTime(DateTime.UtcNow));
}
