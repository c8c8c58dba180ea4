namespace Omniops.Gates.Engine.Secrets.Sources;

/// <summary>
/// Reads any JSON: with comments, trailing commas and the freedoms of JSON5, several documents after one another, broken ones too. An
/// object with a <c>name</c> and a <c>value</c> is one assignment of that name. Sources: RFC 8259, json5.org, jsonlines.org.
/// </summary>
public static class JsonAssignments
{
    /// <summary>Reports every scalar. Never throws for the text; takes time in proportion to its length.</summary>
    public static void Read(string text, Action<Assignment> report, CancellationToken cancellation = default) =>
        new BraceReader(
            text, 0, text.Length, BraceNotation.Json, null, VariableDefault.Unwrap(report), cancellation,
            KubernetesSecret.StandsInJson(text)).Read();
}
