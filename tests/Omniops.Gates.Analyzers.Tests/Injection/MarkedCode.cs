using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Tests.Injection;

/// <summary>Source in which <c>[|this|]</c> is expected, compiled.</summary>
internal sealed class MarkedCode
{
    private MarkedCode(Compilation compilation, SyntaxTree tree, IReadOnlyList<string> expected) =>
        (Compilation, Tree, Expected) = (compilation, tree, expected);

    public Compilation Compilation { get; }

    public SyntaxTree Tree { get; }

    /// <summary>What stands between the marks, with its place.</summary>
    public IReadOnlyList<string> Expected { get; }

    public SemanticModel Model => Compilation.GetSemanticModel(Tree);

    public static MarkedCode Of(
        string marked, ImmutableArray<MetadataReference> references, bool compiles = true,
        OutputKind kind = OutputKind.DynamicallyLinkedLibrary)
    {
        var expected = new List<string>();
        var text = new StringBuilder();
        var open = -1;
        for (var at = 0; at < marked.Length; at++)
        {
            var next = at + 1 < marked.Length ? marked[at + 1] : '\0';
            if (marked[at] == '[' && next == '|')
            {
                (open, at) = (text.Length, at + 1);
            }
            else if (marked[at] == '|' && next == ']' && open >= 0)
            {
                expected.Add($"{text.ToString(open, text.Length - open)} at {open}");
                (open, at) = (-1, at + 1);
            }
            else
            {
                text.Append(marked[at]);
            }
        }

        var source = text.ToString();

        var tree = CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Latest), path: "/app/Program.cs");
        var usings = CSharpSyntaxTree.ParseText(Gate<PipelineAnalyzer>.WebUsings, path: "/app/obj/GlobalUsings.g.cs");
        var compilation = CSharpCompilation.Create("App", [tree, usings], references, new CSharpCompilationOptions(kind));
        if (compiles)
        {
            var errors = compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
            Assert.True(!errors.Any(), string.Join("\n", errors) + "\n" + source);
        }

        return new MarkedCode(compilation, tree, expected);
    }

    /// <summary>A piece of the source as <see cref="Expected"/> writes it.</summary>
    public static string Describe(SyntaxNode node) => $"{node} at {node.SpanStart}";

    /// <summary>Every operation of the file, as the compiler hands it to an analyzer.</summary>
    public IEnumerable<IOperation> Operations()
    {
        var model = Model;
        return Roots(model).SelectMany(root => root.DescendantsAndSelf());
    }

    /// <summary>The bodies of methods, of the program and of initializers.</summary>
    public IEnumerable<IOperation> Roots(SemanticModel model) => Tree.GetRoot().DescendantNodesAndSelf()
        .Select(node => model.GetOperation(node))
        .OfType<IOperation>()
        .Where(operation => operation.Parent is null)
        .Distinct();
}
