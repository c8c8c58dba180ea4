using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Access;
using Omniops.Gates.Analyzers.Endpoints;
using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Input;

namespace Omniops.Gates.Analyzers.Input;

/// <summary>OMNI2010: the rules that a model carries are asked, and a model that comes in carries some.</summary>
internal sealed class InputNotValidated : IEndpointRule
{
    public void Check(EndpointFacts facts, GateReporter reporter, Action<Diagnostic> report)
    {
        var models = new InputModels(facts.Pipeline, facts.Bodies);
        var runs = new ValidationRuns(facts);
        var places = new HashSet<Location>();
        var bare = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var endpoint in facts.Live)
        {
            if (endpoint.Kind == EndpointKind.Page)
                CheckPage(endpoint);
            else if (endpoint.Kind is EndpointKind.Minimal or EndpointKind.Controller or EndpointKind.Fallback)
                CheckParameters(endpoint);
        }

        void CheckParameters(Endpoint endpoint)
        {
            foreach (var (parameter, model) in models.Of(endpoint))
            {
                var place = parameter.Locations.FirstOrDefault(each => each.IsInSource) ?? endpoint.Location;
                var kind = models.RulesOf(model);
                var run = runs.Of(endpoint, kind);
                if (run.IsRun == true && kind != ModelRuleKind.None || !places.Add(place))
                    continue;

                if (kind == ModelRuleKind.None)
                {
                    // One word per model; its rules hold wherever it comes in. What code checks, no attribute has to.
                    var isAsked = run.IsRun is null || runs.ByHand(endpoint) || runs.ByCode(endpoint.Method, endpoint.Code);
                    if (!isAsked && facts.Bodies.Has(model) && models.IsOpen(model) && bare.Add(model))
                    {
                        reporter.Report(report, new GateDiagnostic(
                            InputRules.InputNotValidated, Outcome.Advised, place, endpoint.Name, endpoint.Name,
                            $"takes '{model.Name}', which no rule limits", "say what it may hold: [Required, StringLength(100)], [Range(1, 99)]"));
                    }
                }
                else if (run.IsRun is null)
                {
                    reporter.NotProven(report, InputRules.InputNotValidated, place, endpoint.Name, $"'{endpoint.Name}' takes '{model.Name}': {run.Reason}");
                }
                else
                {
                    var what = kind == ModelRuleKind.Validator ? "whose validator nobody calls" : "whose validation attributes never run";
                    reporter.Finding(report, InputRules.InputNotValidated, place, endpoint.Name, endpoint.Name, $"takes '{model.Name}', {what}", WayOut(endpoint, kind));
                }
            }
        }

        void CheckPage(Endpoint page)
        {
            if (page.Type is not { } type || !facts.Bodies.Has(type) || runs.Of(page with { Method = null, Code = null }, ModelRuleKind.Annotations).IsRun != false)
                return;

            var members = type.WithBases().SelectMany(each => each.GetMembers()).ToList();
            var bound = members.OfType<IPropertySymbol>().FirstOrDefault(property =>
                property.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "BindPropertyAttribute")
                && (InputModels.HasRule(property) || models.ModelOf(property.Type) is { } model && models.RulesOf(model) == ModelRuleKind.Annotations));
            if (bound is null)
                return;

            foreach (var handler in members.OfType<IMethodSymbol>().Where(method => MvcNames.IsUnsafeHandler(method) && facts.Bodies.Has(method)))
            {
                var place = handler.Locations.FirstOrDefault() ?? page.Location;
                if (!runs.ByCode(handler, null) && places.Add(place))
                {
                    reporter.Finding(
                        report, InputRules.InputNotValidated, place, page.Name, $"{type.Name}.{handler.Name}",
                        $"takes '{bound.Name}', whose validation attributes nobody asks", "if (!ModelState.IsValid) return Page()");
                }
            }
        }
    }

    private static string WayOut(Endpoint endpoint, ModelRuleKind kind) =>
        kind == ModelRuleKind.Validator ? "call its ValidateAsync before working with it, in the handler or a filter"
        : endpoint.Kind == EndpointKind.Controller ? "return when ModelState.IsValid is false, or write [ApiController]"
        : "call builder.Services.AddValidation(), or ask Validator.TryValidateObject in the handler";
}
