using System.Text.RegularExpressions;

namespace Omniops.Gates.Analyzers.Cors;

/// <summary>A regular expression of the user's.</summary>
internal sealed record OriginPattern(string Text, RegexOptions Options);
