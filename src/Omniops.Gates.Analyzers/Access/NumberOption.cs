using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Omniops.Gates.Engine.Integrity;

namespace Omniops.Gates.Analyzers.Access;

/// <summary>A limit that a team sets in <c>.editorconfig</c>. One that is no number is a finding of OMNI9901.</summary>
internal sealed class NumberOption
{
    private readonly string _key;
    private readonly int _default;
    private readonly AnalyzerConfigOptionsProvider _provider;
    private readonly Dictionary<SyntaxTree, string> _problems = [];

    private NumberOption(string key, int byDefault, AnalyzerConfigOptionsProvider provider) =>
        (_key, _default, _provider) = (key, byDefault, provider);

    /// <summary>Whether a file has a value that is not understood.</summary>
    public bool IsInvalid => _problems.Count > 0;

    /// <summary>Reads the key for every file.</summary>
    public static NumberOption Read(string key, int byDefault, Compilation compilation, AnalyzerOptions options)
    {
        var option = new NumberOption(key, byDefault, options.AnalyzerConfigOptionsProvider);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (option.TextFor(tree) is { } text && Parse(text) is null && seen.Add(text))
                option._problems.Add(tree, text);
        }

        return option;
    }

    /// <summary>The limit for a file.</summary>
    public int For(SyntaxTree tree) => TextFor(tree) is { } text && Parse(text) is { } number ? number : _default;

    /// <summary>Reports what is not understood, once, in the first file that it speaks of.</summary>
    public void ReportProblem(SemanticModelAnalysisContext context, GateReporter reporter)
    {
        var tree = context.SemanticModel.SyntaxTree;
        if (!_problems.TryGetValue(tree, out var text))
            return;

        var reason = $"'{_key}' has the value '{text}'";
        reporter.Finding(
            context.ReportDiagnostic, IntegrityRules.ConfigurationInvalid, Location.Create(tree, new TextSpan(0, 0)), reason,
            reason, $"write a number from 1 on; it is {_default.ToString(CultureInfo.InvariantCulture)} where nothing is said");
    }

    private string? TextFor(SyntaxTree tree) => _provider.GetOptions(tree).TryGetValue(_key, out var text)
        || _provider.GlobalOptions.TryGetValue(_key, out text) ? text.Trim() : null;

    private static int? Parse(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
