namespace Omniops.Gates.Conformance.Tests;

/// <summary>What came back.</summary>
/// <param name="Headers">By name without regard to case; several of a name with commas between them.</param>
internal sealed record Answer(Question Question, int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>Stands in every static file.</summary>
    public const string FileMark = "a static file";

    /// <summary>The status of an answer that breaks off.</summary>
    public const int Lost = 0;

    public string? this[string header] => Headers.TryGetValue(header, out var value) && value.Length > 0 ? value : null;

    public bool IsFile => Status == 200 && Body.Contains(FileMark, StringComparison.Ordinal);

    public bool IsError => Status is >= 500 or Lost;

    public bool IsPage => this["Content-Type"]?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Whether it sends the visitor to https.</summary>
    public bool IsRedirectToHttps => Status is 301 or 302 or 307 or 308
        && this["Location"]?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Whether a browser hands it to the script that asked.</summary>
    public bool IsShared => Question.Origin is { } origin
        && this["Access-Control-Allow-Origin"] is { } allowed && (allowed == "*" || allowed == origin);

    /// <summary>Whether a browser does so even if the visitor's cookies went along.</summary>
    public bool IsSharedWithCredentials => IsShared && this["Access-Control-Allow-Origin"] == Question.Origin
        && this["Access-Control-Allow-Credentials"] == "true";
}
