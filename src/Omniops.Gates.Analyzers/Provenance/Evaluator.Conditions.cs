using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Provenance;

/// <summary>What follows from a condition about the values that it asks for: guards make values harmless.</summary>
internal sealed partial class Evaluator
{
    private static bool IsCondition(IOperation operation) => operation.Type?.SpecialType == SpecialType.System_Boolean;

    /// <summary>What holds when a condition is true, and when it is false. It has been evaluated.</summary>
    private Facts FactsOf(IOperation condition)
    {
        if (condition.ConstantValue is { HasValue: true, Value: bool constant })
            return constant ? Facts.True : Facts.False;

        return condition switch
        {
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => FactsOf(not.Operand).Negated,
            IConversionOperation conversion => FactsOf(conversion.Operand),
            IAwaitOperation @await => FactsOf(@await.Operation),
            IBinaryOperation binary => FactsOf(binary),
            IIsPatternOperation match => FactsOf(match.Pattern, match.Value),
            IIsNullOperation isNull => Shown(isNull.Operand),
            IFlowCaptureReferenceOperation capture => Remembered(Place.Of(capture.Id, _graph!)),
            ILocalReferenceOperation local when IsCondition(local) => Remembered(Place.Of(local.Local)),
            ISimpleAssignmentOperation assignment => FactsOf(assignment.Value),
            IInvocationOperation call => FactsOf(call),
            IPropertyReferenceOperation { Property: { Name: "Success", ContainingType.Name: "Group" }, Instance: IInvocationOperation { TargetMethod.Name: "Match" } match } =>
                PatternOf(match) is { } pattern && NamePattern.IsAnchored(pattern) ? Shown(match.Arguments[0].Value) : Facts.None,
            _ => Facts.None,
        };
    }

    private Facts Remembered(Place place) => _state.Conditions.TryGetValue(place, out var facts) ? facts : Facts.None;

    /// <summary>The value of this expression is harmless when the condition is true.</summary>
    private Facts Shown(IOperation? expression)
    {
        if (expression is null)
            return Facts.None;

        var places = PlacesOf(Subject(expression), null).ToList();
        return places.Count == 0
            ? Facts.None
            : Facts.Then(places.Where(place => _state.Find(place) is not null).Select(place => new KeyValuePair<Place, Value>(place, _state.Find(place)!)));
    }

    /// <summary>The variable behind a call that changes no more than blanks and case.</summary>
    private IOperation Subject(IOperation expression)
    {
        while (true)
        {
            switch (expression)
            {
                case IConversionOperation { OperatorMethod: null } conversion:
                    expression = conversion.Operand;
                    break;
                case IInvocationOperation
                {
                    Instance: { Type.SpecialType: SpecialType.System_String } instance, TargetMethod.Name: "Trim" or "ToLower"
                    or "ToUpper" or "ToLowerInvariant" or "ToUpperInvariant" or "TrimEnd" or "TrimStart" or "ToString" or "AsSpan"
                }:
                    expression = instance;
                    break;
                case IFlowCaptureReferenceOperation capture when _captured.TryGetValue(Place.Of(capture.Id, _graph!), out var source)
                    && source is IInvocationOperation or IConversionOperation:
                    expression = source;
                    break;
                default:
                    return expression;
            }
        }
    }

    /// <summary>The place of a value, and the variable that a temporary is a copy of.</summary>
    private IEnumerable<Place> PlacesOf(IOperation expression, Value? value)
    {
        if (PlaceOf(expression, value ?? Evaluate(expression)) is not { } place)
            yield break;

        yield return place;
        var seen = 0;
        while (_state.Aliases.TryGetValue(place, out var variable) && seen++ < MaxNesting)
        {
            yield return variable;
            place = variable;
        }
    }

    private Facts FactsOf(IBinaryOperation binary)
    {
        var isEqual = binary.OperatorKind == BinaryOperatorKind.Equals;
        if (!isEqual && binary.OperatorKind != BinaryOperatorKind.NotEquals)
            return FactsOfSearch(binary);

        var (left, right) = (binary.LeftOperand, binary.RightOperand);
        if (left.ConstantValue.HasValue)
            (left, right) = (right, left);
        if (right.ConstantValue is { HasValue: true, Value: bool expected })
        {
            var facts = FactsOf(left);
            return expected == isEqual ? facts : facts.Negated;
        }

        // Characters are compared as numbers.
        if (left is IConversionOperation { Operand.Type.SpecialType: SpecialType.System_Char } character)
            return !IsHarmlessCharacter(right) ? Facts.None : isEqual ? Shown(character.Operand) : Shown(character.Operand).Negated;
        if (left.Type?.SpecialType == SpecialType.System_Int32)
            return FactsOfSearch(binary);

        Facts equal;
        if (Flat(Evaluate(right)).IsConstant)
            equal = Shown(left);
        else if (Flat(Evaluate(left)).IsConstant)
            equal = Shown(right);
        else
            return Facts.None;

        return isEqual ? equal : equal.Negated;
    }

