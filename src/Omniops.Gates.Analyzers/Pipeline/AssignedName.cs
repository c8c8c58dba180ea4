namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>What code makes of the environment's name in one of the environments that a deployment can choose.</summary>
/// <param name="IsKnown">Whether it can be told.</param>
/// <param name="Text">The name that is set; null where the one that the deployment chose stays.</param>
internal readonly record struct AssignedName(bool IsKnown, string? Text)
{
    public static AssignedName Deployed { get; } = new(IsKnown: true, Text: null);

    public static AssignedName Unknown { get; } = new(IsKnown: false, Text: null);

    public static AssignedName Of(string? text) => new(IsKnown: true, text);
}
