using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Analyzers.Transport;

namespace Omniops.Gates.Analyzers.Access;

/// <summary>Salts and vectors that are the same for everything: written out, decoded from a literal, or an array that nobody fills.</summary>
internal sealed class FixedBytes(ProgramSources sources)
{
    private readonly ValueUses _uses = new(sources);

    public bool Is(IOperation value, CancellationToken cancellation) => sources.Values.Origin(value, cancellation) switch
    {
        IInvocationOperation
        {
            TargetMethod: { Name: "GetBytes", ContainingNamespace.Name: "Text" } or { Name: "FromBase64String" or "FromHexString" },
            Arguments: [{ Value.ConstantValue.HasValue: true }],
        } => true,
        IInvocationOperation { TargetMethod: { Name: "Empty", ContainingType.SpecialType: SpecialType.System_Array } } => true,
        IInvocationOperation { TargetMethod.Name: "ToArray", Instance: { } text } => text.Unwrapped() is IUtf8StringOperation,
        IArrayCreationOperation { Initializer.ElementValues: { Length: > 0 } bytes } => bytes.All(one => one.ConstantValue.HasValue),
        IArrayCreationOperation empty => !_uses.Of(empty, cancellation).Any(CanFill),
        IUtf8StringOperation => true,
        // Roslyn 4.8 has no operation of its own for it.
        { Syntax: CollectionExpressionSyntax } collection => collection.ChildOperations.All(one => one.ConstantValue.HasValue),
        _ => false,
    };

    /// <summary>Whether an array may hold something else afterwards.</summary>
    private static bool CanFill(IOperation use) => use.Parent switch
    {
        IArgumentOperation { Parameter.Name: "salt" or "rgbSalt" or "iv" or "rgbIV" } => false,
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod.ContainingType: { Name: "Convert", ContainingNamespace.Name: "System" } } } => false,
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "IV" } } => false,
        IPropertyReferenceOperation { Property.Name: "Length" } => false,
        _ => true,
    };
}
