namespace Omniops.Gates.Analyzers.Injection;

/// <summary>Where data comes from that somebody else writes.</summary>
/// <param name="Kind">As a message says it: <c>query string</c>, <c>request body</c>, <c>file</c>.</param>
/// <param name="IsSecondOrder">Whether it reached the program by another way than the request that is being answered.</param>
internal sealed record UntrustedSource(string Kind, bool IsSecondOrder = false);
