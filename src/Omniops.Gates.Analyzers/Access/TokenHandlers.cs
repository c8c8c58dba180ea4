using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Analyzers.Transport;

namespace Omniops.Gates.Analyzers.Access;

/// <summary>
/// Methods of classes that a library asks instead of its own: handlers that validate tokens, and handlers that sign in. Source: TokenHandler,
/// SecurityTokenHandler and ISecurityTokenValidator of Microsoft.IdentityModel; AuthenticationHandler of ASP.NET Core.
/// </summary>
internal sealed class TokenHandlers(TransportFindings findings, TokenValidators validators, TokenSignIn signIn, ProgramSources sources)
{
    private readonly TypeUses _uses = new(sources);

    public void Check(OperationAnalysisContext context, IMethodBodyOperation body)
    {
        if (context.ContainingSymbol is not IMethodSymbol method)
            return;

        var called = method.ExplicitInterfaceImplementations is [var contract, ..] ? contract.Name : method.Name;
        if (!method.IsOverride && called != "ValidateToken")
            return;

        if (called == "HandleAuthenticateAsync")
        {
            if (IsOf(method.OverriddenMethod, "Microsoft.AspNetCore.Authentication"))
                signIn.CheckHandler(context, body, method, () => _uses.Of(method.ContainingType, context.CancellationToken));
            return;
        }

        if (What(called) is not { } what || !IsOfLibrary(method, called))
            return;

        var location = body.Syntax is MethodDeclarationSyntax { Identifier: var identifier } ? identifier.GetLocation() : body.Syntax.GetLocation();
        var name = $"{method.ContainingType.Name}.{called}";
        switch (validators.JudgeHandler(method, body, context.CancellationToken))
        {
            case CallbackVerdict.AcceptsAny:
                var instead = method.OverriddenMethod is { IsAbstract: false } ? $"call base.{called}, or remove the override" : "validate the token with JsonWebTokenHandler, and refuse what fails";
                findings.Report(context, body, _uses.Of(method.ContainingType, context.CancellationToken), location, [name, what, instead]);
                break;
            case CallbackVerdict.LooksElsewhere or CallbackVerdict.Unseen:
                findings.NotProven(context, body, location, $"what '{name}' asks is not in sight; call base.{called}, or write the check here");
                break;
        }
    }

    private static string? What(string method) => method switch
    {
        "ValidateSignature" => "accepts tokens that nobody signed",
        "ValidateLifetime" => "accepts tokens that are over",
        "ValidateAudience" => "accepts tokens that were made for other applications",
        "ValidateIssuer" => "accepts tokens of any issuer",
        "ValidateIssuerSecurityKey" => "accepts any key",
        "ValidateToken" or "ValidateTokenAsync" or "ValidateTokenPayload" or "ValidateTokenPayloadAsync" => "accepts tokens that nobody checked",
        TokenKeys.Resolver => "takes the key from the token that it is to check",
        _ => null,
    };

    /// <summary>Whether the library calls the method: it overrides one of its own, or implements its validator.</summary>
    private static bool IsOfLibrary(IMethodSymbol method, string called) =>
        IsOf(method.OverriddenMethod, "Microsoft.IdentityModel") || IsOf(method.OverriddenMethod, "System.IdentityModel")
        || called == "ValidateToken" && method.ContainingType.AllInterfaces.Any(contract => contract.Name == "ISecurityTokenValidator"
            && contract.GetMembers(called).Any(member =>
                SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method)));

    private static bool IsOf(IMethodSymbol? overridden, string library)
    {
        var first = overridden;
        while (first?.OverriddenMethod is { } earlier)
            first = earlier;
        return first is not null && first.ContainingType.Name.EndsWith("Handler", StringComparison.Ordinal)
            && first.ContainingNamespace.ToDisplayString().StartsWith(library, StringComparison.Ordinal);
    }
}
