using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Engine.Secrets.Credentials;

namespace Omniops.Gates.Analyzers.Secrets;

/// <summary>Goes from a value outwards to what it is given to: through branches, conversions, encodings and lambdas.</summary>
internal static class RecipientWalk
{
    /// <summary>Expressions around a value. Real code has a dozen.</summary>
    private const int MaxSteps = 100;

    /// <summary>Elements. A longer list is a dictionary of words.</summary>
    private const int MaxList = 16;

    /// <summary><c>OperationKind.CollectionExpression</c>, which the oldest compiler that loads this does not know.</summary>
    private const OperationKind CollectionExpression = (OperationKind)127;

    /// <param name="value">A literal, or what refers to one.</param>
    /// <param name="container">The member that the code belongs to.</param>
    public static Recipient Of(IOperation value, ISymbol container)
    {
        var fallback = Recipient.None;
        var (isEncoded, index) = (false, -1);
        var child = value;
        for (var step = 0; step < MaxSteps && child.Parent is { } parent; step++, child = parent)
        {
            switch (parent)
            {
                case IConversionOperation when child is not ITupleOperation:
                case IParenthesizedOperation or IAwaitOperation or IDelegateCreationOperation or IAnonymousFunctionOperation:
                case ISwitchExpressionOperation when child is ISwitchExpressionArmOperation:
                    continue;

                // config["Jwt:Key"] ?? "x": what is asked first has the name.
                case ICoalesceOperation coalesce:
                    if (coalesce.WhenNull == child)
                        fallback = Or(fallback, Recipient.OfTarget(coalesce.Value));
                    continue;
                case IConditionalOperation choice when choice.Condition != child && choice.Type is not null:
                    continue;
                case ISwitchExpressionArmOperation arm when arm.Value == child:
                    continue;
                case IInvocationOperation call when call.Instance == child && PassesOn(call):
                    continue;
                // string[] passwords = { "x" }: each is given to what the list is given to.
                case IArrayInitializerOperation list when IsShort(list.ElementValues.Length) && IsOfTexts(list):
                case { Kind: CollectionExpression } when IsShort(parent.ChildOperations.Count):
                    index = parent.ChildOperations.ToList().IndexOf(child);
                    continue;
                case IArrayCreationOperation when child is IArrayInitializerOperation:
                    continue;
                case IArgumentOperation { Parent: IInvocationOperation { Arguments.Length: 1, Parent: IObjectOrCollectionInitializerOperation list } }
                    when list.Parent is IObjectCreationOperation creation && IsShort(list.Initializers.Length):
                    (index, parent) = (list.Initializers.IndexOf(parent.Parent), creation);
                    continue;
                case IArgumentOperation { Parent: IInvocationOperation call } when PassesOn(call):
                    isEncoded |= call.TargetMethod.Name == "ToBase64String";
                    parent = call;
                    continue;
                case IArgumentOperation { Parent: IObjectCreationOperation { Type.Name: "Uri" or "String" } creation }:
                    parent = creation;
                    continue;
                case IInvocationOperation call when call.Instance == child:
                    return Listed(Or(OfReceiver(call, child), fallback));
                case IReturnOperation:
                    if (Function(parent) is not { } function)
                        return Listed(Or(Recipient.OfMember(container), fallback));
                    if (function is ILocalFunctionOperation local)
                        return Listed(Or(Recipient.OfMember(local.Symbol), fallback));
                    parent = function;
                    continue;
                case IBinaryOperation or IInterpolationOperation when isEncoded && BasicScheme.IsBefore(parent, child):
                    return new("Authorization", "", RecipientKind.AuthorizationHeader, "Basic", IsEncoded: true);
                default:
                    return Listed(Or(Given(parent, child), fallback) with { IsEncoded = isEncoded });
            }
        }

        return fallback;

        Recipient Listed(Recipient recipient) => index < 0 ? recipient
            : CredentialName.NamesKnownOnes(recipient.Name) ? Recipient.None
            : recipient with { Index = index };
    }

    private static bool IsShort(int count) => count <= MaxList;

