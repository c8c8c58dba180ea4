namespace Omniops.Gates.Inspection.Dependencies;

/// <summary>How long a runtime gets security fixes. Format: see <c>rules/runtimes/README.md</c>.</summary>
/// <param name="Framework">NuGet's identifier, such as <c>.NETCoreApp</c>.</param>
/// <param name="Name">As people call it.</param>
/// <param name="End">Last day of support; null where it is that of Windows.</param>
internal sealed record RuntimeLifetime(string Framework, Version Version, string Name, DateOnly? End);
