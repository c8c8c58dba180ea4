namespace Omniops.Gates.Package.Tests;

/// <summary>A shell step of a pipeline.</summary>
/// <param name="RunsAfterFailure">Whether an earlier step that failed does not keep it from running.</param>
internal sealed record CiStep(string Command, bool RunsAfterFailure);
