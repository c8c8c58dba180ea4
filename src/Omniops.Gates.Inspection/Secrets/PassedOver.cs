using Omniops.Gates.Engine.Findings;

namespace Omniops.Gates.Inspection.Secrets;

/// <summary>A place that was taken for a secret and is none. Never contains the value.</summary>
/// <param name="Subject">What it is: a key path or a name.</param>
/// <param name="Reason">Why it is no secret.</param>
public sealed record PassedOver(FilePosition Position, string Subject, string Reason);
