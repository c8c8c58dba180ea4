using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Input;

/// <summary>A test whose answer is known at a place, for the code would not have got there otherwise.</summary>
internal readonly record struct KnownTest(IOperation Test, bool Holds);
