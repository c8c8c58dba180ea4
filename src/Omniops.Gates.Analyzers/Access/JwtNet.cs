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
        method.ContainingAssembly.Identity.Version.Major < FirstToVerify
        && (method.ReducedFrom ?? method).Parameters.All(parameter => parameter.Name is "token" or "jwt" or "decoder");

    private static bool IsDecoder(IMethodSymbol method) =>
        IsOf(method.ContainingType, "IJwtDecoder")
        || IsOf(method.ContainingType, "JwtDecoder")
        || IsOf(method.ContainingType, "JwtDecoderExtensions")
        || method.ContainingType.AllInterfaces.Any(contract => IsOf(contract, "IJwtDecoder"));

    /// <summary>The last word of the chain counts.</summary>
    private static bool IsBuiltWithoutCheck(IInvocationOperation decode)
    {
        var current = decode.Instance?.Unwrapped();
        while (current is IInvocationOperation { TargetMethod: var method } call && IsOf(method.ContainingType, "JwtBuilder"))
        {
            switch (method.Name)
            {
                case "MustVerifySignature":
                    return false;
                case "DoNotVerifySignature":
                    return true;
                case "WithVerifySignature":
                    return call.Arguments is [{ Value: var verify }]
                        && verify.Unwrapped().ConstantValue is { HasValue: true, Value: false };
                case "WithValidationParameters":
                    return false;
            }

            current = call.Instance?.Unwrapped();
        }

        return current is IObjectCreationOperation { Type: { } made } && IsOf(made, "JwtBuilder")
            && made.ContainingAssembly.Identity.Version.Major < FirstToVerify;
    }

    private static bool IsOf(ITypeSymbol type, string name) =>
        type.Name == name && type.ContainingNamespace.ToDisplayString() is ("JWT" or "JWT.Builder");
}
