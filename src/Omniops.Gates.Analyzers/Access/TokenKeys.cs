using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Analyzers.Transport;

namespace Omniops.Gates.Analyzers.Access;

/// <summary>
/// Functions that find the key of a token. One that takes it from the token lets everybody sign with a key of their own. Source: RFC 8725,
/// section 3.10; CVE-2018-0114.
/// </summary>
internal sealed class TokenKeys(ProgramSources sources)
{
    /// <summary>The method of a handler that a resolver stands in for.</summary>
    public const string Resolver = "ResolveIssuerSigningKey";

    /// <summary>Members of a token's header that hold a key, or say where to fetch it. Source: RFC 7515, section 4.1.</summary>
    private static readonly string[] s_headers = ["jwk", "jku", "x5c", "x5u"];

    private static readonly string[] s_comparing =
    [
        "Build", "Equals", "SequenceEqual", "FixedTimeEquals", "Contains", "ContainsKey", "TryGetValue", "Where", "First", "FirstOrDefault", "Single",
        "SingleOrDefault", "Any", "All", "Find", "Exists",
    ];

    private readonly CalledCode _code = new(sources.Bodies);
    private readonly TokenValidators _validators = new(sources);

    public static bool IsResolver(ITypeSymbol? type) =>
        type is { TypeKind: TypeKind.Delegate, Name: "IssuerSigningKeyResolver" or "IssuerSigningKeyResolverUsingConfiguration" }
        && type.ContainingNamespace.ToDisplayString() is "Microsoft.IdentityModel.Tokens" or "System.IdentityModel.Tokens";

    /// <summary>The code of a resolver; null where it is not in sight.</summary>
    public IOperation? BodyOf(IDelegateCreationOperation creation, CancellationToken cancellation) => creation.Target switch
    {
        IAnonymousFunctionOperation { Body: var body } => body,
        IMethodReferenceOperation { Method: var method } => sources.Bodies.Find(method, cancellation),
        _ => null,
    };

    /// <summary>Whether the key comes from the token, and nothing compares it with what is known.</summary>
    public bool AreOfToken(IOperation body, CancellationToken cancellation)
    {
        var parts = _code.PartsOf(body, cancellation);
        return parts.Exists(IsOfToken) && !parts.Exists(part => IsCompared(part) || _validators.Refuses(part, cancellation));
    }

    private static bool IsOfToken(IOperation part) => part switch
    {
        IPropertyReferenceOperation { Property: { Name: "SigningKey", ContainingType: var type } } => TokenValidators.IsToken(type),
        IPropertyReferenceOperation { Property: { Name: "X5c", ContainingType.Name: "JwtHeader" } } => true,
        { ConstantValue: { HasValue: true, Value: string header } } => Array.IndexOf(s_headers, header) >= 0,
        _ => false,
    };

    private static bool IsCompared(IOperation part) => part switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } compared =>
            !compared.LeftOperand.IsNull() && !compared.RightOperand.IsNull(),
        // The header is a dictionary; to look into it compares nothing.
        IInvocationOperation { TargetMethod: { Name: var name, ContainingType: var type } } call =>
            Array.IndexOf(s_comparing, name) >= 0 && type.Name != "JwtHeader"
            && !call.Arguments.Any(argument => argument.Value.ConstantValue is { HasValue: true, Value: string header } && Array.IndexOf(s_headers, header) >= 0),
        _ => false,
    };
}
