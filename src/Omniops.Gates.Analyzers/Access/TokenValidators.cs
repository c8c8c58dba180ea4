using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Analyzers.Transport;

namespace Omniops.Gates.Analyzers.Access;

/// <summary>
/// Functions that take the place of a check of Microsoft.IdentityModel. Those of the audience, the lifetime and the key say yes or no;
/// those of the issuer and the signature return what they believe in. Source: the delegates in Microsoft.IdentityModel.Tokens; CA5405.
/// </summary>
internal sealed class TokenValidators(ProgramSources sources)
{
    private static readonly string[] s_formal = ["IsNullOrEmpty", "IsNullOrWhiteSpace", "CanReadToken", "Any"];

    /// <summary>Whether a function of this type replaces a check.</summary>
    public static bool IsValidator(ITypeSymbol? type) =>
        type is { TypeKind: TypeKind.Delegate, Name: var name }
        && name is "AlgorithmValidator" or "AudienceValidator"
            or "IssuerSigningKeyValidator" or "IssuerSigningKeyValidatorUsingConfiguration"
            or "IssuerValidator" or "IssuerValidatorUsingConfiguration" or "IssuerValidatorAsync" or "LifetimeValidator"
            or "SignatureValidator" or "SignatureValidatorUsingConfiguration" or "TokenReplayValidator"
        && type.ContainingNamespace.ToDisplayString() is "Microsoft.IdentityModel.Tokens" or "System.IdentityModel.Tokens";

    /// <summary>What a function accepts.</summary>
    public CallbackVerdict Judge(IDelegateCreationOperation creation, CancellationToken cancellation)
    {
        if (creation.Type is INamedTypeSymbol { DelegateInvokeMethod.ReturnType.SpecialType: SpecialType.System_Boolean })
        {
            var function = creation.Target switch
            {
                IAnonymousFunctionOperation { Symbol: var lambda } => lambda,
                IMethodReferenceOperation { Method: var method } => method.OriginalDefinition,
                _ => null,
            };
            var verdict = new CallbackJudge(sources, cancellation, IsItsOwn, IsGiven).Judge(creation.Target);
            return verdict == CallbackVerdict.Checks && creation.Type.Name == "LifetimeValidator" && OverlooksEnd(creation.Target, cancellation)
                ? CallbackVerdict.AcceptsAny
                : verdict;

            bool IsItsOwn(IParameterSymbol parameter) =>
                IsOfToken(parameter) && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, function);
        }

