using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Injection;

/// <summary>An entry of a team's own list that is not understood: a finding of OMNI9901.</summary>
/// <param name="WayOut">What to write instead.</param>
/// <param name="Tree">The first file that the option speaks of: the compiler does not say where it is written. Null where there is none.</param>
internal sealed record OptionProblem(string Reason, string WayOut, SyntaxTree? Tree);
