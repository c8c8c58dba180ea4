using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Cors;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Engine.Seen;

namespace Omniops.Gates.Analyzers.Seen;

/// <summary>Lists the CORS policies of a program, whatever the rules think of them, and where they are applied.</summary>
internal sealed class SeenPolicies(ProgramSources sources, SeenFacts facts, CancellationToken cancellation)
{
    /// <summary>Methods that hand a builder on to each other.</summary>
    private const int MaxCalls = 3;

    private readonly INamedTypeSymbol? _builder = sources.Bodies.Compilation.GetTypeByMetadataName(KnownTypes.CorsPolicyBuilder);
    private readonly INamedTypeSymbol? _policy = sources.Bodies.Compilation.GetTypeByMetadataName(KnownTypes.CorsPolicy);

    /// <summary>The program with its policies.</summary>
    public SeenProgram AddTo(SeenProgram program)
    {
        if (_builder is null || _policy is null)
            return program;

        var registrations = new CorsRegistrations(sources, cancellation);
        var policies = registrations.Registered.Select(each => Read((IInvocationOperation)each.Place, each.Name, isInline: false))
            .Concat(registrations.Uses.Where(use => use.IsOwn).Select(use => Read((IInvocationOperation)use.Place!, null, isInline: true)));
        return program with
        {
            CorsPolicies = [.. policies.OrderBy(policy => policy.Place.File, StringComparer.Ordinal).ThenBy(policy => policy.Place.Line)],
            CorsUses =
            [
                .. registrations.Uses.Select(Use)
                    .OrderBy(use => use.Place.File, StringComparer.Ordinal).ThenBy(use => use.Place.Line),
            ],
            Unknown = sources.References.Named("ICorsPolicyProvider", cancellation) is [var provider, ..]
                ? [.. program.Unknown, new SeenGap("an ICorsPolicyProvider chooses policies", SeenText.Place(provider.GetLocation()))]
                : program.Unknown,
        };
    }

    private SeenCall Use(PolicyUse use) => new(
        use.Place is IInvocationOperation { TargetMethod.Name: var method } ? method : "EnableCors",
        use.IsOwn ? null : use.Name,
        SeenText.Place(use.Place?.NameLocation() ?? use.Syntax.GetLocation()),
        facts.WhenOf(use.Syntax) ?? (use.IsInProduction ? SeenWhen.Always : NotInProduction));

    private static SeenWhen NotInProduction { get; } = new([.. SeenWhen.All.Where(one => one != "Production")], [], []);

    private SeenPolicy Read(IInvocationOperation call, string? name, bool isInline)
    {
        var code = new List<IOperation>();
        // The others are the name and the application.
        var isSeen = call.Arguments
            .Where(argument => argument.Parameter?.Type is { } type && (type.TypeKind == TypeKind.Delegate || type.Is(_policy)))
            .Aggregate(true, (all, argument) => Follow(argument.Value, code) && all);
        var policy = new SeenPolicy(name, SeenText.Place(call.NameLocation()))
        {
            IsInline = isInline,
            IsInProduction = sources.Reach.IsInProduction(call, cancellation),
        };
        return Fill(policy, [.. code.Distinct()], isSeen);
    }

