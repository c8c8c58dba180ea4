using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Access;

/// <summary>
/// The values that an expression can have in production: through conditions, variables, fields, parameters whose calls are in sight and
/// methods of the source.
/// </summary>
internal sealed class ValueChoices(ProgramSources sources)
{
    private const int MaxSteps = 60;

    /// <summary>Each value, or the expression that this cannot see behind.</summary>
    public IReadOnlyList<IOperation> Of(IOperation value, CancellationToken cancellation)
    {
        var found = new List<IOperation>();
        var seen = new HashSet<IOperation>();
        var open = new Stack<IOperation>([value]);
        while (open.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            var current = sources.Values.Origin(open.Pop(), cancellation);
            if (!seen.Add(current))
                continue;

            if (seen.Count < MaxSteps && !current.ConstantValue.HasValue && Behind(current, cancellation) is { Count: > 0 } behind)
                behind.ForEach(open.Push);
            else
                found.Add(current);
        }

        return found;
    }

    /// <summary>Whether a value is true in production; null where that is not known.</summary>
    public bool? TruthOf(IOperation value, CancellationToken cancellation) =>
        value.ConstantValue is { HasValue: true, Value: bool constant } ? constant : sources.IsTrueInProduction(value, cancellation);

    /// <summary>The smallest of the numbers that a value can be; as large as can be where none is known.</summary>
    public int SmallestOf(IOperation value, CancellationToken cancellation) =>
        Of(value, cancellation).Min(one => one.ConstantValue is { HasValue: true, Value: int number } ? number : int.MaxValue);

    private List<IOperation>? Behind(IOperation value, CancellationToken cancellation)
    {
        switch (value)
        {
            case IConditionalOperation { WhenFalse: { } otherwise } choice:
                return TruthOf(choice.Condition.Unwrapped(), cancellation) switch
                {
                    true => [choice.WhenTrue],
                    false => [otherwise],
                    _ => [choice.WhenTrue, otherwise],
                };
            case ISwitchExpressionOperation choice:
                return [.. choice.Arms.Select(arm => arm.Value).Where(arm => arm.Unwrapped() is not IThrowOperation)];
            case ICoalesceOperation coalesce:
                return [coalesce.Value, coalesce.WhenNull];
            case IAssignmentOperation assignment and not ICompoundAssignmentOperation:
                return [assignment.Value];
            case ILocalReferenceOperation local:
                return Known(sources.Values.WritesAround(local).All(local.Local));
            case IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol method } parameter }:
                return Arguments(method, parameter, cancellation);
            case IFieldReferenceOperation { Field: { IsConst: false, IsReadOnly: false } field } when sources.Bodies.Has(field):
                return OnlyInitializer(field, cancellation);
            case IInvocationOperation { TargetMethod: { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction } method }
                when sources.Bodies.Has(method) && !method.IsOpen() && !method.IsAsync:
                return Returned(method, cancellation);
            default:
                return null;
        }
    }

    private static List<IOperation>? Known(IReadOnlyList<IOperation?> writes) =>
        writes.Any(write => write is null) ? null : [.. writes.Select(write => write!)];

    /// <summary>What all calls hand over; null where others may call as well.</summary>
    private List<IOperation>? Arguments(IMethodSymbol method, IParameterSymbol parameter, CancellationToken cancellation)
    {
        if (!sources.Bodies.Has(method) || method.MethodKind is not (MethodKind.Ordinary or MethodKind.LocalFunction)
            || sources.Reach.IsCalledFromElsewhere(method, cancellation))
        {
            return null;
        }

        var arguments = new List<IOperation>();
        foreach (var use in sources.References.To(method, cancellation))
        {
            if (use is not IInvocationOperation call
                || call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == parameter.Name)?.Value is not { } argument)
            {
                return null;
            }

            arguments.Add(argument);
        }

        return arguments;
    }

    /// <summary>A field that nothing in sight gives another value than its declaration does.</summary>
    private List<IOperation>? OnlyInitializer(IFieldSymbol field, CancellationToken cancellation)
    {
        if (field.DeclaredAccessibility != Accessibility.Private
            || sources.Bodies.FindInitializer(field, cancellation) is not ISymbolInitializerOperation { Value: var initial })
        {
            return null;
        }

        foreach (var name in sources.References.Named(field.Name, cancellation))
        {
            SyntaxNode target = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
            if (target.Parent is AssignmentExpressionSyntax assignment && assignment.Left == target
                || target.Parent is PostfixUnaryExpressionSyntax or ArgumentSyntax { RefKindKeyword.RawKind: not 0 }
                || target.Parent.IsKind(SyntaxKind.PreIncrementExpression) || target.Parent.IsKind(SyntaxKind.PreDecrementExpression))
            {
                return null;
            }
        }

        return [initial];
    }

    private List<IOperation>? Returned(IMethodSymbol method, CancellationToken cancellation) =>
        sources.Bodies.Find(method, cancellation) is { } body
            ? Known([.. Transport.CallbackJudge.OwnParts(body).OfType<IReturnOperation>()
                .Where(returned => returned.ReturnedValue?.Unwrapped() is not IThrowOperation).Select(returned => returned.ReturnedValue)])
            : null;
}
