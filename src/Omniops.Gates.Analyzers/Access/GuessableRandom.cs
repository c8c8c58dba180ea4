using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Analyzers.Transport;
using Omniops.Gates.Engine.Secrets.Credentials;

namespace Omniops.Gates.Analyzers.Access;

/// <summary>
/// System.Random where its numbers become a password, a token or a code: who has seen some of them knows the next. Games and delays are
/// left alone, so the name of what is made has to say it. Source: CWE-338; SCS0005, CA5394.
/// </summary>
internal sealed class GuessableRandom(TransportFindings findings, ProgramSources sources)
{
    private static readonly string[] s_secret =
        ["password", "passwd", "pwd", "passcode", "passphrase", "secret", "token", "otp", "totp", "salt", "nonce", "apikey", "pin"];

    private static readonly string[] s_ofCode =
    [
        "reset", "verification", "verify", "confirmation", "confirm", "security", "auth", "login", "activation", "recovery", "access",
        "otp",
    ];

    private static readonly string[] s_about =
    [
        "count", "length", "index", "delay", "expiry", "expires", "expiration", "timeout", "interval", "size", "limit", "retry", "jitter",
        "lifetime", "minutes", "seconds", "days", "cancellation", "position", "offset", "sample", "fake", "type", "kind",
    ];

    public void Check(OperationAnalysisContext context, IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (method.ContainingType is not
            { Name: "Random", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } }
            || !(method.Name.StartsWith("Next", StringComparison.Ordinal) || method.Name is "GetItems" or "GetString" or "GetHexString"))
        {
            return;
        }

        if (NameOfMade(call, context.CancellationToken) is { } name)
        {
            findings.Report(context, call, [], call.NameLocation(),
                [
                    $"Random.{method.Name}", $"makes '{name}' of numbers that can be foretold",
                    "use RandomNumberGenerator.GetInt32, GetBytes or GetHexString",
                ]);
        }
    }

    /// <summary>The variable, member or method that the number becomes a part of, where its name speaks of something to keep.</summary>
    private string? NameOfMade(IOperation number, CancellationToken cancellation)
    {
        // NextBytes fills what it is given.
        if (number is IInvocationOperation { TargetMethod.Name: "NextBytes", Arguments: [{ Value: var filled }] }
            && NameOf(filled.Unwrapped()) is { } buffer && IsSecret(buffer))
        {
            return buffer;
        }

        for (var parent = number.Parent; parent is not null; parent = parent.Parent)
        {
            switch (parent)
            {
                case IInvocationOperation { TargetMethod: { Name: "Delay" or "Sleep" or "Wait" } }:
                case IInvocationOperation { TargetMethod.ContainingType.Name: "TimeSpan" or "DateTime" or "DateTimeOffset" }:
                    return null;
                case IVariableDeclaratorOperation { Symbol.Name: var local } when IsSecret(local):
                    return local;
                case IAssignmentOperation { Target: var target } when NameOf(target.Unwrapped()) is { } assigned && IsSecret(assigned):
                    return assigned;
                case IInvocationOperation { Instance: { } builder } when NameOf(builder.Unwrapped()) is { } held && IsSecret(held):
                    return held;
                case IFieldInitializerOperation { InitializedFields: [{ Name: var field }, ..] } when IsSecret(field):
                    return field;
                case IPropertyInitializerOperation { InitializedProperties: [{ Name: var property }, ..] } when IsSecret(property):
                    return property;
                case IArgumentOperation { Parameter.Name: var parameter } when IsSecret(parameter):
                    return parameter;
                case ILocalFunctionOperation { Symbol: var function } when IsMaker(function):
                    return function.Name;
            }
        }

        var symbol = sources.Bodies.ModelOf(number.Syntax.SyntaxTree).GetEnclosingSymbol(number.Syntax.SpanStart, cancellation);
        while (symbol is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction })
            symbol = symbol.ContainingSymbol;
        return symbol is IMethodSymbol method && IsMaker(method) ? (method.AssociatedSymbol ?? method).Name : null;
    }

    /// <summary>Whether a method returns what its name speaks of.</summary>
    private static bool IsMaker(IMethodSymbol method)
    {
        var type = method.ReturnType is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [var result] }
            ? result
            : method.ReturnType;
        return (type.SpecialType is SpecialType.System_String or SpecialType.System_Int32 or SpecialType.System_Int64
                || type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte or SpecialType.System_Char })
            && IsSecret((method.AssociatedSymbol ?? method).Name);
    }

    private static string? NameOf(IOperation value) => value switch
    {
        ILocalReferenceOperation { Local.Name: var name } => name,
        IParameterReferenceOperation { Parameter.Name: var name } => name,
        IPropertyReferenceOperation { Property: { IsIndexer: false, Name: var name } } => name,
        IFieldReferenceOperation { Field.Name: var name } => name,
        IArrayElementReferenceOperation { ArrayReference: var array } => NameOf(array.Unwrapped()),
        _ => null,
    };

    private static bool IsSecret(string? name)
    {
        if (name is null)
            return false;

        var words = NameWords.Split(name);
        if (words.Exists(word => Array.IndexOf(s_about, word) >= 0))
            return false;

        return words.Exists(word => Array.IndexOf(s_secret, word.TrimEnd('s')) >= 0)
            || words.Contains("code") && words.Exists(word => Array.IndexOf(s_ofCode, word) >= 0)
            || words.Contains("key") && words.Exists(word => word is "api" or "secret" or "encryption" or "signing");
    }
}
