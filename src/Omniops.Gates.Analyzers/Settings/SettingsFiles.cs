using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Omniops.Gates.Engine.Readers;
using Omniops.Gates.Engine.Secrets;

namespace Omniops.Gates.Analyzers.Settings;

/// <summary>
/// The values of the settings files that production reads: <c>appsettings.json</c> and, over it, <c>appsettings.Production.json</c>.
/// Read when the first rule asks. Source: host defaults of ASP.NET Core.
/// </summary>
internal sealed class SettingsFiles(AnalyzerOptions options)
{
    /// <summary>Later ones win.</summary>
    private static readonly string[] s_names = ["appsettings.json", "appsettings.Production.json"];

    private readonly object _lock = new();

    /// <summary>One for each folder: a solution's shared settings and those of the project are different files.</summary>
    private ImmutableArray<IReadOnlyDictionary<string, string>> _views;

    /// <summary>The values at a key and below it; null where no file has the key.</summary>
    public IReadOnlyList<string>? Find(string key, CancellationToken cancellation)
    {
        List<string>? found = null;
        foreach (var view in Views(cancellation))
        {
            foreach (var entry in view)
            {
                if (IsAtOrBelow(entry.Key, key))
                    (found ??= []).Add(entry.Value);
            }
        }

        return found;
    }

    /// <summary>The values below a section, by their keys from there; null where no file has it.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Below(string section, CancellationToken cancellation)
    {
        List<KeyValuePair<string, string>>? found = null;
        foreach (var view in Views(cancellation))
        {
            foreach (var entry in view.Where(entry => entry.Key.Length > section.Length && IsAtOrBelow(entry.Key, section)))
                (found ??= []).Add(new(entry.Key.Substring(section.Length + 1), entry.Value));
        }

        return found;
    }

    /// <summary>Whether production reads the file, by its name.</summary>
    public static bool IsOfProduction(string path) => s_names.Contains(Path.GetFileName(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a key of a file still has that value when the files of its folder are put over each other.</summary>
    public bool Holds(string path, string key, string value, CancellationToken cancellation)
    {
        var folder = Path.GetDirectoryName(path);
        return Merge(options.AdditionalFiles.Where(file => SettingsFile.IsSettings(file.Path) && Path.GetDirectoryName(file.Path) == folder), cancellation)
            .TryGetValue(key, out var held) && held == value;
    }

    private static bool IsAtOrBelow(string path, string key) => path.StartsWith(key, StringComparison.OrdinalIgnoreCase)
        && (path.Length == key.Length || path[key.Length] == ':');

    private ImmutableArray<IReadOnlyDictionary<string, string>> Views(CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (_views.IsDefault)
                _views = Read(cancellation);
            return _views;
        }
    }

    private ImmutableArray<IReadOnlyDictionary<string, string>> Read(CancellationToken cancellation)
    {
        var files = options.AdditionalFiles.Where(file => SettingsFile.IsSettings(file.Path))
            .ToLookup(file => Path.GetDirectoryName(file.Path), StringComparer.Ordinal);
        return files.Select(folder => Merge(folder, cancellation)).ToImmutableArray();
    }

    private static IReadOnlyDictionary<string, string> Merge(IEnumerable<AdditionalText> folder, CancellationToken cancellation)
    {
        var view = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in s_names)
        {
            foreach (var file in folder.Where(file => IsNamed(file, name)))
            {
                if (file.GetText(cancellation) is not { Length: <= SettingsFile.MaxLength } text)
                    continue;

                foreach (var entry in JsonSettings.Read(text.ToString(), cancellation).Entries)
                    view[entry.KeyPath] = entry.Value == "null" && entry.Kind == JsonKind.Literal ? "" : entry.Value;
            }
        }

        return view;
    }

    private static bool IsNamed(AdditionalText file, string name) => Path.GetFileName(file.Path).Equals(name, StringComparison.OrdinalIgnoreCase);
}
