using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Engine.Secrets.Credentials;

namespace Omniops.Gates.Analyzers.Access;

/// <summary>Whether bytes or text are made of a password or another credential, by the names of what they are made of.</summary>
internal sealed class CredentialFlow(ProgramSources sources)
{
    private const int MaxSteps = 40;

    /// <summary>The name that speaks of a credential, and how; null where none does.</summary>
    public (string Name, NameStrength Strength)? Find(IOperation value, CancellationToken cancellation)
    {
        var open = new Queue<IOperation>([value]);
        for (var steps = 0; open.Count > 0 && steps < MaxSteps; steps++)
        {
            var current = open.Dequeue().Unwrapped();
            if (NameOf(current) is { } name && IsText(current.Type)
                && CredentialName.Classify(name) is var strength && strength > NameStrength.Weak)
            {
                return (name, strength);
            }

            foreach (var part in PartsOf(current, cancellation))
                open.Enqueue(part);
        }

        return null;
    }

    /// <summary>What a value is called, where it comes from a variable or a member.</summary>
    private static string? NameOf(IOperation value) => value switch
    {
        ILocalReferenceOperation { Local.Name: var name } => name,
        IParameterReferenceOperation { Parameter.Name: var name } => name,
        IPropertyReferenceOperation { Property: { IsIndexer: false, Name: var name } } => name,
        IFieldReferenceOperation { Field: { IsConst: false, Name: var name } } => name,
        _ => null,
    };

    /// <summary>A CancellationToken is no credential.</summary>
    private static bool IsText(ITypeSymbol? type) => type switch
    {
        { SpecialType: SpecialType.System_String } => true,
        IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte or SpecialType.System_Char } => true,
        { Name: "Span" or "ReadOnlySpan" or "Memory" or "ReadOnlyMemory" or "SecureString" or "StringBuilder" or "StringValues" } => true,
        _ => false,
    };

    private IEnumerable<IOperation> PartsOf(IOperation value, CancellationToken cancellation) => value switch
    {
        ILocalReferenceOperation or IFieldReferenceOperation
            when sources.Values.Origin(value, cancellation) is var origin && origin != value => [origin],
        IInvocationOperation call =>
            [.. call.Instance is { } instance ? new[] { instance } : [], .. call.Arguments.Select(argument => argument.Value)],
        IPropertyReferenceOperation { Property.Name: "Result" or "Value", Instance: { } instance } => [instance],
        IInterpolatedStringOperation text => text.Parts.OfType<IInterpolationOperation>().Select(part => part.Expression),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => [sum.LeftOperand, sum.RightOperand],
        ICoalesceOperation coalesce => [coalesce.Value, coalesce.WhenNull],
        IConditionalOperation { WhenFalse: { } otherwise } choice => [choice.WhenTrue, otherwise],
        IConditionalAccessOperation access => [access.Operation, access.WhenNotNull],
        IArrayCreationOperation { Initializer: { } filled } => filled.ElementValues,
        IAwaitOperation awaited => [awaited.Operation],
        IObjectCreationOperation { Type.Name: "ReadOnlySpan" or "Span" or "ArraySegment" or "MemoryStream" } made =>
            made.Arguments.Select(argument => argument.Value),
        _ => [],
    };
}
