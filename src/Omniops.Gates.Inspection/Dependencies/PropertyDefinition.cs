using System.Xml.Linq;
using Omniops.Gates.Engine.Findings;

namespace Omniops.Gates.Inspection.Dependencies;

/// <summary>A place where a project sets a property.</summary>
internal sealed record PropertyDefinition(MarkupFile File, XElement Element)
{
    public string Name => Element.Name.LocalName;

    public string Value => Element.Value.Trim();

    public FilePosition Position => File.PositionOf(Element);

    /// <summary>Whether it may not count, so that an earlier definition may.</summary>
    public bool IsConditional =>
        IsUnderCondition(Element) || IsUnderCondition(Element.Parent)
        // <Choose><When Condition=".."><PropertyGroup>
        || Element.Parent?.Parent?.Name.LocalName is "When" or "Otherwise";

    private static bool IsUnderCondition(XElement? element) => !string.IsNullOrWhiteSpace((string?)element?.Attribute("Condition"));
}
