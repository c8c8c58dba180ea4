using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Access;
using Omniops.Gates.Analyzers.Endpoints;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Input;

/// <summary>
/// Whether rules are asked: by [ApiController], AddValidation, a filter, or code. Source: ModelStateInvalidFilter, ValidationEndpointFilterFactory
/// of .NET 10, FluentValidation's own automatic validation.
/// </summary>
internal sealed class ValidationRuns(EndpointFacts facts)
{
    private const int MaxDepth = 3;

    private static readonly string[] s_refusals = ["BadRequest", "ValidationProblem", "UnprocessableEntity", "Problem"];

    private readonly SourceReferences _references = new(facts.Bodies);

    /// <summary>Whether the rules of a model that the endpoint takes are asked.</summary>
    public ValidationRun Of(Endpoint endpoint, ModelRuleKind kind)
    {
        if (ByCode(endpoint.Method, endpoint.Code) || ByCommand())
            return ValidationRun.Yes;
        if (kind == ModelRuleKind.Validator && IsAutomatic())
            return ValidationRun.Yes;

        var filters = ByFilters(endpoint);
        if (filters.IsRun == true || kind == ModelRuleKind.Validator)
            return filters;

        if (endpoint.Kind == EndpointKind.Controller)
            return endpoint.Type is { } controller && IsRun(controller) ? ValidationRun.Yes : filters;

        return ByRegistration(endpoint) is { IsRun: not false } registered ? registered : filters;
    }

    /// <summary>Whether the handler looks at the values itself and refuses some.</summary>
    public bool ByHand(Endpoint endpoint) => Code(endpoint.Method, endpoint.Code) is { } body && body.DescendantsAndSelf().Any(operation => operation switch
    {
        IInvocationOperation call => Array.IndexOf(s_refusals, call.TargetMethod.Name) >= 0 || call.TargetMethod.Name.StartsWith("ThrowIf", StringComparison.Ordinal),
        IThrowOperation { Exception: not null } => true,
        _ => false,
    });

    /// <summary>Whether the code of a handler asks, or what it calls in sight.</summary>
    public bool ByCode(IMethodSymbol? method, IOperation? code) => Code(method, code) is { } body && Asks(body, 0);

    private IOperation? Code(IMethodSymbol? method, IOperation? code) => code ?? (method is null ? null : facts.Bodies.Find(method, facts.Cancellation));

    private bool Asks(IOperation body, int depth) => body.DescendantsAndSelf().Any(operation => operation switch
    {
        IPropertyReferenceOperation { Property.Name: "ModelState" or "IsValid" } => true,
        IInvocationOperation { TargetMethod: var called } => IsNamedSo(called.Name)
            || depth < MaxDepth && facts.Bodies.Find(called, facts.Cancellation) is { } inner && inner != body && Asks(inner, depth + 1),
        _ => false,
    });

    /// <summary>A behaviour around all commands asks: IPipelineBehavior of MediatR.</summary>
    private bool ByCommand() => facts.Bodies.Types.Any(type =>
        IsNamedSo(type.Name) && type.AllInterfaces.Any(contract => contract.Name is "IPipelineBehavior" or "IRequestPreProcessor"));

    private bool IsAutomatic() => _references.Named("AddFluentValidationAutoValidation", facts.Cancellation).Count > 0
        || _references.Named("AddFluentValidation", facts.Cancellation).Count > 0;

    private ValidationRun ByFilters(Endpoint endpoint)
    {
        var unknown = (string?)null;
        foreach (var convention in endpoint.Conventions.Where(each => each.IsPossible))
        {
            if (convention.Kind == ConventionKind.Unknown)
            {
                if (IsNamedSo(TextAt(convention.Place)))
                    return ValidationRun.Yes;
                unknown ??= convention.Reason;
            }
            else if (convention.Kind == ConventionKind.Filter)
            {
                // A lambda has no class.
                var filter = convention.Filter is { } type && MetadataReader.IsFilter(type) ? type : null;
                if (filter is null ? IsNamedSo(TextAt(convention.Place)) : IsValidating(filter))
                    return ValidationRun.Yes;
                if (filter is not null && !facts.Bodies.Has(filter))
                    unknown ??= $"what the filter '{filter.Name}' asks cannot be seen";
            }
        }

        return unknown is null ? ValidationRun.No : new ValidationRun(null, unknown);
    }

    private bool IsValidating(INamedTypeSymbol filter) => IsNamedSo(filter.Name)
        || filter.GetMembers().OfType<IMethodSymbol>().Any(method => facts.Bodies.Find(method, facts.Cancellation) is { } body && Asks(body, 0));

    private bool IsRun(INamedTypeSymbol controller) =>
        ControllerReader.IsApi(controller) && !IsSuppressed()
        || controller.WithBases().SelectMany(type => type.GetMembers().OfType<IMethodSymbol>())
            .Any(method => method.IsOverride && method.Name.StartsWith("OnAction", StringComparison.Ordinal) && ByCode(method, null));

    private bool IsSuppressed() => _references.Named("SuppressModelStateInvalidFilter", facts.Cancellation).Any(name =>
        name.FirstAncestorOrSelf<AssignmentExpressionSyntax>() is { Right: LiteralExpressionSyntax { Token.ValueText: "true" } });

    private ValidationRun ByRegistration(Endpoint endpoint)
    {
        if (endpoint.Said(ConventionKind.NoValidation).Any())
            return ValidationRun.No;

        var registered = facts.Pipeline.Services.FindAll(call => call.Name == "AddValidation" && call.IsInProduction);
        if (registered.Count > 0)
            return ValidationRun.Yes;

        return facts.Pipeline.HiddenUseOf("Microsoft.Extensions.Validation") is { } hidden
            ? new ValidationRun(null, $"whether '{hidden.Name}' calls AddValidation cannot be seen") : ValidationRun.No;
    }

    /// <summary>The whole call around a place.</summary>
    private string TextAt(Location place) => place.SourceTree?.GetRoot(facts.Cancellation).FindNode(place.SourceSpan)
        .FirstAncestorOrSelf<InvocationExpressionSyntax>() is { Expression: MemberAccessExpressionSyntax access } call
        ? access.Name.ToString() + call.ArgumentList : "";

    private static bool IsNamedSo(string name) => name.IndexOf("Valid", StringComparison.Ordinal) >= 0;
}
