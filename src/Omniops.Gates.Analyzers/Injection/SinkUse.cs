using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Injection;

/// <summary>A place where a text is handed to what runs it.</summary>
/// <param name="Name">What a message calls the sink: <c>CommandText</c>, <c>FromSqlRaw</c>.</param>
/// <param name="Text">The expression that is the text.</param>
/// <param name="IsProcedure">Whether the text is the name of a stored procedure.</param>
internal sealed record SinkUse(string Name, IOperation Text, SinkKind Kind, bool IsProcedure);