    private static bool IsOfTexts(IArrayInitializerOperation list) =>
        list.Parent is IArrayCreationOperation { Type: IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_String } };

    /// <summary>Of two names the one that speaks of a credential.</summary>
    private static Recipient Or(Recipient outer, Recipient inner) =>
        inner.Name.Length == 0 || outer.Kind != RecipientKind.Named || CredentialName.Classify(outer.QualifiedName) != NameStrength.None
            ? outer
            : inner;

    private static Recipient Given(IOperation parent, IOperation child) => parent switch
    {
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } => new(local.Name, ""),
        IVariableInitializerOperation { Parent: IVariableDeclarationOperation { Declarators: [var local, ..] } } =>
            new(local.Symbol.Name, ""),
        IFieldInitializerOperation { InitializedFields: [var field, ..] } => Recipient.OfMember(field),
        IPropertyInitializerOperation { InitializedProperties: [var property, ..] } => OfProperty(property),
        IParameterInitializerOperation initializer => Recipient.OfParameter(initializer.Parameter) with { Owner = "" },
        ISimpleAssignmentOperation or ICoalesceAssignmentOperation when ((IAssignmentOperation)parent).Value == child =>
            OfAssigned(((IAssignmentOperation)parent).Target),
        IArgumentOperation argument => OfArgument(argument),
        ITupleOperation tuple => OfElement(tuple, child),
        IBinaryOperation comparison => OfComparison(comparison, child),
        IConstantPatternOperation pattern => OfPattern(pattern),
        ISingleValueCaseClauseOperation { Parent: ISwitchCaseOperation { Parent: ISwitchOperation choice } } =>
            Recipient.OfTarget(choice.Value),
        IForEachLoopOperation loop when loop.Collection == child && SecureText.IsFilledBy(loop) => new("SecurePassword", ""),
        _ => Recipient.None,
    };

    private static Recipient OfAssigned(IOperation target) =>
        target is IPropertyReferenceOperation { Property: { IsIndexer: false } property } ? OfProperty(property) : Recipient.OfTarget(target);

    private static Recipient OfProperty(IPropertySymbol property) => CryptoUse.OfMember(property) ?? Recipient.OfMember(property);

    private static Recipient OfArgument(IArgumentOperation argument)
    {
        if (argument.Parameter is not { } parameter)
            return Recipient.None;

        if (CryptoUse.OfParameter(parameter) is { } use)
            return use;

        var siblings = argument.Parent switch
        {
            IInvocationOperation call => call.Arguments,
            IObjectCreationOperation creation => creation.Arguments,
            IPropertyReferenceOperation indexer => indexer.Arguments,
            _ => default,
        };
        if (siblings.IsDefault)
            return Recipient.OfParameter(parameter);

        if (parameter.Name == "parameter" && parameter.ContainingType.Name == "AuthenticationHeaderValue")
            return OfHeader(siblings);

        // Add("Password", "x"), UseSetting("Jwt:Key", "x"), new KeyValuePair<string, string>("Password", "x").
        if (parameter.Ordinal > 0 && PairNames.IsValue(parameter.Name))
        {
            foreach (var sibling in siblings)
            {
                if (sibling.Parameter is { } before && before.Ordinal == parameter.Ordinal - 1 && PairNames.IsKey(before.Name))
                    return Recipient.OfKey(sibling.Value);
            }
        }

        if (argument.Parent is IInvocationOperation comparison && IsComparison(comparison.TargetMethod.Name))
            return OfCompared(comparison, argument);

        // passwords.Add("x"), tokens.Enqueue("x").
        if (parameter.Name is "item" or "value" && argument.Parent is IInvocationOperation { Instance: { } list, Arguments.Length: 1 } adding
            && adding.TargetMethod.Name is "Add" or "Enqueue" or "Push" or "AddLast" or "AddFirst")
        {
            return Recipient.OfTarget(list) is var all && CredentialName.NamesKnownOnes(all.Name) ? Recipient.None : all;
        }

        // What a lookup is asked for first is a name itself.
        if (parameter.Name is "key" or "name" && argument.Parent is not IObjectCreationOperation && argument == siblings[0])
            return Recipient.None;

        return PairNames.IsValue(parameter.Name) && argument.Parent is IInvocationOperation { TargetMethod.Name: var method }
            ? Recipient.OfSetter(method)
            : Recipient.OfParameter(parameter);
    }

    private static bool IsComparison(string method) =>
        method is "Equals" or "FixedTimeEquals" or "SequenceEqual" or "Compare" or "CompareOrdinal";

    private static Recipient OfHeader(System.Collections.Immutable.ImmutableArray<IArgumentOperation> arguments)
    {
        foreach (var argument in arguments)
        {
            if (argument.Parameter?.Name == "scheme" && Recipient.OfKey(argument.Value) is { Name: { Length: > 0 } scheme })
                return new("Authorization", "", RecipientKind.AuthorizationHeader, scheme);
        }

        return Recipient.None;
    }

    private static Recipient OfElement(ITupleOperation tuple, IOperation child)
    {
        var index = tuple.Elements.IndexOf(child);
        if (index < 0)
            return Recipient.None;

        IOperation whole = tuple;
        while (whole.Parent is IConversionOperation conversion)
            whole = conversion;

        if (whole.Parent is IDeconstructionAssignmentOperation { Target: var target } deconstruction && deconstruction.Value == whole)
        {
            var names = (target is IDeclarationExpressionOperation { Expression: var declared } ? declared : target) as ITupleOperation;
            return index < names?.Elements.Length ? Recipient.OfTarget(names.Elements[index]) : Recipient.None;
        }

        foreach (var type in new[] { tuple.NaturalType, whole.Type })
        {
            if (type is INamedTypeSymbol { IsTupleType: true, TupleElements: var elements } && index < elements.Length
                && elements[index].IsExplicitlyNamedTupleElement)
            {
                return new(elements[index].Name, "");
            }
        }

        return index == 1 && tuple.Elements.Length == 2 ? Recipient.OfKey(tuple.Elements[0]) : Recipient.None;
    }

    private static Recipient OfComparison(IBinaryOperation comparison, IOperation child) =>
        comparison.OperatorKind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals
            ? Recipient.OfTarget(comparison.LeftOperand == child ? comparison.RightOperand : comparison.LeftOperand)
            : Recipient.None;

    private static Recipient OfPattern(IOperation pattern)
    {
        var outer = pattern.Parent;
        var inner = pattern;
        while (outer is INegatedPatternOperation or IBinaryPatternOperation)
            (inner, outer) = (outer, outer.Parent);

        return outer switch
        {
            IIsPatternOperation test => Recipient.OfTarget(test.Value),
            ISwitchExpressionArmOperation { Parent: ISwitchExpressionOperation choice } arm when arm.Pattern == inner =>
                Recipient.OfTarget(choice.Value),
            IPropertySubpatternOperation { Member: var member } => Recipient.OfTarget(member),
            IPatternCaseClauseOperation { Parent: ISwitchCaseOperation { Parent: ISwitchOperation choice } } =>
                Recipient.OfTarget(choice.Value),
            _ => Recipient.None,
        };
    }

    private static Recipient OfCompared(IInvocationOperation comparison, IArgumentOperation literal)
    {
        if (comparison.Instance is { } instance && Recipient.OfTarget(instance) is { Name.Length: > 0 } receiver)
            return receiver;

        foreach (var argument in comparison.Arguments)
        {
            if (argument != literal && Recipient.OfTarget(Source(argument.Value)) is { Name.Length: > 0 } other)
                return other;
        }

        return Recipient.None;
    }

    /// <summary>The literal's own method: <c>"x".Equals(password)</c>.</summary>
    private static Recipient OfReceiver(IInvocationOperation call, IOperation child)
    {
        if (call.TargetMethod.Name == "Equals" && call.Arguments.Length > 0)
            return Recipient.OfTarget(call.Arguments[0].Value);

        return SecureText.IsFilledBy(call) && call.Instance == child ? new("SecurePassword", "") : Recipient.None;
    }

    /// <summary>What stands behind <c>Encoding.UTF8.GetBytes(...)</c>.</summary>
    private static IOperation Source(IOperation value) =>
        value.Unwrapped() is IInvocationOperation { Arguments: [var first, ..] } call && PassesOn(call) ? first.Value : value;

    /// <summary>Whether the call answers with the same value in another form.</summary>
    private static bool PassesOn(IInvocationOperation call) => call.TargetMethod.Name switch
    {
        "GetBytes" => call.TargetMethod.ContainingType.Name.EndsWith("Encoding", StringComparison.Ordinal),
        "FromBase64String" or "FromHexString" or "ToBase64String" => call.TargetMethod.ContainingType.Name == "Convert",
        "FromResult" => call.TargetMethod.ContainingType.Name is "Task" or "ValueTask",
        "ToCharArray" or "Trim" or "AsSpan" or "AsMemory" or "ToArray" or "ToString" or "ToList" or "Normalize" => true,
        _ => false,
    };

    /// <summary>The lambda or local function around a return, or null where it is the member itself.</summary>
    private static IOperation? Function(IOperation operation)
    {
        for (var outer = operation.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is IAnonymousFunctionOperation or ILocalFunctionOperation)
                return outer;
        }

        return null;
    }
}
