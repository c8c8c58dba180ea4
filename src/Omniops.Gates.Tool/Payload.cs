using System.Reflection;

namespace Omniops.Gates.Tool;

/// <summary>The package's files that travel with the tool.</summary>
internal static class Payload
{
    /// <summary>Full path of the folder.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "payload");

    /// <summary>The gate's version, as package and assemblies carry it.</summary>
    public static string Version { get; } =
        typeof(Payload).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
