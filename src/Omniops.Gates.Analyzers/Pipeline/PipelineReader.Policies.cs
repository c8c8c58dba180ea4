using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Endpoints;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <content>Policies that endpoints name: who may call, and how often. And what holds for all controllers and pages.</content>
internal sealed partial class PipelineReader
{
    /// <summary>What finds assemblies that the program was not built with.</summary>
    private static readonly string[] s_loading = ["LoadFromAssemblyPath", "Assembly.LoadFile", "Assembly.LoadFrom", "AssemblyLoadContext"];

    /// <summary>What options that are read are put together with; helper methods that take one are read too.</summary>
    private static readonly string[] s_policyTypes =
    [
        "AuthorizationBuilder", "AuthorizationOptions", "FilterCollection", "MvcOptions", "PageConventionCollection", "RateLimiterOptions",
        "RazorPagesOptions",
    ];

    /// <summary>What is registered when all others are.</summary>
    private readonly List<AccessPolicy> _late = [];

    private AccessPolicyReader? _policyReader;
    private RateLimitReader? _limitReader;
    private LimitValues? _limitValues;

    private AccessPolicyReader Policies => _policyReader ??= new AccessPolicyReader(bodies, _values.Origin, new AuthorizationHandlers(bodies, _facts.Services), cancellation);

    private LimitValues Numbers => _limitValues ??= new LimitValues(
        bodies, _values.Origin, value => configured?.Of(value, cancellation), IsTrueInProduction, cancellation);

    private RateLimitReader Limits => _limitReader ??= new RateLimitReader(
        bodies, Numbers, (call, property) => configured?.Of(call, property, cancellation), cancellation);

    private bool? IsTrueInProduction(IOperation condition) => Split(condition) is var split && !split.WhenTrue.Includes(EnvironmentSet.Production) ? false
        : !split.WhenFalse.Includes(EnvironmentSet.Production) ? true : null;

    /// <summary>Whether a method is handed what policies, filters or conventions are added to.</summary>
    public static bool TakesPolicies(IMethodSymbol method) => method.AllParameters().Any(parameter => Array.IndexOf(s_policyTypes, parameter.Type.Name) >= 0);

    private void NotePolicy(IInvocationOperation call, IMethodSymbol method, PipelineScope scope)
    {
        // Its provider makes a controller of a class that is marked as none. Source: Microsoft.Identity.Web.UI.
        if (method.Name == "AddMicrosoftIdentityUI" && method.ContainingAssembly.Name == "Microsoft.Identity.Web.UI")
            _facts.AddedControllers.Add("Microsoft.Identity.Web.UI.Areas.MicrosoftIdentity.Controllers.AccountController");
        NotePageRoot(call, method, scope);
        if (method.Name == "AddApplicationPart" && KnownMiddleware.IsFramework(method.ContainingAssembly))
            NotePart(call, scope);
        if (method.Name is "Add" or "Insert" && (call.Instance ?? call.Arguments.FirstOrDefault()?.Value)?.Unwrapped() is IPropertyReferenceOperation { Property: var list })
        {
            if (list is { Name: "Conventions", ContainingType.Name: "MvcOptions" })
                NoteControllerConvention(call, scope);
            // parts.FeatureProviders.Add(new InternalControllers())
            if (list is { Name: "FeatureProviders", ContainingType.Name: "ApplicationPartManager" })
                NoteControllerProvider(_values.Origin(call.Arguments[call.Arguments.Length - 1].Value).Type);
        }

        var receiver = call.Instance?.Unwrapped().Type ?? method.Parameters.FirstOrDefault()?.Type;
        if (receiver is null || Array.IndexOf(s_policyTypes, receiver.Name) < 0)
            return;

        var last = call.Arguments.LastOrDefault()?.Value;
        switch (receiver.Name, method.Name)
        {
            case ("AuthorizationOptions" or "AuthorizationBuilder", "AddPolicy" or "AddDefaultPolicy" or "AddFallbackPolicy") when last is not null:
                var name = NameOf(call);
                AddPolicy(name, last, call, scope);
                if (method.Name != "AddPolicy")
                    AddPolicy(method.Name == "AddDefaultPolicy" ? AccessPolicy.Default : AccessPolicy.Fallback, last, call, scope);
                break;
            case ("AuthorizationBuilder", "SetDefaultPolicy" or "SetFallbackPolicy") when last is not null:
                AddPolicy(method.Name == "SetDefaultPolicy" ? AccessPolicy.Default : AccessPolicy.Fallback, last, call, scope);
                break;
            case ("RateLimiterOptions", "AddPolicy") when method.TypeArguments.Length == 2:
                AddLimit(ReadLimit(NameOf(call), _values.TypeOf(method.TypeArguments[1]) as INamedTypeSymbol, call.NameLocation(), scope));
                break;
            case ("RateLimiterOptions", "AddPolicy") when last is not null:
                AddLimit(ReadLimit(NameOf(call), last, call.NameLocation(), scope));
                break;
            case ("RateLimiterOptions", _) when method.Name.StartsWith("Add", StringComparison.Ordinal) && method.Name.EndsWith("Limiter", StringComparison.Ordinal):
                AddLimit(new RateLimit(NameOf(call), Limits.ReadShared(call), IsChained: false, call.NameLocation(), scope));
                break;
            case ("FilterCollection", _):
                NoteGlobalFilter(call, method, scope);
                break;
            case ("PageConventionCollection", _):
                NotePageConvention(call, method, scope);
                break;
        }
    }

