using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Cors;

/// <summary>Recognizes the places that give a CORS policy a function which chooses the origins.</summary>
internal sealed class PredicateWrites(INamedTypeSymbol builder, INamedTypeSymbol policy)
{
    /// <summary>The function, and how the source calls the place; null for anything else.</summary>
    public (string Name, IOperation Predicate)? Find(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: { Name: "SetIsOriginAllowed" } method, Arguments: [var given] } when method.ContainingType.Is(builder) =>
            (method.Name, given.Value),
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { Name: "IsOriginAllowed" } property } } assignment
            when property.ContainingType.Is(policy) => (property.Name, assignment.Value),
        _ => null,
    };
}
