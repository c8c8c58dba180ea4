using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Cors;

namespace Omniops.Gates.Analyzers.Cors;

/// <summary>
/// OMNI4005: code that writes <c>Access-Control-Allow-Origin</c> itself does not repeat what the request says; OMNI4001 where it writes
/// <c>*</c>, also through the attribute of ASP.NET Web API.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CorsOriginReflected() : GateAnalyzer(CorsRules.CorsOriginReflected, CorsRules.CorsAllowsAnyOrigin)
{
    private const string Credentials = "Access-Control-Allow-Credentials";

    /// <inheritdoc />
    protected override void Register(CompilationStartAnalysisContext start, GateReporter reporter)
    {
        var sources = new ProgramSources(start.Compilation, start.Options);
        var header = new AllowOriginHeader(sources.Bodies, sources.Values);
        var old = new OldFrameworks(start.Compilation);
        Action<OperationAnalysisContext> rule = context =>
        {
            if (old.Find(context.Operation) is { } open)
                JudgeOld(context, reporter, open);
            else if (header.ValueOf(context.Operation, context.CancellationToken) is { } value)
                Judge(context, reporter, value, sources);
        };
        start.RegisterOperationAction(
            context => reporter.Guard(context, rule),
            OperationKind.Invocation,
            OperationKind.SimpleAssignment,
            OperationKind.ObjectCreation,
            OperationKind.PropertyReference);
    }

    private static void JudgeOld(OperationAnalysisContext context, GateReporter reporter, (string Name, string What) open) => reporter.Finding(
        context.ReportDiagnostic, CorsRules.CorsAllowsAnyOrigin, context.Operation.Syntax.GetLocation(),
        context.ContainingSymbol.ToDisplayString(), open.Name, open.What);

    private static void Judge(OperationAnalysisContext context, GateReporter reporter, IOperation value, ProgramSources sources)
    {
        var (operation, cancellation) = (context.Operation, context.CancellationToken);
        var place = sources.Reach.Of(operation, cancellation);
        if (!place.IsInProduction)
            return;

        var target = operation is ISimpleAssignmentOperation assignment ? assignment.Target : operation;
        var (location, anchor) = (target.NameLocation(), context.ContainingSymbol.ToDisplayString());
        var reflection = new ReflectionJudge(sources, cancellation).Judge(operation, value);
        if (reflection.IsReflected)
        {
            var verdict = reflection.Verdict;
            if (place.Doubt is { } unknown)
            {
                reporter.NotProven(context.ReportDiagnostic, CorsRules.CorsOriginReflected, location, anchor, unknown);
            }
            else if (verdict.Accepted is not null)
            {
                reporter.Finding(
                    context.ReportDiagnostic, CorsRules.CorsOriginReflected, location, anchor, AllowOriginHeader.Name, Cookies(operation));
            }
            else if (verdict.Doubt is { } expression)
            {
                reporter.NotProven(
                    context.ReportDiagnostic, CorsRules.CorsOriginReflected, location, anchor,
                    $"'{expression}' cannot be followed to its values; compare with origins written in code, or use a policy");
            }

            return;
        }

        var star = new OriginWalker(sources, cancellation).Judge(value);
        if ((star.Doubt ?? place.Doubt) is { } doubt && (star.IsAny || star.Doubt is not null))
        {
            reporter.NotProven(
                context.ReportDiagnostic, CorsRules.CorsAllowsAnyOrigin, location, anchor, star.IsAny ? place.Doubt ?? doubt : doubt);
        }
        else if (star.IsAny)
        {
            // What is served from a folder is public anyway.
            var outcome = IsOfStaticFiles(operation) ? Outcome.Advised : CorsRules.CorsAllowsAnyOrigin.Outcome;
            reporter.Report(context.ReportDiagnostic, new GateDiagnostic(
                CorsRules.CorsAllowsAnyOrigin, outcome, location, anchor, AllowOriginHeader.Name, "is given '*', which stands for every site"));
        }
    }

    /// <summary>Whether the visitor's cookies go with it, which the same body says.</summary>
    private static string Cookies(IOperation operation)
    {
        var body = operation;
        while (body.Parent is not null)
            body = body.Parent;
        return body.Descendants().Any(part => part.Is(Credentials)
            || part is IMemberReferenceOperation { Member.Name: "AccessControlAllowCredentials" })
            ? ", with the visitor's cookies"
            : "";
    }

    private static bool IsOfStaticFiles(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { Name: "OnPrepareResponse" } property } }
                && KnownMiddleware.IsFramework(property.ContainingAssembly))
            {
                return true;
            }
        }

        return false;
    }
}
