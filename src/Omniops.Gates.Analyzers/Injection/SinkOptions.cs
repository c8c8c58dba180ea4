using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Omniops.Gates.Engine.Injection;

namespace Omniops.Gates.Analyzers.Injection;

/// <summary>
/// The sinks that a team adds in <c>.editorconfig</c>:
/// <c>omniops_sql_sinks = Contoso.Data.Database.Run(statement), Contoso.Data.Job.Sql</c>, which is a parameter of a method or constructor
/// (<c>new</c>), or a property.
/// </summary>
internal sealed class SinkOptions
{
    private readonly List<ListedMembers> _sinks = [];
    private readonly List<OptionProblem> _problems = [];
    private readonly string _key;
    private readonly TypeLookup _lookup;

    private SinkOptions(string key, TypeLookup lookup) => (_key, _lookup) = (key, lookup);

    public IReadOnlyList<ListedMembers> Sinks => _sinks;

    /// <summary>What is not understood, and what to write instead.</summary>
    public IReadOnlyList<OptionProblem> Problems => _problems;

    /// <summary>Reads the key for every file: a section may speak of some of them, and a sink is one wherever it is called.</summary>
    public static SinkOptions Read(string key, Compilation compilation, AnalyzerOptions options, TypeLookup lookup)
    {
        var read = new SinkOptions(key, lookup);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var provider = options.AnalyzerConfigOptionsProvider;
        if (provider.GlobalOptions.TryGetValue(key, out var global) && seen.Add(global))
            read.AddAll(global, compilation.SyntaxTrees.FirstOrDefault());
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (provider.GetOptions(tree).TryGetValue(key, out var value) && seen.Add(value))
                read.AddAll(value, tree);
        }

        return read;
    }

    private void AddAll(string value, SyntaxTree? tree)
    {
        foreach (var entry in value.Split(','))
        {
            if (entry.Trim() is { Length: > 0 } trimmed)
                Add(trimmed, tree);
        }
    }

    private void Add(string entry, SyntaxTree? tree)
    {
        var open = entry.IndexOf('(');
        var path = open < 0 ? entry : entry.Substring(0, open).TrimEnd();
        var parameter = open < 0 ? null : entry.EndsWith(")", StringComparison.Ordinal)
            ? entry.Substring(open + 1, entry.Length - open - 2).Trim()
            : "";
        var dot = path.LastIndexOf('.');
        var type = dot < 0 ? "" : path.Substring(0, dot);
        var member = path.Substring(dot + 1);
        if (!IsTypeName(type) || !SyntaxFacts.IsValidIdentifier(member) || !SyntaxFacts.IsValidIdentifier(parameter ?? member))
        {
            _problems.Add(new OptionProblem(
                $"'{_key}' has the entry '{entry}'", "write Namespace.Type.Method(parameter) or Namespace.Type.Property", tree));
            return;
        }

        if (_lookup.Find(type) is { IsEmpty: false } types && !types.Any(found => Has(found, member, parameter)))
        {
            var missing = parameter is null ? "property" : "method with that parameter";
            _problems.Add(new OptionProblem(
                $"'{_key}' has the entry '{entry}', but '{type}' has no such {missing}", "name one that it has", tree));
            return;
        }

        _sinks.Add(new ListedMembers([type], [member], _key) { Text = parameter is null ? [] : [parameter], IsExact = true });
    }

    private static bool Has(INamedTypeSymbol type, string member, string? parameter)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            var found = member == ListedMembers.Constructor
                ? current.InstanceConstructors
                : current.GetMembers(member).Concat(current.AllInterfaces.SelectMany(implemented => implemented.GetMembers(member)));
            if (found.Any(symbol => parameter is null
                ? symbol is IPropertySymbol
                : symbol is IMethodSymbol method && method.Parameters.Any(candidate => candidate.Name == parameter)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A metadata name with its namespace: <c>Contoso.Data.Store`1+Batch</c>.</summary>
    private static bool IsTypeName(string name) => name.Length > 0 && name.Split('.', '+').All(part =>
        part.IndexOf('`') is var tick && tick < 0
            ? SyntaxFacts.IsValidIdentifier(part)
            : SyntaxFacts.IsValidIdentifier(part.Substring(0, tick)) && int.TryParse(part.Substring(tick + 1), out _));
}
