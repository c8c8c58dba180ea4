using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Omniops.Gates.Analyzers.Injection;
using Omniops.Gates.Analyzers.Provenance;
using Omniops.Gates.Engine.Integrity;
using Omniops.Gates.Engine.Sql;

namespace Omniops.Gates.Analyzers.Html;

/// <summary>OMNI2006: what is sent to the browser as HTML is constant, or encoded.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RawHtmlOutput() : GateAnalyzer(SqlRules.RawHtmlOutput, IntegrityRules.ConfigurationInvalid)
{
    /// <inheritdoc />
    protected override void Register(CompilationStartAnalysisContext start, GateReporter reporter) =>
        InjectionCheck.Register(start, reporter, "html", SqlRules.RawHtmlOutput, Judge);

    private static InjectionFinding? Judge(TextFlow flow, SinkUse use)
    {
        if (flow.Hole.IsSanitized)
            return null;

        // A page that lies on the disk is sent as it is. What visitors wrote lies in the database.
        var isPage = flow.Hole is { IsWhole: true, Origin.What: "file" };
        return new InjectionFinding(
            SqlRules.RawHtmlOutput, InjectionFinding.OutcomeOf(flow, use, isPage), flow, use,
            "encode it with HtmlEncoder.Default.Encode, or run what must keep its tags through an HTML sanitizer");
    }
}
