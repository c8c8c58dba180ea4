using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Analyzers.Transport;

namespace Omniops.Gates.Analyzers.Access;

/// <summary>
/// Code that signs somebody in by itself: events before or after a failed validation, handlers of a scheme, and who sets the user. It has to
/// check what it was sent, for nobody else does. Source: CWE-287, CWE-347; ASP.NET Core's JwtBearerHandler.
/// </summary>
internal sealed class TokenSignIn(TransportFindings findings, ProgramSources sources)
{
    private const string Authentication = "Microsoft.AspNetCore.Authentication";

    private static readonly string[] s_reads = ["ReadJwtToken", "ReadJsonWebToken", "ReadToken"];

    /// <summary>Words in the names of methods that prove who somebody is, beside those of every check.</summary>
    private static readonly string[] s_proving =
        ["Authenticat", "Introspect", "FixedTimeEquals", "SequenceEqual", "Unprotect", "ComputeHash", "HashData", "Decrypt", "PasswordSignIn"];

    private static readonly string[] s_comparing = ["Equals", "Contains", "ContainsKey", "TryGetValue"];

    /// <summary>What says where a request goes, or why it was turned down, and not who sent it.</summary>
    private static readonly string[] s_aside = ["Exception", "Path", "Method", "ContentType", "Host", "Scheme", "Response", "AuthenticateFailure"];

    /// <summary>What puts code in front of handlers.</summary>
    private static readonly string[] s_before = ["AddEndpointFilter", "AddEndpointFilterFactory", "Use"];

    private readonly CalledCode _code = new(sources.Bodies);
    private readonly TypeUses _uses = new(sources);
    private readonly UncheckedClaims _claims = new(findings, sources);
    private readonly UndecidedActions _undecided = new(sources);

    /// <summary>c.Success() where no token has been validated, or one has failed.</summary>
    public void Check(OperationAnalysisContext context, IInvocationOperation call)
    {
        if (call.TargetMethod.Name != "Success" || !call.Arguments.IsEmpty || call.Instance?.Type is not { Name: var name } type
            || name is not ("AuthenticationFailedContext" or "CertificateAuthenticationFailedContext" or "MessageReceivedContext")
            || !type.ContainingNamespace.ToDisplayString().StartsWith(Authentication, StringComparison.Ordinal))
        {
            return;
        }

        var parts = _code.PartsOf(FunctionAround(call), context.CancellationToken);
        if (parts.Exists(Proves))
            return;

        var what = name == "MessageReceivedContext" ? "signs in before anybody has validated the token" : "signs in whoever sends a token that failed";
        if (parts.FirstOrDefault(IsUnseen) is IInvocationOperation unseen)
        {
            findings.NotProven(context, call, call.NameLocation(),
                $"'{call.TargetMethod.Name}' {what}, unless '{unseen.TargetMethod.Name}' checks who it is; have the library validate the token");
            return;
        }

        var instead = name == "MessageReceivedContext" ? "set Token and leave the rest to the library" : "remove it; Fail or NoResult leaves the answer to the library";
        findings.Report(context, call, [], call.NameLocation(), [call.TargetMethod.Name, what, instead]);
    }

    /// <summary>context.User = the claims of a token that is only read, or of a payload that is taken apart by hand.</summary>
    public void Check(OperationAnalysisContext context, ISimpleAssignmentOperation assignment, IPropertySymbol property)
    {
        if (property.Name != "User" || property.ContainingType.Name != "HttpContext"
            || property.ContainingType.ContainingNamespace.ToDisplayString() != "Microsoft.AspNetCore.Http")
        {
            return;
        }

        var parts = _code.PartsOf(FunctionAround(assignment), context.CancellationToken);
        if (parts.Exists(IsRead) && !parts.Exists(Proves))
        {
            findings.Report(context, assignment, Uses(), assignment.Syntax.GetLocation(),
                [assignment.Target.Syntax.OneLine(), "takes the claims of a token whose signature nobody checks", "validate it: ValidateTokenAsync"]);
            return;
        }

        _claims.CheckUser(context, assignment, FunctionAround(assignment), Uses);

        IReadOnlyList<IOperation> Uses() => _uses.Of(context.ContainingSymbol.ContainingType, context.CancellationToken);
    }

