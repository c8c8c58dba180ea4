using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Endpoints;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Access;

/// <summary>
/// Which actions another site can have a browser call in the user's name, changing state. What reads a body as JSON it cannot: browsers ask
/// first before they send one, or another verb than a form's. Source: Fetch Standard, CORS-safelisted request-header and method; MVC's input
/// formatters; HttpMethodOverrideMiddleware; CWE-352.
/// </summary>
internal sealed class CrossSiteActions(AntiforgeryTokens tokens, SourceBodies bodies, SourceReferences references)
{
    public const string WithoutType = "[Consumes] turns forms away, and lets requests without a content type through; take the body with [FromBody]";

    private const int MaxDepth = 3;

    /// <summary>How the names of actions begin that read. Verbs are not named in half of the world's controllers.</summary>
    private static readonly string[] s_reading =
    [
        "About", "All", "Browse", "Check", "Contact", "Count", "Details", "Display", "Download", "Error", "Export", "Fetch", "Filter", "Find", "Get",
        "Health", "Home", "Index", "Is", "List", "Load", "Login", "Logon", "Page", "Ping", "Preview", "Print", "Privacy", "Query", "Read", "Register", "Render",
        "Report", "Search", "Select", "Show", "Status", "View",
    ];

    private static readonly string[] s_ofForms = ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain"];

    private static readonly string[] s_showing = ["View", "PartialView", "File", "PhysicalFile", "Page"];

    private readonly ActionVerbs _verbs = new(bodies);

    /// <summary>Whether a person would want a token here, and why; null where not.</summary>
    /// <param name="isOff">Whether somebody takes a token away, so that one is asked for elsewhere.</param>
    /// <param name="parameters">Which parameters of an API are bodies; null to leave APIs alone.</param>
    public TokenNeed? NeedOf(INamedTypeSymbol controller, IMethodSymbol action, bool isOff, BodyParameters? parameters, CancellationToken cancellation)
    {
        var verbs = _verbs.Of(action, cancellation);
        var isUnsafe = _verbs.IsUnsafe(action, cancellation);
        if (isUnsafe == false || ReadsBody(action) || tokens.Validates(action, cancellation) || IsValidatedBefore(controller, cancellation)
            || IsSigned(action, cancellation))
        {
            return null;
        }

        var takesForms = verbs.Contains("POST") || isUnsafe == true && IsOverridden(cancellation);
        if (MvcNames.IsApi(controller))
            return takesForms && parameters?.MayBeJson(action) == false && !IsReading(action.Name) && !Shows(action, 0, cancellation) ? TokenNeed.Api : null;
        if (isUnsafe == true)
            return takesForms ? TokenNeed.Form : TokenNeed.Script;

        return MayChange(controller, action, isOff, cancellation) ? TokenNeed.AnyVerb : null;
    }

    /// <summary>Whether an action is for verbs that change state alone, for others alone, or (null) names none.</summary>
    public bool? IsUnsafe(IMethodSymbol action, CancellationToken cancellation) => _verbs.IsUnsafe(action, cancellation);

    /// <summary>Whether what is named so reads.</summary>
    public static bool IsReading(string name) => Array.Exists(s_reading, word => BeginsWith(name, word));

