using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Access;

/// <summary>Hands each operation to what knows its library.</summary>
internal sealed class WeakAlgorithmCheck(
    WeakCiphers ciphers, WeakVectors vectors, PasswordHashes hashes, GuessableRandom random, PasswordRules passwords)
{
    public void Check(OperationAnalysisContext context)
    {
        switch (context.Operation)
        {
            case IInvocationOperation call:
                ciphers.Check(context, call);
                vectors.Check(context, call);
                hashes.Check(context, call);
                random.Check(context, call);
                passwords.Check(context, call);
                break;
            case IObjectCreationOperation creation:
                ciphers.Check(context, creation);
                hashes.Check(context, creation);
                passwords.Check(context, creation);
                break;
            case IPropertyReferenceOperation property:
                ciphers.Check(context, property);
                break;
            case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property } } assignment:
                ciphers.Check(context, assignment, property);
                vectors.Check(context, assignment, property);
                hashes.Check(context, assignment, property);
                passwords.Check(context, assignment, property);
                break;
        }
    }
}