    /// <summary>SignInAsync with the claims of a token that is only read.</summary>
    public void CheckSignIn(OperationAnalysisContext context, IInvocationOperation call)
    {
        if (call.Arguments.FirstOrDefault(argument => argument.Parameter?.Type.Name == "ClaimsPrincipal") is { Value: var principal }
            && KnownMiddleware.IsFramework(call.TargetMethod.ContainingAssembly))
        {
            _claims.CheckSignIn(context, call, principal, FunctionAround(call));
        }
    }

    /// <summary>if (jwt.Claims...) return Unauthorized(); in an action that nobody else guards, of a token that is only read.</summary>
    public void CheckDecision(OperationAnalysisContext context, IInvocationOperation read)
    {
        if (_undecided.IsDecidedForAll(context.CancellationToken) || (HandlerAround(read, context.CancellationToken) ?? ActionAround(context)) is not { } body)
            return;

        var parts = _code.PartsOf(body, context.CancellationToken);
        if (!parts.Exists(Proves) && !parts.Exists(IsUnseen))
            _claims.CheckDecision(context, read, parts);
    }

    /// <summary>app.MapGet("/a", (HttpContext context) => ...), on which nothing is said.</summary>
    private IOperation? HandlerAround(IOperation part, CancellationToken cancellation)
    {
        // Which may turn callers away before it runs.
        if (Array.Exists(s_before, name => sources.References.Named(name, cancellation).Count > 0))
            return null;

        for (var around = part.Parent; around is not null; around = around.Parent)
        {
            if (around is IAnonymousFunctionOperation { Parent: IDelegateCreationOperation { Parent: var given } } function)
            {
                var argument = given is IConversionOperation ? given.Parent : given;
                return argument is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: var name, ContainingType.Name: "EndpointRouteBuilderExtensions" } } mapped }
                    && name.StartsWith("Map", StringComparison.Ordinal) && mapped.Parent is IExpressionStatementOperation
                    && !function.Symbol.GetAttributes().Any(attribute => MvcNames.IsAuthorize(attribute.AttributeClass)) ? function : null;
            }
        }

        return null;
    }

    private IOperation? ActionAround(OperationAnalysisContext context) =>
        context.ContainingSymbol is IMethodSymbol { ContainingType: { } type } action && MvcNames.IsController(type) && MvcNames.IsAction(action)
            && !_undecided.IsDecided(type, action, context.CancellationToken) ? sources.Bodies.Find(action, context.CancellationToken) : null;

    /// <summary>HandleAuthenticateAsync of a handler of the team's own.</summary>
    /// <param name="uses">Where the handler is registered.</param>
    public void CheckHandler(OperationAnalysisContext context, IOperation body, IMethodSymbol method, Func<IReadOnlyList<IOperation>> uses)
    {
        var parts = _code.PartsOf(body, context.CancellationToken);
        if (!parts.Exists(IsSuccess) || parts.Exists(Proves))
            return;

        var location = body.Syntax is MethodDeclarationSyntax { Identifier: var identifier } ? identifier.GetLocation() : body.Syntax.GetLocation();
        var name = $"{method.ContainingType.Name}.{method.Name}";
        if (parts.Find(IsRead) is { } read)
        {
            // A service may read for several handlers.
            var isOwn = read.Syntax.SyntaxTree == body.Syntax.SyntaxTree && body.Syntax.Parent?.Span.Contains(read.Syntax.Span) == true;
            findings.Report(context, body, uses(), isOwn ? read.NameLocation() : location,
                [name, "takes the claims of a token whose signature nobody checks", "validate it: ValidateTokenAsync, or AddJwtBearer"]);
        }
        else if (!_claims.CheckHandler(context, body, parts, parts.Where(IsSuccess), uses, location, name) && !parts.Exists(Decides))
        {
            findings.Report(context, body, uses(), location,
                [name, "signs in whoever comes", "check what the request shows, and return Fail or NoResult otherwise"]);
        }
    }

    /// <summary>Whether something may turn a request down, or its code is out of sight.</summary>
    private bool Decides(IOperation part) => part switch
    {
        IConditionalOperation or ISwitchOperation or ISwitchExpressionOperation or IThrowOperation or ICatchClauseOperation => true,
        IInvocationOperation { TargetMethod: { Name: "Fail" or "NoResult" } } => true,
        _ => IsUnseen(part),
    };

    private static bool IsSuccess(IOperation part) =>
        part is IInvocationOperation { TargetMethod: { Name: "Success", ContainingType.Name: "AuthenticateResult" or "HandleRequestResult" } };

    internal static bool IsRead(IOperation part) => part switch
    {
        IInvocationOperation { TargetMethod: { Name: var name, ContainingType: var type } } =>
            Array.IndexOf(s_reads, name) >= 0 && type.Name.EndsWith("Handler", StringComparison.Ordinal),
        IObjectCreationOperation { Type: { Name: "JwtSecurityToken" or "JsonWebToken" }, Arguments: [{ Value.Type.SpecialType: SpecialType.System_String }] } => true,
        _ => false,
    };

    /// <summary>Whether a part may find out who sent the request.</summary>
    private bool Proves(IOperation part)
    {
        switch (part)
        {
            case IInvocationOperation { TargetMethod: var method } call:
                if (IsHttp(method.ContainingType))
                    return true;
                if (Array.IndexOf(s_comparing, method.Name) >= 0)
                    return !IsBag(method.ContainingType) && !call.Arguments.IsEmpty && call.ChildOperations.All(IsOfSender);
                // The code of a method in sight says more than its name.
                return !HasCode(method) && !method.Name.StartsWith("CanValidate", StringComparison.Ordinal)
                    && (TokenValidators.IsChecking(method.Name) || Array.Exists(s_proving, word => method.Name.IndexOf(word, StringComparison.Ordinal) >= 0));
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } compared:
                return IsText(compared.LeftOperand) && IsText(compared.RightOperand)
                    && IsOfSender(compared.LeftOperand) && IsOfSender(compared.RightOperand);
            case IPropertyReferenceOperation { Property.Name: "IsAuthenticated" }:
                return true;
            default:
                return false;
        }
    }

    private static bool IsText(IOperation value) =>
        value.Unwrapped().Type is { SpecialType: SpecialType.System_String } or { Name: "StringValues" or "Guid" };

    /// <summary>
    /// Whether a value may be what only the right sender knows, or what that is compared with. Everybody can write into a token what is written
    /// out here, or ask for a path.
    /// </summary>
    private bool IsOfSender(IOperation side)
    {
        var value = (side as IArgumentOperation)?.Value ?? side;
        var origin = sources.Values.Origin(value, CancellationToken.None);
        return (!origin.ConstantValue.HasValue || value.Type?.TypeKind == TypeKind.Enum) && !origin.DescendantsAndSelf().Any(IsAside);
    }

    private static bool IsAside(IOperation part) =>
        part is IPropertyReferenceOperation { Property: { Name: var name, ContainingType: var owner } }
        && (Array.IndexOf(s_aside, name) >= 0 || owner.Name is "Claim" or "JwtHeader" or "JwtPayload" || TokenValidators.IsToken(owner));

    private static bool IsBag(ITypeSymbol type) => type.Name is "IQueryCollection" or "IHeaderDictionary" or "IRequestCookieCollection" or "IFormCollection"
        || type is INamedTypeSymbol { TypeArguments.Length: 2 } && type.Name is "IDictionary" or "IReadOnlyDictionary";

    private static bool IsHttp(ITypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.Name == "HttpMessageInvoker")
                return true;
        }

        return type.Name == "HttpClientJsonExtensions";
    }

    private bool HasCode(IMethodSymbol method) => _code.TargetsOf(method).Any();

    private bool IsUnseen(IOperation part) => part is IInvocationOperation { TargetMethod: { MethodKind: MethodKind.Ordinary or MethodKind.DelegateInvoke } method }
        && !HasCode(method) && !CallbackJudge.IsNoting(method.Name) && !IsRead(part)
        && !KnownMiddleware.IsFramework(method.ContainingAssembly);

    private static IOperation FunctionAround(IOperation place)
    {
        var current = place;
        while (current.Parent is { } parent && current is not (IAnonymousFunctionOperation or ILocalFunctionOperation))
            current = parent;
        return current;
    }
}
