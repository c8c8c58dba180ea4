using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Endpoints;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Access;

/// <summary>
/// What asks for a token that another site cannot know: attributes, filters of the team's own that call IAntiforgery, and code. Source:
/// IAntiforgery, ValidateAntiforgeryTokenAuthorizationFilter; CA5391.
/// </summary>
internal sealed class AntiforgeryTokens(SourceBodies bodies, SourceReferences references)
{
    private const string Ignore = "IgnoreAntiforgeryTokenAttribute";
    private const int MaxDepth = 4;

    /// <summary>What the header and the field of a form are called.</summary>
    private const string Token = "RequestVerificationToken";

    private static readonly string[] s_validators = ["ValidateRequestAsync", "IsRequestValidAsync"];

    private static readonly string[] s_adding = ["Add", "AddService", "Insert"];

    private static readonly string[] s_called = ["OnAuthorization", "OnAction", "OnResource", "OnPageHandler", "InvokeAsync"];

    /// <summary>Headers that a form cannot send, or in which the browser says which site is asking.</summary>
    private static readonly string[] s_headers = ["csrf", "xsrf", "X-Requested-With", "Sec-Fetch-Site", "SecFetchSite"];

    private static readonly string[] s_refusals = ["400", "BadRequest"];

    /// <summary>Whether an attribute or filter takes the token away.</summary>
    public static bool IsIgnored(ITypeSymbol? type) => type is INamedTypeSymbol named && MvcNames.Is(named, Ignore);

    /// <summary>Whether an attribute or filter asks for one.</summary>
    public bool Asks(ITypeSymbol? type, CancellationToken cancellation)
    {
        if (type is not INamedTypeSymbol named)
            return false;

        if (MvcNames.Is(named, "ValidateAntiForgeryTokenAttribute") || MvcNames.Is(named, "AutoValidateAntiforgeryTokenAttribute")
            || named.Name == "RequireAntiforgeryTokenAttribute" || IsNamedSo(named.Name) && named.IsAttribute())
        {
            return true;
        }

        return IsFilter(named) && named.WithBases().SelectMany(each => each.GetMembers().OfType<IMethodSymbol>())
            .Any(method => IsCalledByMvc(method.Name) && Validates(method, 0, cancellation) || method.MethodKind == MethodKind.Constructor && Keeps(method, cancellation));
    }

    /// <summary>[ServiceFilter(typeof(ValidateAntiForgeryFilter))] asks as the class does.</summary>
    public bool Asks(AttributeData attribute, CancellationToken cancellation) => Asks(attribute.AttributeClass, cancellation)
        || attribute.AttributeClass is { Name: "ServiceFilterAttribute" or "TypeFilterAttribute" } filter
            && filter.TypeArguments.Concat(attribute.ConstructorArguments.Select(argument => argument.Value).OfType<ITypeSymbol>())
                .Any(type => Asks(type, cancellation) || IsNamedSo(type.Name));

    /// <summary>Whether a filter asks, by its class or the code that is written in place.</summary>
    public bool Asks(EndpointConvention filter, CancellationToken cancellation) => Asks(filter.Filter, cancellation)
        || filter.Code is { } code && bodies.Read(code, cancellation) is { } written && Validates(written, cancellation);

    /// <summary>Whether code asks for one itself.</summary>
    public bool Validates(IOperation code, CancellationToken cancellation) => Validates(code, null, 0, cancellation);

    /// <summary>Whether the method's code asks for one itself.</summary>
    public bool Validates(IMethodSymbol method, CancellationToken cancellation) => Validates(method, 0, cancellation);

    /// <summary>Whether anything in the source adds a filter that asks for one to all controllers, or a middleware that does.</summary>
    public bool IsAskedForAll(CancellationToken cancellation) => IsFilterAdded(cancellation) || IsAskedByMiddleware(cancellation);

    /// <summary>Whether the team uses tokens anywhere.</summary>
    public bool IsUsed(CancellationToken cancellation) =>
        bodies.Types.SelectMany(type => type.GetAttributes().Concat(type.GetMembers().OfType<IMethodSymbol>().SelectMany(method => method.GetAttributes())))
            .Any(attribute => IsNamedSo(attribute.AttributeClass?.Name ?? ""))
        || IsAskedForAll(cancellation);

