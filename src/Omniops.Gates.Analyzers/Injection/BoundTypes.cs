using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Injection;

/// <summary>
/// Whether a parameter of an endpoint is filled with data of the request or with a service. Source: parameter binding of minimal APIs and
/// controllers. Where both are possible, a type without settable data is a service.
/// </summary>
internal sealed class BoundTypes(SourceBodies bodies, TypeLookup lookup)
{
    private static readonly UntrustedSource s_body = new("request body");

    private readonly RegisteredServices _services = new(bodies);
    private readonly Dictionary<ISymbol, UntrustedSource> _known = Known(lookup);
    private readonly ImmutableArray<INamedTypeSymbol> _stringValues = lookup.Find("Microsoft.Extensions.Primitives.StringValues");

    /// <summary>Where the value of a parameter of this type comes from; null for a service or a part of the framework.</summary>
    public UntrustedSource? SourceOf(ITypeSymbol type, UntrustedSource simple, CancellationToken cancellation)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                return SourceOf(array.ElementType, simple, cancellation);
            case ITypeParameterSymbol or IDynamicTypeSymbol:
                return s_body;
            case IErrorTypeSymbol or not INamedTypeSymbol:
                return null;
        }

        var named = (INamedTypeSymbol)type;
        if (named.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T)
            return SourceOf(named.TypeArguments[0], simple, cancellation);
        if (named.SpecialType == SpecialType.System_Object)
            return s_body;
        if (named.SpecialType != SpecialType.None || named.TypeKind == TypeKind.Enum)
            return simple;
        if (_stringValues.Contains(named, SymbolEqualityComparer.Default))
            return simple;

        for (INamedTypeSymbol? current = named; current is not null; current = current.BaseType)
        {
            if (_known.TryGetValue(current.OriginalDefinition, out var source))
                return source;
        }

        if (IsCollection(named))
            return SourceOf(named.TypeArguments[named.TypeArguments.Length - 1], s_body, cancellation);
        if (named.TypeKind is not (TypeKind.Class or TypeKind.Struct) || named.IsAbstract)
            return null;
        if (IsParsed(named))
            return simple;
        return IsData(named) && !_services.Has(named, cancellation) ? s_body : null;
    }

    private bool IsData(INamedTypeSymbol type)
    {
        if (!bodies.Has(type) && IsOfFramework(type.ContainingAssembly?.Name ?? ""))
            return false;
        if (type.AllInterfaces.Any(IsDisposable))
            return false;
        if (type.InstanceConstructors.Length > 0 && type.InstanceConstructors.All(TakesServices))
            return false;

        for (var current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            if (current.IsRecord || current.GetMembers("<Clone>$").Length > 0 || current.GetMembers().Any(IsSettable))
                return true;
        }

        return false;
    }

    private static bool TakesServices(IMethodSymbol constructor) =>
        constructor.DeclaredAccessibility != Accessibility.Public
        || constructor.Parameters.Any(parameter =>
            parameter.Type is INamedTypeSymbol { TypeKind: TypeKind.Interface } type && !IsCollection(type));

    private static bool IsSettable(ISymbol member) => member switch
    {
        IPropertySymbol { IsStatic: false, DeclaredAccessibility: Accessibility.Public, IsIndexer: false, SetMethod: { } set } =>
            set.DeclaredAccessibility == Accessibility.Public,
        // Public fields are bound where the serializer is told to.
        IFieldSymbol { IsStatic: false, IsReadOnly: false, IsConst: false, DeclaredAccessibility: Accessibility.Public } => true,
        _ => false,
    };

    /// <summary>What holds a resource is a service: data is not disposed of.</summary>
    private static bool IsDisposable(INamedTypeSymbol type) =>
        type is { Name: "IDisposable" or "IAsyncDisposable", ContainingNamespace: { Name: "System" } space }
        && space.ContainingNamespace.IsGlobalNamespace;

    private static bool IsParsed(INamedTypeSymbol type) =>
        type.GetMembers("TryParse").Concat(type.GetMembers("BindAsync"))
            .Any(member => member is IMethodSymbol { IsStatic: true, DeclaredAccessibility: Accessibility.Public });

    private static bool IsCollection(INamedTypeSymbol type) =>
        type.TypeArguments.Length is 1 or 2
        && type.ContainingNamespace?.ToDisplayString() is "System.Collections.Generic" or "System.Collections.Immutable";

    private static bool IsOfFramework(string assembly) =>
        assembly is "mscorlib" or "netstandard" or "System"
        || assembly.StartsWith("System.", StringComparison.Ordinal)
        || assembly.StartsWith("Microsoft.", StringComparison.Ordinal);

    private static Dictionary<ISymbol, UntrustedSource> Known(TypeLookup lookup)
    {
        var known = new Dictionary<ISymbol, UntrustedSource>(SymbolEqualityComparer.Default);
        Add(s_body, "System.IO.Stream", "System.IO.Pipelines.PipeReader", "System.Text.Json.JsonElement", "System.Text.Json.JsonDocument",
            "System.Text.Json.Nodes.JsonNode", "Newtonsoft.Json.Linq.JToken", "System.Xml.Linq.XElement", "System.Uri");
        Add(new("uploaded file"), "Microsoft.AspNetCore.Http.IFormFile", "Microsoft.AspNetCore.Http.IFormFileCollection",
            "System.Web.HttpPostedFileBase");
        Add(new("form"), "Microsoft.AspNetCore.Http.IFormCollection", "Microsoft.AspNetCore.Http.FormCollection",
            "System.Web.Mvc.FormCollection");
        return known;

        void Add(UntrustedSource source, params string[] names)
        {
            foreach (var name in names)
            {
                foreach (var type in lookup.Find(name))
                    known[type] = source;
            }
        }
    }
}
