using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
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
                Given(call, method.Name, call.Arguments, cancellation),
            "Add" or "AddRange" or "Insert" or "InsertRange" when IsOrigins(Receiver(call), cancellation) =>
                Given(call, method.Name, call.Arguments, cancellation),
            "Get" or "Bind" when BindsPolicy(call) => new(method.Name, walker => walker.JudgeBound(call, "Origins")),
            _ => null,
        },
        IObjectCreationOperation { Constructor.ContainingType: var type } creation when type.Is(builder) =>
            Given(creation, type.Name, creation.Arguments, cancellation),
        IMethodReferenceOperation { Method: { Name: "AllowAnyOrigin" } method } when method.ContainingType.Is(builder) => new(method.Name, null),
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Instance: var list } } assignment
            when IsOrigins(list, cancellation) => new("Origins", walker => walker.Judge(assignment.Value)),
        IPropertyReferenceOperation { Property: { Name: "Origins" } property } list
            when property.ContainingType.Is(policy) && IsHanded(list) => new(property.Name, walker => walker.JudgePutInto(list)),
        _ => null,
    };

    /// <summary>Without the policy that a builder begins with: its origins are written somewhere, too.</summary>
    private OriginWrite Given(
        IOperation place, string name, ImmutableArray<IArgumentOperation> arguments, CancellationToken cancellation)
    {
        var given = arguments.Select(argument => argument.Value).Where(value => !value.Unwrapped().Type.Is(policy)).ToList();
        var isOneOfSeveral = IsOneOfSeveral(place) || given.Exists(value => IsOfSeveral(values.Origin(value, cancellation)));
        return new OriginWrite(name, Judge, isOneOfSeveral);

        OriginVerdict Judge(OriginWalker walker)
        {
            var verdict = walker.Judge(given);
            return isOneOfSeveral ? OriginVerdict.Named : verdict;
        }
    }

    /// <summary>Whether the place is one line of <c>Origins = { "https://a.example", "https://b.example" }</c>.</summary>
    private static bool IsOneOfSeveral(IOperation place) =>
        place is IInvocationOperation { Parent: IObjectOrCollectionInitializerOperation { Initializers.Length: > 1 } };

    /// <summary>Whether the list has two elements or more. An array keeps its length, whatever becomes of its elements.</summary>
    private static bool IsOfSeveral(IOperation list) => list switch
    {
        IArrayCreationOperation { Initializer.ElementValues.Length: > 1 } => true,
        { Syntax: CollectionExpressionSyntax { Elements: var elements }, Type: IArrayTypeSymbol } =>
            elements.OfType<ExpressionElementSyntax>().Skip(1).Any(),
        _ => false,
    };

    private bool BindsPolicy(IInvocationOperation call)
    {
        foreach (var type in call.TargetMethod.TypeArguments)
        {
            if (type.Is(policy))
                return true;
        }

        foreach (var argument in call.Arguments)
        {
            if (argument.Value.Unwrapped().Type.Is(policy))
                return call.TargetMethod.Name == "Bind";
        }

        return false;
    }

    private static bool IsHanded(IOperation list)
    {
        var outer = list.Parent;
        while (outer is IConversionOperation or IParenthesizedOperation)
            outer = outer.Parent;
        return outer is IArgumentOperation { Parent: IInvocationOperation };
    }

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