    /// <summary>Whether the action takes its body as JSON or the like.</summary>
    public static bool ReadsBody(IMethodSymbol action) => action.Parameters.Any(parameter =>
        parameter.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "FromBodyAttribute"));

    /// <summary>
    /// Whether the action refuses what a form can send; a script can send a request without a content type, which [Consumes] lets through.
    /// Source: ConsumesAttribute.OnResourceExecuting.
    /// </summary>
    public static bool RefusesForms(INamedTypeSymbol controller, IMethodSymbol action)
    {
        var types = MvcNames.Overridden(action).Cast<ISymbol>().Concat(controller.WithBases()).SelectMany(symbol => symbol.GetAttributes())
            .FirstOrDefault(attribute => attribute.AttributeClass is { Name: "ConsumesAttribute" } consumes && MvcNames.IsMvc(consumes))?
            .ConstructorArguments.SelectMany(each => each.Kind == TypedConstantKind.Array ? each.Values.Select(value => value.Value) : [each.Value])
            .OfType<string>().Select(type => type.Split(';')[0].Trim().ToLowerInvariant()).ToList();
        return types is { Count: > 0 } && !types.Exists(type => type.Contains('*') || Array.IndexOf(s_ofForms, type) >= 0);
    }

    /// <summary>Whether a form can name another verb in one of its fields; in a header it cannot.</summary>
    private bool IsOverridden(CancellationToken cancellation) =>
        references.Named("UseHttpMethodOverride", cancellation).Count > 0 && references.Named("FormFieldName", cancellation).Count > 0;

    /// <summary>Whether the action itself turns away what is not signed, as one for another program's messages does.</summary>
    private bool IsSigned(IMethodSymbol action, CancellationToken cancellation) => bodies.Find(action, cancellation) is { } body
        && body.Descendants().Any(each => each is IInvocationOperation { TargetMethod: { Name: "FixedTimeEquals", ContainingType.Name: "CryptographicOperations" } })
        && AccessDecisions.SpeaksOfRefusal(body.Syntax);

    /// <summary>A class asks in what runs before its actions.</summary>
    private bool IsValidatedBefore(INamedTypeSymbol controller, CancellationToken cancellation) => controller.WithBases()
        .SelectMany(type => type.GetMembers().OfType<IMethodSymbol>())
        .Any(method => method is { IsOverride: true, Name: "OnActionExecuting" or "OnActionExecutionAsync" or "OnAuthorization" }
            && tokens.Validates(method, cancellation));

    /// <summary>
    /// Without a verb: where the team uses tokens or the action is seen to write, and neither name, namesake nor answer speaks of reading.
    /// </summary>
    private bool MayChange(INamedTypeSymbol controller, IMethodSymbol action, bool isOff, CancellationToken cancellation) =>
        action.Parameters.Length > 0
        && !IsReading(action.Name)
        && !controller.GetMembers(action.Name).OfType<IMethodSymbol>().Any(other => _verbs.IsUnsafe(other, cancellation) == true)
        && !Shows(action, 0, cancellation)
        && (isOff || tokens.IsUsed(cancellation) || Writes(action, cancellation));

    /// <summary>Whether it saves a context of Entity Framework, or sets what a field of the class holds: <c>s_plans[user] = plan</c></summary>
    private bool Writes(IMethodSymbol action, CancellationToken cancellation) => bodies.Find(action, cancellation)?.Descendants().Any(operation => operation switch
    {
        IInvocationOperation { TargetMethod.Name: "ExecuteDelete" or "ExecuteDeleteAsync" or "ExecuteUpdate" or "ExecuteUpdateAsync" or "SaveChanges" or "SaveChangesAsync" } => true,
        IAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Instance: IFieldReferenceOperation { Field: var field } } } => SymbolEqualityComparer.Default.Equals(field.ContainingType, action.ContainingType),
        IAssignmentOperation { Target: IFieldReferenceOperation { Field: { IsStatic: true } field } } => SymbolEqualityComparer.Default.Equals(field.ContainingType, action.ContainingType),
        _ => false,
    }) == true;

    /// <summary>Whether an action answers with a page or file, by itself or by a method of its own.</summary>
    private bool Shows(IMethodSymbol method, int depth, CancellationToken cancellation) => depth < MaxDepth && bodies.Has(method)
        && bodies.Find(method, cancellation)?.Descendants().OfType<IInvocationOperation>().Any(call =>
            Array.IndexOf(s_showing, call.TargetMethod.Name) >= 0
            || SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, method.ContainingType) && Shows(call.TargetMethod, depth + 1, cancellation)) == true;

    /// <summary>Getaway does not begin with Get.</summary>
    internal static bool BeginsWith(string name, string word) =>
        name.StartsWith(word, StringComparison.Ordinal) && (name.Length == word.Length || !char.IsLower(name[word.Length]));
}
