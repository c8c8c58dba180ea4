using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Endpoints;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Access;

/// <summary>
/// Which actions ask the session who is there, where no scheme signs users in: its cookie is sent by browsers themselves. A session that holds
/// a cart or a language signs nobody in. Source: SessionMiddleware; CWE-352.
/// </summary>
internal sealed class SessionSignIn
{
    /// <summary>What sessions hold beside users.</summary>
    private static readonly string[] s_aside =
        ["basket", "captcha", "cart", "consent", "cookie", "culture", "filter", "lang", "locale", "message", "order", "page", "return", "search", "step", "tempdata", "theme", "visit", "wizard"];

    /// <summary>What a key is called that says who is there.</summary>
    private static readonly string[] s_users =
        ["account", "admin", "auth", "customer", "email", "employee", "logged", "login", "logon", "member", "role", "signedin", "student", "teacher", "uid", "user"];

    private static readonly string[] s_turningAway = ["Redirect", "Challenge", "Forbid", "Unauthorized", "StatusCode"];

    private readonly EndpointFacts _facts;
    private readonly CalledCode _code;
    private readonly ConcurrentDictionary<ISymbol, bool> _asking = new(SymbolEqualityComparer.Default);

    private SessionSignIn(EndpointFacts facts) => (_facts, _code) = (facts, new CalledCode(facts.Bodies));

    /// <summary>Null for a program without sessions.</summary>
    public static SessionSignIn? Of(EndpointFacts facts) =>
        facts.Pipeline.Services.Exists(call => call is { Name: "AddSession", IsInProduction: true }) ? new SessionSignIn(facts) : null;

    /// <summary>What asks, in front of an endpoint or in it; null where nothing does.</summary>
    public string? AskedBy(Endpoint endpoint)
    {
        if (endpoint is not { Kind: EndpointKind.Controller or EndpointKind.Page, Type: { } type })
            return null;

        foreach (var said in endpoint.Conventions)
        {
            if (said is { Kind: ConventionKind.Filter, IsPossible: true }
                && (said.Filter is { } filter ? TurnsAway(filter) : said.Code is { } code && Read(code) is { } written && Asks(written, isFilter: true)))
            {
                return said.Filter?.Name ?? "a filter";
            }
        }

        // [ServiceFilter(typeof(LoggedIn))]
        var attributes = type.WithBases().Cast<ISymbol>().Concat(endpoint.Method is { } action ? MvcNames.Overridden(action) : []).SelectMany(symbol => symbol.GetAttributes());
        foreach (var made in attributes.Where(attribute => attribute.AttributeClass is { Name: "ServiceFilterAttribute" or "TypeFilterAttribute" })
            .SelectMany(attribute => attribute.AttributeClass!.TypeArguments.Concat(attribute.ConstructorArguments.Select(given => given.Value).OfType<ITypeSymbol>())))
        {
            if (made is INamedTypeSymbol named && TurnsAway(named))
                return named.Name;
        }

        if (type.WithBases().FirstOrDefault(TurnsAway) is { } asking)
            return asking.Name;

        var own = endpoint.Kind == EndpointKind.Page ? type.GetMembers().OfType<IMethodSymbol>().Where(MvcNames.IsUnsafeHandler) : endpoint.Method is { } method ? [method] : [];
        return own.FirstOrDefault(each => _facts.Bodies.Find(each, _facts.Cancellation) is { } body && Asks(body, isFilter: false))?.Name;
    }

    /// <summary>Whether what runs in front of actions asks, and answers itself where nobody is there.</summary>
    private bool TurnsAway(INamedTypeSymbol type) => _asking.GetOrAdd(type.OriginalDefinition, symbol =>
        ((INamedTypeSymbol)symbol).WithBases().SelectMany(each => each.GetMembers().OfType<IMethodSymbol>())
            .Any(method => IsInFront(method.Name) && _facts.Bodies.Has(method)
                && _facts.Bodies.Find(method, _facts.Cancellation) is { } body && Asks(body, isFilter: true)));

    private static bool IsInFront(string method) => method.Substring(method.LastIndexOf('.') + 1)
        is "OnAuthorization" or "OnAuthorizationAsync" or "OnActionExecuting" or "OnActionExecutionAsync" or "OnResourceExecuting" or "OnResourceExecutionAsync"
            or "OnPageHandlerExecuting" or "OnPageHandlerExecutionAsync";

    private IOperation? Read(SyntaxNode code) => _facts.Bodies.Read(code, _facts.Cancellation);

    private bool Asks(IOperation code, bool isFilter)
    {
        var parts = _code.PartsOf(code, _facts.Cancellation);
        // protected int? UserId => HttpContext.Session.GetInt32("UserId");
        var getters = parts.OfType<IPropertyReferenceOperation>().Select(reference => reference.Property.GetMethod).OfType<IMethodSymbol>()
            .Where(_facts.Bodies.Has).Distinct<IMethodSymbol>(SymbolEqualityComparer.Default).Select(getter => _facts.Bodies.Find(getter, _facts.Cancellation)).OfType<IOperation>().ToList();
        parts.AddRange(getters.SelectMany(getter => _code.PartsOf(getter, _facts.Cancellation)));
        var keys = parts.OfType<IInvocationOperation>().Select(KeyOf).OfType<string>().ToList();
        return isFilter
            ? keys.Exists(key => !Speaks(s_aside, key)) && parts.Exists(IsTurningAway)
            : keys.Exists(key => Speaks(s_users, key));
    }

    /// <summary>What the session is asked for, empty where that is not known; null for another call.</summary>
    private static string? KeyOf(IInvocationOperation call)
    {
        var receiver = call.Instance ?? call.Arguments.FirstOrDefault()?.Value;
        if (receiver is null || !IsSession(receiver.Unwrapped().Type) || !IsAsking(call.TargetMethod.Name))
            return null;

        var key = call.Arguments.FirstOrDefault(argument => argument.Parameter?.Type.SpecialType == SpecialType.System_String);
        return key is null ? null : key.Value.Unwrapped().ConstantValue.Value as string ?? "";
    }

    private static bool IsAsking(string method) => method.StartsWith("Get", StringComparison.Ordinal) || method.StartsWith("TryGet", StringComparison.Ordinal);

    private static bool IsSession(ITypeSymbol? type) => type is { Name: "ISession", ContainingNamespace: { Name: "Http" } home } && home.ToDisplayString() == "Microsoft.AspNetCore.Http";

    private static bool IsTurningAway(IOperation part) => part switch
    {
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "Result" or "StatusCode" } } or IThrowOperation => true,
        IInvocationOperation { TargetMethod.Name: var name } => Array.Exists(s_turningAway, word => name.StartsWith(word, StringComparison.Ordinal)),
        _ => false,
    };

    private static bool Speaks(string[] words, string key) => Array.Exists(words, word => key.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);
}
