using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Provenance;

/// <summary>Methods of the framework and of libraries: what becomes of the texts that they are given.</summary>
internal sealed partial class Evaluator
{
    private Value CallKnown(
        IInvocationOperation call, Value instance, List<Argument> arguments)
    {
        var method = call.TargetMethod;
        if (method.MethodKind == MethodKind.Constructor)
            return Value.Empty;
        if (method.ContainingType is { SpecialType: SpecialType.System_String })
            return CallString(call, instance, arguments);
        if (method.ContainingType is { Name: "StringBuilder" } builder && builder.IsSystem())
            return CallBuilder(call, instance, arguments);
        if (TextProvenance.IsConfiguration(method.ContainingType) || arguments.Count > 0 && TextProvenance.IsConfiguration(arguments[0].Parameter.Type))
            return call.Type.CanCarryText() ? Value.Of(Text.Of(new Origin(OriginKind.Configured, NameOf(call), "configuration"))) : Value.Harmless;

        if (method is { Name: "Create", ContainingType.Name: "FormattableStringFactory" } && arguments.Count > 1)
            return Formattable(call, Flat(arguments[0].Value), Formatted(arguments));

        // The receiver of an extension method is its first argument.
        var receiver = call.Instance?.Type ?? (method.IsExtensionMethod && arguments.Count > 0 ? arguments[0].Parameter.Type : null);
        var isDictionary = receiver.IsDictionary();
        var first = call.Instance is null && isDictionary ? 1 : 0;
        var held = first == 1 ? Content(arguments[0].Value) : call.Instance is not null && receiver.IsContainer() ? Content(instance) : instance;
        var given = Value.Empty;
        var hasFunctions = false;
        for (var at = first; at < arguments.Count; at++)
        {
            var (parameter, value, _) = arguments[at];
            if (value.Objects.Any(item => item.Kind == ObjectKind.Function))
                hasFunctions = true;
            else if (!(isDictionary && at == first) && parameter.Type is not { Name: "IFormatProvider" or "CultureInfo" })
                given = Mix(given, IsElement(parameter) ? value : Content(value));
        }

        // A call on a dictionary finds a value; the key does not come back.
        var all = isDictionary && !Adds(method) ? Mix(held, given) : Mix(held.Objects.IsEmpty ? Value.Of(Flat(held)) : held, given);
        Change(call, instance, arguments, given, isDictionary);

        Value? made = null;
        if (hasFunctions)
        {
            var (returned, isFiltered) = CallWithFunctions(call, arguments, all);
            if (isFiltered)
                return Value.Harmless;
            made = returned;
        }

        AssignOut(call, isDictionary ? Value.Of(held.Text, held.Objects) : all);
        if (!call.Type.CanCarryText() || _provenance.IsHost(call.Type))
            return Value.Harmless;

        var result = made is not null && Maps(method) ? made : made is not null ? Mix(all, made) : all;
        if (method.Name is "ToString" or "ToStringAndClear" && instance.Text.IsEmpty && call.Instance is { } written)
            return Value.Of(Written(instance, written));
        if (RemovesAllButNames(call))
            return Value.Harmless;
        if (call.Type.IsContainer() && method.IsSystem())
            return Refilled(call, result, Mix(all, result));
        // Fluent calls and enumerators go on with the same object.
        if (method.Name is "GetEnumerator" or "GetAsyncEnumerator" or "ConfigureAwait" or "AsEnumerable" or "AsQueryable")
            return call.Instance is null && arguments.Count > 0 ? arguments[0].Value : instance;
        if (call.Instance?.Type is { } type && SymbolEqualityComparer.Default.Equals(type, call.Type) && !instance.Objects.IsEmpty)
            return instance;
        if (method.IsSystem())
            return result;

        var text = Flat(result);
        return text.IsConstant ? Unknown(call) : Value.Of(text.Or(Unknown(call).Text), result.Objects);
    }

