using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>A property of the framework's options that the application sets.</summary>
/// <param name="Options">The name of the options' type.</param>
/// <param name="Property">The property; <see cref="All"/> where a section of the configuration sets any of them.</param>
/// <param name="Value">What it is set to; null where a method is called on it, and where it is not known.</param>
/// <param name="Method">The method that is called on it instead, such as <c>Clear</c>.</param>
internal sealed record OptionWrite(string Options, string Property, IOperation? Value, string? Method, Location Location, PipelineScope Scope)
{
    public const string All = "*";

    /// <summary>What the value is, a length of time in seconds; null where that is known at run time only.</summary>
    public object? Constant { get; init; } = Value?.Unwrapped().ConstantValue.Value ?? Durations.SecondsOf(Value);

    /// <summary>The method of another project that sets it, as messages name it; null for what this one does.</summary>
    public string? Library { get; init; }

    /// <summary>Where it is set, which can be in another file than <see cref="Location"/>; null for a class that fills options.</summary>
    public IOperation? Operation { get; init; }

    /// <summary>Whether it is written when all others are, wherever it stands.</summary>
    public bool IsPost => Scope.Conditions.Any(condition =>
        condition.Syntax is MethodDeclarationSyntax { Identifier.ValueText: "PostConfigure" }
        || condition.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax called } && called.Name.Identifier.ValueText is "PostConfigure" or "PostConfigureAll");

    /// <summary>Whether it is certain that production runs with it.</summary>
    public bool IsCertain => Scope.IsCertainIn(PipelineScope.Entry);
}
