using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Provenance;

/// <summary>Where a part of a text comes from that is not constant.</summary>
/// <param name="Name">What the source calls it: <c>search</c>, <c>filter.Name</c>, <c>Load()</c>.</param>
/// <param name="What">What it is, as a message says it: <c>query string</c>, <c>file</c>; null where nothing is known.</param>
/// <param name="Parameter">The parameter whose callers know more.</param>
internal sealed record Origin(OriginKind Kind, string Name, string? What = null, IParameterSymbol? Parameter = null)
{
    private const int MaxName = 60;

    /// <summary>The same origin, of which a member was read.</summary>
    public Origin Member(string member) => Name.Length > MaxName ? this : this with { Name = $"{Name}.{member}" };
}
