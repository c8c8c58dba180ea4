namespace Omniops.Gates.Engine.Secrets.Sources;

/// <summary>
/// Reads the literals that SQL gives to names: <c>name = 'text'</c>, <c>PASSWORD 'text'</c>, <c>IDENTIFIED BY 'text'</c>, columns of an
/// <c>INSERT</c>. Comments are left out. Sources: the manuals of PostgreSQL, MySQL, SQL Server and Oracle.
/// </summary>
public static class SqlAssignments
{
    /// <summary>Reports every literal with a name. Never throws for the text; takes time in proportion to its length.</summary>
    public static void Read(string text, Action<Assignment> report, CancellationToken cancellation = default) =>
        new SqlScanner(text, report, cancellation).Read();
}
