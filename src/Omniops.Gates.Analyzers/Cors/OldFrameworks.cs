using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Cors;

/// <summary>How ASP.NET Web API and OWIN are told that every origin is allowed. Their types are known where they are referenced.</summary>
internal sealed class OldFrameworks(Compilation compilation)
{
    private readonly INamedTypeSymbol? _attribute = compilation.GetTypeByMetadataName("System.Web.Http.Cors.EnableCorsAttribute");
    private readonly INamedTypeSymbol? _owin = compilation.GetTypeByMetadataName("Microsoft.Owin.Cors.CorsOptions");
    private readonly INamedTypeSymbol? _policy = compilation.GetTypeByMetadataName("System.Web.Cors.CorsPolicy");

    /// <summary>How the source calls it and what it does; null for anything else.</summary>
    public (string Name, string What)? Find(IOperation operation) => operation switch
    {
        IObjectCreationOperation creation when creation.Type.Is(_attribute) && IsOpen(creation) =>
            ("EnableCors", "is given '*', which stands for every site"),
        IPropertyReferenceOperation { Property: { Name: "AllowAll" } property } when property.ContainingType.Is(_owin) =>
            ("CorsOptions.AllowAll", "lets every site read this API's answers, with its visitor's cookies"),
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { Name: "AllowAnyOrigin" } property } } assignment
            when property.ContainingType.Is(_policy) && assignment.Value.ConstantValue is { HasValue: true, Value: true } =>
            ("AllowAnyOrigin", "lets every site read this API's answers"),
        _ => null,
    };

    private static bool IsOpen(IObjectCreationOperation creation)
    {
        var given = creation.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "origins")?.Value;
        return given is { ConstantValue: { HasValue: true, Value: string origins } } && OriginText.HasAny(origins);
    }
}
