using System.Xml.Linq;
using NuGet.Frameworks;
using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Dependencies;
using Omniops.Gates.Engine.Findings;

namespace Omniops.Gates.Inspection.Dependencies;

/// <summary>
/// OMNI7010 over projects. Whoever deploys an application chooses one of its frameworks, so each counts; a library or a test that also
/// targets a supported one runs there, so only a project without any is reported. It stands where the framework is written.
/// </summary>
internal static class TargetFrameworks
{
    private static readonly string[] s_testPackages = ["Microsoft.NET.Test.Sdk", "xunit.v3", "xunit", "NUnit", "MSTest", "TUnit"];

    /// <summary>The findings about one project; two projects that share a file may have the same.</summary>
    public static IEnumerable<Finding> Check(ProjectFiles files, MarkupFile project, RuntimeSupport support, DateOnly today)
    {
        var written = files.Definitions(project.Path, "TargetFramework", "TargetFrameworks", "TargetFrameworkVersion");
        if (written.Count == 0)
        {
            if (Sdk(project).StartsWith("Microsoft.NET.Sdk", StringComparison.OrdinalIgnoreCase))
                yield return NotProven(project.PositionOf(project.Root), "TargetFramework", "no target framework is set in sight");
            yield break;
        }

        var monikers = new List<(PropertyDefinition Place, string Text, SupportState State)>();
        foreach (var place in written)
        {
            if (files.Values(project.Path, place.Value) is not { } values)
            {
                yield return NotProven(
                    place.Position, place.Name, $"'{place.Value}' is not set in sight; write the framework, or set it in Directory.Build.props");
                continue;
            }

            var texts = values
                .SelectMany(value => value.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                .Distinct(StringComparer.OrdinalIgnoreCase);
            monikers.AddRange(texts.Select(text => (place, text, support.Judge(Parse(text), today))));
        }

        var hasOther = monikers.Exists(moniker =>
                moniker.State is SupportState.Supported or SupportState.EndsSoon or SupportState.NoRuntime)
            && !IsApplication(files, project);
        foreach (var (place, text, state) in monikers)
        {
            if (state == SupportState.Unknown)
                yield return NotProven(
                    place.Position, text, $"'{text}' is on no list of supported frameworks; update the gate, or correct it");
            else if (state == SupportState.EndsSoon || (state == SupportState.Ended && !hasOther))
                yield return Of(support, Parse(text), text, place.Position, today);
        }
    }

    /// <summary>The finding about a framework whose support has ended or soon will.</summary>
    public static Finding Of(RuntimeSupport support, NuGetFramework framework, string culprit, FilePosition position, DateOnly today)
    {
        var end = support.Find(framework)!.End!.Value;
        var newest = support.Newest(framework.Framework)!;
        var isOver = today > end;
        var fact = isOver ? $"has had no security fixes since {end:yyyy-MM-dd}" : $"gets its last security fixes on {end:yyyy-MM-dd}";
        var wayOut = $"move to {newest.Name}" + (newest.End is { } newestEnd ? $", which is supported until {newestEnd:yyyy-MM-dd}" : "");
        return Finding.Of(RestoreRules.RuntimeOutOfSupport, position, culprit, culprit, fact, wayOut) with
        {
            Outcome = isOver ? Outcome.Fails : Outcome.Advised,
        };
    }

    public static Finding NotProven(FilePosition position, string anchor, string reason) =>
        Finding.NotProven(RestoreRules.RuntimeOutOfSupport, position, anchor, reason);

    private static NuGetFramework Parse(string moniker)
    {
        // Old project files write the version alone.
        if (moniker.Length > 1 && moniker[0] is 'v' or 'V' && Version.TryParse(moniker[1..], out var version))
            return new NuGetFramework(version.Major >= 5 ? ".NETCoreApp" : ".NETFramework", version);

        try
        {
            return NuGetFramework.Parse(moniker);
        }
        catch (Exception error) when (error is ArgumentException or FrameworkException)
        {
            return NuGetFramework.UnsupportedFramework;
        }
    }

    private static string Sdk(MarkupFile project) =>
        (string?)project.Root.Attribute("Sdk")
        ?? (string?)project.Root.Elements().FirstOrDefault(element => element.Name.LocalName == "Sdk")?.Attribute("Name") ?? "";

    private static bool IsApplication(ProjectFiles files, MarkupFile project)
    {
        if (project.Root.Descendants().Any(IsTestPackage))
            return false;

        var sdk = Sdk(project);
        return sdk.StartsWith("Microsoft.NET.Sdk.Web", StringComparison.OrdinalIgnoreCase)
            || sdk.StartsWith("Microsoft.NET.Sdk.Worker", StringComparison.OrdinalIgnoreCase)
            || files.Definitions(project.Path, "OutputType").Any(type =>
                type.Value.Equals("Exe", StringComparison.OrdinalIgnoreCase)
                || type.Value.Equals("WinExe", StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsTestPackage(XElement element) =>
        element.Name.LocalName == "PackageReference"
        && s_testPackages.Contains((string?)element.Attribute("Include"), StringComparer.OrdinalIgnoreCase);
}
