using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Cors;

/// <summary>Where a policy that has a name is used by that name.</summary>
internal sealed class CorsPolicyUse(ProgramSources sources)
{
    private static readonly string[] s_names =
        ["UseCors", "RequireCors", "EnableCors", "EnableCorsAttribute", "GetPolicy", "DefaultPolicyName"];

    /// <summary>Stands for the policy that is applied where none is named.</summary>
    private const string Default = "";

    private readonly INamedTypeSymbol? _options = sources.Bodies.Compilation.GetTypeByMetadataName(KnownTypes.CorsOptions);

    /// <summary>
    /// Not in production only if the operation belongs to a policy that is used, and every use of its name, or of none for the default one, is
    /// elsewhere.
    /// </summary>
    public ProductionReach Of(IOperation operation, CancellationToken cancellation)
    {
        if (NameOf(operation, cancellation) is not { } policy)
            return ProductionReach.Certain;

        // YARP takes the names of policies from its configuration.
        if (sources.Bodies.Compilation.ReferencedAssemblyNames.Any(assembly => assembly.Name == "Yarp.ReverseProxy"))
            return ProductionReach.Certain;

        ProductionReach? reach = null;
        foreach (var name in s_names.SelectMany(name => sources.References.Named(name, cancellation)))
        {
            if (Of(name, policy, cancellation) is not { } use)
                continue;

            reach = reach is { } other ? other | use : use;
            if (reach == ProductionReach.Certain)
                break;
        }

        return reach ?? ProductionReach.Certain;
    }

    private string? NameOf(IOperation operation, CancellationToken cancellation)
    {
        for (var current = operation.Parent; current is not null; current = current.Parent)
        {
            if (current is not IInvocationOperation { TargetMethod: var method, Arguments: var arguments } || !method.ContainingType.Is(_options))
                continue;

            if (method.Name == "AddDefaultPolicy")
                return Default;
            if (method.Name == "AddPolicy" && arguments is [var name, _])
                return TextOf(name.Value, cancellation);
        }

        return null;
    }

    /// <summary>Null where the name is not a use of the policy.</summary>
    private ProductionReach? Of(SimpleNameSyntax name, string policy, CancellationToken cancellation)
    {
        var model = sources.Bodies.ModelOf(name.SyntaxTree);
        if (name.FirstAncestorOrSelf<AttributeSyntax>() is { } attribute && attribute.Name.Span.Contains(name.Span))
        {
            var isOther = attribute.ArgumentList?.Arguments is not [var given, ..] ? policy != Default
                : policy == Default || model.GetConstantValue(given.Expression, cancellation) is { HasValue: true, Value: string text } && text != policy;
            return isOther ? null : ProductionReach.Certain;
        }

        if (model.GetSymbolInfo(name, cancellation).Symbol is not { } symbol || !KnownMiddleware.IsFramework(symbol.ContainingAssembly))
            return null;

        return symbol switch
        {
            IMethodSymbol { Name: "UseCors" or "RequireCors" } =>
                sources.References.UseOf(name, cancellation) is IInvocationOperation call ? OfCall(call, policy, cancellation) : ProductionReach.Certain,
            IPropertySymbol { Name: "DefaultPolicyName" } => OfDefault(name, policy, cancellation),
            _ => ProductionReach.Certain,
        };
    }

    private ProductionReach? OfCall(IInvocationOperation call, string policy, CancellationToken cancellation)
    {
        if (call.Arguments.FirstOrDefault(argument => argument.Parameter?.Type.SpecialType == SpecialType.System_String) is not { } name)
            return policy == Default && call.TargetMethod.Parameters.Length == 1 ? sources.Reach.Of(call, cancellation) : null;

        return TextOf(name.Value, cancellation) is { } text && text != policy ? null : sources.Reach.Of(call, cancellation);
    }

    private ProductionReach? OfDefault(SimpleNameSyntax name, string policy, CancellationToken cancellation)
    {
        if (policy == Default || name.FirstAncestorOrSelf<AssignmentExpressionSyntax>() is not { } assignment || !assignment.Left.Span.Contains(name.Span))
            return null;

        var isOther = sources.Bodies.Read(assignment.Right, cancellation) is { } value && TextOf(value, cancellation) is { } text && text != policy;
        return isOther ? null : ProductionReach.Certain;
    }

    private string? TextOf(IOperation value, CancellationToken cancellation) =>
        sources.Values.Origin(value, cancellation).ConstantValue is { HasValue: true, Value: string text } ? text : null;
}
