namespace Omniops.Gates.Engine.Readers;

/// <summary>Why a JSON text could not be read to its end, and at which offset.</summary>
public sealed record JsonError(string Reason, int Start);
