using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>
/// Writes into a library's assembly what its methods do to an application, so that the program which calls them is judged by what they do.
/// All but its mark only in a build: an IDE reads the library itself.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class FactGenerator : IIncrementalGenerator
{
    private const string Switch = "build_property.OmniopsFacts";

    /// <inheritdoc />
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var given = context.CompilationProvider.Combine(context.AnalyzerConfigOptionsProvider);
        // An IDE sees by it that the library may be read.
        context.RegisterSourceOutput(given.Select(static (given, _) => IsWanted(given.Left, given.Right)), static (output, isWanted) =>
        {
            if (isWanted)
                output.AddSource("Omniops.Schema.g.cs", Attribute(LibraryFacts.Schema));
        });
        context.RegisterImplementationSourceOutput(given, static (output, given) => Write(output, given.Left, given.Right));
    }

    private static void Write(SourceProductionContext output, Compilation compilation, AnalyzerConfigOptionsProvider options)
    {
        if (!IsWanted(compilation, options) || LibraryReader.For(compilation, options) is not { } reader)
            return;

        var source = new StringBuilder();
        foreach (var (id, facts) in reader.ReadAll(output.CancellationToken).OrderBy(read => read.Id, StringComparer.Ordinal))
            source.Append(Attribute(LibraryFacts.Write(id, facts)));
        output.AddSource("Omniops.Facts.g.cs", source.ToString());
    }

    private static bool IsWanted(Compilation compilation, AnalyzerConfigOptionsProvider options) =>
        compilation.Options.OutputKind == OutputKind.DynamicallyLinkedLibrary
        && !(options.GlobalOptions.TryGetValue(Switch, out var wanted) && string.Equals(wanted, "false", StringComparison.OrdinalIgnoreCase))
        && compilation.GetTypeByMetadataName(KnownTypes.ApplicationBuilder) is not null;

    private static string Attribute(string value) =>
        $"[assembly: global::System.Reflection.AssemblyMetadataAttribute({SymbolDisplay.FormatLiteral(LibraryFacts.Key, quote: true)}, {SymbolDisplay.FormatLiteral(value, quote: true)})]\n";
}
