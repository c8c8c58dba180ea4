using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Analyzers.Transport;

namespace Omniops.Gates.Analyzers.Access;

/// <summary>
/// Initialization vectors that are the same for everything that is encrypted with a key. Source: NIST SP 800-38A, appendix C; CA5401; S3329.
/// </summary>
internal sealed class WeakVectors(TransportFindings findings, FixedBytes bytes, ProgramSources sources)
{
    public void Check(OperationAnalysisContext context, IInvocationOperation call)
    {
        if (call.TargetMethod.Name is "CreateEncryptor" or "EncryptCbc" or "TryEncryptCbc" or "EncryptCfb" or "TryEncryptCfb"
            && WeakCiphers.IsA(call.TargetMethod.ContainingType, "SymmetricAlgorithm")
            && call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name is "iv" or "rgbIV") is { } vector)
        {
            Check(context, call, vector.Value);
        }
    }

    public void Check(OperationAnalysisContext context, ISimpleAssignmentOperation assignment, IPropertySymbol property)
    {
        // Who only decrypts has to take the vector that the text was encrypted with.
        if (property.Name == "IV" && WeakCiphers.IsA(property.ContainingType, "SymmetricAlgorithm")
            && (Calls(assignment, "Encrypt") || !Calls(assignment, "Decrypt")))
        {
            Check(context, assignment, assignment.Value);
        }
    }

    private void Check(OperationAnalysisContext context, IOperation place, IOperation vector)
    {
        if (bytes.Is(vector, context.CancellationToken) && !IsKeyMadeHere(place, context.CancellationToken))
        {
            findings.Report(
                context, place, [], vector.Syntax.GetLocation(),
                [
                    vector.Syntax.OneLine(), "is the same vector each time and shows which texts begin alike",
                    "take RandomNumberGenerator.GetBytes(16) for each and store it in front",
                ]);
        }
    }

    private static bool Calls(IOperation place, string name) => RootOf(place).Descendants().OfType<IInvocationOperation>()
        .Any(call => call.TargetMethod.Name.IndexOf(name, StringComparison.Ordinal) >= 0
            && WeakCiphers.IsA(call.TargetMethod.ContainingType, "SymmetricAlgorithm"));

    /// <summary>A key that encrypts one text only needs no other vector.</summary>
    private bool IsKeyMadeHere(IOperation place, CancellationToken cancellation) => RootOf(place).Descendants().Any(operation => operation switch
    {
        IInvocationOperation { TargetMethod: { Name: "GenerateKey", ContainingType: var type } } => WeakCiphers.IsA(type, "SymmetricAlgorithm"),
        IArgumentOperation { Parameter.Name: "rgbKey" } key => IsRandom(key.Value, cancellation),
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "Key" } } key => IsRandom(key.Value, cancellation),
        _ => false,
    });

    private bool IsRandom(IOperation value, CancellationToken cancellation) =>
        sources.Values.Origin(value, cancellation) is IInvocationOperation { TargetMethod.ContainingType.Name: "RandomNumberGenerator" };

    private static IOperation RootOf(IOperation operation)
    {
        while (operation.Parent is { } parent)
            operation = parent;
        return operation;
    }
}