    /// <summary>The filter's class that a call adds; null for a call that adds none.</summary>
    public static ITypeSymbol? AddedBy(IInvocationOperation call)
    {
        if (Array.IndexOf(s_adding, call.TargetMethod.Name) < 0 && call.TargetMethod.Name != "ConfigureFilter")
            return null;

        if (call.TargetMethod.TypeArguments.LastOrDefault() is { } given)
            return given;

        foreach (var argument in call.Arguments)
        {
            switch (argument.Value.Unwrapped())
            {
                case ITypeOfOperation { TypeOperand: var named }:
                    return named;
                case { Type: INamedTypeSymbol { SpecialType: SpecialType.None } type } value
                    when (value is IObjectCreationOperation or ILocalReferenceOperation or IFieldReferenceOperation) && (IsFilter(type) || type.IsAttribute()):
                    return type;
            }
        }

        return null;
    }

    private bool IsFilterAdded(CancellationToken cancellation)
    {
        if (references.Named("Filters", cancellation).Count == 0 && references.Named("FilterCollection", cancellation).Count == 0
            && references.Named("GlobalFilterCollection", cancellation).Count == 0)
        {
            return false;
        }

        foreach (var name in s_adding.SelectMany(adding => references.Named(adding, cancellation)))
        {
            if (name.Parent is MemberAccessExpressionSyntax { Expression: var receiver, Parent: InvocationExpressionSyntax invocation }
                && receiver.ToString().IndexOf("filter", StringComparison.OrdinalIgnoreCase) >= 0
                && bodies.Read(invocation, cancellation) is IInvocationOperation call && AddedBy(call) is { } filter && Asks(filter, cancellation))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Code between requests and endpoints: not that of a filter or an action, which count where they are used.</summary>
    public bool IsAskedByMiddleware(CancellationToken cancellation)
    {
        foreach (var name in s_validators.SelectMany(each => references.Named(each, cancellation)))
        {
            var symbol = bodies.ModelOf(name.SyntaxTree).GetEnclosingSymbol(name.SpanStart, cancellation);
            if (symbol?.ContainingType is { } type && !IsFilter(type) && !MvcNames.IsController(type) && !MvcNames.IsPage(type)
                && (symbol is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } && !IsOfEndpoint(name) || symbol.Name is "Invoke" or "InvokeAsync"))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Whether a middleware refuses what lacks a header that no other site's form can send: <c>if (context.Request.Headers["X-CSRF"] != "1")</c>
    /// </summary>
    /// <param name="isInProduction">Whether production comes by a call.</param>
    public bool IsToldByMiddleware(Func<IOperation, bool> isInProduction, CancellationToken cancellation) => references.Named("Headers", cancellation).Any(name =>
        name.Parent is MemberAccessExpressionSyntax headers && headers.Name == name
        // What is written into the answer tells nobody apart.
        && headers.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Request" } or IdentifierNameSyntax { Identifier.ValueText: "request" }
        && (headers.Parent switch
        {
            ElementAccessExpressionSyntax { ArgumentList.Arguments: [{ Expression: var given }] } => given,
            MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: var given }, ..] } } => given,
            _ => null,
        }) is LiteralExpressionSyntax { Token.Value: string header } && IsTelling(header)
        && bodies.ModelOf(name.SyntaxTree).GetEnclosingSymbol(name.SpanStart, cancellation) is IMethodSymbol method && UsesOf(method, name, cancellation).Any(
            // One that asks for some paths leaves the others to themselves.
            use => bodies.Read(use, cancellation) is { } call && isInProduction(call) && !use.Ancestors().OfType<InvocationExpressionSyntax>().Any(IsBranch))
        && method.DeclaringSyntaxReferences.Any(part => part.GetSyntax(cancellation) is var code && Refuses(code)
            && code.ToString().IndexOf(".Path", StringComparison.Ordinal) < 0));

    /// <summary>The calls that put a middleware in front of what follows.</summary>
    private IEnumerable<InvocationExpressionSyntax> UsesOf(IMethodSymbol method, SyntaxNode within, CancellationToken cancellation)
    {
        if (method.Name is "Invoke" or "InvokeAsync")
        {
            return IsFilter(method.ContainingType) ? [] : references.Named(method.ContainingType.Name, cancellation)
                .Select(name => name.FirstAncestorOrSelf<InvocationExpressionSyntax>()).OfType<InvocationExpressionSyntax>().Where(call => NameOf(call) == "UseMiddleware");
        }

        return method.MethodKind != MethodKind.AnonymousFunction || IsOfEndpoint(within) ? []
            : within.Ancestors().OfType<InvocationExpressionSyntax>().Where(call => NameOf(call) == "Use").Take(1);
    }

    private static bool IsBranch(InvocationExpressionSyntax call) => NameOf(call) is "Map" or "MapWhen" or "UseWhen";

    private static string? NameOf(InvocationExpressionSyntax call) => (call.Expression as MemberAccessExpressionSyntax)?.Name.Identifier.ValueText;

    /// <summary>app.MapPost("/a", (IAntiforgery antiforgery) => ...), which asks for itself alone.</summary>
    private static bool IsOfEndpoint(SyntaxNode name)
    {
        foreach (var call in name.Ancestors().OfType<InvocationExpressionSyntax>())
        {
            switch ((call.Expression as MemberAccessExpressionSyntax)?.Name.Identifier.ValueText)
            {
                case "Run" or "Use" or "UseWhen":
                    return false;
                case { } method when method.StartsWith("Map", StringComparison.Ordinal) || method.StartsWith("AddEndpointFilter", StringComparison.Ordinal):
                    return true;
            }
        }

        return false;
    }

    /// <summary>_validate = antiforgery.ValidateRequestAsync; which is called somewhere else.</summary>
    private bool Keeps(IMethodSymbol constructor, CancellationToken cancellation) => bodies.Has(constructor) && bodies.Find(constructor, cancellation)?.Descendants()
        .Any(part => part is IMethodReferenceOperation { Method: var kept } && kept.Name == s_validators[0] && IsAntiforgery(kept.ContainingType)) == true;

    private bool Validates(IMethodSymbol method, int depth, CancellationToken cancellation) =>
        depth < MaxDepth && bodies.Has(method) && bodies.Find(method, cancellation) is { } body && Validates(body, method, depth, cancellation);

    private bool Validates(IOperation code, IMethodSymbol? method, int depth, CancellationToken cancellation) => code.Descendants().Any(operation => operation switch
    {
        IInvocationOperation call when Array.IndexOf(s_validators, call.TargetMethod.Name) >= 0 && IsAntiforgery(call.TargetMethod.ContainingType) && !IsUnread(call) && !IsLeftToSender(call) && !IsSwallowed(call)
            || call.TargetMethod is { Name: "Validate", ContainingType.Name: "AntiForgery" } => true,
        IInvocationOperation call when IsTelling(call.Instance, call.Arguments) => Refuses(code),
        IPropertyReferenceOperation { Instance: { } headers } property when IsTelling(headers, property.Arguments) || IsHeaders(headers) && IsTelling(property.Property.Name) => Refuses(code),
        IInvocationOperation call => !SymbolEqualityComparer.Default.Equals(call.TargetMethod, method) && Validates(call.TargetMethod, depth + 1, cancellation),
        _ => false,
    });

    /// <summary>Whether a class of the team's own validates nothing: it throws nothing, and calls nothing that may.</summary>
    public static bool AcceptsAll(SourceBodies bodies, INamedTypeSymbol type, CancellationToken cancellation) =>
        type.WithBases().SelectMany(each => each.GetMembers().OfType<IMethodSymbol>()).FirstOrDefault(method => method.Name.EndsWith(s_validators[0], StringComparison.Ordinal)) is { } validate
        && bodies.Has(validate) && bodies.Find(validate, cancellation) is { } body && new HarmlessCalls(bodies, cancellation) is var calls
        && body.Descendants().All(part => part is not IThrowOperation && (part is not IInvocationOperation call || calls.Is(call) && !call.Arguments.Any(argument => argument.Value.Unwrapped().Type?.Name == "HttpContext")));

    /// <summary>await antiforgery.IsRequestValidAsync(context); which throws nothing, and whose answer nobody reads.</summary>
    private static bool IsUnread(IInvocationOperation call) => call.TargetMethod.Name == "IsRequestValidAsync" ? call.IsUnread() : call.IsUnawaited();

    /// <summary>if (Headers.ContainsKey("RequestVerificationToken")) await antiforgery.ValidateRequestAsync(context); which another site leaves out.</summary>
    private static bool IsLeftToSender(IInvocationOperation call)
    {
        IOperation child = call;
        for (var around = call.Parent; around is not null; (child, around) = (around, around.Parent))
        {
            if (around is IConditionalOperation choice && choice.WhenTrue == child
                && choice.Condition.Unwrapped() is IInvocationOperation { TargetMethod.Name: "ContainsKey" or "TryGetValue", Instance: { } sent, Arguments: [{ Value: var name }, ..] }
                && (IsHeaders(sent) || sent.Type?.Name is "IFormCollection" or "IRequestCookieCollection")
                && name.Unwrapped().ConstantValue.Value is string text && (IsTelling(text) || text.IndexOf(Token, StringComparison.OrdinalIgnoreCase) >= 0))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// try { await antiforgery.ValidateRequestAsync(context); } catch (AntiforgeryValidationException e) { logger.LogWarning(e, "..."); } after which
    /// the request goes on, as nothing remembers what was thrown.
    /// </summary>
    private static bool IsSwallowed(IInvocationOperation call)
    {
        IOperation child = call;
        for (var around = call.Parent; around is not null; (child, around) = (around, around.Parent))
        {
            if (around is ITryOperation attempt && attempt.Body == child)
            {
                return attempt.Body.Operations.LastOrDefault()?.Descendants().Contains(call) == true && attempt.Catches.Any(each =>
                    each is { Filter: null, ExceptionType.Name: "AntiforgeryValidationException" or "Exception" or "Object" }
                    && each.Handler.Descendants().All(part => part is not (IThrowOperation or IReturnOperation or IBranchOperation or IAssignmentOperation or IIncrementOrDecrementOperation)
                        && (part is not IInvocationOperation { TargetMethod: var called } || called.Name.StartsWith("Log", StringComparison.Ordinal) || called is { Name: "WriteLine", ContainingType.Name: "Console" or "Debug" or "Trace" })));
            }
        }

        return false;
    }

    /// <summary>Headers["Sec-Fetch-Site"]</summary>
    private static bool IsTelling(IOperation? headers, IEnumerable<IArgumentOperation> arguments) => headers is not null && IsHeaders(headers)
        && arguments.Any(argument => argument.Value.Unwrapped().ConstantValue.Value is string name && IsTelling(name));

    private static bool IsTelling(string header) => Array.Exists(s_headers, word => header.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);

    private static bool IsHeaders(IOperation value) => value.Type?.Name is "IHeaderDictionary" or "HeaderDictionary";

    private static bool Refuses(IOperation code) => Refuses(code.Syntax);

    private static bool Refuses(SyntaxNode code) => AccessDecisions.SpeaksOfRefusal(code)
        || code.ToString() is var text && Array.Exists(s_refusals, word => text.IndexOf(word, StringComparison.Ordinal) >= 0);

    private static bool IsAntiforgery(INamedTypeSymbol type) => type.Name == "IAntiforgery" || type.AllInterfaces.Any(contract => contract.Name == "IAntiforgery");

    /// <summary>What a filter's contracts declare, implemented as themselves or by their full name.</summary>
    private static bool IsCalledByMvc(string method) => Array.Exists(s_called, name => method.IndexOf(name, StringComparison.Ordinal) >= 0);

    private static bool IsNamedSo(string name) =>
        name.IndexOf("Validate", StringComparison.OrdinalIgnoreCase) >= 0 && name.IndexOf("AntiForgery", StringComparison.OrdinalIgnoreCase) >= 0;

    private static bool IsFilter(INamedTypeSymbol type) => type.AllInterfaces.Any(contract => contract.Name is "IFilterMetadata" or "IMvcFilter"
        or "IEndpointFilter" or "IAuthorizationFilter" or "IAsyncAuthorizationFilter" or "IActionFilter" or "IAsyncActionFilter" or "IResourceFilter" or "IAsyncResourceFilter");
}
