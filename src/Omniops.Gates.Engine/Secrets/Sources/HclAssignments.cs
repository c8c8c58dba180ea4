namespace Omniops.Gates.Engine.Secrets.Sources;

/// <summary>
/// Reads Terraform and other files in HashiCorp's language: attributes with the labels of their blocks, maps, heredocs.
/// Source: HCL native syntax specification.
/// </summary>
public static class HclAssignments
{
    /// <summary>Reports every literal. Never throws for the text; takes time in proportion to its length.</summary>
    public static void Read(string text, Action<Assignment> report, CancellationToken cancellation = default) =>
        new BraceReader(text, 0, text.Length, BraceNotation.Hcl, null, report, cancellation).Read();
}
