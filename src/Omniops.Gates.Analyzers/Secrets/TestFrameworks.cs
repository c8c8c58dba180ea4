using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Secrets;

/// <summary>Tells a test project from an application by what it references.</summary>
internal static class TestFrameworks
{
    private static readonly string[] s_assemblies =
    [
        "xunit.core", "xunit.v3.core", "xunit.assert", "xunit.v3.assert", "nunit.framework",
        "Microsoft.VisualStudio.TestPlatform.TestFramework", "MSTest.TestFramework", "TUnit.Core",
    ];

    public static bool IsReferenced(Compilation compilation)
    {
        foreach (var assembly in compilation.ReferencedAssemblyNames)
        {
            if (Array.Exists(s_assemblies, name => name.Equals(assembly.Name, StringComparison.OrdinalIgnoreCase)))
                return true;
        }

        return false;
    }
}
