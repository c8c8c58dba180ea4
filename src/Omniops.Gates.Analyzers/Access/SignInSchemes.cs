using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Endpoints;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Access;

/// <summary>
/// Which endpoints sign users in with bearer tokens only, though others of the application know them by cookies: the schemes of all that is
/// asked for count together, and where there are none the application's default. Source: AuthorizationPolicy.CombineAsync, PolicyEvaluator.
/// </summary>
internal sealed class SignInSchemes(PipelineFacts facts)
{
    private const string Bearer = "Bearer";

    /// <summary>The names that schemes have where none is given.</summary>
    private static readonly (string Method, string Scheme)[] s_bearer =
    [
        ("AddJwtBearer", Bearer), ("AddBearerToken", "BearerToken"), ("AddMicrosoftIdentityWebApi", Bearer), ("AddMicrosoftIdentityWebApiAuthentication", Bearer),
    ];

    private static readonly string[] s_usual = [Bearer, "BearerToken", "Identity.Bearer"];

    private static readonly string[] s_names = ["authenticationScheme", "defaultScheme", "jwtBearerScheme"];

    private readonly Lazy<HashSet<string>> _tokens = new(() => TokensOf(facts));
    private readonly Lazy<string?> _default = new(() => DefaultOf(facts));

    /// <summary>Whether attributes alone say so, where no program is in sight: all that they name are schemes of tokens.</summary>
    public static bool AreTokens(IEnumerable<AttributeData> attributes)
    {
        var named = attributes.Where(attribute => MvcNames.IsAuthorize(attribute.AttributeClass))
            .SelectMany(attribute => Split(attribute.NamedArguments.FirstOrDefault(given => given.Key == "AuthenticationSchemes").Value.Value as string)).ToList();
        return named.Count > 0 && named.TrueForAll(scheme => Array.IndexOf(s_usual, scheme) >= 0);
    }

    /// <summary>Whether a browser cannot sign anybody in there by itself.</summary>
    public bool AreTokens(Endpoint endpoint)
    {
        if (_tokens.Value.Count == 0 || endpoint.Conventions.Any(each => each.Kind == ConventionKind.Anonymous && each.IsPossible))
            return false;

        var asked = endpoint.Said(ConventionKind.Authorize).ToList();
        var schemes = asked.Count == 0 ? OfPolicy(AccessPolicy.Fallback) : asked.Select(Of).Aggregate((all, each) => all is null || each is null ? null : [.. all, .. each]);
        return schemes is not null && (schemes.Count > 0 ? schemes.TrueForAll(_tokens.Value.Contains) : _default.Value is { } scheme && _tokens.Value.Contains(scheme));
    }

    private List<string>? Of(EndpointConvention asked)
    {
        var own = Split(asked.Schemes).ToList();
        var policy = asked.Access is { } inline ? OfPolicy(inline)
            : asked.IsPolicyUnknown ? null
            : asked.Policy is { } name ? OfPolicy(name)
            : asked.Roles is null ? OfPolicy(AccessPolicy.Default) : [];
        return policy is null ? null : [.. own, .. policy];
    }

    private List<string>? OfPolicy(string name)
    {
        var policies = facts.AccessPolicies.FindAll(policy => (policy.Name == name || policy.Name is null) && policy.Scope.Environments.Includes(EnvironmentSet.Production));
        return policies.Count == 0 ? (name is AccessPolicy.Default or AccessPolicy.Fallback ? [] : null)
            : policies is [var only] && only.IsCertain(PipelineScope.Entry) ? OfPolicy(only) : null;
    }

    private List<string>? OfPolicy(AccessPolicy policy) =>
        policy.IsDefault && policy.Name != AccessPolicy.Default ? OfPolicy(AccessPolicy.Default) : policy.Schemes?.ToList();

    /// <summary>The schemes of tokens, but for those that read theirs from a cookie or that something else is registered for as well.</summary>
    private static HashSet<string> TokensOf(PipelineFacts facts)
    {
        var (tokens, others) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var call in facts.Services.Where(call => call.IsInProduction && call.Name != "AddAuthentication"))
        {
            var usual = Array.Find(s_bearer, each => each.Method == call.Name).Scheme;
            if (call.Name == "AddIdentityApiEndpoints")
                tokens.Add("Identity.Bearer");
            else if ((SchemeOf(call) ?? usual) is { Length: > 0 } scheme)
                (usual is null || ReadsCookie(call) ? others : tokens).Add(scheme);
        }

        tokens.ExceptWith(others);
        return tokens;
    }

    /// <summary>Whether a scheme of tokens takes them out of a cookie, which browsers send by themselves.</summary>
    public static bool IsOfCookie(PipelineCall call) => Array.Exists(s_bearer, each => each.Method == call.Name) && ReadsCookie(call);

    /// <summary>context.Token = context.Request.Cookies["token"]</summary>
    private static bool ReadsCookie(PipelineCall call) => call.Operation is IInvocationOperation { Arguments: var arguments } && arguments.Skip(1)
        .Any(argument => argument.Value.Descendants().Any(each => each is IPropertyReferenceOperation { Property: { Name: "Cookies", ContainingType.Name: "HttpRequest" } }));

    /// <summary>Null where none is given, empty where it is not known.</summary>
    private static string? SchemeOf(PipelineCall call) => call.Operation is IInvocationOperation { Arguments: var arguments }
        && arguments.FirstOrDefault(argument => argument.ArgumentKind == ArgumentKind.Explicit && argument.Parameter?.Name is { } name && Array.IndexOf(s_names, name) >= 0) is { } given
            ? given.Value.Unwrapped().ConstantValue.Value as string ?? "" : null;

    /// <summary>The scheme that holds where none is named; null where there is none, or it is not known. What is said last counts.</summary>
    private static string? DefaultOf(PipelineFacts facts)
    {
        string? scheme = null;
        string? authenticate = null;
        foreach (var call in facts.Services.Where(call => call.IsInProduction))
        {
            switch (call.Name)
            {
                case "AddIdentity":
                    authenticate = "Identity.Application";
                    break;
                case "AddDefaultIdentity":
                    scheme = "Identity.Application";
                    break;
                case "AddIdentityApiEndpoints":
                    scheme = "Identity.BearerAndApplication";
                    break;
                case "AddMicrosoftIdentityWebApiAuthentication":
                    scheme = SchemeOf(call) ?? Bearer;
                    break;
                case "AddMicrosoftIdentityWebAppAuthentication":
                    scheme = "OpenIdConnect";
                    break;
                case "AddAuthentication":
                    scheme = SchemeOf(call) ?? scheme;
                    scheme = WrittenTo(call, "DefaultScheme") ?? scheme;
                    authenticate = WrittenTo(call, "DefaultAuthenticateScheme") ?? authenticate;
                    break;
            }
        }

        return authenticate ?? scheme;
    }

    /// <summary>options.DefaultAuthenticateScheme = "Bearer"; null where it is not written, empty where it is not known.</summary>
    private static string? WrittenTo(PipelineCall call, string property) => call.Operation is IInvocationOperation { Arguments: var arguments }
        && arguments.Skip(1).SelectMany(argument => argument.Value.Descendants()).OfType<ISimpleAssignmentOperation>().LastOrDefault(write =>
            write.Target is IPropertyReferenceOperation { Property: { ContainingType.Name: "AuthenticationOptions", Name: var name } } && name == property) is { } written
                ? written.Value.Unwrapped().ConstantValue.Value as string ?? "" : null;

    private static IEnumerable<string> Split(string? schemes) => (schemes ?? "").Split(',').Select(scheme => scheme.Trim()).Where(scheme => scheme.Length > 0);
}
