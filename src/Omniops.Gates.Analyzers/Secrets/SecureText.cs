using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Secrets;

/// <summary>A <c>SecureString</c> takes its text character by character, so that no name says what the literal is.</summary>
internal static class SecureText
{
    /// <summary>Whether the loop appends the characters it runs over.</summary>
    public static bool IsFilledBy(IForEachLoopOperation loop) => Appends(loop.Body);

    /// <summary><c>"x".ToList().ForEach(secure.AppendChar)</c>.</summary>
    public static bool IsFilledBy(IInvocationOperation call) => call.TargetMethod.Name == "ForEach" && Appends(call);

    private static bool Appends(IOperation body) => body.Descendants().Any(operation => operation switch
    {
        IInvocationOperation { TargetMethod: { Name: "AppendChar", ContainingType.Name: "SecureString" } } => true,
        IMethodReferenceOperation { Method: { Name: "AppendChar", ContainingType.Name: "SecureString" } } => true,
        _ => false,
    });
}
