using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Cors;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Transport;

/// <summary>Tells a callback that accepts every certificate or token it is shown from one that checks something.</summary>
/// <param name="isEvidence">Which parameters hold what the callback judges; a certificate unless said otherwise.</param>
/// <param name="isGiven">What is true of everything that gets that far, and no check; null where nothing is.</param>
internal sealed class CallbackJudge(
    ProgramSources sources,
    CancellationToken cancellation,
    Func<IParameterSymbol, bool>? isEvidence = null,
    Func<IOperation, bool?>? isGiven = null)
{
    private const int MaxDepth = 12;

    private static readonly string[] s_evidence =
        ["SslPolicyErrors", "X509Certificate", "X509Certificate2", "X509Chain", "MqttClientCertificateValidationEventArgs"];

    /// <summary>Methods that write down what they are given and decide nothing.</summary>
    private static readonly string[] s_noting =
        ["Write", "Log", "Trace", "Debug", "Info", "Warn", "Error", "Add", "Append", "Print", "Format", "ToString", "Concat", "ThrowIfNull"];

    private int _depth;

    /// <summary>Judges a lambda, an anonymous method, a local function or a method.</summary>
    public CallbackVerdict Judge(IOperation? function) => function switch
    {
        IAnonymousFunctionOperation { Body: var body, Symbol: var symbol } => Judge(body, symbol),
        IMethodReferenceOperation { Method: var method } => Judge(method),
        _ => CallbackVerdict.Unseen,
    };

    private CallbackVerdict Judge(IMethodSymbol method)
    {
        // Elasticsearch's CertificateValidations.AllowAll.
        if (!sources.Bodies.Has(method))
            return method.Name == "AllowAll" ? CallbackVerdict.AcceptsAny : CallbackVerdict.Unseen;

        return sources.Bodies.Find(method, cancellation) is { } body ? Judge(body, method) : CallbackVerdict.Unseen;
    }

    private CallbackVerdict Judge(IOperation body, IMethodSymbol function)
    {
        var parts = OwnParts(body).ToList();
        if (parts.Exists(part => part is IInvalidOperation))
            return CallbackVerdict.Unseen;

        var returns = parts.OfType<IReturnOperation>()
            .Where(returned => returned.ReturnedValue?.Unwrapped() is not (null or IThrowOperation) && IsReached(returned, body)).ToList();
        var truths = returns.Select(returned => (Returned: returned, Truth: TruthOf(returned.ReturnedValue!))).ToList();
        if (truths.Count == 0 || truths.TrueForAll(one => one.Truth == false))
            return CallbackVerdict.Checks;

        var evidence = parts.Where(IsEvidence).ToList();
        // What only an exception refuses is refused where something can throw for the certificate.
        if (!evidence.Exists(IsExamined))
            truths.RemoveAll(one => one.Truth == false && IsInCatch(one.Returned, body));
        if (truths.TrueForAll(one => one.Truth == true))
            return Refuses(parts, body) ? CallbackVerdict.Checks : CallbackVerdict.AcceptsAny;

        return evidence.Exists(part => !IsNoted(part)) || function.Parameters.Length == 0
            ? CallbackVerdict.Checks
            : CallbackVerdict.LooksElsewhere;
    }

    /// <summary>Whether a callback that returns nothing but true throws instead of returning false.</summary>
    /// <param name="isHelper">Whether it is a method that the callback asks: what that is handed it judges.</param>
    private bool Refuses(List<IOperation> parts, IOperation body, bool isHelper = false) => parts.Exists(part => part switch
    {
        IThrowOperation thrown => !IsInCatch(thrown, null) && (isGiven is null || IsReached(thrown, body)),
        IInvocationOperation { TargetMethod: var method } call when method.ReturnsVoid || call.Parent is IExpressionStatementOperation =>
            call.Arguments.Any(argument => argument.Value.Unwrapped() is var given
                && (IsEvidence(given) || isHelper && given is IParameterReferenceOperation))
            && !IsNoting(method.Name)
            && (sources.Bodies.Has(method)
                ? sources.Bodies.Find(method, cancellation)?.Descendants().Any(inner => inner is IThrowOperation thrown && !IsFormal(thrown)) == true
                : method.ReturnsVoid),
        _ => false,
    });

    /// <summary>That there is nothing to judge says nothing about what there is.</summary>
    private static bool IsFormal(IThrowOperation thrown) => thrown.Exception?.Unwrapped().Type?.Name == "ArgumentNullException";

    private bool IsReached(IOperation place, IOperation body)
    {
        for (var (child, parent) = (place, place.Parent); parent is not null && child != body; (child, parent) = (parent, parent.Parent))
        {
            if (parent is IConditionalOperation choice && child != choice.Condition && TruthOf(choice.Condition) is { } holds
                && holds != (child == choice.WhenTrue))
            {
                return false;
            }
        }

        return sources.Reach.IsInProduction(place, cancellation);
    }

    /// <summary>Whether a condition is always true, always false, or neither as far as this can tell.</summary>
    private bool? TruthOf(IOperation value)
    {
        var operation = value.Unwrapped();
        if (operation.ConstantValue is { HasValue: true, Value: var constant })
            return constant as bool?;

        if (_depth >= MaxDepth)
            return null;

        _depth++;
        var truth = isGiven?.Invoke(operation) ?? Evaluate(operation);
        _depth--;
        return truth;
    }

    private bool? Evaluate(IOperation operation) => operation switch
    {
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => !TruthOf(not.Operand),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.Or } or =>
            Either(TruthOf(or.LeftOperand), TruthOf(or.RightOperand), decisive: true),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And } and =>
            Either(TruthOf(and.LeftOperand), TruthOf(and.RightOperand), decisive: false),
        // A server that shows no certificate at all does not get this far.
        IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } compared
            when IsEvidence(compared.LeftOperand.Unwrapped()) && compared.RightOperand.IsNull() => true,
        IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: IConstantPatternOperation { Value: var none } } } tested
            when none.IsNull() && IsEvidence(tested.Value.Unwrapped()) => true,
        IIsPatternOperation { Pattern: IDiscardPatternOperation } => true,
        IConditionalOperation choice => TruthOf(choice.Condition) switch
        {
            true => TruthOf(choice.WhenTrue),
            false => choice.WhenFalse is { } otherwise ? TruthOf(otherwise) : null,
            _ => Same([choice.WhenTrue, .. choice.WhenFalse is { } other ? new[] { other } : []]),
        },
        ISwitchExpressionOperation choice => Same(choice.Arms.Where(arm => arm.Value.Unwrapped() is not IThrowOperation).Select(arm => arm.Value))
            is true && choice.Arms.Any(arm => arm.Value.Unwrapped() is IThrowOperation) ? null : Same(choice.Arms.Select(arm => arm.Value)),
        ISimpleAssignmentOperation assignment => TruthOf(assignment.Value),
        ILocalReferenceOperation local => TruthOf(local),
        IInvocationOperation call => TruthOf(call),
        IFieldReferenceOperation or IPropertyReferenceOperation =>
            sources.Values.Origin(operation, cancellation) is var origin && origin != operation ? TruthOf(origin) : null,
        _ => null,
    };

    private bool? TruthOf(ILocalReferenceOperation local)
    {
        var writes = sources.Values.WritesAround(local).All(local.Local);
        return writes.Count > 0 && writes.All(write => write is not null) ? Same(writes!) : null;
    }

    private bool? TruthOf(IInvocationOperation call)
    {
        if (call.TargetMethod.MethodKind == MethodKind.DelegateInvoke)
        {
            return call.Instance is { } held && sources.Values.Origin(held, cancellation) is IDelegateCreationOperation { Target: var target }
                && Judge(target) == CallbackVerdict.AcceptsAny ? true : null;
        }

        if (!sources.Bodies.Has(call.TargetMethod) || call.TargetMethod.IsAbstract
            || sources.Bodies.Find(call.TargetMethod, cancellation) is not { } body)
        {
            return null;
        }

        var parts = OwnParts(body).ToList();
        var returned = parts.OfType<IReturnOperation>().Where(one => one.ReturnedValue is not null && IsReached(one, body)).ToList();
        return returned.Count > 0 && !Refuses(parts, body, isHelper: true) ? Same(returned.Select(one => one.ReturnedValue!)) : null;
    }

    private bool? Same(IEnumerable<IOperation> values)
    {
        bool? first = null;
        var isFirst = true;
        foreach (var value in values)
        {
            var truth = TruthOf(value);
            if (truth is null || (!isFirst && truth != first))
                return null;

            (first, isFirst) = (truth, false);
        }

        return first;
    }

    private static bool? Either(bool? left, bool? right, bool decisive) =>
        left == decisive || right == decisive ? decisive : left is null || right is null ? null : !decisive;

    private bool IsEvidence(IOperation operation) =>
        operation is IParameterReferenceOperation { Parameter: var parameter }
        && (isEvidence?.Invoke(parameter) ?? Array.IndexOf(s_evidence, parameter.Type.Name) >= 0);

    /// <summary>Whether the certificate is handed to something that could object to it.</summary>
    private static bool IsExamined(IOperation evidence)
    {
        for (var parent = evidence.Parent; parent is not null; parent = parent.Parent)
        {
            switch (parent)
            {
                case IInvocationOperation call:
                    return !IsNoting(call.TargetMethod.Name);
                case IBinaryOperation or IIsPatternOperation or IObjectCreationOperation or IThrowOperation:
                    return true;
            }
        }

        return false;
    }

    /// <summary>Whether the certificate is only written to a log here.</summary>
    private static bool IsNoted(IOperation evidence)
    {
        for (var parent = evidence.Parent; parent is not null and not IBlockOperation; parent = parent.Parent)
        {
            if (parent is IInvocationOperation call && call.Parent is IExpressionStatementOperation)
                return IsNoting(call.TargetMethod.Name);
        }

        return false;
    }

    internal static bool IsNoting(string method) => Array.Exists(s_noting, noting => method.StartsWith(noting, StringComparison.Ordinal));

    internal static bool IsInCatch(IOperation place, IOperation? body)
    {
        for (var parent = place.Parent; parent is not null && parent != body; parent = parent.Parent)
        {
            if (parent is ICatchClauseOperation)
                return true;
        }

        return false;
    }

    /// <summary>Everything in a body but what functions within it hold.</summary>
    internal static IEnumerable<IOperation> OwnParts(IOperation body)
    {
        var open = new Stack<IOperation>(body.ChildOperations.Reverse());
        while (open.Count > 0)
        {
            var part = open.Pop();
            yield return part;
            if (part is IAnonymousFunctionOperation or ILocalFunctionOperation)
                continue;

            foreach (var child in part.ChildOperations.Reverse())
                open.Push(child);
        }
    }
}