    /// <summary>Whether a collection takes what it is given as it is, and not what that holds: Add and not AddRange.</summary>
    private static bool IsElement(IParameterSymbol parameter) => parameter.OriginalDefinition.Type is ITypeParameterSymbol;

    private static Value Mix(Value first, Value second) => first.IsClean && first.Text.IsEmpty ? second : second.IsClean && second.Text.IsEmpty ? first : first.Or(second);

    /// <summary>A collection that a method makes of what it is given: a new one, to which more can be added.</summary>
    private Value Refilled(IInvocationOperation call, Value content, Value keys)
    {
        var made = NewContainer(call.Syntax, content);
        if (call.Type.IsDictionary())
            AddKeys(made, keys);
        return made;
    }

    /// <summary>Whether a method gives back only what its function makes.</summary>
    private static bool Maps(IMethodSymbol method) =>
        method.Name is "Select" or "SelectMany" or "ConvertAll" or "Zip" or "Aggregate" or "GetOrAdd" or "Run" or "StartNew";

    private static bool Adds(IMethodSymbol method) => method.Name is "Add" or "TryAdd" or "AddOrUpdate" or "GetOrAdd" or "Insert";

    /// <summary>What a call leaves in the collection, builder or writer that it is made on.</summary>
    private void Change(
        IInvocationOperation call, Value instance, List<Argument> arguments, Value given,
        bool isDictionary)
    {
        // Array.Copy, CopyTo, Fill: what is given goes into each array or span.
        if (call.TargetMethod is { ReturnsVoid: true } copying && copying.IsSystem() && copying.Name is "Copy" or "CopyTo" or "Fill" or "BlockCopy" or "ConstrainedCopy")
        {
            var source = Mix(Content(instance), given);
            foreach (var (parameter, value, reference) in arguments)
            {
                if (parameter.Type.IsContainer() || parameter.Type.Name is "Span" or "Memory" or "Array")
                    AddTo(value, source, reference);
            }
        }

        if (call.Instance is null)
            return;

        var name = call.TargetMethod.Name;
        if (name == "Clear")
        {
            foreach (var item in instance.Objects)
            {
                SetContent(item, Place.ContentOf(item), Value.Empty);
                SetContent(item, Place.KeysOf(item), Value.Empty);
            }

            return;
        }

        // An immutable collection makes another.
        if (!Fills(name) || call.TargetMethod.ContainingType is { Name: not "Builder", ContainingNamespace.Name: "Immutable" })
            return;

        if (isDictionary && arguments.Count > 0)
            AddKeys(instance, arguments[0].Value);
        if (!given.IsClean || !given.Text.IsEmpty)
            AddTo(instance, given, call.Instance);
    }

    private static bool Fills(string name) => name.StartsWith("Add", StringComparison.Ordinal) || name.StartsWith("Append", StringComparison.Ordinal)
        || name.StartsWith("Insert", StringComparison.Ordinal) || name.StartsWith("Write", StringComparison.Ordinal)
        || name.StartsWith("Set", StringComparison.Ordinal)
        || name is "Push" or "Enqueue" or "TryAdd" or "GetOrAdd" or "UnionWith" or "Prepend" or "Replace";

