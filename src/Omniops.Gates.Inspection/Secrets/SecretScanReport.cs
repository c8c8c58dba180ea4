using Omniops.Gates.Engine.Findings;

namespace Omniops.Gates.Inspection.Secrets;

/// <summary>What a scan for secrets found and what it looked at.</summary>
/// <param name="Findings">In order of place.</param>
/// <param name="PassedOver">What was taken for a secret and is none, in order of place.</param>
/// <param name="Evidence">What was read and what was left out, in words.</param>
/// <param name="NotRead">Those of the findings that say that a file or folder could not be read.</param>
public sealed record SecretScanReport(
    IReadOnlyList<Finding> Findings, IReadOnlyList<PassedOver> PassedOver, IReadOnlyList<string> Evidence, IReadOnlyList<Finding> NotRead);
