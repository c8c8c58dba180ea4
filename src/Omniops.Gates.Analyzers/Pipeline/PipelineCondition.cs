using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>A condition that the environment alone does not settle.</summary>
/// <param name="Syntax">What makes it this condition and no other.</param>
/// <param name="IsTrue">Whether it must hold or must not.</param>
/// <param name="Environments">Where it matters.</param>
/// <param name="Label">How a message names it, unless by its own text.</param>
/// <param name="Doubt">Why it is not known what the environment is.</param>
internal sealed record PipelineCondition(SyntaxNode Syntax, bool IsTrue, EnvironmentSet Environments, string? Label = null, string? Doubt = null)
{
    /// <summary>Whether it only says that code runs later than it is read, as that of options does.</summary>
    public bool IsDeferral { get; init; }

    /// <summary>Whether it is about a class that is found at run time, in an assembly that the program names: <c>AddModules(typeof(Shop).Assembly)</c>.</summary>
    public bool IsFound { get; init; }

    /// <summary>Whether what stands under it holds nevertheless when requests come.</summary>
    public bool IsCertain => IsDeferral || IsFound;

    /// <summary>Whether it stands for a branch of the pipeline, which some requests take.</summary>
    public bool IsBranch { get; init; }

    /// <summary>The path that such a branch is for, with holes; null where it is chosen otherwise.</summary>
    public string? Path { get; init; }

    /// <summary>Which of the conditions it is that stand in the library that <see cref="Syntax"/> calls; null for one of this project's own code.</summary>
    public string? Key { get; init; }

    /// <summary>What it asks of a request, where that stands in a library: <c>context.Request.Path.StartsWithSegments("/api")</c>.</summary>
    public ExpressionSyntax? Asked { get; init; }

    /// <summary>How a message names it, in one line.</summary>
    public string Text => (Label ?? $"'{Syntax.OneLine()}'") + (Doubt is null ? "" : $", and {Doubt}");

    public bool IsSame(PipelineCondition other) => Syntax == other.Syntax && Key == other.Key && IsTrue == other.IsTrue;

    public bool IsOpposite(PipelineCondition other) => Syntax == other.Syntax && Key == other.Key && IsTrue != other.IsTrue;
}
