using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>
/// What a transformer of the team's own makes of the name of a controller or an action in a route, such as <c>my-orders</c> of <c>MyOrders</c>:
/// its code is carried out where all of it is known. Source: IOutboundParameterTransformer, RouteTokenTransformerConvention.
/// </summary>
internal sealed class OutboundTransformer(SourceBodies bodies, INamedTypeSymbol type, CancellationToken cancellation)
{
    private const int MaxSteps = 256;

    /// <summary>No name is longer; code that doubles a text again and again is not carried out.</summary>
    private const int MaxLength = 4096;

    /// <summary>A name is short: what takes longer runs away.</summary>
    private static readonly TimeSpan s_limit = TimeSpan.FromMilliseconds(100);

    private readonly Dictionary<string, string?> _made = new(StringComparer.Ordinal);
    private readonly Dictionary<ISymbol, object?> _held = new(SymbolEqualityComparer.Default);
    private int _steps;

    /// <summary>What becomes of a name; null where that cannot be told.</summary>
    public string? Of(string name)
    {
        if (!_made.TryGetValue(name, out var made))
            _made[name] = made = Transform(name);
        return made;
    }

    private string? Transform(string name)
    {
        if (type.GetMembers("TransformOutbound").OfType<IMethodSymbol>().FirstOrDefault(each => each.Parameters.Length == 1) is not { } method
            || bodies.Find(method, cancellation) is not { } body)
        {
            return null;
        }

        _held.Clear();
        _steps = 0;
        _held[method.Parameters[0]] = name;
        try
        {
            return body.ChildOperations.Select(Run).FirstOrDefault(outcome => outcome.HasReturned).Value as string;
        }
        catch (NotSupportedException)
        {
            return null;
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
        catch (ArgumentException)
        {
            // A pattern that is none.
            return null;
        }
    }

    private (bool HasReturned, object? Value) Run(IOperation statement)
    {
        switch (statement)
        {
            case IBlockOperation block:
                return block.Operations.Select(Run).FirstOrDefault(outcome => outcome.HasReturned);
            case IConditionalOperation choice:
                return Value(choice.Condition) is true ? Run(choice.WhenTrue) : choice.WhenFalse is { } other ? Run(other) : default;
            case IReturnOperation { ReturnedValue: { } returned }:
                return (true, Value(returned));
            case IVariableDeclarationGroupOperation group:
                foreach (var declared in group.Declarations.SelectMany(each => each.Declarators))
                    _held[declared.Symbol] = declared.GetVariableInitializer() is { } initializer ? Value(initializer.Value) : null;
                return default;
            case IExpressionStatementOperation { Operation: ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local }, Value: var value } }:
                _held[local] = Value(value);
                return default;
            default:
                throw new NotSupportedException();
        }
    }

    private object? Value(IOperation expression)
    {
        if (_steps++ > MaxSteps)
            throw new NotSupportedException();
        if (expression.ConstantValue is { HasValue: true, Value: var constant })
            return constant;

        return Evaluate(expression) is var value && value is string { Length: > MaxLength } ? throw new NotSupportedException() : value;
    }

    private object? Evaluate(IOperation expression) => expression switch
    {
        IConversionOperation { OperatorMethod: null } conversion => Value(conversion.Operand),
        IParenthesizedOperation parenthesized => Value(parenthesized.Operand),
        ILocalReferenceOperation { Local: var local } when _held.TryGetValue(local, out var held) => held,
        IParameterReferenceOperation { Parameter: var parameter } when _held.TryGetValue(parameter, out var held) => held,
        ICoalesceOperation coalesce => Value(coalesce.Value) ?? Value(coalesce.WhenNull),
        IConditionalOperation { WhenFalse: { } whenFalse } choice => Value(Value(choice.Condition) is true ? choice.WhenTrue : whenFalse),
        IConditionalAccessOperation access => Value(access.Operation) is null ? null : Value(access.WhenNotNull),
        IConditionalAccessInstanceOperation instance => Value(instance.Accessed() ?? throw new NotSupportedException()),
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => Value(not.Operand) is false,
        IBinaryOperation { OperatorMethod: null or { ContainingType.SpecialType: SpecialType.System_String } } both => Joined(both),
        IIsPatternOperation tested => IsMatch(tested.Pattern, Value(tested.Value)),
        IIsTypeOperation { TypeOperand.SpecialType: SpecialType.System_String } tested => Value(tested.ValueOperand) is string,
        IInvocationOperation call => Called(call),
        _ => throw new NotSupportedException(),
    };

    private object? Joined(IBinaryOperation both) => both.OperatorKind switch
    {
        BinaryOperatorKind.ConditionalAnd => Value(both.LeftOperand) is true && Value(both.RightOperand) is true,
        BinaryOperatorKind.ConditionalOr => Value(both.LeftOperand) is true || Value(both.RightOperand) is true,
        BinaryOperatorKind.Equals => Equals(Value(both.LeftOperand), Value(both.RightOperand)),
        BinaryOperatorKind.NotEquals => !Equals(Value(both.LeftOperand), Value(both.RightOperand)),
        BinaryOperatorKind.Add when both.Type?.SpecialType == SpecialType.System_String => $"{Value(both.LeftOperand)}{Value(both.RightOperand)}",
        _ => throw new NotSupportedException(),
    };

    private bool IsMatch(IPatternOperation pattern, object? value)
    {
        switch (pattern)
        {
            case IConstantPatternOperation constant:
                return Equals(Value(constant.Value), value);
            case INegatedPatternOperation not:
                return !IsMatch(not.Pattern, value);
            case ITypePatternOperation { MatchedType.SpecialType: SpecialType.System_String }:
                return value is string;
            case IDeclarationPatternOperation { MatchedType.SpecialType: SpecialType.System_String, DeclaredSymbol: { } declared }:
                _held[declared] = value;
                return value is string;
            case IRecursivePatternOperation { PropertySubpatterns.IsEmpty: true, DeconstructionSubpatterns.IsEmpty: true } any:
                if (any.DeclaredSymbol is { } named)
                    _held[named] = value;
                return value is not null;
            default:
                throw new NotSupportedException();
        }
    }

    private object? Called(IInvocationOperation call)
    {
        var (owner, name) = (call.TargetMethod.ContainingType, call.TargetMethod.Name);
        if (owner.Name == "Regex" && name == "Replace" && owner.ContainingNamespace.ToDisplayString() == "System.Text.RegularExpressions")
            return Replaced(call);
        if (owner is { SpecialType: SpecialType.System_String } && call.Instance is null && name is "IsNullOrEmpty" or "IsNullOrWhiteSpace")
            return Value(call.Arguments[0].Value) is not string given || (name == "IsNullOrEmpty" ? given.Length == 0 : string.IsNullOrWhiteSpace(given));
        if (owner is { Name: "Convert", ContainingNamespace.Name: "System" } && name == "ToString")
            return Value(call.Arguments[0].Value);
        if (call.Instance is not { } instance || Value(instance) is not string text)
            throw new NotSupportedException();

        return name switch
        {
            "ToString" => text,
            "ToLower" or "ToLowerInvariant" => text.ToLowerInvariant(),
            "ToUpper" or "ToUpperInvariant" => text.ToUpperInvariant(),
            "Trim" when call.Arguments.IsEmpty => text.Trim(),
            "Replace" when Value(call.Arguments[0].Value) is string { Length: > 0 } old => text.Replace(old, Value(call.Arguments[1].Value) as string ?? ""),
            "Replace" when Value(call.Arguments[0].Value) is char from && Value(call.Arguments[1].Value) is char to => text.Replace(from, to),
            _ => throw new NotSupportedException(),
        };
    }

    /// <summary>Regex.Replace(text, pattern, replacement), of a field that holds one, or of one that is generated.</summary>
    private string Replaced(IInvocationOperation call)
    {
        var given = call.Arguments.OrderBy(argument => argument.Parameter?.Ordinal).Select(argument => argument.Value).ToList();
        var (pattern, options) = call.Instance is null
            ? (Value(given[1]) as string, OptionsIn(call.Arguments))
            : PatternOf(call.Instance.Unwrapped());
        var replacement = given[call.Instance is null ? 2 : 1];
        if (pattern is null || Value(given[0]) is not string text || replacement.Type?.SpecialType != SpecialType.System_String || Value(replacement) is not string instead)
            throw new NotSupportedException();

        return Regex.Replace(text, pattern, instead, options & ~RegexOptions.Compiled, s_limit);
    }

    private (string? Pattern, RegexOptions Options) PatternOf(IOperation expression)
    {
        var member = expression switch
        {
            IMemberReferenceOperation reference => reference.Member,
            IInvocationOperation { TargetMethod: var method } => (ISymbol)method,
            _ => null,
        };
        if (member?.GetAttributes().FirstOrDefault(each => each.AttributeClass?.Name == "GeneratedRegexAttribute") is { ConstructorArguments: var said } && said is [{ Value: string pattern }, ..])
            return (pattern, said.Length > 1 && said[1].Value is int options ? (RegexOptions)options : RegexOptions.None);
        var made = member is IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null }
            ? (bodies.FindInitializer(member, cancellation) as ISymbolInitializerOperation)?.Value : expression;
        return made?.Unwrapped() is IObjectCreationOperation { Type.Name: "Regex", Arguments: [{ Value: var written }, ..] arguments }
            ? (Value(written) as string, OptionsIn(arguments)) : (null, RegexOptions.None);
    }

    private static RegexOptions OptionsIn(IEnumerable<IArgumentOperation> arguments) =>
        arguments.FirstOrDefault(argument => argument.Parameter?.Type.Name == "RegexOptions")?.Value.ConstantValue.Value is int options ? (RegexOptions)options : RegexOptions.None;
}
