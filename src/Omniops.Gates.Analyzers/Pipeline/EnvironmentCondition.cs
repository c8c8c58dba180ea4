using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>
/// Reads conditions on the hosting environment: <c>IsDevelopment()</c> and its siblings, <c>EnvironmentName == "..."</c>, negation,
/// <c>&amp;&amp;</c>, <c>||</c> and a local variable that holds one of them.
/// </summary>
internal sealed class EnvironmentCondition(Compilation compilation)
{
    private readonly INamedTypeSymbol? _extensions = compilation.GetTypeByMetadataName(KnownTypes.HostEnvironmentExtensions);
    private readonly INamedTypeSymbol? _oldExtensions = compilation.GetTypeByMetadataName(KnownTypes.HostingEnvironmentExtensions);
    private readonly INamedTypeSymbol? _environment = compilation.GetTypeByMetadataName(KnownTypes.HostEnvironment);

    /// <summary>The environments in which the conditions around an operation let it run.</summary>
    public EnvironmentSet EnvironmentsOf(IOperation operation)
    {
        var set = EnvironmentSet.All;
        for (var (child, parent) = (operation, operation.Parent); parent is not null; (child, parent) = (parent, parent.Parent))
        {
            if (parent is not IConditionalOperation conditional || child == conditional.Condition)
                continue;

            var split = Read(conditional.Condition);
            set &= child == conditional.WhenTrue ? split.WhenTrue : split.WhenFalse;
        }

        return set;
    }

    /// <summary>What a condition says about the environment.</summary>
    public EnvironmentSplit Read(IOperation condition) => Read(condition, depth: 0);

    private EnvironmentSplit Read(IOperation condition, int depth) => condition.Unwrapped() switch
    {
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => Read(not.Operand, depth).Negated,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } and =>
            Read(and.LeftOperand, depth).And(Read(and.RightOperand, depth)),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } or =>
            Read(or.LeftOperand, depth).Or(Read(or.RightOperand, depth)),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison => ReadComparison(comparison),
        IInvocationOperation call => ReadCall(call),
        ILocalReferenceOperation local when depth < 4 => ReadLocal(local, depth),
        { ConstantValue: { HasValue: true, Value: bool value } } =>
            value ? new(EnvironmentSet.All, EnvironmentSet.None, IsKnown: true) : new(EnvironmentSet.None, EnvironmentSet.All, IsKnown: true),
        _ => EnvironmentSplit.Unknown,
    };

    private EnvironmentSplit ReadCall(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (method.Name is "Equals" && call.Arguments.Length >= 1 && NamesEnvironment(call))
            return EqualsCall(call);

        if (!method.Name.StartsWith("Is", StringComparison.Ordinal) || !(method.ContainingType.Is(_extensions) || method.ContainingType.Is(_oldExtensions)))
            return EnvironmentSplit.Unknown;

        return method.Name switch
        {
            "IsDevelopment" => EnvironmentSplit.Only(EnvironmentSet.Development),
            "IsStaging" => EnvironmentSplit.Only(EnvironmentSet.Staging),
            "IsProduction" => EnvironmentSplit.Only(EnvironmentSet.Production),
            "IsEnvironment" when call.Arguments.Length == 2 => Named(call.Arguments[1].Value),
            _ => EnvironmentSplit.Unknown,
        };
    }

    private bool NamesEnvironment(IInvocationOperation call) =>
        IsEnvironmentName(call.Instance) || call.Arguments.Any(argument => IsEnvironmentName(argument.Value));

    private EnvironmentSplit EqualsCall(IInvocationOperation call)
    {
        var operands = call.Arguments.Select(argument => argument.Value);
        if (call.Instance is not null)
            operands = operands.Prepend(call.Instance);

        return operands.FirstOrDefault(operand => operand.Unwrapped().ConstantValue is { HasValue: true, Value: string }) is { } name
            ? Named(name)
            : EnvironmentSplit.Unknown;
    }

    private EnvironmentSplit ReadComparison(IBinaryOperation comparison)
    {
        var (name, other) = IsEnvironmentName(comparison.LeftOperand)
            ? (comparison.LeftOperand, comparison.RightOperand)
            : (comparison.RightOperand, comparison.LeftOperand);
        if (!IsEnvironmentName(name))
            return EnvironmentSplit.Unknown;

        var split = Named(other);
        return comparison.OperatorKind == BinaryOperatorKind.Equals ? split : split.Negated;
    }

    private bool IsEnvironmentName(IOperation? operation) =>
        operation?.Unwrapped() is IPropertyReferenceOperation { Property: { Name: "EnvironmentName" } property } && property.ContainingType.IsA(_environment);

    /// <summary>A custom name is one among the others, so nothing can be said about where it is false.</summary>
    private static EnvironmentSplit Named(IOperation value)
    {
        // Environments.Development and its siblings are static readonly fields, not constants.
        var name = value.Unwrapped() switch
        {
            IFieldReferenceOperation { Field: { ContainingType.Name: "Environments" } field } => field.Name,
            { ConstantValue: { HasValue: true, Value: string text } } => text,
            _ => null,
        };
        return name?.ToLowerInvariant() switch
        {
            null => EnvironmentSplit.Unknown,
            "development" => EnvironmentSplit.Only(EnvironmentSet.Development),
            "staging" => EnvironmentSplit.Only(EnvironmentSet.Staging),
            "production" => EnvironmentSplit.Only(EnvironmentSet.Production),
            _ => new(EnvironmentSet.Other, EnvironmentSet.All, IsKnown: true),
        };
    }

    private EnvironmentSplit ReadLocal(ILocalReferenceOperation reference, int depth)
    {
        var local = reference.Local;
        if (local.Type.SpecialType != SpecialType.System_Boolean
            || local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is not VariableDeclaratorSyntax { Initializer.Value: { } value }
            || value.SyntaxTree != reference.Syntax.SyntaxTree
            || IsAssignedAgain(reference))
        {
            return EnvironmentSplit.Unknown;
        }

        return reference.SemanticModel?.GetOperation(value) is { } initial ? Read(initial, depth + 1) : EnvironmentSplit.Unknown;
    }

    private static bool IsAssignedAgain(ILocalReferenceOperation reference)
    {
        var root = (IOperation)reference;
        while (root.Parent is not null)
            root = root.Parent;

        return root.Descendants().OfType<IAssignmentOperation>()
            .Any(assignment => assignment.Target is ILocalReferenceOperation target && SymbolEqualityComparer.Default.Equals(target.Local, reference.Local));
    }
}
