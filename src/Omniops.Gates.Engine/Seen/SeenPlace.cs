namespace Omniops.Gates.Engine.Seen;

/// <summary>Where something stands in the source.</summary>
/// <param name="File">Full path, with slashes.</param>
/// <param name="Line">From one.</param>
public readonly record struct SeenPlace(string File, int Line);
