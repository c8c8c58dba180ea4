using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Cors;

/// <summary>Recognizes the places that give a CORS policy its origins.</summary>
internal sealed class OriginWrites(INamedTypeSymbol builder, INamedTypeSymbol policy, ValueSource values)
{
    /// <summary>Null for anything else, which is nearly everything: names are compared before symbols.</summary>
    public OriginWrite? Find(IOperation operation, CancellationToken cancellation) => operation switch
    {
        IInvocationOperation { TargetMethod: var method } call => method.Name switch
        {
            "AllowAnyOrigin" when method.ContainingType.Is(builder) => new(method.Name, null),
            "WithOrigins" or WellKnownMemberNames.InstanceConstructorName when method.ContainingType.Is(builder) =>
                new(method.Name, Values(call.Arguments)),
            "Add" or "AddRange" or "Insert" or "InsertRange" when IsOrigins(Receiver(call), cancellation) =>
                new(method.Name, Values(call.Arguments)),
            _ => null,
        },
        IObjectCreationOperation { Constructor.ContainingType: var type } creation when type.Is(builder) =>
            new(type.Name, Values(creation.Arguments)),
        IMethodReferenceOperation { Method: { Name: "AllowAnyOrigin" } method } when method.ContainingType.Is(builder) => new(method.Name, null),
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Instance: var list } } assignment
            when IsOrigins(list, cancellation) => new("Origins", [assignment.Value]),
        _ => null,
    };

    /// <summary>Without the policy that a builder begins with: its origins are written somewhere, too.</summary>
    private IEnumerable<IOperation> Values(ImmutableArray<IArgumentOperation> arguments) =>
        arguments.Select(argument => argument.Value).Where(value => !value.Unwrapped().Type.Is(policy));

    /// <summary>In <c>Origins = { "*" }</c> the list is the property that is initialized.</summary>
    private static IOperation? Receiver(IInvocationOperation call) =>
        call.Instance is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver }
        ? (call.Parent?.Parent as IMemberInitializerOperation)?.InitializedMember
        : call.Instance;

    private bool IsOrigins(IOperation? list, CancellationToken cancellation)
    {
        var receiver = list?.Unwrapped();
        // Only a list that could be this one is worth looking for where it comes from.
        if (receiver is ILocalReferenceOperation { Type: INamedTypeSymbol { TypeArguments: [{ SpecialType: SpecialType.System_String }] } })
            receiver = values.Origin(receiver, cancellation);

        return receiver is IPropertyReferenceOperation { Property: { Name: "Origins" } property } && property.ContainingType.Is(policy);
    }
}
