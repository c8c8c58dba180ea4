using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>
/// The methods of a gRPC service, by the base class that is generated from its contract: each that can be overridden is served, with what the
/// service's own method says. Source: BinderServiceModelProvider, ProviderServiceBinder.
/// </summary>
internal sealed class GrpcReader(SourceBodies bodies, CancellationToken cancellation)
{
    public const string Reflected = "MapGrpcReflectionService";

    /// <summary>What it serves, and since the contract of version 1 is in the package that as well. Source: Grpc.Reflection 2.76 and 2.85.</summary>
    public const string Reflection = "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo";

    /// <inheritdoc cref="Reflection" />
    public const string NewReflection = "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo";

    /// <summary>The class of the contract that is served at <see cref="NewReflection"/>.</summary>
    public const string NewReflected = "Grpc.Reflection.V1.ServerReflection";

    /// <summary>Maps the service of health checks. Source: Grpc.AspNetCore.HealthChecks 2.85, its running endpoints.</summary>
    public const string Health = "MapGrpcHealthChecksService";

    /// <summary>What it serves.</summary>
    public static readonly string[] HealthRoutes = ["/grpc.health.v1.Health/Check", "/grpc.health.v1.Health/Watch"];

    /// <summary>What answers calls to a service or a method that is not there, as the framework's own endpoints do: with UNIMPLEMENTED.</summary>
    public const string Unimplemented = "UnimplementedMethod";

    /// <summary>The routes of what is not there, which every served contract brings. Source: ServiceRouteBuilder, its running endpoints.</summary>
    public static IEnumerable<string> Missing(IEnumerable<string> served) => served
        .Select(route => route.Split('/')[1]).Distinct().Select(contract => $"/{contract}/{{unimplementedMethod:grpcunimplemented}}")
        .Prepend("/{unimplementedService}/{unimplementedMethod:grpcunimplemented}");

    /// <summary>A service of a library as one mapping for each method, so that a program has it whole without its source.</summary>
    public IEnumerable<EndpointMapping> Methods(EndpointMapping mapping, INamedTypeSymbol service)
    {
        foreach (var (route, said) in Read(service, mapping.Call.Scope))
        {
            var method = new EndpointMapping(EndpointKind.Grpc, mapping.Call, mapping.Group)
            {
                Pattern = route,
                Verbs = mapping.Verbs,
                HandlerName = service.Name,
            };
            method.Conventions.AddRange(mapping.Conventions);
            method.Conventions.AddRange(said);
            yield return method;
        }
    }

    /// <summary>The route of each method, <c>/greet.Greeter/SayHello</c>, with what its attributes say. None where the contract is not in sight.</summary>
    public IEnumerable<(string Route, IReadOnlyList<EndpointConvention> Said)> Read(INamedTypeSymbol service, PipelineScope scope)
    {
        var chain = service.WithBases().ToList();
        if (chain.Find(IsGenerated) is not { ContainingType: { } contract } generated)
            yield break;

        // The name stands in a field that is read at run time, so that of a contract in another assembly only its last part is known.
        var name = contract.GetMembers("__ServiceName").OfType<IFieldSymbol>().FirstOrDefault() is { } field
            && (bodies.FindInitializer(field, cancellation) as ISymbolInitializerOperation)?.Value.ConstantValue.Value is string text
                ? text : HeaderTexts.Hole + contract.Name;
        var own = chain.TakeWhile(type => !SymbolEqualityComparer.Default.Equals(type, generated))
            .SelectMany(type => type.GetMembers().OfType<IMethodSymbol>()).ToList();
        foreach (var method in generated.GetMembers().OfType<IMethodSymbol>())
        {
            if (method is not { IsVirtual: true, MethodKind: MethodKind.Ordinary })
                continue;

            var served = own.Find(each => SymbolEqualityComparer.Default.Equals(Overridden(each).Last(), method)) ?? method;
            yield return ($"/{name}/{method.Name}", [.. Overridden(served).Reverse().SelectMany(each => MetadataReader.Of(each, scope, "method", bodies, cancellation))]);
        }
    }

    private static bool IsGenerated(INamedTypeSymbol type) => type.ContainingType is { } contract
        && (contract.GetMembers("__ServiceName").Length > 0 || type.GetAttributes().Any(each => each.AttributeClass?.Name == "BindServiceMethodAttribute"));

    private static IEnumerable<IMethodSymbol> Overridden(IMethodSymbol method)
    {
        for (var current = method; current is not null; current = current.OverriddenMethod)
            yield return current;
    }
}
