using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Cors;

/// <content>Expressions.</content>
internal sealed partial class PredicateMachine
{
    private PredicateValue Read(IOperation operation)
    {
        if (operation.ConstantValue is { HasValue: true, Value: var constant })
            return Noted(constant);

        if (operation is IInvocationOperation or IPropertyReferenceOperation && _requests.Is(operation))
            return Requested(operation);

        // Roslyn 4.8 has no operation for a collection expression; its elements are the children.
        if (operation.Syntax is CollectionExpressionSyntax)
            return List(operation.ChildOperations);

        return operation switch
        {
            IParameterReferenceOperation { Parameter: var parameter } => Variable(parameter, operation),
            ILocalReferenceOperation { Local: var local } => Variable(local, operation),
            IFieldReferenceOperation or IPropertyReferenceOperation => Member((IMemberReferenceOperation)operation),
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => !Evaluate(not.Operand),
            IBinaryOperation binary => Binary(binary),
            IConditionalOperation { WhenFalse: { } whenFalse } choice => Choose(Evaluate(choice.Condition), choice.WhenTrue, whenFalse),
            ICoalesceOperation coalesce => Evaluate(coalesce.Value) is var value && !value.IsSeen || value.Known is not null
                ? value : Evaluate(coalesce.WhenNull),
            IIsPatternOperation test => Matches(Evaluate(test.Value), test.Pattern),
            ISwitchExpressionOperation choice => Choose(choice),
            IConditionalAccessOperation access => Access(access),
            IConditionalAccessInstanceOperation => _accessed.Count > 0 ? _accessed.Peek() : Unseen(operation),
            IInterpolatedStringOperation text => Joined(text.Parts.Select(part => part switch
            {
                IInterpolationOperation hole => Evaluate(hole.Expression),
                IInterpolatedStringTextOperation fixedText => Evaluate(fixedText.Text),
                _ => Unseen(part),
            }), operation),
            IArrayCreationOperation { Initializer: { } initializer } => List(initializer.ElementValues),
            IArrayElementReferenceOperation { Indices: [var index] } element =>
                Element(Evaluate(element.ArrayReference), Evaluate(index), element),
            IObjectCreationOperation creation => Create(creation),
            IDelegateCreationOperation { Target: IAnonymousFunctionOperation or IMethodReferenceOperation } function =>
                PredicateValue.Of(new PredicateFunction(function.Target, _variables)),
            IAnonymousFunctionOperation or IMethodReferenceOperation => PredicateValue.Of(new PredicateFunction(operation, _variables)),
            ISimpleAssignmentOperation assignment => Assign(assignment),
            IInvocationOperation call => Call(call),
            _ => Unseen(operation, MentionsOrigin(operation)),
        };
    }

    /// <summary>Whether something that is not understood is about the origin.</summary>
    private bool MentionsOrigin(IOperation operation) => operation.Descendants().Any(part => part switch
    {
        IParameterReferenceOperation { Parameter: var parameter } => _variables.TryGetValue(parameter, out var value) && value.IsOrigin,
        ILocalReferenceOperation { Local: var local } => _variables.TryGetValue(local, out var value)
            ? value.IsOrigin
            : sources.Values.Of(part, cancellation) is { } held && _requests.Is(held.Unwrapped()),
        IInvocationOperation or IPropertyReferenceOperation => _requests.Is(part),
        _ => false,
    });

    /// <summary>What the request says is the origin that is tried.</summary>
    private PredicateValue Requested(IOperation operation)
    {
        var origin = PredicateValue.Of(_origin, isOrigin: true);
        if (operation is not IInvocationOperation { TargetMethod.Name: "TryGetValue" or "TryGetValues" } call)
            return origin;

        if (TargetOf(call) is { } local)
            _variables = _variables.SetItem(local, origin);
        return PredicateValue.True;
    }

    /// <summary>The variable that a call gives a value to.</summary>
    private static ILocalSymbol? TargetOf(IInvocationOperation call)
    {
        var target = call.Arguments.FirstOrDefault(argument => argument.Parameter?.RefKind == RefKind.Out)?.Value;
        if (target is IDeclarationExpressionOperation declaration)
            target = declaration.Expression;
        return (target as ILocalReferenceOperation)?.Local;
    }

    private PredicateValue Variable(ISymbol variable, IOperation reference)
    {
        if (_variables.TryGetValue(variable, out var value))
            return value;

        if (variable is not ILocalSymbol local)
            return Unseen(reference);

        if (sources.Values.Of(reference, cancellation) is not { } held)
        {
            // One of several values that it can hold is what the request says.
            var written = sources.Values.WritesAround(reference).All(local).OfType<IOperation>()
                .FirstOrDefault(write => _requests.Is(Inner(write.Unwrapped())));
            return written is not null ? Outside(written)
                : IsFilledByRequest(reference, local) ? PredicateValue.Of(_origin, isOrigin: true)
                : Unseen(reference);
        }

        return IsFilledLater(reference, variable) ? Unseen(reference) : Outside(held);
    }

