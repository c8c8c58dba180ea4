namespace Omniops.Gates.Package.Tests;

/// <summary>One way to make the gate silent.</summary>
/// <param name="Name">How SECURITY.md calls it.</param>
/// <param name="Said">What the build must say about the project; alternatives with a bar.</param>
/// <param name="Project">Content of the project file.</param>
/// <param name="File">A further file of the project.</param>
/// <param name="More">A second one; <c>{folder}</c> in the content of either is the project's full path.</param>
/// <param name="Before">What stands in front of the program.</param>
/// <param name="Type">What stands in front of the type.</param>
/// <param name="Member">What stands in front of the member.</param>
/// <param name="IsSecret">Whether the project holds a password in its settings, instead of a policy that allows any origin.</param>
/// <param name="Late">Whether the content comes after the package's targets, in a Directory.Build.targets.</param>
internal sealed record Bypass(
    string Name, string Said, string Project = "", string File = "", string Content = "", (string File, string Content)? More = null,
    string Before = "", string Type = "", string Member = "", bool Late = false, bool IsSecret = false);