    /// <summary>Array.IndexOf(allowed, x) >= 0, and the length of an empty text.</summary>
    private Facts FactsOfSearch(IBinaryOperation binary)
    {
        var (search, number) = (binary.LeftOperand, binary.RightOperand.ConstantValue);
        if (number is not { HasValue: true, Value: int bound })
            return Facts.None;

        if (search is IPropertyReferenceOperation { Property: { Name: "Length", ContainingType.SpecialType: SpecialType.System_String } } length)
            return (binary.OperatorKind, bound) is (BinaryOperatorKind.Equals, 0) or (BinaryOperatorKind.LessThan, 1) ? Shown(length.Instance) : Facts.None;

        if (search is not IInvocationOperation { TargetMethod.Name: "IndexOf" or "FindIndex" or "BinarySearch" } call)
            return Facts.None;

        var found = Membership(call);
        return (binary.OperatorKind, bound) switch
        {
            (BinaryOperatorKind.GreaterThanOrEqual, 0) or (BinaryOperatorKind.GreaterThan, -1) or (BinaryOperatorKind.NotEquals, -1) => found,
            (BinaryOperatorKind.LessThan, 0) or (BinaryOperatorKind.LessThanOrEqual, -1) or (BinaryOperatorKind.Equals, -1) => found.Negated,
            _ => Facts.None,
        };
    }

