using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>
/// Which requirements everybody meets, as a registered handler says so without a condition. A requirement can be its own handler. Source:
/// DefaultAuthorizationService, PassThroughAuthorizationHandler, PolicyEvaluator; tried on a running server.
/// </summary>
internal sealed class AuthorizationHandlers(SourceBodies bodies, IReadOnlyList<PipelineCall> services)
{
    private const string Contract = "IAuthorizationHandler";
    private const string Evaluator = "IPolicyEvaluator";

    /// <summary>The handlers of the framework do not fail what others have met.</summary>
    private const string Fail = "Fail";

    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _met = new(SymbolEqualityComparer.Default);

    private readonly Lazy<(PipelineCall Registration, INamedTypeSymbol Type)?> _opening = new(() => Opening(bodies, services));

    /// <summary>What lets everybody in, whatever policies ask for, and where production registers it.</summary>
    public (PipelineCall Registration, INamedTypeSymbol Type)? OpensAll => _opening.Value;

    /// <summary>Whether everybody meets requirements of a type.</summary>
    public bool AreMetByAll(INamedTypeSymbol requirement) => _met.GetOrAdd(requirement, type => IsMet(type));

    private bool IsMet(INamedTypeSymbol requirement) =>
        (Meets(bodies, requirement, requirement) || Registered(services, Contract).Any(each => IsCertain(each.Registration) && Meets(bodies, each.Type, requirement)))
        && !bodies.Types.Any(type => HandledBy(type) is { } handled && requirement.IsA(handled) && UnconditionalSuccess.Calls(bodies, type, Fail));

    private static bool Meets(SourceBodies bodies, INamedTypeSymbol handler, INamedTypeSymbol requirement) =>
        HandledBy(handler) is { } handled && requirement.IsA(handled) && UnconditionalSuccess.OfRequirement(bodies, handler);

    private static (PipelineCall Registration, INamedTypeSymbol Type)? Opening(SourceBodies bodies, IReadOnlyList<PipelineCall> services)
    {
        var found = Registered(services, Contract)
            .Where(each => UnconditionalSuccess.OfAll(bodies, each.Type) || HandledBy(each.Type) is { Name: "IAuthorizationRequirement" } && UnconditionalSuccess.OfRequirement(bodies, each.Type))
            .Concat(Registered(services, Evaluator).Where(each => UnconditionalSuccess.OfEvaluator(bodies, each.Type)))
            .OrderBy(each => IsCertain(each.Registration) ? 0 : 1).ToList();
        return found.Count == 0 ? null : found[0];
    }

    public static bool IsCertain(PipelineCall registration) => registration.Scope.Conditions.All(condition => condition.IsDeferral);

    /// <summary>R of a class that derives from AuthorizationHandler&lt;R&gt;.</summary>
    private static INamedTypeSymbol? HandledBy(INamedTypeSymbol type)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (current is { Name: "AuthorizationHandler", TypeArguments: [INamedTypeSymbol requirement, ..], ContainingNamespace.Name: "Authorization" })
                return requirement;
        }

        return null;
    }

    /// <summary>What production registers for a contract: by type arguments, by typeof, or as an object.</summary>
    private static IEnumerable<(PipelineCall Registration, INamedTypeSymbol Type)> Registered(IReadOnlyList<PipelineCall> services, string contract)
    {
        foreach (var registration in services)
        {
            if (registration is not { IsInProduction: true, Name: "AddSingleton" or "AddScoped" or "AddTransient", Operation: IInvocationOperation call })
                continue;

            var given = call.Arguments.Skip(1).SelectMany(argument => argument.Value.DescendantsAndSelf()).ToList();
            var named = call.TargetMethod.TypeArguments.Concat(given.OfType<ITypeOfOperation>().Select(each => each.TypeOperand)).ToList();
            if (named.FirstOrDefault()?.Name != contract)
                continue;

            if (named.Skip(1).Concat(given.OfType<IObjectCreationOperation>().Select(each => each.Type)).OfType<INamedTypeSymbol>()
                    .FirstOrDefault(each => each.AllInterfaces.Any(one => one.Name == contract)) is { } type)
            {
                yield return (registration, type);
            }
        }
    }
}
