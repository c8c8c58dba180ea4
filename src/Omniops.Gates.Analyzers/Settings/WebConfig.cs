using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Settings;

/// <summary>
/// What <c>web.config</c> adds to each response. IIS does it and nothing else does, so whether it happens is known to whoever deploys. Source: IIS,
/// system.webServer/httpProtocol/customHeaders; URL Rewrite, system.webServer/rewrite/rules.
/// </summary>
internal static class WebConfig
{
    /// <summary>Characters.</summary>
    private const int MaxLength = 1024 * 1024;

    /// <summary>What a redirection is called among the middleware.</summary>
    public const string Redirect = "rewrite rule";

    private const string Condition = "IIS, which alone reads web.config";

    /// <summary>
    /// Adds headers, and redirections to https, to what the code does, under a condition that the code does not settle. A file that IIS could
    /// not read either adds nothing.
    /// </summary>
    /// <param name="entry">The entry body, which the condition stands around.</param>
    public static void AddTo(PipelineFacts pipeline, AnalyzerOptions options, SyntaxNode entry, CancellationToken cancellation)
    {
        foreach (var file in options.AdditionalFiles.Where(file => Path.GetFileName(file.Path).Equals("web.config", StringComparison.OrdinalIgnoreCase)))
        {
            if (file.GetText(cancellation) is not { Length: <= MaxLength } text || Read(text) is not { } root)
                continue;

            foreach (var header in root.Descendants("customHeaders").Where(headers => headers.Parent?.Name == "httpProtocol").Elements("add"))
            {
                if (header.Attribute("name")?.Value is { Length: > 0 } name)
                    pipeline.Headers.Add(Call(name, header) with { Value = header.Attribute("value")?.Value, IsOnStarting = true });
            }

            pipeline.Middleware.AddRange(root.Descendants("action").Where(RedirectsToHttps).Select(action => Call(Redirect, action)));

            PipelineCall Call(string name, XElement element) =>
                new(name, LocationOf(file.Path, text, element), PipelineScope.Entry.Perhaps(entry, Condition), Host: null, Order: -1);
        }
    }

    private static bool RedirectsToHttps(XElement action) => action.Parent is { Name.LocalName: "rule", Parent: { Name.LocalName: "rules", Parent.Name.LocalName: "rewrite" } }
        && action.Attribute("type")?.Value == "Redirect"
        && action.Attribute("url")?.Value.StartsWith("https://", StringComparison.OrdinalIgnoreCase) == true;

    private static XDocument? Read(SourceText text)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        try
        {
            using var reader = XmlReader.Create(new StringReader(text.ToString()), settings);
            return XDocument.Load(reader, LoadOptions.SetLineInfo);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static Location LocationOf(string path, SourceText text, IXmlLineInfo element)
    {
        var line = text.Lines[Math.Min(Math.Max(element.LineNumber - 1, 0), text.Lines.Count - 1)];
        var span = TextSpan.FromBounds(Math.Min(line.Start + Math.Max(element.LinePosition - 1, 0), line.End), line.End);
        return Location.Create(path, span, text.Lines.GetLinePositionSpan(span));
    }
}