        return creation.Target switch
        {
            IAnonymousFunctionOperation { Body: var body } => Judge(body, 0, cancellation),
            IMethodReferenceOperation { Method: var method } => Judge(method, 0, cancellation),
            _ => CallbackVerdict.Unseen,
        };
    }

    /// <summary>A function that is handed on, from wherever it comes; unseen where that is not certain.</summary>
    public CallbackVerdict Judge(IOperation value, CancellationToken cancellation) =>
        sources.Values.Origin(value, cancellation) is IDelegateCreationOperation creation
            ? Judge(creation, cancellation)
            : CallbackVerdict.Unseen;

    private static bool IsOfToken(IParameterSymbol parameter) =>
        parameter.Type.Name is not ("TokenValidationParameters" or "BaseConfiguration");

    /// <summary>That there is an audience, a date or a key says nothing about which; a token without is refused before.</summary>
    private static bool? IsGiven(IOperation operation) => operation switch
    {
        IPropertyReferenceOperation { Property.Name: "HasValue", Instance: { } instance } when IsOfToken(instance) => true,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } compared when IsNullTest(compared) => true,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } compared when IsNullTest(compared) => false,
        IIsPatternOperation { Pattern: IConstantPatternOperation { Value: var none }, Value: var tested }
            when none.IsNull() && IsOfToken(tested) => false,
        IIsPatternOperation
        {
            Pattern: INegatedPatternOperation { Pattern: IConstantPatternOperation { Value: var none } }, Value: var tested,
        } when none.IsNull() && IsOfToken(tested) => true,
        IInvocationOperation { TargetMethod: { Name: "Any", ContainingType.Name: "Enumerable" }, Arguments: [{ Value: var list }] }
            when IsOfToken(list) => true,
        IInvocationOperation { TargetMethod: { Name: "IsNullOrEmpty" or "IsNullOrWhiteSpace" }, Arguments: [{ Value: var text }] }
            when IsOfToken(text) => false,
        _ => null,
    };

    private static bool IsNullTest(IBinaryOperation compared) =>
        compared.RightOperand.IsNull() && IsOfToken(compared.LeftOperand)
        || compared.LeftOperand.IsNull() && IsOfToken(compared.RightOperand);

    private static bool IsOfToken(IOperation value) =>
        value.Unwrapped() is IParameterReferenceOperation { Parameter: var parameter } && IsOfToken(parameter);

    /// <summary>Whether a function asks from when a token is valid and never until when.</summary>
    private bool OverlooksEnd(IOperation function, CancellationToken cancellation)
    {
        var (body, symbol) = function switch
        {
            IAnonymousFunctionOperation lambda => (lambda.Body, lambda.Symbol),
            IMethodReferenceOperation { Method: var method } => (sources.Bodies.Find(method, cancellation), method.OriginalDefinition),
            _ => default,
        };
        if (body is null)
            return false;

        var asked = body.Descendants().OfType<IParameterReferenceOperation>()
            .Where(reference => SymbolEqualityComparer.Default.Equals(reference.Parameter.ContainingSymbol, symbol) && !IsGivenTest(reference))
            .Select(reference => reference.Parameter.Ordinal).ToList();
        // The token has its end as well, and so may what the function asks that is handed neither.
        return asked.Contains(0) && !asked.Contains(1) && !asked.Contains(2);
    }

    private static bool IsGivenTest(IOperation reference)
    {
        var around = reference.Parent;
        while (around is IConversionOperation or IParenthesizedOperation)
            around = around.Parent;
        return around is not null && IsGiven(around) is not null;
    }

    /// <summary>What a method of a handler accepts that stands in for one of the library.</summary>
    public CallbackVerdict JudgeHandler(IMethodSymbol method, IOperation body, CancellationToken cancellation)
    {
        if (method.Name == TokenKeys.Resolver)
            return new TokenKeys(sources).AreOfToken(body, cancellation) ? CallbackVerdict.AcceptsAny : CallbackVerdict.Checks;

        var parts = CallbackJudge.OwnParts(body).ToList();
        if (!method.ReturnsVoid)
            return parts.Exists(Overrules) ? CallbackVerdict.AcceptsAny : Judge(body, 0, cancellation);

        if (parts.Exists(part => part is IInvalidOperation))
            return CallbackVerdict.Unseen;
        if (parts.Exists(part => (Refuses(part, cancellation) || Throws(part, cancellation)) && !IsSwallowed(part, body, 0, cancellation)))
            return CallbackVerdict.Checks;

        return parts.Exists(part => part is IInvocationOperation call && !CallbackJudge.IsNoting(call.TargetMethod.Name)
            && !sources.Bodies.Has(call.TargetMethod) && !KnownMiddleware.IsFramework(call.TargetMethod.ContainingAssembly)
            && call.Arguments.Any(argument => argument.Value.Unwrapped() is IParameterReferenceOperation))
            ? CallbackVerdict.Unseen
            : CallbackVerdict.AcceptsAny;
    }

    /// <summary>Whether a method of the source, whatever its name, may throw.</summary>
    private bool Throws(IOperation part, CancellationToken cancellation) => part is IInvocationOperation { TargetMethod: var method }
        && sources.Bodies.Has(method) && sources.Bodies.Find(method, cancellation) is { } body
        && body.Descendants().Any(inner => inner is IThrowOperation thrown && !IsFormal(thrown));

    /// <summary>result.IsValid = true, whatever the library has found.</summary>
    private static bool Overrules(IOperation part) =>
        part is ISimpleAssignmentOperation
        {
            Target: IPropertyReferenceOperation { Property: { Name: "IsValid", ContainingType.Name: "TokenValidationResult" } },
            Value.ConstantValue: { HasValue: true, Value: true },
            Parent: IExpressionStatementOperation { Parent: IBlockOperation block } statement,
        }
        && block.Parent is IMethodBodyOperation
        && !block.Operations.TakeWhile(earlier => earlier != statement).Any(earlier =>
            earlier.DescendantsAndSelf().Any(inner => inner is IReturnOperation or IThrowOperation || IsOwnDecision(inner)));

    /// <summary>A check of one's own, and none by the method that this one stands in for.</summary>
    private static bool IsOwnDecision(IOperation part) =>
        part is IInvocationOperation { TargetMethod.Name: var name, Instance: not IInstanceReferenceOperation { Syntax.RawKind: (int)SyntaxKind.BaseExpression } }
        && IsChecking(name);

    /// <summary>Whether what refuses stands in a try whose catch goes on as if nothing had happened.</summary>
    private bool IsSwallowed(IOperation refusal, IOperation body, int depth, CancellationToken cancellation)
    {
        for (var (child, parent) = (refusal, refusal.Parent); parent is not null && child != body; (child, parent) = (parent, parent.Parent))
        {
            if (parent is ITryOperation attempt && attempt.Body == child
                && attempt.Catches.Any(one => CatchesRefusal(one) && !IsRefusal(one, depth, cancellation)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool CatchesRefusal(ICatchClauseOperation clause) =>
        clause.ExceptionType is not { Name: var name } || name is "Object" or "Exception" or "SystemException"
        || name.StartsWith("SecurityToken", StringComparison.Ordinal);

    private bool IsRefusal(ICatchClauseOperation clause, int depth, CancellationToken cancellation) =>
        clause.Filter is not null || clause.Handler.Descendants().Any(part => part is IThrowOperation
            || part is IReturnOperation { ReturnedValue: { } value }
                && (value.Unwrapped().ConstantValue is { HasValue: true, Value: false }
                    || Values(value, cancellation).All(one => JudgeResult(one, depth + 1, cancellation) != CallbackVerdict.AcceptsAny)));

    private CallbackVerdict Judge(IMethodSymbol method, int depth, CancellationToken cancellation)
    {
        if (!sources.Bodies.Has(method))
        {
            // AadIssuerValidator.Validate and others of the library that the delegates are from.
            return method.ContainingNamespace.ToDisplayString().StartsWith("Microsoft.Identity", StringComparison.Ordinal)
                ? CallbackVerdict.Checks
                : CallbackVerdict.Unseen;
        }

        return sources.Bodies.Find(method, cancellation) is { } body ? Judge(body, depth, cancellation) : CallbackVerdict.Unseen;
    }

    private CallbackVerdict Judge(IOperation body, int depth, CancellationToken cancellation)
    {
        var parts = CallbackJudge.OwnParts(body).ToList();
        if (parts.Exists(part => part is IInvalidOperation))
            return CallbackVerdict.Unseen;

        if (parts.Exists(part => Refuses(part, cancellation) && !IsSwallowed(part, body, depth, cancellation)))
            return CallbackVerdict.Checks;

        var (isAccepted, isUnknown) = (false, false);
        foreach (var returned in parts.OfType<IReturnOperation>().Where(one => one.ReturnedValue is not null))
        {
            if (CallbackJudge.IsInCatch(returned, body))
                continue;

            foreach (var value in Values(returned.ReturnedValue!, cancellation))
            {
                switch (JudgeResult(value, depth, cancellation))
                {
                    case CallbackVerdict.Checks when !IsFormal(value):
                        return CallbackVerdict.Checks;
                    case CallbackVerdict.AcceptsAny:
                        isAccepted = true;
                        break;
                    case CallbackVerdict.LooksElsewhere or CallbackVerdict.Unseen:
                        isUnknown = true;
                        break;
                }
            }
        }

        return isUnknown ? CallbackVerdict.LooksElsewhere : isAccepted ? CallbackVerdict.AcceptsAny : CallbackVerdict.Checks;
    }

    /// <summary>What an expression can be, conditions left alone: with one, a refusal is among them.</summary>
    private IEnumerable<IOperation> Values(IOperation value, CancellationToken cancellation)
    {
        var open = new Stack<IOperation>([value]);
        for (var steps = 0; open.Count > 0 && steps < 50; steps++)
        {
            var current = sources.Values.Origin(open.Pop(), cancellation);
            switch (current)
            {
                case IConditionalOperation { WhenFalse: { } otherwise } choice:
                    open.Push(choice.WhenTrue);
                    open.Push(otherwise);
                    break;
                case ISwitchExpressionOperation choice:
                    foreach (var arm in choice.Arms)
                        open.Push(arm.Value);
                    break;
                case ICoalesceOperation coalesce:
                    open.Push(coalesce.Value);
                    if (coalesce.WhenNull.Unwrapped() is not IThrowOperation)
                        open.Push(coalesce.WhenNull);
                    break;
                case IAwaitOperation awaited:
                    open.Push(awaited.Operation);
                    break;
                case ILocalReferenceOperation local when sources.Values.WritesAround(local).All(local.Local) is { Count: > 0 } writes
                    && writes.All(write => write is not null):
                    foreach (var write in writes)
                        open.Push(write!);
                    break;
                default:
                    yield return current;
                    break;
            }
        }
    }

    /// <summary>Whether one result is a belief in what was shown, a refusal or neither as far as this can tell.</summary>
    private CallbackVerdict JudgeResult(IOperation value, int depth, CancellationToken cancellation)
    {
        switch (value)
        {
            case IThrowOperation:
                return CallbackVerdict.Checks;
            case var none when none.IsNull():
                return CallbackVerdict.Checks;
            case IObjectCreationOperation { Type.Name: "TokenValidationResult" } result:
                return JudgeResult(result, cancellation);
            case { ConstantValue: { HasValue: true, Value: string } }:
            case IParameterReferenceOperation { Type.SpecialType: SpecialType.System_String }:
            // The token that is judged says itself who issued it; what the parameters name as valid is no answer either.
            case IPropertyReferenceOperation { Property: { Name: "Issuer" or "ValidIssuer", ContainingType: var owner } }
                when TokenSetting.IsParameters(owner) || IsToken(owner):
            case IObjectCreationOperation { Type.Name: "ClaimsPrincipal" }:
            case IObjectCreationOperation { Type: not null } made when IsToken(made.Type):
            case IInvocationOperation { TargetMethod.Name: "ReadJwtToken" or "ReadToken" or "ReadJsonWebToken" }:
            case IInterpolatedStringOperation or IBinaryOperation { Type.SpecialType: SpecialType.System_String }:
                return CallbackVerdict.AcceptsAny;
            case IObjectCreationOperation { Type.Name: "ValueTask", Arguments: [{ Value: var held }] }:
                return JudgeResult(sources.Values.Origin(held, cancellation), depth + 1, cancellation);
            case IInvocationOperation { TargetMethod: { Name: "FromResult" }, Arguments: [{ Value: var held }] }:
                return JudgeResult(sources.Values.Origin(held, cancellation), depth + 1, cancellation);
            // Trim, ToLowerInvariant.
            case IInvocationOperation { TargetMethod.ContainingType.SpecialType: SpecialType.System_String, Instance: { } instance }:
                return JudgeResult(sources.Values.Origin(instance, cancellation), depth + 1, cancellation);
            case IInvocationOperation { TargetMethod: var method } when sources.Bodies.Has(method) && depth < 6:
                return Judge(method, depth + 1, cancellation);
            default:
                // The one of several that it equals, say.
                return value.Type?.SpecialType == SpecialType.System_String
                    && value.Descendants().Any(part => part is IParameterReferenceOperation { Parameter: var parameter }
                        && (parameter.Type.SpecialType == SpecialType.System_String || IsToken(parameter.Type)))
                    ? CallbackVerdict.Checks
                    : CallbackVerdict.Unseen;
        }
    }

    /// <summary>A result says itself whether it is one; what it says by more than a constant decides over something.</summary>
    private CallbackVerdict JudgeResult(IObjectCreationOperation result, CancellationToken cancellation)
    {
        var said = ObjectWrites.Of(result, new ValueUses(sources).Of(result, cancellation)).Where(write => write.Name == "IsValid").ToList();
        return said.Count > 0 && said.TrueForAll(write => write.Value.Unwrapped().ConstantValue is { HasValue: true, Value: true } && !IsChosen(write.Assignment))
            ? CallbackVerdict.AcceptsAny
            : CallbackVerdict.Checks;
    }

    /// <summary>Whether more than the form of the token has to be right first.</summary>
    private static bool IsChosen(IOperation place)
    {
        for (var (child, parent) = (place, place.Parent); parent is not null; (child, parent) = (parent, parent.Parent))
        {
            if (parent is ISwitchOperation or ISwitchExpressionOperation
                || parent is IConditionalOperation choice && choice.Condition != child && !IsFormalTest(choice.Condition.Unwrapped()))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a call validates a token by answering, and not by throwing. Source: TokenHandler.ValidateTokenAsync.</summary>
    public static bool Answers(IInvocationOperation call) => call.TargetMethod.ReturnType is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [{ Name: "TokenValidationResult" }] };

    internal static bool IsToken(ITypeSymbol? type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.Name is "SecurityToken" or "JsonWebToken" or "JwtSecurityToken")
                return true;
        }

        return false;
    }

    /// <summary>Whether a part of the body can turn down what it is shown, and not for its form alone.</summary>
    internal bool Refuses(IOperation part, CancellationToken cancellation) => part switch
    {
        IThrowOperation thrown => !CallbackJudge.IsInCatch(thrown, null) && !IsFormal(thrown),
        IInvocationOperation { TargetMethod: var method } when sources.Bodies.Has(method) => IsChecking(method.Name)
            && sources.Bodies.Find(method, cancellation) is { } body
            && body.Descendants().Any(inner => inner is IThrowOperation thrown && !IsFormal(thrown)),
        IInvocationOperation { TargetMethod.Name: var name } => IsChecking(name),
        _ => false,
    };

    internal static bool IsChecking(string method)
    {
        if (method.StartsWith("ThrowIfNull", StringComparison.Ordinal))
            return false;

        foreach (var word in new[] { "Valid", "Verif", "Check", "Ensure", "Assert", "Guard", "Require", "ThrowIf" })
        {
            if (method.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0)
                return true;
        }

        return false;
    }

    /// <summary>Whether a refusal only says that there is no token, or none that can be read.</summary>
    private static bool IsFormal(IOperation refusal)
    {
        if (refusal is IThrowOperation { Exception: { } exception } && exception.Unwrapped().Type?.Name is "ArgumentNullException")
            return true;

        var child = refusal;
        for (var parent = refusal.Parent; parent is not null and not IAnonymousFunctionOperation; (child, parent) = (parent, parent.Parent))
        {
            switch (parent)
            {
                case ICoalesceOperation coalesce when coalesce.WhenNull == child:
                    return true;
                case IConditionalOperation choice when choice.Condition != child:
                    return IsFormalTest(choice.Condition.Unwrapped());
            }
        }

        return false;
    }

    private static bool IsFormalTest(IOperation condition) => condition switch
    {
        // tenants.Any(tenant => issuer == tenant.Issuer), known.Find(each => each == issuer) is not null
        _ when condition.Descendants().Any(part => part is IAnonymousFunctionOperation) => false,
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => IsFormalTest(not.Operand.Unwrapped()),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.ConditionalAnd } both =>
            IsFormalTest(both.LeftOperand.Unwrapped()) && IsFormalTest(both.RightOperand.Unwrapped()),
        IBinaryOperation compared => compared.LeftOperand.IsNull() || compared.RightOperand.IsNull(),
        IIsPatternOperation { Pattern: var pattern } => IsFormalPattern(pattern),
        IIsTypeOperation => true,
        IInvocationOperation { TargetMethod.Name: var name } => Array.IndexOf(s_formal, name) >= 0,
        _ => false,
    };

    private static bool IsFormalPattern(IPatternOperation pattern) => pattern switch
    {
        INegatedPatternOperation not => IsFormalPattern(not.Pattern),
        IConstantPatternOperation constant => constant.Value.IsNull(),
        IDeclarationPatternOperation or ITypePatternOperation => true,
        IRecursivePatternOperation { PropertySubpatterns.Length: 0 } => true,
        _ => false,
    };
}
