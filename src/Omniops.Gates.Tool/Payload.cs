using System.Reflection;
using Omniops.Gates.Engine.Catalogue;

namespace Omniops.Gates.Tool;

/// <summary>The package's files that travel with the tool.</summary>
internal static class Payload
{
    /// <summary>Full path of the folder.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "payload");

    /// <summary>The page of a rule.</summary>
    public static string Page(GateRule rule) => File.ReadAllText(Path.Combine(Folder, "rules", $"{rule.Id}.md")).TrimEnd();

    /// <summary>The gate's version, as package and assemblies carry it.</summary>
    public static string Version { get; } =
        typeof(Payload).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