    private void NotePolicy(IAssignmentOperation assignment, PipelineScope scope)
    {
        if (assignment.Target is not IPropertyReferenceOperation { Property: var property })
            return;

        switch (property.ContainingType.Name, property.Name)
        {
            case ("AuthorizationOptions", "DefaultPolicy" or "FallbackPolicy"):
                AddPolicy(property.Name == "DefaultPolicy" ? AccessPolicy.Default : AccessPolicy.Fallback, assignment.Value, assignment.Target, scope);
                break;
            case ("RateLimiterOptions", "GlobalLimiter") when !assignment.Value.IsNull():
                AddLimit(ReadLimit(RateLimit.Global, assignment.Value, assignment.Target.NameLocation(), scope));
                break;
        }
    }

    private string? NameOf(IInvocationOperation call) =>
        call.Arguments.FirstOrDefault(argument => argument.Parameter?.Type.SpecialType == SpecialType.System_String) is { } name ? TextOf(name.Value) : null;

    /// <summary>A helper that adds one adds another with the next call.</summary>
    private void AddLimit(RateLimit limit)
    {
        _order++;
        _facts.RateLimits.Add(limit);
    }

    private void AddPolicy(string? name, IOperation policy, IOperation at, PipelineScope scope)
    {
        _order++;
        var read = Registered(name, policy, at, scope) ?? Policies.Read(name, policy, at.NameLocation(), scope);
        if (RunsLast(at))
            _late.Add(read);
        var late = _facts.AccessPolicies.FindIndex(_late.Contains);
        _facts.AccessPolicies.Insert(late < 0 || RunsLast(at) ? _facts.AccessPolicies.Count : late, read);
    }

    /// <summary>
    /// options.FallbackPolicy = options.GetPolicy("Members"): what is registered under that name by then, and no policy where nothing is. Null for
    /// any other policy. Source: AuthorizationOptions.GetPolicy, OptionsFactory.Create.
    /// </summary>
    private AccessPolicy? Registered(string? name, IOperation policy, IOperation at, PipelineScope scope)
    {
        var origin = _values.Origin(policy);
        if (origin is ICoalesceOperation { Value: var first, WhenNull: var otherwise } && Registered(name, first, at, scope) is { } registered)
            return registered.Strength == PolicyStrength.None ? Policies.Read(name, otherwise, at.NameLocation(), scope) : registered;
        if (origin is not IInvocationOperation { TargetMethod: { Name: "GetPolicy", ContainingType.Name: "AuthorizationOptions" } } call)
            return null;

        var asked = NameOf(call);
        var last = _facts.AccessPolicies.FindLast(each => each.Scope.Environments.Includes(EnvironmentSet.Production)
            && (asked is null || each.Name is null || string.Equals(each.Name, asked, StringComparison.OrdinalIgnoreCase)));
        if (asked is not null && last is { Name: not null })
            return last with { Name = name, Place = at.NameLocation(), Scope = scope.Within(last.Scope), IsDefault = false };

        // Code out of sight may have registered it.
        var isKnown = asked is not null && last is null && !_isLibrary && _facts.Gaps.Count == 0 && _facts.Unseen.Count == 0 && !RunsLast(at);
        return new AccessPolicy(name, isKnown ? PolicyStrength.None : PolicyStrength.Unknown, at.NameLocation(), scope);
    }

