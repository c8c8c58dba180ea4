using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Omniops.Gates.Analyzers.Injection;
using Omniops.Gates.Analyzers.Provenance;
using Omniops.Gates.Engine.Integrity;
using Omniops.Gates.Engine.Sql;

namespace Omniops.Gates.Analyzers.Sql;

/// <summary>
/// OMNI2001 and OMNI2002: the text of a SQL statement is constant, and data goes beside it as parameters; names in it are chosen from a list.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SqlTextBuiltFromData()
    : GateAnalyzer(SqlRules.SqlTextBuiltFromData, SqlRules.SqlIdentifierBuiltFromData, IntegrityRules.ConfigurationInvalid)
{
    /// <inheritdoc />
    protected override void Register(CompilationStartAnalysisContext start, GateReporter reporter) =>
        InjectionCheck.Register(start, reporter, "sql", SqlRules.SqlTextBuiltFromData, Judge);

    private static InjectionFinding? Judge(TextFlow flow, SinkUse use)
    {
        // A script from a file is run as it is.
        var outcome = InjectionFinding.OutcomeOf(flow, use, isMeant: flow.Hole.IsWhole);
        if (!IsName(flow.Hole, use))
        {
            return new InjectionFinding(
                SqlRules.SqlTextBuiltFromData, outcome, flow, use, "make the text constant and pass values as parameters");
        }

        // Quoting makes a name of anything, and no value.
        return flow.Hole.IsSanitized
            ? null
            : new InjectionFinding(
                SqlRules.SqlIdentifierBuiltFromData, outcome, flow, use, "choose it from a list, or quote it with QuoteIdentifier");
    }

    private static bool IsName(Hole hole, SinkUse use) =>
        use.Kind == SinkKind.Identifier && hole.IsWhole || SqlPosition.IsIdentifier(hole.Before);
}