    private Facts FactsOf(IPatternOperation pattern, IOperation value) => pattern switch
    {
        IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: bool expected } } when IsCondition(value) =>
            expected ? FactsOf(value) : FactsOf(value).Negated,
        IConstantPatternOperation constant when value.Type?.SpecialType == SpecialType.System_Char =>
            IsHarmlessCharacter(constant.Value) ? Shown(value) : Facts.None,
        IConstantPatternOperation => Shown(value),
        INegatedPatternOperation negated => FactsOf(negated.Pattern, value).Negated,
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either =>
            FactsOf(either.LeftPattern, value).Negated.AndAlso(FactsOf(either.RightPattern, value).Negated).Negated,
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } both =>
            FactsOf(both.LeftPattern, value).AndAlso(FactsOf(both.RightPattern, value)),
        IRecursivePatternOperation recursive => FactsOf(recursive, value),
        _ => Facts.None,
    };

    private Facts FactsOf(IRecursivePatternOperation recursive, IOperation value)
    {
        var whenTrue = ImmutableDictionary<Place, Value>.Empty;
        foreach (var part in recursive.PropertySubpatterns)
        {
            if (part.Member is IPropertyReferenceOperation { Property: { Name: "Length", ContainingType.SpecialType: SpecialType.System_String } }
                && part.Pattern is IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: 0 } })
            {
                return Shown(value);
            }

            // { Sort: "name" or "date" }
            if (IsConstant(part.Pattern) && part.Member is IMemberReferenceOperation { Member: { } member } && PartOf(value, member) is { } place)
            {
                if (_state.Find(place) is null)
                    _state = _state.Set(place, MemberOf(Evaluate(value), member, part.Member));
                whenTrue = whenTrue.SetItem(place, _state.Find(place)!);
            }
        }

        return whenTrue.IsEmpty ? Facts.None : Facts.Then(whenTrue);
    }

    private static bool IsConstant(IPatternOperation pattern) => pattern switch
    {
        IConstantPatternOperation => true,
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either => IsConstant(either.LeftPattern) && IsConstant(either.RightPattern),
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } both => IsConstant(both.LeftPattern) || IsConstant(both.RightPattern),
        _ => false,
    };

    private Facts FactsOf(IInvocationOperation call)
    {
        if (_outcomes.TryGetValue(call.Syntax, out var learned))
            return learned;

        var method = call.TargetMethod;
        var arguments = call.Arguments;
        switch (method.Name)
        {
            case "IsNullOrEmpty" or "IsNullOrWhiteSpace" when method.ContainingType.SpecialType == SpecialType.System_String:
                return Shown(arguments[0].Value);
            case "Equals" when call.Instance is null ? arguments.Length > 1 : arguments.Length > 0:
                var (left, right) = call.Instance is null ? (arguments[0].Value, arguments[1].Value) : (call.Instance, arguments[0].Value);
                return Flat(Evaluate(right)).IsConstant ? Shown(left) : Flat(Evaluate(left)).IsConstant ? Shown(right) : Facts.None;
            case "Any" or "Exists" when AllOf(call, answer: false) is { IsNone: false } none:
                return none.Negated;
            case "Contains" or "ContainsKey" or "ContainsValue" or "TryGetValue" or "Exists" or "Any" or "IsSubsetOf":
                return Membership(call);
            case "All" or "TrueForAll":
                return AllOf(call, answer: true);
            case "IsMatch" when method.ContainingType.Name == "Regex" && method.IsSystem():
                return PatternOf(call) is { } pattern && NamePattern.IsAnchored(pattern) ? Shown(arguments[0].Value) : Facts.None;
            case "TryParse" or "TryParseExact" when arguments.Length > 1 && IsTextual(arguments):
                return arguments[arguments.Length - 1].Parameter?.Type.CanCarryText() == false || method.ContainingType.SpecialType == SpecialType.System_Enum
                    ? Shown(Textual(arguments))
                    : Facts.None;
            case "IsDefined" when method.ContainingType.SpecialType == SpecialType.System_Enum:
                return Shown(arguments[arguments.Length - 1].Value);
            case var name when method.ContainingType.SpecialType == SpecialType.System_Char && IsHarmlessCharacter(method):
                return Shown(arguments[0].Value);
            default:
                return Facts.None;
        }
    }

    private static bool IsTextual(ImmutableArray<IArgumentOperation> arguments) => arguments.Any(argument => argument.Parameter is { RefKind: RefKind.None, Type.SpecialType: SpecialType.System_String }
        || argument.Parameter?.Type.Name is "ReadOnlySpan");

    private static IOperation Textual(ImmutableArray<IArgumentOperation> arguments) =>
        arguments.First(argument => argument.Parameter is { RefKind: RefKind.None, Type.SpecialType: SpecialType.System_String }
            || argument.Parameter?.Type.Name is "ReadOnlySpan").Value;

    /// <summary>A value that is found in a list whose elements are all harmless.</summary>
    private Facts Membership(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        var arguments = call.Arguments;
        var (list, asked) = call.Instance is { } instance
            ? (instance, arguments.Length > 0 ? arguments[0].Value : null)
            : (arguments.Length > 0 ? arguments[0].Value : null, arguments.Length > 1 ? arguments[1].Value : null);
        if (list is null || asked is null)
            return Facts.None;

        var holds = Evaluate(list);
        var functions = Evaluate(asked).Objects.Where(item => item.Kind == ObjectKind.Function).ToList();
        if (functions.Count == 0)
        {
            // A part of a text that is no list is shown when the text is.
            var isText = list.Type?.SpecialType == SpecialType.System_String;
            return (isText ? Flat(holds).IsConstant : list.Type is not null && IsHarmlessList(holds)) ? Shown(asked) : Facts.None;
        }

        if (method.Name is not ("Any" or "Exists" or "FindIndex") || !IsHarmlessList(holds))
            return Facts.None;

        // allowed.Any(name => name == x): what the function shows of the variables around it.
        var whenTrue = ImmutableDictionary<Place, Value>.Empty;
        foreach (var function in functions)
        {
            if (function.Symbol is not IMethodSymbol { Parameters.Length: > 0 } predicate || function.Function?.Graph is null)
                continue;

            var before = _state;
            var shown = RunFunction(function, parameter => parameter.Ordinal == 0 ? Value.Of(Flat(holds)) : null).Facts.WhenTrue;
            _state = before;
            if (shown is not null)
                whenTrue = whenTrue.SetItems(shown.Where(place => !place.Key.Equals(Place.Of(predicate.Parameters[0]))));
        }

        return whenTrue.IsEmpty ? Facts.None : Facts.Then(whenTrue);
    }

    /// <summary>x.All(char.IsLetterOrDigit), and every one of x in a list.</summary>
    /// <param name="answer">What the predicate says of every one of x.</param>
    private Facts AllOf(IInvocationOperation call, bool answer)
    {
        var (list, predicate) = call.Instance is { } instance
            ? (instance, call.Arguments.Length > 0 ? call.Arguments[0].Value : null)
            : (call.Arguments.FirstOrDefault()?.Value, call.Arguments.Length > 1 ? call.Arguments[1].Value : null);
        if (list is null || predicate is null)
            return Facts.None;

        var before = _state;
        var elements = Content(Evaluate(list));
        var functions = Evaluate(predicate).Objects.Where(item => item.Kind == ObjectKind.Function).ToList();
        var filters = functions.Count > 0 && functions.All(function =>
            Filters(function, list.Type?.SpecialType == SpecialType.System_String ? Value.Empty : elements, answer));
        _state = before;
        if (!filters)
            return Facts.None;

        // Of a collection it is the content that is shown.
        var value = Evaluate(list);
        if (value.Objects is { Length: 1 } objects && objects[0].Kind != ObjectKind.Function && list.Type.IsContainer())
        {
            var place = Place.ContentOf(objects[0]);
            if (_state.Find(place) is null)
                _state = _state.Set(place, Read(place));
            return Facts.Then([new KeyValuePair<Place, Value>(place, _state.Find(place)!)]);
        }

        return Shown(list);
    }
}
