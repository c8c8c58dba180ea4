using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>The elements of a collection that is written out, and their parts.</summary>
internal static class WrittenElements
{
    /// <summary>More than a program writes out.</summary>
    private const int Most = 64;

    /// <summary>The elements; null for a collection that is not written out.</summary>
    public static IReadOnlyList<IOperation>? Of(IOperation collection)
    {
        var elements = collection switch
        {
            IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues.ToList(),
            IObjectCreationOperation { Arguments.Length: 0, Initializer: { } initializer } => initializer.Initializers.ToList(),
            { Syntax: CollectionExpressionSyntax written } when written.Elements.All(each => each is ExpressionElementSyntax) => collection.ChildOperations.ToList(),
            _ => null,
        };
        return elements is { Count: > 0 and <= Most } ? elements.ConvertAll(Element) : null;
    }

    /// <summary>What a deconstruction takes out of an element, in order; none where that is not known.</summary>
    public static List<IOperation> PartsOf(IOperation element) => element switch
    {
        ITupleOperation tuple => tuple.Elements.ToList(),
        _ when KeyOf(element) is { } key && ValueOf(element) is { } value => [key, value],
        IObjectCreationOperation { Type.IsRecord: true, Arguments: var arguments } =>
            arguments.OrderBy(argument => argument.Parameter?.Ordinal).Select(argument => argument.Value).ToList(),
        _ => [],
    };

    /// <summary>What a member of an element holds; null where that is not known.</summary>
    public static IOperation? PartOf(IOperation element, ISymbol member) => element switch
    {
        ITupleOperation { Type: INamedTypeSymbol type } tuple => member is IFieldSymbol field && type.TupleElements
            .Select((each, at) => (each.Name, (each.CorrespondingTupleField ?? each).Name, At: at))
            .FirstOrDefault(each => each.Item1 == field.Name || each.Item2 == (field.CorrespondingTupleField ?? field).Name) is { Item1: not null, At: var at }
                ? tuple.Elements[at] : null,
        _ when KeyOf(element) is { } key => member.Name == "Key" ? key : member.Name == "Value" ? ValueOf(element) : null,
        IObjectCreationOperation creation => creation.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>()
                .FirstOrDefault(given => given.Target is IMemberReferenceOperation { Member.Name: var name } && name == member.Name)?.Value
            ?? (creation.Type?.IsRecord == true ? creation.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == member.Name)?.Value : null),
        IAnonymousObjectCreationOperation made => made.Initializers.OfType<ISimpleAssignmentOperation>()
            .FirstOrDefault(given => given.Target is IPropertyReferenceOperation { Property.Name: var name } && name == member.Name)?.Value,
        _ => null,
    };

    /// <summary>Behind conversions, and behind the call that adds it to a list.</summary>
    private static IOperation Element(IOperation element) => element switch
    {
        IInvocationOperation { TargetMethod.Name: "Add", Arguments: [{ Value: var only }], IsImplicit: true } => only.Unwrapped(),
        _ => element.Unwrapped(),
    };

    /// <summary>["login"] = 5, and { "login", 5 }</summary>
    private static IOperation? KeyOf(IOperation element) => element switch
    {
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: [{ Value: var key }] } } => key,
        IInvocationOperation { TargetMethod.Name: "Add", Arguments: [{ Value: var key }, _] } => key,
        _ => null,
    };

    private static IOperation? ValueOf(IOperation element) => element switch
    {
        ISimpleAssignmentOperation { Value: var value } => value,
        IInvocationOperation { Arguments: [_, { Value: var value }] } => value,
        _ => null,
    };
}
