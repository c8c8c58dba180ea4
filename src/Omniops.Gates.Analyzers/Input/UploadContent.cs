using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Endpoints;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Engine.Input;

namespace Omniops.Gates.Analyzers.Input;

/// <summary>OMNI2011, of endpoints: whoever reads an uploaded file has looked at what it is, or at how long.</summary>
internal sealed class UploadContent : IEndpointRule
{
    private const int MaxDepth = 4;
    private const string WayOut = "compare Path.GetExtension(file.FileName) with those you take, and file.Length with a limit";

    private static readonly string[] s_reads = ["CopyTo", "CopyToAsync", "OpenReadStream"];
    private static readonly string[] s_limits = ["RequestSizeLimitAttribute", "RequestFormLimitsAttribute"];

    public void Check(EndpointFacts facts, GateReporter reporter, Action<Diagnostic> report)
    {
        var checks = new UploadChecks(new ValueSource(facts.Bodies));
        var places = new HashSet<Location>();
        foreach (var endpoint in facts.Live)
        {
            var body = endpoint.Code ?? (endpoint.Method is { } method ? facts.Bodies.Find(method, facts.Cancellation) : null);
            if (body is null || IsSaid(endpoint))
                continue;

            var bodies = new List<IOperation>();
            string? unseen = null;
            Collect(facts, body, bodies, ref unseen, 0);
            var parameter = endpoint.Method?.Parameters.FirstOrDefault(each => UploadTypes.Carries(each.Type));
            var isRead = bodies.Exists(each => each.DescendantsAndSelf().OfType<IInvocationOperation>().Any(call =>
                Array.IndexOf(s_reads, call.TargetMethod.Name) >= 0 && UploadTypes.IsFile(call.TargetMethod.ContainingType)));
            if (!isRead && (unseen is null || parameter is null) || bodies.Exists(each => checks.IsKindChecked(each) || checks.IsLengthChecked(each) || Validates(each)))
                continue;

            var place = parameter?.Locations.FirstOrDefault(each => each.IsInSource) ?? endpoint.Location;
            if (!places.Add(place))
                continue;

            if (unseen is not null)
                reporter.NotProven(report, InputRules.UploadUnchecked, place, endpoint.Name, $"'{endpoint.Name}' hands its file to '{unseen}', which cannot be seen");
            else
                reporter.Finding(report, InputRules.UploadUnchecked, place, endpoint.Name, endpoint.Name, "reads files of any kind and length", WayOut);
        }
    }

    /// <summary>Whether attributes of the endpoint, its parameters or its model say what is taken.</summary>
    private static bool IsSaid(Endpoint endpoint)
    {
        if (endpoint.Said(ConventionKind.RequestSize).Any() || endpoint.Method is not { } method)
            return true;

        var said = method.GetAttributes().AsEnumerable();
        return (method.ContainingType is { } type ? said.Concat(type.GetAttributes()) : said).Any(attribute => Array.IndexOf(s_limits, attribute.AttributeClass?.Name) >= 0)
            || method.Parameters.Any(parameter => IsRuled(parameter)
                || parameter.Type is INamedTypeSymbol model && (UploadTypes.Files(model).Any(IsRuled)
                    || UploadTypes.Carries(model) && model.AllInterfaces.Any(contract => contract.Name == "IValidatableObject")));
    }

    /// <summary>[Required] says nothing of what it is.</summary>
    private static bool IsRuled(ISymbol member) => InputModels.HasRule(member)
        && member.GetAttributes().Any(attribute => attribute.AttributeClass is { Name: not "RequiredAttribute" } type && type.BaseType?.Name is "ValidationAttribute" or "DataTypeAttribute");

    private static bool Validates(IOperation body) => body.DescendantsAndSelf().OfType<IInvocationOperation>()
        .Any(call => call.TargetMethod.Name.IndexOf("Valid", StringComparison.Ordinal) >= 0 && call.Arguments.Any(argument => UploadTypes.Carries(argument.Value.Unwrapped().Type)));

    /// <summary>The body and those of the methods that it hands a file.</summary>
    private static void Collect(EndpointFacts facts, IOperation body, List<IOperation> bodies, ref string? unseen, int depth)
    {
        bodies.Add(body);
        foreach (var call in body.DescendantsAndSelf().OfType<IInvocationOperation>())
        {
            if (!call.Arguments.Any(argument => UploadTypes.Carries(argument.Value.Unwrapped().Type)))
                continue;

            var targets = TargetsOf(facts, call.TargetMethod).ToList();
            if (targets.Count == 0 && !KnownMiddleware.IsFramework(call.TargetMethod.ContainingAssembly))
                unseen ??= call.TargetMethod.Name;
            foreach (var target in targets)
            {
                if (depth < MaxDepth && !bodies.Contains(target))
                    Collect(facts, target, bodies, ref unseen, depth + 1);
            }
        }
    }

    private static IEnumerable<IOperation> TargetsOf(EndpointFacts facts, IMethodSymbol method)
    {
        if (!method.IsAbstract)
            return facts.Bodies.Find(method, facts.Cancellation) is { } body ? [body] : [];

        return facts.Bodies.Types.Where(type => type is { TypeKind: TypeKind.Class, IsAbstract: false } && type.IsA(method.ContainingType))
            .Select(type => method.ContainingType.TypeKind == TypeKind.Interface
                ? type.FindImplementationForInterfaceMember(method) as IMethodSymbol
                : type.GetMembers(method.Name).OfType<IMethodSymbol>().FirstOrDefault(member => SymbolEqualityComparer.Default.Equals(member.OverriddenMethod, method)))
            .Select(found => found is null ? null : facts.Bodies.Find(found, facts.Cancellation)).OfType<IOperation>();
    }
}
