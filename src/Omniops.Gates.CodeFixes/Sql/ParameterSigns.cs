using Microsoft.CodeAnalysis;

namespace Omniops.Gates.CodeFixes.Sql;

/// <summary>Which databases call a parameter something else than <c>@name</c>: Oracle <c>:name</c>, ODBC and OLE DB <c>?</c>.</summary>
internal static class ParameterSigns
{
    public static bool AreOther(ITypeSymbol? type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.Name.StartsWith("Oracle", StringComparison.Ordinal) || current.Name.StartsWith("Odbc", StringComparison.Ordinal)
                || current.Name.StartsWith("OleDb", StringComparison.Ordinal) || current.Name.StartsWith("Hana", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