    private SeenPolicy Fill(SeenPolicy policy, List<IOperation> code, bool isSeen)
    {
        var (writes, predicates) = (new OriginWrites(_builder!, _policy!, sources.Values), new PredicateWrites(_builder!, _policy!));
        var (walker, judge) = (new OriginWalker(sources, cancellation), new PredicateJudge(sources));
        var (isAny, hasCredentials) = (false, false);
        var (functions, unknown) = (new List<string>(), new List<string>());
        foreach (var operation in code)
        {
            if (writes.Find(operation, cancellation) is { } write && IsInProduction(operation))
            {
                var verdict = write.Origins?.Invoke(walker) ?? OriginVerdict.Any;
                isAny |= verdict.IsAny;
                if (verdict.Doubt is { } doubt)
                    unknown.Add(doubt);
            }

            if (predicates.Find(operation) is { } predicate && IsInProduction(operation))
            {
                var verdict = judge.Judge(predicate.Predicate, cancellation);
                isAny |= verdict.IsAll;
                functions.Add(predicate.Predicate.Syntax.OneLine());
                if (verdict.Doubt is { } doubt)
                    unknown.Add($"'{doubt}' cannot be followed to its values");
            }

            if (Credentials(operation) is { } answer && IsInProduction(operation))
                hasCredentials = answer;
            if (operation is IInvocationOperation { TargetMethod: { Name: "SetIsOriginAllowedToAllowWildcardSubdomains" } method })
                functions.Add(method.Name);
        }

        if (!isSeen)
            unknown.Add("what the policy is made of cannot be followed");
        return policy with
        {
            AllowsAny = isAny,
            Origins = [.. walker.Seen.Select(origin => SeenText.Of(origin.Text)).Distinct()],
            Keys = [.. walker.Seen.Select(origin => origin.Key).OfType<string>().Distinct()],
            Predicates = [.. functions.Select(SeenText.Of).Distinct()],
            AllowsCredentials = hasCredentials,
            Unknown = [.. unknown.Select(SeenText.Of).Distinct()],
        };
    }

    private bool IsInProduction(IOperation operation) => sources.Reach.IsInProduction(operation, cancellation);

    private bool? Credentials(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: { Name: "AllowCredentials" or "DisallowCredentials" } method }
            when method.ContainingType.Is(_builder) => method.Name == "AllowCredentials",
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { Name: "SupportsCredentials" } property } } assignment
            when property.ContainingType.Is(_policy) => assignment.Value.ConstantValue.Value is true,
        _ => null,
    };

    /// <summary>Collects what a policy is put together with, in the order of the source.</summary>
    /// <returns>Whether all of it is in sight.</returns>
    private bool Follow(IOperation value, List<IOperation> code, int calls = 0)
    {
        var origin = sources.Values.Origin(value, cancellation).Unwrapped();
        if (origin is IDelegateCreationOperation { Target: var target })
            origin = target.Unwrapped();

        switch (origin)
        {
            case IAnonymousFunctionOperation function:
                return Add(function.Body, code, calls);
            case IMethodReferenceOperation { Method: var method }:
                return sources.Bodies.Find(method, cancellation) is { } body && Add(body, code, calls);
            case IInvocationOperation or IObjectCreationOperation:
                var isSeen = Add(origin, code, calls);
                // var policy = new CorsPolicy(); policy.Origins.Add(...);
                if (PolicyObject.RootOf(value) is ISymbol variable)
                    AddAround(value, variable, code);
                return isSeen;
            default:
                return false;
        }
    }

    private void AddAround(IOperation value, ISymbol variable, List<IOperation> code)
    {
        var body = value;
        while (body.Parent is not null)
            body = body.Parent;
        code.AddRange(body.Descendants().Where(operation =>
            operation is IInvocationOperation or ISimpleAssignmentOperation
            && PolicyObject.IsSame(variable, PolicyObject.RootOf(operation))));
    }

    private bool Add(IOperation body, List<IOperation> code, int calls)
    {
        var isSeen = true;
        // A chain of calls has its last call outside; what is read is what is written first.
        foreach (var operation in body.DescendantsAndSelf().OrderBy(operation => operation.Syntax.Span.End))
        {
            code.Add(operation);
            if (operation is IInvocationOperation { TargetMethod: var method } && !method.ContainingType.Is(_builder) && TakesBuilder(method))
            {
                isSeen &= calls < MaxCalls && sources.Bodies.Find(method.ReducedFrom ?? method, cancellation) is { } helper
                    && Add(helper, code, calls + 1);
            }
        }

        return isSeen;
    }

    private bool TakesBuilder(IMethodSymbol method) => method.Parameters.Any(parameter => parameter.Type.Is(_builder));
}
