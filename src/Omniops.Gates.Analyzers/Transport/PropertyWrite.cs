using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Transport;

/// <summary>A value that a property of an object is given.</summary>
internal sealed record PropertyWrite(string Name, IOperation Value, ISimpleAssignmentOperation Assignment);
