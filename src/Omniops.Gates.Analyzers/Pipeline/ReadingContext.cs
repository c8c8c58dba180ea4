using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>What goes with the reading of a condition into the methods that it calls.</summary>
internal sealed class ReadingContext
{
    private const int MaxDepth = 8;

    private readonly ImmutableDictionary<ISymbol, EnvironmentSplit> _parameters;
    private readonly int _depth;

    private ReadingContext(
        ImmutableDictionary<ISymbol, EnvironmentSplit> parameters, int depth, HostEnvironments environments, CancellationToken cancellation) =>
        (_parameters, _depth, Environments, Cancellation) = (parameters, depth, environments, cancellation);

    /// <summary>What code sets the environment to.</summary>
    public HostEnvironments Environments { get; }

    /// <summary>Under which circumstances the condition is read in its own body.</summary>
    public PipelineScope? Reading { get; set; }

    /// <summary>Those circumstances and the ones around the calls that have led there.</summary>
    public PipelineScope? Circumstances => Around is null ? Reading : Reading?.Within(Around) ?? Around;

    private PipelineScope? Around { get; init; }

    public CancellationToken Cancellation { get; }

    public bool IsTooDeep => _depth >= MaxDepth;

    /// <summary>Answers so far: each part of a long <c>a &amp;&amp; b &amp;&amp; c</c> is asked for again by the whole.</summary>
    public Dictionary<IOperation, EnvironmentSplit> Read { get; } = [];

    public static ReadingContext Start(HostEnvironments environments, CancellationToken cancellation) =>
        new(ImmutableDictionary.Create<ISymbol, EnvironmentSplit>(SymbolEqualityComparer.Default), 0, environments, cancellation);

    /// <summary>The context within a member that is read for its value.</summary>
    public ReadingContext Inner(IEnumerable<KeyValuePair<ISymbol, EnvironmentSplit>> arguments) =>
        new(_parameters.SetItems(arguments), _depth + 1, Environments, Cancellation) { Around = Circumstances };

    /// <summary>The context within a method that is called with these arguments.</summary>
    public ReadingContext With(IEnumerable<KeyValuePair<ISymbol, EnvironmentSplit>> arguments) =>
        new(_parameters.SetItems(arguments), _depth, Environments, Cancellation) { Around = Around };

    /// <summary>What the argument says about the environment.</summary>
    public EnvironmentSplit Of(IParameterSymbol parameter) =>
        _parameters.TryGetValue(parameter, out var split) ? split : EnvironmentSplit.Unknown;
}
