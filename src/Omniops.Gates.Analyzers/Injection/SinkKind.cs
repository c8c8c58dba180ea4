namespace Omniops.Gates.Analyzers.Injection;

/// <summary>What a sink does with the text that it is given.</summary>
internal enum SinkKind
{
    /// <summary>Runs it.</summary>
    Text,

    /// <summary>Takes all of it as the name of a table, a column or a database.</summary>
    Identifier,

    /// <summary>Runs it while the schema is made, or over data in memory: worth a look, never blocking.</summary>
    DesignTime,
}