    /// <summary>Whether a call that reads the request gives a variable its value.</summary>
    private bool IsFilledByRequest(IOperation reference, ILocalSymbol local)
    {
        var root = reference;
        while (root.Parent is not null)
            root = root.Parent;
        return root.Descendants().OfType<IInvocationOperation>().Any(call =>
            SymbolEqualityComparer.Default.Equals(TargetOf(call), local) && _requests.Is(call));
    }

    /// <summary>What text methods and elements are taken of.</summary>
    private static IOperation Inner(IOperation value) => value switch
    {
        IInvocationOperation { TargetMethod.Name: "ToString" or "Trim" or "First" or "FirstOrDefault", Instance: { } instance } =>
            instance.Unwrapped(),
        ICoalesceOperation coalesce => coalesce.Value.Unwrapped(),
        _ => value,
    };

    /// <summary>A value that was made before the predicate runs.</summary>
    private PredicateValue Outside(IOperation value)
    {
        var inner = _variables;
        _variables = s_none;
        var outside = Evaluate(value);
        _variables = inner;
        return outside;
    }

    /// <summary>Whether a list gets elements elsewhere, so that its first ones are not all.</summary>
    private bool IsFilledLater(IOperation reference, ISymbol variable)
    {
        if (reference.Type is not INamedTypeSymbol { TypeArguments.Length: > 0 })
            return false;

        return sources.References.Named(variable.Name, cancellation).Any(name =>
            name.Parent is MemberAccessExpressionSyntax access && access.Expression == name
            && access.Name.Identifier.ValueText is "Add" or "AddRange" or "Insert" or "UnionWith" or "TryAdd" or "Append");
    }

    private PredicateValue Member(IMemberReferenceOperation reference)
    {
        if (Configured(reference) is { } configured)
            return configured;

        if (sources.Bodies.Has(reference.Member))
        {
            if (PatternMatcher.Generated(reference.Member) is { } pattern)
                return PredicateValue.Of(pattern);
            return sources.Values.Of(reference, cancellation) is { } held && !IsFilledLater(reference, reference.Member)
                ? Outside(held)
                : Unseen(reference);
        }

        if (reference is IPropertyReferenceOperation { Property: var property, Instance: { } instance } access)
        {
            return access.Arguments is [{ Value: var index }]
                ? Element(Evaluate(instance), Evaluate(index), reference)
                : Property(Evaluate(instance), property.Name, reference);
        }

        return reference.Member is { Name: nameof(string.Empty), ContainingType.SpecialType: SpecialType.System_String }
            ? PredicateValue.Of("")
            : Unseen(reference);
    }

    private PredicateValue Property(PredicateValue instance, string name, IOperation use)
    {
        if (!instance.IsSeen)
            return Unseen(use, instance.IsOrigin);

        object? value = (instance.Known, name) switch
        {
            (string text, "Length") => text.Length,
            (Uri uri, "Host") => uri.Host,
            (Uri uri, "DnsSafeHost") => uri.DnsSafeHost,
            (Uri uri, "IdnHost") => uri.IdnHost,
            (Uri uri, "Authority") => uri.Authority,
            (Uri uri, "Scheme") => uri.Scheme,
            (Uri uri, "Port") => uri.Port,
            (Uri uri, "AbsoluteUri") => uri.AbsoluteUri,
            (Uri uri, "OriginalString") => uri.OriginalString,
            (Uri uri, "AbsolutePath" or "PathAndQuery" or "LocalPath") => uri.AbsolutePath,
            (Uri uri, "IsLoopback") => uri.IsLoopback,
            (Uri uri, "IsDefaultPort") => uri.IsDefaultPort,
            (Uri uri, "IsAbsoluteUri") => uri.IsAbsoluteUri,
            (Uri uri, "HostNameType") => (int)uri.HostNameType,
            (ImmutableArray<PredicateValue> list, "Length" or "Count") => list.Length,
            (bool success, "Success") => success,
            _ => null,
        };
        return value is null ? Unseen(use, instance.IsOrigin) : PredicateValue.Of(value, instance.IsOrigin);
    }

    private PredicateValue Element(PredicateValue list, PredicateValue index, IOperation use) =>
        list.Known is ImmutableArray<PredicateValue> elements && index.Known is int at && at >= 0 && at < elements.Length
            ? elements[at]
            // The values of a header.
            : list is { IsSeen: true, IsOrigin: true, Known: string } && use.Type?.SpecialType == SpecialType.System_String ? list
            : Unseen(use, list.IsOrigin || index.IsOrigin);

    private PredicateValue Access(IConditionalAccessOperation access)
    {
        var instance = Evaluate(access.Operation);
        if (instance is { IsSeen: true, Known: null })
            return PredicateValue.Of(null);

        _accessed.Push(instance);
        var value = Evaluate(access.WhenNotNull);
        _accessed.Pop();
        return value;
    }

    private PredicateValue Assign(ISimpleAssignmentOperation assignment)
    {
        var value = Evaluate(assignment.Value);
        if (assignment.Target is ILocalReferenceOperation { Local: var local })
            _variables = _variables.SetItem(local, value);
        return value;
    }

