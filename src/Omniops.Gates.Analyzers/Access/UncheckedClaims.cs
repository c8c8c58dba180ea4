using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Endpoints;
using Omniops.Gates.Analyzers.Injection;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Analyzers.Transport;

namespace Omniops.Gates.Analyzers.Access;

/// <summary>
/// Identities made of what a request says, taken apart and checked by nothing: whoever sends it writes who he is. Where anything on the way may
/// be a check, nothing is said. Source: CWE-345, CWE-287.
/// </summary>
internal sealed class UncheckedClaims(TransportFindings findings, ProgramSources sources)
{
    private const string What = "takes claims that whoever sends the request can write";
    private const string WayOut = "have them signed, and validate that: AddJwtBearer, ValidateTokenAsync, or a data protector";

    /// <summary>Headers of proxies and platforms, which take away what a caller puts there. Source: their documentation.</summary>
    private static readonly string[] s_gateways =
    [
        "X-MS-", "X-Amzn-", "X-Goog-", "X-Endpoint-API-", "X-Apigateway-", "X-Userinfo", "X-Forwarded-", "X-Auth-Request-", "X-ARR-", "X-SSL-", "X-Client-Cert",
        "X-Envoy-", "X-Jwt-Payload", "X-JWT-Assertion", "X-Original-", "X-Remote-", "Remote-", "Cf-Access-", "X-Pomerium-",
    ];

    private readonly CalledCode _code = new(sources.Bodies);
    private readonly Lazy<UntrustedSources> _untrusted = new(() => new UntrustedSources(sources.Bodies, sources.References));

    /// <summary>context.User = a principal.</summary>
    /// <param name="uses">Where the class of the code is registered.</param>
    public void CheckUser(OperationAnalysisContext context, ISimpleAssignmentOperation assignment, IOperation function, Func<IReadOnlyList<IOperation>> uses)
    {
        var parts = PartsAround(context, function);
        if (parts.Exists(ClaimFlow.IsDecoding))
            Check(context, assignment, parts, [assignment.Value], uses, assignment.Syntax.GetLocation(), assignment.Target.Syntax.OneLine());
    }

    /// <summary>SignInAsync(principal), for which JSON alone says little: a form posted as JSON is a login.</summary>
    public void CheckSignIn(OperationAnalysisContext context, IInvocationOperation call, IOperation principal, IOperation function)
    {
        var parts = PartsAround(context, function);
        if (parts.Exists(part => TokenSignIn.IsRead(part) || ClaimFlow.IsBytes(part)))
            Check(context, call, parts, [principal], () => [], call.NameLocation(), call.TargetMethod.Name);
    }

    /// <summary>What turns callers away by what a token says that they sent.</summary>
    public void CheckDecision(OperationAnalysisContext context, IInvocationOperation read, List<IOperation> parts)
    {
        var flow = new ClaimFlow(parts, _untrusted.Value, _code);
        if (read.Arguments.Any(argument => flow.IsSent(argument.Value))
            && parts.Exists(part => part is IConditionalOperation choice && flow.IsTaken(choice.Condition) && AccessDecisions.SpeaksOfRefusal(choice.Syntax)))
        {
            findings.Report(context, read, [], read.NameLocation(),
                [read.TargetMethod.Name, "takes the claims of a token whose signature nobody checks, and they decide who is let in", "validate it: ValidateTokenAsync, or [Authorize] and AddJwtBearer"]);
        }
    }

    /// <summary>AuthenticateResult.Success(ticket) in a handler; whether something was said.</summary>
    public bool CheckHandler(
        OperationAnalysisContext context, IOperation body, List<IOperation> parts, IEnumerable<IOperation> tickets, Func<IReadOnlyList<IOperation>> uses,
        Location location, string name) =>
        parts.Exists(ClaimFlow.IsDecoding) && Check(context, body, parts, tickets, uses, location, name);

    private bool Check(
        OperationAnalysisContext context, IOperation place, List<IOperation> parts, IEnumerable<IOperation> identities, Func<IReadOnlyList<IOperation>> uses,
        Location location, string name)
    {
        var flow = new ClaimFlow(parts, _untrusted.Value, _code);
        if (!identities.Any(flow.IsTaken) || new PossibleChecks(parts, flow, _code, sources.Bodies).Exist(context.CancellationToken))
            return false;

        if (parts.Select(HeaderOf).FirstOrDefault(IsOfGateway) is { } header)
        {
            findings.NotProven(context, place, location,
                $"'{name}' takes claims out of {header}, and whether a proxy alone can write it cannot be seen; check a signature, or a secret of the proxy");
        }
        else
        {
            findings.Report(context, place, uses(), location, [name, What, WayOut]);
        }

        return true;
    }

    /// <summary>What the function does, and what those of its class do that hand it what they took out of the request.</summary>
    private List<IOperation> PartsAround(OperationAnalysisContext context, IOperation function)
    {
        var parts = _code.PartsOf(function, context.CancellationToken);
        if (function.Parent is not null || context.ContainingSymbol is not IMethodSymbol { DeclaredAccessibility: Accessibility.Private } method)
            return parts;

        foreach (var other in method.ContainingType.GetMembers().OfType<IMethodSymbol>())
        {
            if (!SymbolEqualityComparer.Default.Equals(other, method) && sources.Bodies.Has(other)
                && sources.Bodies.Find(other, context.CancellationToken) is { } body
                && body.Descendants().Any(part => part is IInvocationOperation call && SymbolEqualityComparer.Default.Equals(call.TargetMethod.OriginalDefinition, method)))
            {
                parts.AddRange(_code.PartsOf(body, context.CancellationToken));
            }
        }

        return parts;
    }

    /// <summary>The header that is read there, as a message says it; null where none is.</summary>
    private static string? HeaderOf(IOperation part)
    {
        var name = part switch
        {
            IPropertyReferenceOperation { Property.IsIndexer: true, Instance.Type.Name: "IHeaderDictionary", Arguments: [{ Value: var key }] } => key,
            IInvocationOperation { TargetMethod.Name: "TryGetValue" or "GetCommaSeparatedValues", Instance.Type.Name: "IHeaderDictionary" } call => call.Arguments[0].Value,
            _ => null,
        };
        return name is null ? null : name.Unwrapped().ConstantValue.Value is string header ? $"'{header}'" : $"the header '{name.Syntax.OneLine()}'";
    }

    private static bool IsOfGateway(string? header) => header is not null
        && (header[0] != '\'' || Array.Exists(s_gateways, prefix => header.StartsWith("'" + prefix, StringComparison.OrdinalIgnoreCase)));
}
