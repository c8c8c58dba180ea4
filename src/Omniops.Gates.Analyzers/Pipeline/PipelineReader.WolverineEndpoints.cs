using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Endpoints;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <content>
/// Methods that Wolverine serves: <c>[WolverineGet("/orders/{id}")] public static Order Get(int id)</c>. Source: documentation of
/// WolverineFx.Http 6, its running endpoints.
/// </content>
internal sealed partial class PipelineReader
{
    private const string Wolverine = "Wolverine.Http";

    private const string VerbAttribute = "WolverineHttpMethodAttribute";

    private void NoteWolverineEndpoints(IInvocationOperation call, PipelineCall mapped, EndpointGroup all)
    {
        string? prefix = "";
        foreach (var argument in call.Arguments.Where(each => each.Parameter?.Type.TypeKind == TypeKind.Delegate && !each.Value.IsNull()))
        {
            if (_values.Of(argument.Value) is { Function: not null } function && CodeOf(function) is { } code)
                ReadWolverineOptions(code, call, mapped, all, ref prefix);
            else
                all.Conventions.Add(OfWolverine(argument.Value, mapped.Scope, $"what '{argument.Value.Syntax.OneLine()}' configures"));
        }

        var group = new EndpointGroup(all, prefix ?? HeaderTexts.Hole.ToString());
        foreach (var type in bodies.Types.Concat(Dispatch.Referenced).Where(each => each is { DeclaredAccessibility: Accessibility.Public } and ({ IsAbstract: false } or { IsStatic: true })))
        {
            foreach (var method in type.WithBases().SelectMany(each => each.GetMembers().OfType<IMethodSymbol>()).Where(each => each.DeclaredAccessibility == Accessibility.Public))
            {
                foreach (var attribute in method.GetAttributes())
                {
                    if (attribute.AttributeClass is { } verb && verb.WithBases().Any(each => each is { Name: VerbAttribute, ContainingAssembly.Name: Wolverine }))
                        _facts.Mappings.Add(OfMethod(method, type, verb, attribute, mapped, group));
                }
            }
        }
    }

    private EndpointMapping OfMethod(IMethodSymbol method, INamedTypeSymbol type, INamedTypeSymbol verb, AttributeData attribute, PipelineCall mapped, EndpointGroup group)
    {
        var before = type.GetAttributes().FirstOrDefault(each => each.AttributeClass is { Name: "RoutePrefixAttribute", ContainingAssembly.Name: Wolverine });
        // What an attribute of the team's own hands to its base cannot be seen.
        var isOwn = verb.ContainingAssembly.Name != Wolverine;
        var place = method.Locations.FirstOrDefault(each => each.IsInSource);
        var mapping = new EndpointMapping(EndpointKind.Minimal, mapped, before is null ? group : new EndpointGroup(group, RouteIn(before)))
        {
            Pattern = isOwn ? HeaderTexts.Hole.ToString() : RouteIn(attribute),
            Verbs = isOwn ? null : [verb.Name.Substring("Wolverine".Length, verb.Name.Length - "WolverineAttribute".Length).ToUpperInvariant()],
            HandlerName = $"{type.Name}.{method.Name}",
            Place = place,
        };
        mapping.Conventions.AddRange(ControllerReader.TypeAttributes(type, mapped.Scope, "class", bodies, cancellation));
        mapping.Conventions.AddRange(MetadataReader.Of(method, mapped.Scope, "method", bodies, cancellation));
        return mapping;
    }

    /// <summary>app.MapPostToWolverine&lt;Order&gt;("/orders")</summary>
    private EndpointMapping OfMessage(IInvocationOperation call, PipelineCall mapped, EndpointGroup? group) => new(EndpointKind.Minimal, mapped, group)
    {
        Pattern = RouteIn(call),
        Verbs = [call.TargetMethod.Name.Substring(3, call.TargetMethod.Name.Length - "MapToWolverine".Length).ToUpperInvariant()],
        HandlerName = call.TargetMethod.TypeArguments[0].Name,
    };

    private string RouteIn(IInvocationOperation call) =>
        call.Arguments.FirstOrDefault(each => each.Parameter?.Type.SpecialType == SpecialType.System_String) is { } route ? ShownText(route.Value) : HeaderTexts.Hole.ToString();

    private static string RouteIn(AttributeData attribute) =>
        attribute.ConstructorArguments.FirstOrDefault() is { Kind: not TypedConstantKind.Array, Value: string route } ? route : HeaderTexts.Hole.ToString();

    private void ReadWolverineOptions(IOperation code, IInvocationOperation call, PipelineCall mapped, EndpointGroup all, ref string? prefix)
    {
        foreach (var option in code.Descendants().OfType<IInvocationOperation>())
        {
            if (option.TargetMethod.ContainingType is not { Name: "WolverineHttpOptions", ContainingAssembly.Name: Wolverine })
            {
                if (option.Arguments.Any(each => each.Value.Type is { Name: "WolverineHttpOptions" }))
                    all.Conventions.Add(OfWolverine(option, mapped.Scope, $"what '{option.TargetMethod.Name}' configures"));
                continue;
            }

            switch (option.TargetMethod.Name)
            {
                case "RequireAuthorizeOnAll":
                    all.Conventions.Add(new EndpointConvention(ConventionKind.Authorize, option.NameLocation(), Within(option, code, call, mapped.Scope), "RequireAuthorizeOnAll"));
                    break;
                case "RoutePrefix" when prefix is "" && option.Arguments is [var only] && TextOf(only.Value) is { } text:
                    prefix = text;
                    break;
                case "RoutePrefix" or "UseApiVersioning":
                    prefix = null;
                    break;
                case "PublishMessage" or "SendMessage":
                    _facts.Mappings.Add(new EndpointMapping(EndpointKind.Minimal, mapped, all)
                    {
                        Pattern = RouteIn(option),
                        Verbs = option.Arguments.Any(each => each.Parameter?.Type.Name == "HttpMethod") ? null : ["POST"],
                        HandlerName = option.TargetMethod.Name,
                        Place = option.NameLocation(),
                    });
                    break;
                case "AddPolicy" or "ConfigureEndpoints":
                    all.Conventions.Add(OfWolverine(option, mapped.Scope, $"what '{option.TargetMethod.Name}' says of it"));
                    break;
            }
        }
    }

    /// <summary>What stands under a condition may not run.</summary>
    private static PipelineScope Within(IOperation option, IOperation code, IInvocationOperation call, PipelineScope scope)
    {
        for (var around = option.Parent; around is not null && around != code; around = around.Parent)
        {
            if (around is IConditionalOperation or ISwitchOperation or ILoopOperation or ITryOperation)
                return scope.Perhaps(call.Syntax, $"'{around.Syntax.OneLine()}'");
        }

        return scope;
    }

    private static EndpointConvention OfWolverine(IOperation at, PipelineScope scope, string what) =>
        new(ConventionKind.Unknown, at.NameLocation(), scope, "library") { Reason = $"{what} cannot be seen" };
}
