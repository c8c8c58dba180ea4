using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Transport;

/// <summary>A value that a property of an object is given.</summary>
internal sealed record PropertyWrite(string Name, IOperation Value, IOperation Assignment);
