using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Access;

/// <summary>
/// Which actions another site can have a browser call in the user's name, changing state. What reads a body as JSON it cannot: browsers ask
/// first before they send one. Source: Fetch Standard, CORS-safelisted request-header; MVC's input formatters; CWE-352.
/// </summary>
internal sealed class CrossSiteActions(AntiforgeryTokens tokens, SourceBodies bodies)
{
    public const string Missing = "changes state and takes requests that another site sends in the user's name";

    public const string AnyVerb = "takes every verb, and requests that another site sends in the user's name";

    public const string WithoutType = "[Consumes] turns forms away, and lets requests without a content type through; take the body with [FromBody]";

    public const string WriteToken = "write [ValidateAntiForgeryToken] on it, or add AutoValidateAntiforgeryTokenAttribute to the filters of all controllers";

    public const string WriteVerb = "write [HttpGet] if it only reads, else [HttpPost, ValidateAntiForgeryToken]";

    /// <summary>How the names of actions begin that read. Verbs are not named in half of the world's controllers.</summary>
    private static readonly string[] s_reading =
    [
        "About", "All", "Browse", "Check", "Contact", "Count", "Create", "Delete", "Details", "Display", "Download", "Edit", "Error", "Export", "Fetch",
        "Filter", "Find", "Get", "Health", "Home", "Index", "Is", "List", "Load", "Login", "Logon", "Page", "Ping", "Preview", "Print", "Privacy", "Query",
        "Read", "Register", "Render", "Report", "Search", "Select", "Show", "Status", "View",
    ];

    private static readonly string[] s_ofForms = ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain"];

    private static readonly string[] s_showing = ["View", "PartialView", "File", "PhysicalFile", "Page"];

    /// <summary>Whether a person would want a token here: certainly, perhaps (null), or not.</summary>
    public bool? NeedsToken(INamedTypeSymbol controller, IMethodSymbol action, CancellationToken cancellation)
    {
        var isUnsafe = MvcNames.IsUnsafe(action);
        if (isUnsafe == false || MvcNames.IsApi(controller) || ReadsBody(action) || tokens.Validates(action, cancellation)
            || IsValidatedBefore(controller, cancellation))
        {
            return false;
        }

        return isUnsafe == true ? true : MayChange(controller, action, cancellation) ? null : false;
    }

    /// <summary>Whether the action takes its body as JSON or the like.</summary>
    public static bool ReadsBody(IMethodSymbol action) => action.Parameters.Any(parameter =>
        parameter.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "FromBodyAttribute"));

    /// <summary>
    /// Whether the action refuses what a form can send; a script can send a request without a content type, which [Consumes] lets through.
    /// Source: ConsumesAttribute.OnResourceExecuting.
    /// </summary>
    public static bool RefusesForms(INamedTypeSymbol controller, IMethodSymbol action)
    {
        var types = MvcNames.Overridden(action).Cast<ISymbol>().Concat(MvcNames.Chain(controller)).SelectMany(symbol => symbol.GetAttributes())
            .FirstOrDefault(attribute => attribute.AttributeClass is { Name: "ConsumesAttribute" } consumes && MvcNames.IsMvc(consumes))?
            .ConstructorArguments.SelectMany(each => each.Kind == TypedConstantKind.Array ? each.Values.Select(value => value.Value) : [each.Value])
            .OfType<string>().Select(type => type.Split(';')[0].Trim().ToLowerInvariant()).ToList();
        return types is { Count: > 0 } && !types.Exists(type => type.Contains('*') || Array.IndexOf(s_ofForms, type) >= 0);
    }

    /// <summary>A class asks in what runs before its actions.</summary>
    private bool IsValidatedBefore(INamedTypeSymbol controller, CancellationToken cancellation) => MvcNames.Chain(controller)
        .SelectMany(type => type.GetMembers().OfType<IMethodSymbol>())
        .Any(method => method is { IsOverride: true, Name: "OnActionExecuting" or "OnActionExecutionAsync" or "OnAuthorization" }
            && tokens.Validates(method, cancellation));

    /// <summary>Without a verb: where the team uses tokens, and neither name, namesake nor answer speaks of reading.</summary>
    private bool MayChange(INamedTypeSymbol controller, IMethodSymbol action, CancellationToken cancellation) =>
        action.Parameters.Length > 0
        && !Array.Exists(s_reading, word => BeginsWith(action.Name, word))
        && !controller.GetMembers(action.Name).OfType<IMethodSymbol>().Any(other => MvcNames.IsUnsafe(other) == true)
        && !(bodies.Find(action, cancellation)?.Descendants().OfType<IInvocationOperation>()
            .Any(call => Array.IndexOf(s_showing, call.TargetMethod.Name) >= 0) ?? false)
        && tokens.IsUsed(cancellation);

    /// <summary>Getaway does not begin with Get.</summary>
    private static bool BeginsWith(string name, string word) =>
        name.StartsWith(word, StringComparison.Ordinal) && (name.Length == word.Length || !char.IsLower(name[word.Length]));
}
