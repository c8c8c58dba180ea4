using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Omniops.Gates.CodeFixes.Headers;

/// <summary>Code of the application that writes headers as a response starts.</summary>
/// <param name="Last">The last statement that writes one.</param>
/// <param name="Headers">What it writes it to, such as <c>context.Response.Headers</c>.</param>
internal sealed record StartingHeaders(Document Document, SemanticModel Model, StatementSyntax Last, string Headers)
{
    private const string Method = "OnStarting";

    /// <summary>Whether the middleware that a statement adds does that, a lambda or a class of the project.</summary>
    public static bool IsWrittenBy(StatementSyntax statement, IMethodSymbol added) =>
        Code(statement, added) is { } code && Functions(code).Any();

    /// <summary>The first middleware that does, before all that answers; null where none does.</summary>
    public static async Task<StartingHeaders?> FindAsync(PipelineBody body, CancellationToken cancellation)
    {
        foreach (var statement in body.Following(body.Start))
        {
            if (!FirstMiddleware.IsFirst(body, statement) && !body.LeavesPipelineAlone(statement))
                break;
            if (body.CalledBy(statement) is not { } added || Code(statement, added) is not { } code
                || body.Document.Project.GetDocument(code.SyntaxTree) is not { } document
                || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model
                || model.Compilation.GetTypeByMetadataName(KnownTypes.HeaderDictionary) is not { } type)
            {
                continue;
            }

            foreach (var function in Functions(code))
            {
                var last = function.Statements.LastOrDefault(line => Target(line) is { } target
                    && SymbolEqualityComparer.Default.Equals(model.GetTypeInfo(target, cancellation).Type, type));
                if (last is not null)
                    return new StartingHeaders(document, model, last, Target(last)!.ToString());
            }
        }

        return null;
    }

    /// <summary>The statement itself, or the class that it names.</summary>
    private static SyntaxNode? Code(StatementSyntax statement, IMethodSymbol added) => added switch
    {
        { Name: "Use" } => statement,
        { Name: "UseMiddleware", TypeArguments: [{ DeclaringSyntaxReferences: [var reference] }] } => reference.GetSyntax(),
        _ => null,
    };

    private static IEnumerable<BlockSyntax> Functions(SyntaxNode code) => code.DescendantNodes().OfType<InvocationExpressionSyntax>()
        .Where(call => call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: Method })
        .SelectMany(call => call.ArgumentList.Arguments)
        .Select(argument => (argument.Expression as AnonymousFunctionExpressionSyntax)?.Block)
        .OfType<BlockSyntax>();

    /// <summary><c>headers</c> of <c>headers.XFrameOptions = "DENY"</c> and <c>headers["Referrer-Policy"] = "no-referrer"</c>.</summary>
    private static ExpressionSyntax? Target(StatementSyntax statement) =>
        statement is ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Left: var left } }
            ? left switch
            {
                MemberAccessExpressionSyntax access => access.Expression,
                ElementAccessExpressionSyntax access => access.Expression,
                _ => null,
            }
            : null;
}
