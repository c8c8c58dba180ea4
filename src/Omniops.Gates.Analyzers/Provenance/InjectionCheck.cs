using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Injection;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Provenance;

/// <summary>What a rule about injected text asks: is this a sink, and what reaches it.</summary>
internal sealed class InjectionCheck
{
    private readonly Sinks _sinks;
    private readonly TextFlows _flows;

    public InjectionCheck(Compilation compilation, Sinks sinks, Sanitizers sanitizers)
    {
        var bodies = new SourceBodies(compilation);
        var references = new SourceReferences(bodies);
        var provenance = new TextProvenance(compilation, bodies, sinks, sanitizers, new UntrustedSources(bodies, references));
        (_sinks, _flows) = (sinks, new TextFlows(provenance, new Callers(bodies, references)));
    }

    /// <summary>The sinks that an operation is, without those whose text is written as a constant.</summary>
    public IEnumerable<(SinkUse Use, int Number)> Find(IOperation operation)
    {
        var number = 0;
        foreach (var use in _sinks.FindAll(operation))
        {
            if (!IsConstant(use.Text))
                yield return (use, number);
            number++;
        }
    }

    /// <summary>What reaches a sink; null where its text could not be followed.</summary>
    public IReadOnlyList<TextFlow>? FlowsTo(IOperation sink, SinkUse use, int number, ISymbol owner, CancellationToken cancellation) =>
        _flows.To(sink.Syntax, number, use.Text.Syntax, owner, cancellation);

    private static bool IsConstant(IOperation text) => text.ConstantValue.HasValue || text is IConversionOperation { Operand.ConstantValue.HasValue: true };
}
