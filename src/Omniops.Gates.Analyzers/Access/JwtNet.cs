using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Access;

/// <summary>Calls of JWT.Net that read a token and leave its signature alone. Source: its documentation; rule S5659 of Sonar.</summary>
internal static class JwtNet
{
    /// <summary>Older versions leave the signature alone unless told otherwise.</summary>
    private const int FirstToVerify = 8;

    /// <summary>How the call is named, where it trusts a token that is not verified; null elsewhere.</summary>
    public static string? FindUnverified(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        return method.Name switch
        {
            "Decode" when IsOf(method.ContainingType, "JwtBuilder") => IsBuiltWithoutCheck(call) ? method.Name : null,
            "Decode" or "DecodeToObject" when IsDecoder(method) && (call.Arguments.Any(IsVerifyOff) || IsWithoutKey(method)) => method.Name,
            _ => null,
        };
    }

    private static bool IsVerifyOff(IArgumentOperation argument) =>
        argument.Parameter?.Name == "verify" && argument.Value.Unwrapped().ConstantValue is { HasValue: true, Value: false };

    private static bool IsWithoutKey(IMethodSymbol method) =>
        IsOld(method.ContainingAssembly)
        && (method.ReducedFrom ?? method).Parameters.All(parameter => parameter.Name is "token" or "jwt" or "decoder");

    private static bool IsDecoder(IMethodSymbol method) =>
        IsOf(method.ContainingType, "IJwtDecoder")
        || IsOf(method.ContainingType, "JwtDecoder")
        || IsOf(method.ContainingType, "JwtDecoderExtensions")
        || method.ContainingType.AllInterfaces.Any(contract => IsOf(contract, "IJwtDecoder"));

    /// <summary>The last word of the chain counts; of a builder in a variable, what is said to it anywhere.</summary>
    private static bool IsBuiltWithoutCheck(IInvocationOperation decode)
    {
        if (Said(decode.Instance, out var start) is { } isVerified)
            return !isVerified;
        if (start is not ILocalReferenceOperation { Local: var local })
            return start is not null && IsFirst(start);

        var root = start;
        while (root.Parent is { } parent)
            root = parent;
        var isMadeHere = false;
        foreach (var operation in root.Descendants())
        {
            switch (operation)
            {
                case IInvocationOperation call when IsOf(call.TargetMethod.ContainingType, "JwtBuilder")
                    && RootOf(call) is ILocalReferenceOperation said
                    && SymbolEqualityComparer.Default.Equals(said.Local, local) && Said(call, out _) is { } isSaid:
                    return !isSaid;
                case IVariableDeclaratorOperation declared when SymbolEqualityComparer.Default.Equals(declared.Symbol, local):
                    if (Said(declared.GetVariableInitializer()?.Value, out var made) is { } isDeclared)
                        return !isDeclared;
                    isMadeHere = made is not null && IsFirst(made);
                    break;
            }
        }

        return isMadeHere;
    }

    /// <summary>Whether a chain says that the signature is verified; null where it says nothing.</summary>
    /// <param name="start">What the chain begins with.</param>
    private static bool? Said(IOperation? chain, out IOperation? start)
    {
        start = chain?.Unwrapped();
        bool? isVerified = null;
        while (start is IInvocationOperation { Instance: { } receiver, TargetMethod: var method } call && IsOf(method.ContainingType, "JwtBuilder"))
        {
            isVerified ??= method.Name switch
            {
                "MustVerifySignature" or "WithValidationParameters" => true,
                "DoNotVerifySignature" => false,
                "WithVerifySignature" => call.Arguments is not [{ Value: var verify }]
                    || verify.Unwrapped().ConstantValue is not { HasValue: true, Value: false },
                _ => null,
            };
            start = receiver.Unwrapped();
        }

        return isVerified;
    }

    private static IOperation? RootOf(IInvocationOperation call)
    {
        _ = Said(call, out var start);
        return start;
    }

    /// <summary>new JwtBuilder() or JwtBuilder.Create() of a version that verifies nothing by itself.</summary>
    private static bool IsFirst(IOperation start) => start switch
    {
        IObjectCreationOperation { Type: { } made } => IsOf(made, "JwtBuilder") && IsOld(made.ContainingAssembly),
        IInvocationOperation { TargetMethod: { Name: "Create", ContainingType: var builder } } =>
            IsOf(builder, "JwtBuilder") && IsOld(builder.ContainingAssembly),
        _ => false,
    };

    private static bool IsOld(IAssemblySymbol library) => library.Identity.Version.Major < FirstToVerify;

    private static bool IsOf(ITypeSymbol type, string name) =>
        type.Name == name && type.ContainingNamespace.ToDisplayString() is ("JWT" or "JWT.Builder");
}
