using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>Reads expressions that hold the name of the environment, and the names they are compared with.</summary>
internal sealed class EnvironmentNames(Compilation compilation, ValueSource values)
{
    private const int MaxDepth = 8;

    public const string AspNetCore = "ASPNETCORE_ENVIRONMENT";
    public const string DotNet = "DOTNET_ENVIRONMENT";

    private static readonly string[] s_variables = [AspNetCore, DotNet];

    private readonly INamedTypeSymbol?[] _environments =
    [
        compilation.GetTypeByMetadataName(KnownTypes.HostEnvironment),
        compilation.GetTypeByMetadataName(KnownTypes.OldHostEnvironment),
        compilation.GetTypeByMetadataName(KnownTypes.OldWebHostEnvironment),
    ];

    private readonly INamedTypeSymbol?[] _names = KnownTypes.EnvironmentNames.Select(compilation.GetTypeByMetadataName).ToArray();
    private readonly INamedTypeSymbol? _variables = compilation.GetTypeByMetadataName(KnownTypes.EnvironmentVariables);
    private readonly INamedTypeSymbol? _configuration = compilation.GetTypeByMetadataName(KnownTypes.Configuration);

    /// <summary>Null where the expression is something else than the environment's name.</summary>
    public EnvironmentName? Read(IOperation? expression, CancellationToken cancellation) => Read(expression, 0, cancellation);

    /// <summary>Whether this is the property of a hosting environment that holds its name.</summary>
    public bool IsNameProperty(IPropertySymbol property) =>
        property.Name == "EnvironmentName" && Array.Exists(_environments, environment => property.ContainingType.IsA(environment));

    /// <summary>The text that a constant, a static readonly field or a variable holds.</summary>
    /// <returns>False where it is not known. A known null is a text too.</returns>
    public bool TryText(IOperation expression, out string? text, CancellationToken cancellation)
    {
        var origin = values.Origin(expression, cancellation);
        if (origin is IFieldReferenceOperation { Field: var field } && Array.Exists(_names, type => field.ContainingType.Is(type)))
        {
            text = field.Name;
            return true;
        }

        text = origin.ConstantValue is { HasValue: true, Value: string constant } ? constant : null;
        return text is not null || origin.ConstantValue is { HasValue: true, Value: null };
    }

    private EnvironmentName? Read(IOperation? expression, int depth, CancellationToken cancellation)
    {
        if (expression is null || depth > MaxDepth)
            return null;

        var value = expression.Unwrapped();
        return value switch
        {
            IPropertyReferenceOperation { Property: var property } name when IsNameProperty(property) =>
                EnvironmentName.Exact(name.Instance ?? name),
            IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: [var key] } indexer
                when indexer.Property.ContainingType.IsA(_configuration) && VariableOf(key) is { } variable => Variable(indexer, variable),
            IInvocationOperation { TargetMethod.Name: "GetEnvironmentVariable", Arguments: [var name, ..] } call
                when call.TargetMethod.ContainingType.Is(_variables) && VariableOf(name) is { } variable => Variable(call, variable),
            IInvocationOperation { TargetMethod.ContainingType.SpecialType: SpecialType.System_String, Instance: { } instance } call =>
                CasingOf(call.TargetMethod.Name) is { } casing && Read(instance, depth + 1, cancellation) is { } cased
                    ? cased with { Casing = casing == NameCasing.AsItIs ? cased.Casing : casing }
                    : null,
            IConditionalAccessOperation access => Read(access.WhenNotNull, depth + 1, cancellation),
            IConditionalAccessInstanceOperation access => Read(access.Accessed(), depth + 1, cancellation),
            ICoalesceOperation coalesce when Read(coalesce.Value, depth + 1, cancellation) is { } name =>
                WhenUnset(name, coalesce.WhenNull, depth, cancellation),
            _ => values.Of(value, cancellation) is { } source ? Read(source, depth + 1, cancellation) : null,
        };
    }

    /// <summary>The environment variable that is set for the whole process, if it is one that holds the environment's name.</summary>
    public string? SetVariable(IInvocationOperation call) =>
        call.TargetMethod.Name == "SetEnvironmentVariable" && call.TargetMethod.ContainingType.Is(_variables)
        && call.Arguments.All(argument => argument.Parameter?.Ordinal != 2 || argument.Value.ConstantValue is { HasValue: true, Value: 0 })
        && call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0) is { } name ? VariableOf(name) : null;

    /// <summary>Whether a call or indexer asks for what the deployment configures: a variable, the command line, configuration.</summary>
    public bool IsDeployed(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: { Name: "GetEnvironmentVariable" or "GetCommandLineArgs" } method } =>
            method.ContainingType.Is(_variables),
        IInvocationOperation { TargetMethod: var method } call =>
            call.Instance?.Type.IsA(_configuration) == true
            || method is { IsExtensionMethod: true, Parameters: [{ Type: var first }, ..] } && first.IsA(_configuration),
        IPropertyReferenceOperation { Instance.Type: var type } => type.IsA(_configuration),
        _ => false,
    };

    private static EnvironmentName Variable(IOperation source, string variable) =>
        new(CanBeUnset: true, WhenUnset: null, NameCasing.AsItIs, source, variable);

    private EnvironmentName? WhenUnset(EnvironmentName name, IOperation fallback, int depth, CancellationToken cancellation)
    {
        if (!name.CanBeUnset || name.WhenUnset is not null)
            return name;

        // Environment.GetEnvironmentVariable("A") ?? Environment.GetEnvironmentVariable("B") ?? "Production"
        if (Read(fallback, depth + 1, cancellation) is { } other)
            return other;

        return TryText(fallback, out var text, cancellation) ? name with { WhenUnset = text } : null;
    }

    private static NameCasing? CasingOf(string method) => method switch
    {
        "ToLower" or "ToLowerInvariant" => NameCasing.Lower,
        "ToUpper" or "ToUpperInvariant" => NameCasing.Upper,
        "Trim" or "ToString" => NameCasing.AsItIs,
        _ => null,
    };

    private static string? VariableOf(IArgumentOperation name) => Array.Find(s_variables, variable => name.Value.Is(variable));
}
