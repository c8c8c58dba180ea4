using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>
/// Which requirements everybody meets, as a registered handler says so whatever it looks at, and which services let everybody in. A requirement
/// can be its own handler. Source: DefaultAuthorizationService, PassThroughAuthorizationHandler, PolicyEvaluator, AuthorizationMiddleware; tried
/// on a running server.
/// </summary>
internal sealed class AuthorizationHandlers(SourceBodies bodies, IReadOnlyList<PipelineCall> services)
{
    private const string Contract = "IAuthorizationHandler";

    private const string ResultHandler = "IAuthorizationMiddlewareResultHandler";

    /// <summary>Of these the container gives the last that is registered.</summary>
    private static readonly (string Contract, bool IsOfMiddleware, Func<SourceBodies, INamedTypeSymbol, bool> LetsAllIn)[] s_services =
    [
        ("IPolicyEvaluator", false, UnconditionalSuccess.OfEvaluator),
        ("IAuthorizationService", false, UnconditionalSuccess.OfService),
        ("IAuthorizationEvaluator", false, UnconditionalSuccess.OfResults),
        (ResultHandler, true, UnconditionalSuccess.OfResultHandler),
    ];

    /// <summary>The handlers of the framework do not fail what others have met.</summary>
    private const string Fail = "Fail";

    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _met = new(SymbolEqualityComparer.Default);

    private readonly Lazy<IReadOnlyList<AccessOpening>> _openings = new(() => Openings(bodies, services));

    /// <summary>What lets everybody in, whatever policies ask for; what certainly does comes first.</summary>
    public IReadOnlyList<AccessOpening> OpenAll => _openings.Value;

    /// <summary>Whether everybody meets requirements of a type.</summary>
    public bool AreMetByAll(INamedTypeSymbol requirement) => _met.GetOrAdd(requirement, type => IsMet(type));

    private bool IsMet(INamedTypeSymbol requirement) =>
        (Meets(bodies, requirement, requirement) || Registered(services, Contract).Any(each => IsCertain(each.Registration) && Meets(bodies, each.Type, requirement)))
        && !bodies.Types.Any(type => HandledBy(type) is { } handled && requirement.IsA(handled) && UnconditionalSuccess.Calls(bodies, type, Fail));

    private static bool Meets(SourceBodies bodies, INamedTypeSymbol handler, INamedTypeSymbol requirement) =>
        HandledBy(handler) is { } handled && requirement.IsA(handled) && UnconditionalSuccess.OfRequirement(bodies, handler);

    private static IReadOnlyList<AccessOpening> Openings(SourceBodies bodies, IReadOnlyList<PipelineCall> services)
    {
        var handlers = Registered(services, Contract)
            .Where(each => UnconditionalSuccess.OfAll(bodies, each.Type) || HandledBy(each.Type) is { Name: "IAuthorizationRequirement" } && UnconditionalSuccess.OfRequirement(bodies, each.Type))
            .Select(each => new AccessOpening(each.Registration, each.Type.Name, IsOfMiddleware: false));
        var others = s_services.SelectMany(service => Registered(services, service.Contract).Reverse().Take(1)
            .Where(each => service.LetsAllIn(bodies, each.Type)).Select(each => new AccessOpening(each.Registration, each.Type.Name, service.IsOfMiddleware)));
        var partial = Registered(services, ResultHandler).Reverse().Take(1).Where(each => UnconditionalSuccess.MayGoOn(bodies, each.Type))
            .Select(each => new AccessOpening(each.Registration, each.Type.Name, IsOfMiddleware: true, IsPartial: true));
        var choosing = Registered(services, Contract).Where(each => UnconditionalSuccess.MayMeetAll(bodies, each.Type))
            .Select(each => new AccessOpening(each.Registration, each.Type.Name, IsOfMiddleware: false, IsPartial: true));
        return [.. handlers.Concat(others).Concat(partial).Concat(choosing).Concat(services.Select(AccessOpening.Read).OfType<AccessOpening>()).OrderBy(each => each.IsCertain ? 0 : 1)];
    }

    public static bool IsCertain(PipelineCall registration) => registration.Scope.Conditions.All(condition => condition.IsCertain);

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

    /// <summary>What production registers for a contract: by type arguments, by typeof, as an object, or by a descriptor of these.</summary>
    public static IEnumerable<(PipelineCall Registration, INamedTypeSymbol Type)> Registered(IReadOnlyList<PipelineCall> services, string contract)
    {
        foreach (var registration in services)
        {
            if (registration is not { IsInProduction: true, Name: "Add" or "AddSingleton" or "AddScoped" or "AddTransient" or "Replace", Operation: IInvocationOperation call })
                continue;

            var given = call.Arguments.Skip(call.Instance is null ? 1 : 0).SelectMany(argument => argument.Value.DescendantsAndSelf()).ToList();
            var named = call.TargetMethod.TypeArguments
                .Concat(given.OfType<IInvocationOperation>().Where(each => each.TargetMethod.ContainingType.Name == "ServiceDescriptor").SelectMany(each => each.TargetMethod.TypeArguments))
                .Concat(given.OfType<ITypeOfOperation>().Select(each => each.TypeOperand)).ToList();
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