    /// <summary>services.PostConfigure&lt;AuthorizationOptions&gt;(options => ...) runs after everything that is registered behind it.</summary>
    private static bool RunsLast(IOperation at) => at.Syntax.Ancestors().Any(around => around switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "PostConfigure" or "PostConfigureAll" } } => true,
        MethodDeclarationSyntax { Identifier.ValueText: "PostConfigure" } => true,
        _ => false,
    });

    private RateLimit ReadLimit(string? name, IOperation limiter, Location place, PipelineScope scope)
    {
        var partitions = Limits.Read(limiter, out var isChained);
        return Known(new RateLimit(name, partitions, isChained, place, scope) { Policy = _values.Origin(limiter).Type as INamedTypeSymbol });
    }

    private RateLimit ReadLimit(string? name, INamedTypeSymbol? policy, Location place, PipelineScope scope) =>
        Known(new RateLimit(name, policy is null ? [] : Limits.Read(policy), IsChained: false, place, scope) { Policy = policy });

    private static RateLimit Known(RateLimit limit) =>
        limit.Partitions.Count > 0 ? limit : limit with { Unknown = "what it counts cannot be seen" };

    /// <summary>options.Filters.Remove(options.Filters.OfType&lt;UnsupportedContentTypeFilter&gt;().Single()), which is not about callers.</summary>
    private static bool IsOfAnother(IInvocationOperation call)
    {
        var named = call.DescendantsAndSelf().SelectMany(NamedBy).Where(type => !type.Name.StartsWith("IFilter", StringComparison.Ordinal)).ToList();
        return named.Count > 0 && named.TrueForAll(type => type.Name.IndexOf("Auth", StringComparison.Ordinal) < 0 && type.Name.IndexOf("Anonymous", StringComparison.Ordinal) < 0);
    }

    private static IEnumerable<ITypeSymbol> NamedBy(IOperation part)
    {
        if (part is IInvocationOperation { TargetMethod.TypeArguments: var arguments })
            return arguments;

        var type = part switch
        {
            ITypeOfOperation { TypeOperand: var operand } => operand,
            IIsTypeOperation { TypeOperand: var operand } => operand,
            IIsPatternOperation { Pattern: { } pattern } => pattern.NarrowedType,
            _ => null,
        };
        return type is null ? Enumerable.Empty<ITypeSymbol>() : new[] { type };
    }

    /// <summary>options.Filters.Add(new AuthorizeFilter())</summary>
    private void NoteGlobalFilter(IInvocationOperation call, IMethodSymbol method, PipelineScope scope)
    {
        // options.Filters.RemoveAt(0)
        if ((method.Name.StartsWith("Remove", StringComparison.Ordinal) || method.Name == "Clear") && scope.Environments.Includes(EnvironmentSet.Production) && !IsOfAnother(call))
        {
            for (var at = 0; at < _facts.GlobalFilters.Count; at++)
                _facts.GlobalFilters[at] = _facts.GlobalFilters[at] with { Scope = _facts.GlobalFilters[at].Scope.Perhaps(call.Syntax, $"what '{call.Syntax.OneLine()}' takes away") };
        }

        if (!method.Name.StartsWith("Add", StringComparison.Ordinal))
            return;

        var argument = call.Arguments.FirstOrDefault()?.Value.Unwrapped();
        var source = argument is null ? null : _values.Origin(argument);
        var type = method.TypeArguments.FirstOrDefault() as INamedTypeSymbol
            ?? (source as ITypeOfOperation)?.TypeOperand as INamedTypeSymbol
            ?? source?.Type as INamedTypeSymbol;
        if (type is null)
            return;

        if (SaidByFilter(type, source, call.NameLocation(), scope, "filter of all controllers") is { } said)
            _facts.GlobalFilters.Add(Judged(said, EndpointKind.Controller, EndpointKind.Page));
    }

    /// <summary>What a filter says of what it stands in front of; null for one that says nothing.</summary>
    private EndpointConvention? SaidByFilter(INamedTypeSymbol type, IOperation? source, Location place, PipelineScope scope, string level) => type.Name switch
    {
        "AuthorizeFilter" => new EndpointConvention(ConventionKind.Authorize, place, scope, level)
        {
            Access = source is IObjectCreationOperation { Arguments: [{ Value: var policy }, ..] } && policy.Type?.Name == "AuthorizationPolicy"
                ? Policies.Read(null, policy, place, scope) : null,
            Policy = source is IObjectCreationOperation { Arguments: [{ Value: var named }, ..] } && named.Type?.SpecialType == SpecialType.System_String
                ? TextOf(named) : null,
            IsByFilter = true,
        },
        "AllowAnonymousFilter" => new EndpointConvention(ConventionKind.Anonymous, place, scope, level) { IsByFilter = true },
        _ => MetadataReader.Read(type, name => source is IObjectCreationOperation creation ? Given(creation, name) : null, place, scope, level),
    };

    /// <summary>mvc.AddApplicationPart(plugin.Assembly), where the program loads assemblies: what they serve cannot be seen from here.</summary>
    private void NotePart(IInvocationOperation call, PipelineScope scope)
    {
        if (!_values.Origin(call.Arguments[call.Arguments.Length - 1].Value).DescendantsAndSelf().Any(part => part is ITypeOfOperation)
            && bodies.Compilation.SyntaxTrees.Any(file => file.GetText(cancellation).ToString() is var text && Array.Exists(s_loading, word => text.IndexOf(word, StringComparison.Ordinal) >= 0)))
        {
            NoteHiddenEndpoints(call.TargetMethod.Name, call, scope, host: null, "the controllers of an assembly that is loaded at run time cannot be seen; reference its project");
        }
    }

    private void NoteControllerProvider(ITypeSymbol? provider)
    {
        _facts.FindsInternal |= provider is null || IsControllerProvider(provider);
        _facts.FindsGeneric |= provider is not null && CodeOf(provider) is { } code && Speaks(code, ["MakeGenericType"]);
        // feature.Controllers.Add(typeof(AccountController).GetTypeInfo())
        foreach (var method in provider?.GetMembers("PopulateFeature").OfType<IMethodSymbol>().Where(bodies.Has) ?? [])
        {
            foreach (var named in bodies.Find(method, cancellation)?.Descendants().OfType<ITypeOfOperation>() ?? [])
                _facts.AddedControllers.Add(named.TypeOperand.ToDisplayString());
        }
    }

    private static bool IsControllerProvider(ITypeSymbol type) => !KnownMiddleware.IsFramework(type.ContainingAssembly)
        && (type.BaseType?.Name == "ControllerFeatureProvider" || type.AllInterfaces.Any(each => each.TypeArguments is [{ Name: "ControllerFeature" }]));

    /// <summary>
    /// context.Response.StatusCode = 401 in a middleware, which answers before endpoints are asked. What becomes of an exception is the answer
    /// of an endpoint that was, and an event of a sign-in runs when one has turned the caller away.
    /// </summary>
    private void NoteRefusal(IAssignmentOperation assignment, PipelineScope scope)
    {
        if (scope.IsRequest && !_isServed
            && assignment.Target is IPropertyReferenceOperation { Property: { Name: "StatusCode", ContainingType: var type } } property && type.Is(types.HttpResponse)
            && _values.Origin(assignment.Value).ConstantValue.Value is int status && status is 401 or 403 or PipelineFacts.TooMany
            && !IsOfException(assignment) && !IsOfEvent(property.Instance) && !scope.Conditions.Any(condition => IsBehindFailure(condition) || status != PipelineFacts.TooMany && condition.IsTrue && IsShown(condition.Syntax)))
        {
            Add(_facts.Refusals, status == PipelineFacts.TooMany ? PipelineFacts.Limit : PipelineFacts.Refusal, assignment.Target, scope, _serving);
        }
    }

    /// <summary>
    /// options.Events.OnRedirectToLogin = context => context.Response..., or what a problem looks like that is answered already:
    /// options.CustomizeProblemDetails, UseStatusCodePages.
    /// </summary>
    private bool IsOfEvent(IOperation? response)
    {
        var root = response is null ? null : _values.Origin(response);
        while (root is IPropertyReferenceOperation { Instance: { } instance })
            root = _values.Origin(instance);
        return root?.Type is { } type
            && (type.Name is "ProblemDetailsContext" or "StatusCodeContext"
                || type.ContainingNamespace?.ToDisplayString().StartsWith("Microsoft.AspNetCore.Authentication", StringComparison.Ordinal) == true);
    }

    /// <summary>
    /// if (context.Request.Headers.ContainsKey("ApiKey")): whoever shows nothing is not asked, and goes on.
    /// </summary>
    private static bool IsShown(SyntaxNode condition) => condition switch
    {
        ParenthesizedExpressionSyntax { Expression: var inner } => IsShown(inner),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } both => IsShown(both.Left) || IsShown(both.Right),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalOrExpression } either => IsShown(either.Left) && IsShown(either.Right),
        PrefixUnaryExpressionSyntax
        {
            RawKind: (int)SyntaxKind.LogicalNotExpression,
            Operand: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "IsNullOrEmpty" or "IsNullOrWhiteSpace" }, ArgumentList.Arguments: [{ Expression: ElementAccessExpressionSyntax given }] },
        } => IsSent(given.Expression),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Contains" or "ContainsKey" or "TryGetValue", Expression: var receiver } } => IsSent(receiver),
        _ => false,
    };

    private static bool IsSent(ExpressionSyntax receiver) => receiver switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Keys", Expression: var all } => IsSent(all),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Cookies" or "Headers" or "Query", Expression: var request } =>
            (request as MemberAccessExpressionSyntax)?.Name.Identifier.ValueText == "Request" || request is IdentifierNameSyntax { Identifier.ValueText: "Request" or "request" },
        _ => false,
    };

    /// <summary>app.UseExceptionHandler(branch => branch.Run(...)), which runs when the request has been through and failed.</summary>
    private static bool IsBehindFailure(PipelineCondition condition) => condition.IsBranch && condition.Syntax is InvocationExpressionSyntax call
        && call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "UseExceptionHandler" or "UseStatusCodePages" };

    /// <summary>What a catch clause, the code behind a test of an exception, or a method that is given one answers.</summary>
    private static bool IsOfException(IOperation operation)
    {
        for (var (inner, around) = (operation, operation.Parent); around is not null; (inner, around) = (around, around.Parent))
        {
            if (around is ICatchClauseOperation
                || (around is IConditionalOperation test && test.WhenTrue == inner && AsksOfException(test.Condition))
                || (around is ISwitchCaseOperation { Parent: ISwitchOperation { Value.Type: { } judged } } && IsException(judged)))
            {
                return true;
            }
        }

        return operation.Syntax.FirstAncestorOrSelf<BaseMethodDeclarationSyntax>()?.ParameterList.Parameters
            .Any(parameter => parameter.Type?.ToString().EndsWith("Exception", StringComparison.Ordinal) == true) == true;
    }

    /// <summary>error is UnauthorizedAccessException, in a conjunction too; result.Failure is not null, which no stranger's is.</summary>
    private static bool AsksOfException(IOperation condition) => condition.Unwrapped() switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both => AsksOfException(both.LeftOperand) || AsksOfException(both.RightOperand),
        IIsTypeOperation { TypeOperand: var type } => IsException(type),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } compared => IsException(compared.LeftOperand.Unwrapped().Type) && compared.RightOperand.IsNull(),
        IIsPatternOperation { Value: var value, Pattern: INegatedPatternOperation { Pattern: IConstantPatternOperation { Value: var nothing } } } => nothing.IsNull() && IsException(value.Unwrapped().Type),
        IIsPatternOperation { Pattern: not (IConstantPatternOperation or INegatedPatternOperation) and var pattern } => IsException(pattern.NarrowedType),
        _ => false,
    };

    private static bool IsException(ITypeSymbol? type) =>
        (type as INamedTypeSymbol).WithBases().Any(each => each is { Name: "Exception", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } });
}
