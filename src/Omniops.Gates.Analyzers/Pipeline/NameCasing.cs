namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>What an expression does to the case of a name.</summary>
internal enum NameCasing
{
    AsItIs,
    Lower,
    Upper,
}
