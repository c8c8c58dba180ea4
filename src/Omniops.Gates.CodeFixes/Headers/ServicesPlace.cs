using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Omniops.Gates.CodeFixes.Headers;

/// <summary>Where the services of an application are registered.</summary>
/// <param name="Place">Behind the last of them.</param>
/// <param name="Services">The service collection, such as <c>builder.Services</c>.</param>
internal sealed record ServicesPlace(InsertionPlace Place, string Services)
{
    /// <summary>In the file of the body; null where that is not certain.</summary>
    public static ServicesPlace? Find(PipelineBody body, CancellationToken cancellation)
    {
        if (body.Builder is { } builder)
            return BeforeBuild(body) is { IsFree: true } place ? new ServicesPlace(place, $"{builder}.Services") : null;

        foreach (var method in body.Startup?.GetMembers("ConfigureServices").OfType<IMethodSymbol>() ?? [])
        {
            if (method.DeclaringSyntaxReferences is [var reference] && reference.SyntaxTree == body.Unit.SyntaxTree
                && reference.GetSyntax(cancellation) is MethodDeclarationSyntax { Body: { ContainsDiagnostics: false } block }
                && method.Parameters.FirstOrDefault(each => each.Type.ToDisplayString() == KnownTypes.ServiceCollection) is { } services)
            {
                var last = block.Statements.LastOrDefault(statement => statement is not ReturnStatementSyntax);
                var place = last is null ? InsertionPlace.Within(block) : InsertionPlace.After(last);
                return place.IsFree ? new ServicesPlace(place, services.Name) : null;
            }
        }

        return null;
    }

    private static InsertionPlace? BeforeBuild(PipelineBody body) => (body.Preceding().LastOrDefault(), body.Start.Anchor.Parent) switch
    {
        ({ } statement, _) => InsertionPlace.After(statement),
        (_, BlockSyntax block) => InsertionPlace.Within(block),
        _ => null,
    };
}
