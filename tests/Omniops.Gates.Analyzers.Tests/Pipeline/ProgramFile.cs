using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Omniops.Gates.Tests;

namespace Omniops.Gates.Analyzers.Tests.Pipeline;

/// <summary>
/// A whole program in a text file. <c>//!</c> says what is expected, <c>//@ Startup.cs</c> begins another file and
/// <c>//@ package Contoso.Web</c> one that only its metadata is seen of.
/// </summary>
internal sealed class ProgramFile
{
    private const string ExpectMark = "//! ";
    private const string FileMark = "//@ ";
    private const string PackageMark = "package ";
    private const string DefineMark = "define ";

    private readonly List<(string Name, string Text)> _sections = [];
    private readonly CSharpParseOptions _options;

    private ProgramFile(string text)
    {
        var marks = text.Split('\n').Where(line => line.StartsWith(ExpectMark, StringComparison.Ordinal)).Select(line => line[ExpectMark.Length..].Trim()).ToLookup(
            mark => mark.StartsWith(DefineMark, StringComparison.Ordinal));
        Expected = [.. marks[false].Order(StringComparer.Ordinal)];
        _options = new CSharpParseOptions(LanguageVersion.Latest, preprocessorSymbols: marks[true].Select(mark => mark[DefineMark.Length..]));
        var parts = ("\n" + text).Split("\n" + FileMark);
        _sections.Add(("Program.cs", parts[0]));
        foreach (var part in parts.Skip(1))
        {
            var end = part.IndexOf('\n', StringComparison.Ordinal);
            _sections.Add((part[..end].Trim(), part[end..]));
        }
    }

    public static string Folder { get; } = Path.Combine(RepositoryFolder.Root, "tests", "Omniops.Gates.Analyzers.Tests", "Pipeline", "Programs");

    /// <summary>What the gate says, a line for each finding: its rule, outcome and the text it stands on.</summary>
    public ImmutableArray<string> Expected { get; }

    public static ProgramFile Parse(string text) => new(text.ReplaceLineEndings("\n"));

    public static ProgramFile Read(string name) => Parse(File.ReadAllText(Path.Combine(Folder, name + ".txt")));

    /// <param name="asProjects">Whether packages come as an IDE hands over the projects of a solution, or as assemblies.</param>
    public CSharpCompilation Compile(bool asProjects)
    {
        var references = SharedFramework.Web.ToList();
        foreach (var (name, text) in _sections.Where(section => section.Name.StartsWith(PackageMark, StringComparison.Ordinal)))
        {
            var package = Compile(name[PackageMark.Length..], OutputKind.DynamicallyLinkedLibrary, SharedFramework.Web, [(name + ".cs", text)]);
            references.Add(asProjects ? package.ToMetadataReference() : Emit(package));
        }

        var files = _sections.Where(section => !section.Name.StartsWith(PackageMark, StringComparison.Ordinal));
        return Compile("App", OutputKind.ConsoleApplication, references, files);
    }

    private static MetadataReference Emit(CSharpCompilation package)
    {
        using var image = new MemoryStream();
        var result = package.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    private CSharpCompilation Compile(string name, OutputKind kind, IEnumerable<MetadataReference> references, IEnumerable<(string Name, string Text)> files) =>
        CSharpCompilation.Create(
            name,
            files.Append(("obj/GlobalUsings.g.cs", Gate<Analyzers.Pipeline.PipelineAnalyzer>.WebUsings))
                .Select(file => CSharpSyntaxTree.ParseText(file.Item2, _options, "/app/" + file.Item1)),
            references,
            new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable));
}
