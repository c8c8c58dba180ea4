using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>
/// The requirements that an attribute asks for by itself. Source: IAuthorizationRequirementData, AuthorizationMiddleware of ASP.NET Core 8 and
/// later.
/// </summary>
internal sealed class RequirementData(SourceBodies bodies, AuthorizationHandlers handlers, CancellationToken cancellation)
{
    private const string Contract = "IAuthorizationRequirementData";

    /// <summary>Whether everybody meets all that the attribute asks for; false where that cannot be told.</summary>
    public bool IsMetByAll(INamedTypeSymbol attribute)
    {
        if (attribute.AllInterfaces.FirstOrDefault(each => each.Name == Contract)?.GetMembers("GetRequirements").FirstOrDefault() is not { } member
            || attribute.FindImplementationForInterfaceMember(member) is not IMethodSymbol method || bodies.Find(method, cancellation) is not { } body)
        {
            return false;
        }

        var asked = body.Descendants().OfType<IReturnOperation>().Where(each => each.ReturnedValue is not null).SelectMany(Elements)
            .Select(each => each.Unwrapped() is IInstanceReferenceOperation ? attribute : each.Unwrapped().Type as INamedTypeSymbol).ToList();
        return asked.Count > 0 && asked.TrueForAll(each => each is not null && handlers.AreMetByAll(each));
    }

    private static IEnumerable<IOperation> Elements(IReturnOperation returned) => returned.Kind == OperationKind.YieldReturn ? [returned.ReturnedValue!]
        : returned.ReturnedValue!.Unwrapped() switch
        {
            IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues,
            { Syntax: CollectionExpressionSyntax } collection => collection.ChildOperations,
            var other => [other],
        };
}