    private PredicateValue List(IEnumerable<IOperation> elements)
    {
        var values = elements.Select(Evaluate).ToImmutableArray();
        return PredicateValue.Of(values, values.Any(value => value.IsOrigin));
    }

    private PredicateValue Binary(IBinaryOperation binary)
    {
        var (left, right) = (Evaluate(binary.LeftOperand), Evaluate(binary.RightOperand));
        return binary.OperatorKind switch
        {
            BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And => left & right,
            BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.Or => left | right,
            BinaryOperatorKind.Equals => AreEqual(left, right, binary),
            BinaryOperatorKind.NotEquals => !AreEqual(left, right, binary),
            BinaryOperatorKind.Add when binary.Type?.SpecialType == SpecialType.System_String => Joined([left, right], binary),
            BinaryOperatorKind.GreaterThan => Compared(left, right, binary, sign => sign > 0),
            BinaryOperatorKind.GreaterThanOrEqual => Compared(left, right, binary, sign => sign >= 0),
            BinaryOperatorKind.LessThan => Compared(left, right, binary, sign => sign < 0),
            BinaryOperatorKind.LessThanOrEqual => Compared(left, right, binary, sign => sign <= 0),
            _ => Unseen(binary, left.IsOrigin || right.IsOrigin),
        };
    }

    private PredicateValue Compared(PredicateValue left, PredicateValue right, IOperation use, Func<int, bool> test) =>
        left.Known is int one && right.Known is int other
            ? PredicateValue.Of(test(one.CompareTo(other)))
            : Unseen(use, left.IsOrigin || right.IsOrigin);

    /// <summary>What is compared with a value that is not seen is not equal to it: that value is what the team trusts.</summary>
    private PredicateValue AreEqual(PredicateValue left, PredicateValue right, IOperation use)
    {
        if (left.IsSeen && right.IsSeen)
        {
            var isEqual = left.Known is string one && right.Known is string other
                ? string.Equals(one, other, StringComparison.OrdinalIgnoreCase)
                : Equals(left.Known, right.Known);
            return PredicateValue.Of(isEqual);
        }

        var (seen, unseen) = left.IsSeen ? (left, right) : (right, left);
        return (seen is { IsSeen: true, IsOrigin: true, Known: string or Uri }) && !unseen.IsOrigin
            ? PredicateValue.False
            : Unseen(use, left.IsOrigin || right.IsOrigin);
    }

    private PredicateValue Choose(PredicateValue condition, IOperation whenTrue, IOperation whenFalse)
    {
        if (!condition.IsSeen)
            return PredicateValue.Either(Evaluate(whenTrue), Evaluate(whenFalse), condition);

        return condition.IsTrue ? Through(condition, Evaluate(whenTrue)) : Evaluate(whenFalse);
    }

    private PredicateValue Choose(ISwitchExpressionOperation choice)
    {
        var value = Evaluate(choice.Value);
        foreach (var arm in choice.Arms)
        {
            var isMatch = Matches(value, arm.Pattern) & (arm.Guard is null ? PredicateValue.True : Evaluate(arm.Guard));
            if (!isMatch.IsSeen)
                return Unseen(choice.Value, value.IsOrigin);
            if (isMatch.IsTrue)
                return Through(isMatch, Evaluate(arm.Value));
        }

        return PredicateValue.False;
    }

    private PredicateValue Matches(PredicateValue value, IPatternOperation pattern)
    {
        switch (pattern)
        {
            case IDiscardPatternOperation:
                return PredicateValue.True;
            case IConstantPatternOperation constant:
                return AreEqual(value, Evaluate(constant.Value), pattern);
            case INegatedPatternOperation negated:
                return !Matches(value, negated.Pattern);
            case IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } both:
                return Matches(value, both.LeftPattern) & Matches(value, both.RightPattern);
            case IBinaryPatternOperation either:
                return Matches(value, either.LeftPattern) | Matches(value, either.RightPattern);
            case IRelationalPatternOperation { OperatorKind: BinaryOperatorKind.GreaterThan } more:
                return Compared(value, Evaluate(more.Value), pattern, sign => sign > 0);
            case IDeclarationPatternOperation { DeclaredSymbol: var symbol }:
                if (symbol is not null)
                    _variables = _variables.SetItem(symbol, value);
                return value.IsSeen ? PredicateValue.Of(value.Known is not null) : Unseen(pattern, value.IsOrigin);
            case IRecursivePatternOperation recursive:
                return MatchesParts(value, recursive);
            default:
                return Unseen(pattern, value.IsOrigin);
        }
    }

    private PredicateValue MatchesParts(PredicateValue value, IRecursivePatternOperation pattern)
    {
        if (pattern.DeclaredSymbol is { } symbol)
            _variables = _variables.SetItem(symbol, value);

        var isMatch = value.IsSeen ? PredicateValue.Of(value.Known is not null) : Unseen(pattern, value.IsOrigin);
        foreach (var part in pattern.PropertySubpatterns)
        {
            if (part.Member is IPropertyReferenceOperation { Property.Name: var name } && value is not { IsSeen: true, Known: null })
                isMatch &= Matches(Property(value, name, part), part.Pattern);
        }

        return isMatch;
    }
}
