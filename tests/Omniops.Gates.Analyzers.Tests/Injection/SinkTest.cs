using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Injection;

namespace Omniops.Gates.Analyzers.Tests.Injection;

/// <summary>Asks the sinks about every operation of a program, as the compiler builds it and as a control-flow graph.</summary>
internal static class SinkTest
{
    /// <summary>The texts that are marked are what the sinks find, and nothing else.</summary>
    public static void Check(
        string list, string marked, ImmutableArray<MetadataReference> references, Func<SinkUse, bool>? where = null, bool compiles = true,
        params (string Key, string Value)[] options)
    {
        var code = MarkedCode.Of(marked, references, compiles);
        var sinks = Sinks.Load(list, code.Compilation, Findings.Options([], options));
        Assert.Empty(sinks.Problems);
        Assert.Equal(code.Expected, Find(code.Operations()));
        Assert.Equal(code.Expected, Find(code.Roots(code.Model).SelectMany(Flow)));

        IEnumerable<string> Find(IEnumerable<IOperation> operations) => operations
            .SelectMany(sinks.FindAll)
            .Where(use => where?.Invoke(use) ?? true)
            .Select(use => use.Text.Syntax)
            .OrderBy(syntax => syntax.SpanStart)
            .Select(MarkedCode.Describe)
            .Distinct();
    }

    /// <summary>The uses of a program.</summary>
    public static IReadOnlyList<SinkUse> Uses(string list, string source, ImmutableArray<MetadataReference> references)
    {
        var code = MarkedCode.Of(source, references);
        var sinks = Sinks.Load(list, code.Compilation, Findings.Options([]));
        return [.. code.Operations().SelectMany(sinks.FindAll)];
    }

    private static IEnumerable<IOperation> Flow(IOperation root)
    {
        var graph = root switch
        {
            IMethodBodyOperation body => ControlFlowGraph.Create(body),
            IConstructorBodyOperation body => ControlFlowGraph.Create(body),
            IBlockOperation block => ControlFlowGraph.Create(block),
            IFieldInitializerOperation initializer => ControlFlowGraph.Create(initializer),
            IPropertyInitializerOperation initializer => ControlFlowGraph.Create(initializer),
            _ => null,
        };
        return graph is null ? root.DescendantsAndSelf() : OperationsOf(graph);
    }

    private static IEnumerable<IOperation> OperationsOf(ControlFlowGraph graph)
    {
        foreach (var block in graph.Blocks)
        {
            var roots = block.Operations.Append(block.BranchValue).OfType<IOperation>();
            foreach (var operation in roots.SelectMany(root => root.DescendantsAndSelf()))
            {
                yield return operation;
                if (operation is IFlowAnonymousFunctionOperation lambda)
                {
                    foreach (var inner in OperationsOf(graph.GetAnonymousFunctionControlFlowGraph(lambda)))
                        yield return inner;
                }
            }
        }

        foreach (var function in graph.LocalFunctions)
        {
            foreach (var inner in OperationsOf(graph.GetLocalFunctionControlFlowGraph(function)))
                yield return inner;
        }
    }
}
