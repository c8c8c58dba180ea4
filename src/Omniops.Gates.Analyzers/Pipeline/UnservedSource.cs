using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Omniops.Gates.Analyzers.Secrets;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>
/// Source that no program in sight serves and that is judged all the same: of a web project without an entry point, or code without a project.
/// An ordinary library is judged in the program that uses it.
/// </summary>
internal static class UnservedSource
{
    /// <summary>Whether it may be such source; whether it has a program its entry point tells.</summary>
    public static bool IsJudged(Compilation compilation, AnalyzerOptions analyzerOptions, out bool isWeb)
    {
        var options = analyzerOptions.AnalyzerConfigOptionsProvider.GlobalOptions;
        isWeb = Is(options, "UsingMicrosoftNETSdkWeb");
        return (isWeb || !options.TryGetValue("build_property.TargetFramework", out var framework) || framework.Length == 0)
            && !Is(options, "IsTestProject") && !TestFrameworks.IsReferenced(compilation);
    }

    /// <summary>The method of a start-up class that a host would call to put the pipeline together. Source: StartupLoader.</summary>
    public static bool IsConfigure(ISymbol symbol, HostingTypes types) =>
        symbol is IMethodSymbol
        {
            Name: "Configure", MethodKind: MethodKind.Ordinary, IsExtensionMethod: false, IsStatic: false, Arity: 0, Parameters: [var first, ..],
        }
        && first.Type.Is(types.ApplicationBuilder) && symbol.ContainingType is
        {
            TypeKind: TypeKind.Class, IsAbstract: false, Arity: 0, Name: not ("StartupDevelopment" or "StartupStaging"),
        };

    /// <summary>Whether a method belongs to what such a class is read as.</summary>
    public static bool IsOfStartup(IMethodSymbol method, HostingTypes types) => IsConfigure(method, types)
        || method.Name == "ConfigureServices" && method.ContainingType.GetMembers("Configure").Any(other => IsConfigure(other, types));

    private static bool Is(AnalyzerConfigOptions options, string property) =>
        options.TryGetValue("build_property." + property, out var value) && bool.TryParse(value, out var truth) && truth;
}
