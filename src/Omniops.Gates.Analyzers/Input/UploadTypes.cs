using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Input;

/// <summary>What holds an uploaded file. Source: IFormFile, IFormFileCollection, IFormCollection.Files, IBrowserFile.</summary>
internal static class UploadTypes
{
    public static bool IsFile(ITypeSymbol? type) =>
        type is { Name: "IFormFile" or "FormFile" } && type.ContainingNamespace.ToDisplayString() == "Microsoft.AspNetCore.Http";

    /// <summary>A file, or several.</summary>
    public static bool IsUpload(ITypeSymbol? type) => type switch
    {
        null => false,
        { Name: "IFormFileCollection" } => true,
        IArrayTypeSymbol array => IsFile(array.ElementType),
        INamedTypeSymbol { TypeArguments: [var element] } => IsFile(element),
        _ => IsFile(type),
    };

    /// <summary>A file, several, or a model that holds them.</summary>
    public static bool Carries(ITypeSymbol? type) => IsUpload(type)
        || type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, SpecialType: SpecialType.None } model && Files(model).Any();

    /// <summary>The members of a model that hold files.</summary>
    public static IEnumerable<IPropertySymbol> Files(INamedTypeSymbol model) => model.GetMembers().OfType<IPropertySymbol>()
        .Where(property => property is { IsStatic: false, IsIndexer: false } && IsUpload(property.Type));
}
