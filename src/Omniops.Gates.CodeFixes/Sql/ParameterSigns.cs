using Microsoft.CodeAnalysis;

namespace Omniops.Gates.CodeFixes.Sql;

/// <summary>Which databases call a parameter something else than <c>@name</c>: Oracle <c>:name</c>, ODBC and OLE DB <c>?</c>.</summary>
internal static class ParameterSigns
{
    /// <summary>Whether that is so of a connection or command, or may be so where its type tells nothing.</summary>
    public static bool AreOther(ITypeSymbol? type, Compilation compilation)
    {
        if (type is null or { TypeKind: TypeKind.Interface } or { IsAbstract: true })
        {
            return compilation.ReferencedAssemblyNames.Any(assembly =>
                IsOther(assembly.Name) || assembly.Name is "System.Data.Odbc" or "System.Data.OleDb");
        }

        for (var current = type; current is not null; current = current.BaseType)
        {
            if (IsOther(current.Name))
                return true;
        }

        return false;
    }

    private static bool IsOther(string name) =>
        name.StartsWith("Oracle", StringComparison.Ordinal) || name.StartsWith("Odbc", StringComparison.Ordinal)
        || name.StartsWith("OleDb", StringComparison.Ordinal);
}
