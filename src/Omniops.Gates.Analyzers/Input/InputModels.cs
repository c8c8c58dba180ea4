using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Endpoints;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Input;

/// <summary>
/// What endpoints take as objects of several values, and what rules these carry. Source: ParameterBinding of minimal APIs,
/// BindingSource inference of MVC, ValidationAttribute, IValidatableObject, AbstractValidator.
/// </summary>
internal sealed class InputModels
{
    private const string Annotations = "System.ComponentModel.DataAnnotations";
    private const int MaxDepth = 4;

    private static readonly string[] s_given = ["FromServicesAttribute", "FromKeyedServicesAttribute", "ModelBinderAttribute", "ValidateNeverAttribute"];
    private static readonly string[] s_bound = ["FromBodyAttribute", "FromFormAttribute", "AsParametersAttribute", "FromQueryAttribute"];

    private readonly SourceBodies _bodies;
    private readonly HashSet<ISymbol> _services;

    public InputModels(PipelineFacts facts, SourceBodies bodies)
    {
        _bodies = bodies;
        _services = new HashSet<ISymbol>(
            facts.Services.Select(call => call.Operation).OfType<IInvocationOperation>()
                .SelectMany(call => call.TargetMethod.TypeArguments.Concat(call.Descendants().OfType<ITypeOfOperation>().Select(each => each.TypeOperand))),
            SymbolEqualityComparer.Default);
    }

    /// <summary>The parameters of an endpoint's method that are models, with the type of each.</summary>
    public IEnumerable<(IParameterSymbol Parameter, INamedTypeSymbol Model)> Of(Endpoint endpoint) => (endpoint.Method is { } method ? method.Parameters : Enumerable.Empty<IParameterSymbol>())
        .Where(parameter => !Has(parameter, s_given) && IsBound(endpoint, parameter))
        .Select(parameter => (parameter, ModelOf(parameter.Type)))
        .Where(each => each.Item2 is not null)!;

    /// <summary>The class of the source, or of another project, that a value or the elements of a collection are of; null for others.</summary>
    public INamedTypeSymbol? ModelOf(ITypeSymbol type)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                return ModelOf(array.ElementType);
            case INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable:
                return ModelOf(nullable.TypeArguments[0]);
            case INamedTypeSymbol { TypeArguments: [var element] } generic when generic.AllInterfaces.Any(each => each.SpecialType == SpecialType.System_Collections_IEnumerable):
                return ModelOf(element);
            case INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, IsAbstract: false, SpecialType: SpecialType.None } named when IsModel(named):
                return named;
            default:
                return null;
        }
    }

    /// <summary>The rules that the model carries.</summary>
    public ModelRuleKind RulesOf(INamedTypeSymbol model) =>
        IsAnnotated(model, 0) ? ModelRuleKind.Annotations
        : _bodies.Types.Any(type => type.WithBases().Any(each => each is { Name: "AbstractValidator", TypeArguments: [var judged] } && judged.Is(model)))
            ? ModelRuleKind.Validator
        : ModelRuleKind.None;

    /// <summary>Whether a member asks for something itself.</summary>
    public static bool HasRule(ISymbol member) => member.GetAttributes().Any(attribute => attribute.AttributeClass is { } type && type.WithBases().Any(each =>
        each.Name == "ValidationAttribute" && each.ContainingNamespace.ToDisplayString() == Annotations));

    /// <summary>Whether its values can be anything: text, numbers and lists, not choices, dates or identifiers.</summary>
    public bool IsOpen(INamedTypeSymbol model) => Properties(model).Any(property => property.Type switch
    {
        { SpecialType: SpecialType.System_Boolean or SpecialType.System_DateTime } or { TypeKind: TypeKind.Enum } => false,
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var inner] } => IsWide(inner),
        _ => IsWide(property.Type),
    });

    private static bool IsWide(ITypeSymbol type) => type.TypeKind != TypeKind.Enum && type.SpecialType is not SpecialType.System_Boolean and not SpecialType.System_DateTime
        && type.Name is not "Guid" and not "DateOnly" and not "DateTimeOffset" and not "TimeOnly" and not "TimeSpan" and not "IFormFile";

    private bool IsBound(Endpoint endpoint, IParameterSymbol parameter)
    {
        if (Has(parameter, s_bound))
            return true;

        // What is registered is a service. Minimal APIs read a body only where the verb has one.
        return !_services.Contains(parameter.Type) && !_services.Contains(parameter.Type.OriginalDefinition)
            && (endpoint.Kind == EndpointKind.Controller || endpoint.Verbs?.Any(verb => verb is "POST" or "PUT" or "PATCH") == true);
    }

    private static bool IsModel(INamedTypeSymbol type) =>
        !KnownMiddleware.IsFramework(type.ContainingAssembly) && !type.IsTupleType
        && type.WithBases().Skip(1).All(each => each.SpecialType is SpecialType.System_Object or SpecialType.System_ValueType || !KnownMiddleware.IsFramework(each.ContainingAssembly))
        && Properties(type).Any()
        // It reads itself from a text or a request.
        && !type.GetMembers().Any(member => member is { IsStatic: true, Name: "TryParse" or "BindAsync" })
        // It is put together of services.
        && !type.Constructors.Any(constructor => constructor.Parameters.Any(parameter => parameter.Type.TypeKind == TypeKind.Interface
            && !parameter.Type.AllInterfaces.Any(each => each.SpecialType == SpecialType.System_Collections_IEnumerable)
            && parameter.Type.Name is not "IFormFile" and not "IFormFileCollection"));

    private bool IsAnnotated(INamedTypeSymbol model, int depth)
    {
        if (depth >= MaxDepth)
            return false;
        if (model.AllInterfaces.Any(contract => contract.Name == "IValidatableObject") || HasRule(model)
            || model.Constructors.Any(constructor => constructor.Parameters.Any(HasRule)))
        {
            return true;
        }

        return Properties(model).Any(property => HasRule(property)
            || ModelOf(property.Type) is { } nested && !nested.Is(model) && IsAnnotated(nested, depth + 1));
    }

    private static IEnumerable<IPropertySymbol> Properties(INamedTypeSymbol type) => type.WithBases().SelectMany(each => each.GetMembers().OfType<IPropertySymbol>())
        .Where(property => property is { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public, SetMethod.DeclaredAccessibility: Accessibility.Public });

    private static bool Has(ISymbol symbol, string[] attributes) =>
        symbol.GetAttributes().Any(attribute => Array.IndexOf(attributes, attribute.AttributeClass?.Name) >= 0);
}