    private void AssignOut(IInvocationOperation call, Value value)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is { RefKind: RefKind.Out or RefKind.Ref } parameter)
                Store(argument.Value, parameter.Type.CanCarryText() ? value : Value.Harmless);
        }
    }

    /// <summary>Runs the functions that a method is given on the elements of what it is called on.</summary>
    private (Value Returned, bool IsFiltered) CallWithFunctions(
        IInvocationOperation call, List<Argument> arguments, Value elements)
    {
        var method = call.TargetMethod;
        var isKnown = method.IsSystem();
        // The accumulator of a fold is what it begins with, or what the function returned before.
        var isFold = method.Name == "Aggregate" && isKnown;
        var accumulated = isFold && arguments.Count > 2 ? arguments[1].Value : elements;
        Value? returned = null;
        var isFiltered = false;
        foreach (var (_, value, _) in arguments)
        {
            foreach (var function in value.Objects)
            {
                if (function.Kind != ObjectKind.Function || function.Symbol is not IMethodSymbol { } symbol)
                    continue;

                if (method.Name is "Where" or "TakeWhile" or "FindAll" && isKnown)
                {
                    isFiltered |= Filters(function, elements, answer: true);
                    continue;
                }

                for (var round = isFold ? 0 : 1; round < 2; round++)
                {
                    var given = accumulated;
                    var result = function.Function?.Graph is null && symbol.MethodKind != MethodKind.LocalFunction
                        ? CallMethodGroup(symbol, function, given, call)
                        : RunFunction(function, parameter => GivenTo(parameter, isFold && parameter.Ordinal == 0 ? given : elements, isKnown)).Returned;
                    returned = returned is null ? result : returned.Or(result);
                    accumulated = isFold ? accumulated.Or(result) : accumulated;
                }
            }
        }

        return (returned ?? Value.Empty, isFiltered);
    }

    private Value CallMethodGroup(IMethodSymbol symbol, HeapObject function, Value given, IOperation call) =>
        CallMethod(
            symbol, function.Function?.Instance ?? Value.Empty,
            [.. symbol.Parameters.Select(parameter => new Argument(parameter, GivenTo(parameter, given, isKnown: true) ?? Value.Empty, call))],
            call).Returned;

    private Value? GivenTo(IParameterSymbol parameter, Value elements, bool isKnown)
    {
        if (!parameter.Type.CanCarryText())
            return Value.Harmless;

        var own = ParameterValue(parameter);
        return Flat(own).Holes.Any(hole => hole.Origin.Kind is OriginKind.Untrusted or OriginKind.SecondOrder or OriginKind.Configured)
            || !isKnown && elements.IsClean
            ? own
            : elements;
    }

    /// <summary>Whether a predicate lets only elements through that are harmless.</summary>
    /// <param name="answer">What it says of those.</param>
    private bool Filters(HeapObject function, Value elements, bool answer)
    {
        if (function.Symbol is not IMethodSymbol { Parameters.Length: > 0 } method)
            return false;

        if (IsHarmlessCharacter(method))
            return answer;

        var parameter = method.Parameters[0];
        if (function.Function?.Graph is null && method.MethodKind != MethodKind.LocalFunction)
        {
            // items.Where(allowed.Contains)
            return answer && method.Name is "Contains" or "ContainsKey" && function.Function?.Instance is { } list && IsHarmlessList(list);
        }

        var probe = Value.Of(Text.Of(new Origin(OriginKind.Unknown, parameter.Name)));
        var value = elements.IsClean ? probe : elements;
        var result = RunFunction(function, given => given.Ordinal == 0 ? value : null);
        return result.Facts.When(answer) is { } shown && shown.ContainsKey(Place.Of(parameter));
    }

    private bool IsHarmlessList(Value list) => Keys(list).Or(Content(list)) is { Text.IsConstant: true } content && Flat(content).IsConstant;

    /// <summary>Letters and digits end no literal and begin no comment.</summary>
    private static bool IsHarmlessCharacter(IMethodSymbol method) => method.ContainingType is { SpecialType: SpecialType.System_Char }
        && method.Name is "IsLetter" or "IsDigit" or "IsLetterOrDigit" or "IsNumber" or "IsAsciiLetter" or "IsAsciiDigit" or "IsAsciiLetterOrDigit"
            or "IsAsciiHexDigit" or "IsAsciiLetterLower" or "IsAsciiLetterUpper" or "IsUpper" or "IsLower";

    private static bool IsHarmlessCharacter(IOperation constant) =>
        constant.Unwrapped().ConstantValue is { HasValue: true, Value: char character } && NamePattern.IsHarmless(character);

    /// <summary>Regex.Replace(text, "[^a-z]", "") leaves only what is listed.</summary>
    private bool RemovesAllButNames(IInvocationOperation call)
    {
        if (call.TargetMethod is not { Name: "Replace", ContainingType.Name: "Regex" } || !call.TargetMethod.IsSystem())
            return false;

        return PatternOf(call) is { } pattern && NamePattern.IsNegatedClass(pattern);
    }

    /// <summary>^ and $ stand for each line then, and others may follow.</summary>
    private static bool IsMultiline(IOperation options) =>
        options is { Type.Name: "RegexOptions", ConstantValue: { HasValue: true, Value: int flags } } && (flags & 2) != 0;

    /// <summary>The regular expression that a call applies, where it is constant.</summary>
    private string? PatternOf(IInvocationOperation call)
    {
        if (call.Arguments.Any(argument => IsMultiline(argument.Value)))
            return null;

        if (call.Instance is null)
        {
            foreach (var argument in call.Arguments)
            {
                if (argument.Parameter is { Name: "pattern" } && Flat(Evaluate(argument.Value)) is { IsConstant: true } written)
                    return written.Tail;
            }

            return null;
        }

        ISymbol? made = call.Instance switch
        {
            IInvocationOperation { TargetMethod: var method } => method,
            IPropertyReferenceOperation { Property: var property } => property,
            _ => null,
        };
        foreach (var attribute in made?.GetAttributes() ?? ImmutableArray<AttributeData>.Empty)
        {
            if (attribute.AttributeClass is { Name: "GeneratedRegexAttribute" } && attribute.ConstructorArguments is [{ Value: string generated }, ..])
                return generated;
        }

        return Flat(Content(Evaluate(call.Instance))) is { IsConstant: true, IsEmpty: false } text ? text.Tail : null;
    }

    private Value CallString(
        IInvocationOperation call, Value instance, List<Argument> arguments)
    {
        if (!call.Type.CanCarryText())
        {
            Change(call, instance, arguments, Value.Of(Flat(instance)), isDictionary: false);
            AssignOut(call, Value.Empty);
            return Value.Harmless;
        }

        switch (call.TargetMethod.Name)
        {
            case "Concat":
                return Value.Of(Joined(arguments.Where(argument => !IsCulture(argument.Parameter)), Text.Empty));
            case "Join":
                var separator = arguments.Count > 0 ? Flat(arguments[0].Value) : Text.Empty;
                return Value.Of(Joined(arguments.Skip(1).Where(argument => argument.Parameter.Type.SpecialType != SpecialType.System_Int32), separator));
            case "Format":
                return Value.Of(Formatted([.. arguments.Where(argument => !IsCulture(argument.Parameter))]));
            case "Create":
                return Value.Of(Flat([.. arguments.Where(argument => !IsCulture(argument.Parameter))]).Or(FunctionText(call, arguments)));
            case "Replace":
                return Value.Of(Replaced(Flat(instance), arguments));
            case "Insert":
                return Value.Of(Flat(instance).Append(Flat(arguments)));
            case "Split" or "ToCharArray" or "AsSpan" or "Intern" or "Copy" or "Clone" or "ToString":
                return call.Type.IsContainer() ? NewContainer(call.Syntax, Value.Of(Flat(instance).Or(FirstStatic(call, arguments)))) : Value.Of(Flat(instance).Or(FirstStatic(call, arguments)));
            default:
                return Value.Of(call.Instance is null ? Flat(arguments) : Flat(instance));
        }
    }

    private Text FirstStatic(IInvocationOperation call, List<Argument> arguments) =>
        call.Instance is null && arguments.Count > 0 ? Flat(arguments[0].Value) : Text.Empty;

    private Text FunctionText(IInvocationOperation call, List<Argument> arguments) =>
        arguments.Any(argument => argument.Value.Objects.Any(item => item.Kind == ObjectKind.Function))
            ? Flat(CallWithFunctions(call, arguments, Value.Of(Flat(arguments))).Returned)
            : Text.Empty;

    private static bool IsCulture(IParameterSymbol parameter) => parameter.Type is { Name: "IFormatProvider" or "CultureInfo" };

    private Text Joined(IEnumerable<Argument> parts, Text separator)
    {
        var text = Text.Empty;
        foreach (var (parameter, value, source) in parts)
        {
            // Written out behind a params parameter, in order; any other collection is of unknown length.
            if (ElementsGiven(parameter, source) is { } elements)
            {
                foreach (var element in elements)
                    text = text.Append(Written(element)).Append(separator);
            }
            else if (value.Objects.IsEmpty)
            {
                text = text.Append(Written(value, source)).Append(separator);
            }
            else
            {
                text = text.Append(Flat(value)).Append(separator);
            }
        }

        return text;
    }

    /// <summary>What is written out behind a params parameter, in order; null for an array that is given as such.</summary>
    private static IEnumerable<IOperation>? ElementsGiven(IParameterSymbol parameter, IOperation source) => !parameter.IsParams || !source.IsImplicit
        ? null
        : source is IArrayCreationOperation { Initializer: { } array } ? array.ElementValues : source.ChildOperations;

    /// <summary>A format with its arguments put in.</summary>
    private Text Formatted(List<Argument> arguments)
    {
        if (arguments.Count == 0)
            return Text.Empty;

        var format = Flat(arguments[0].Value);
        var parts = new List<Text>();
        foreach (var (parameter, value, source) in arguments.Skip(1))
        {
            if (ElementsGiven(parameter, source) is { } elements)
                parts.AddRange(elements.Select(Written));
            else if (value.Objects.IsEmpty)
                parts.Add(Written(value, source));
            else
                parts.Add(Flat(value));
        }

        return format.Fill(parts);
    }

    private Text Replaced(Text text, List<Argument> arguments)
    {
        if (arguments.Count < 2)
            return text;

        var (old, put) = (Flat(arguments[0].Value), Flat(arguments[1].Value));
        if (put.IsConstant)
            return text;

        return text.IsConstant && old.IsConstant ? text.Replace(old.Tail, put) : text.Append(put);
    }

    private Value CallBuilder(
        IInvocationOperation call, Value instance, List<Argument> arguments)
    {
        var name = call.TargetMethod.Name;
        var before = Content(instance).Text;
        var after = name switch
        {
            "Append" or "AppendLine" => Appended(before, call, arguments),
            "AppendFormat" => before.Append(Formatted([.. arguments.Where(argument => !IsCulture(argument.Parameter))])),
            "AppendJoin" => before.Append(Joined(arguments.Skip(1), arguments.Count > 0 ? Flat(arguments[0].Value) : Text.Empty)),
            "Insert" => before.Or(before.Append(Flat([.. arguments.Skip(1)]))),
            "Replace" => Replaced(before, arguments),
            "Clear" => Text.Empty,
            _ => before,
        };

        if (name is "ToString")
            return Value.Of(before);
        if (!ReferenceEquals(after, before))
        {
            if (instance.Objects.IsEmpty && call.Instance is { } reference)
            {
                if (PlaceOf(reference, instance) is { } place)
                    _state = _state.Set(place, Value.Of(after));
                return Value.Of(after);
            }

            foreach (var item in instance.Objects)
            {
                var content = instance.Objects.Length == 1 ? after : Read(Place.ContentOf(item)).Text.Or(after);
                SetContent(item, Place.ContentOf(item), Value.Of(content));
            }
        }

        return call.Type.CanCarryText() ? instance : Value.Harmless;
    }

    private Text Appended(Text before, IInvocationOperation call, List<Argument> arguments)
    {
        foreach (var (parameter, value, source) in arguments)
        {
            if (IsCulture(parameter) || parameter.Type.SpecialType == SpecialType.System_Int32 && arguments.Count > 1)
                continue;

            before = before.Append(value.Objects.IsEmpty ? Written(value, source) : Flat(value));
        }

        return call.TargetMethod.Name == "AppendLine" ? before.Append(Text.Constant("\n")) : before;
    }
}
