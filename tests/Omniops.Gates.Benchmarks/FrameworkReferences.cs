using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Benchmarks;

/// <summary>The assemblies that a web application compiles against, as the SDK has them.</summary>
internal static class FrameworkReferences
{
    /// <summary>All of a pack, such as <c>Microsoft.NETCore.App.Ref</c>, in its newest version.</summary>
    public static IEnumerable<MetadataReference> Of(string pack)
    {
        var packs = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "packs", pack));
        var newest = Directory.GetDirectories(packs).Max(StringComparer.Ordinal)!;
        return Directory.GetFiles(Directory.GetDirectories(Path.Combine(newest, "ref")).Single(), "*.dll").Select(file => MetadataReference.CreateFromFile(file));
    }
}
