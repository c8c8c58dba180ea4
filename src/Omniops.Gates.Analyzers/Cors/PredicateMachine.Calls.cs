using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Settings;

namespace Omniops.Gates.Analyzers.Cors;

/// <content>Calls, of the source and of the framework.</content>
internal sealed partial class PredicateMachine
{
    private static readonly string[] s_copying =
    [
        "ToList", "ToArray", "ToHashSet", "ToImmutableArray", "ToImmutableList", "ToImmutableHashSet", "ToFrozenSet", "AsEnumerable", "Distinct",
        "AsReadOnly", "Cast", "OfType",
    ];

    private ConfigurationKeys? _keys;

    private ConfigurationKeys Keys => _keys ??= new ConfigurationKeys(
        sources.Bodies, sources.Values, sources.References, sources.Configuration, sources.Section, _ => null);

    private PredicateValue Call(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (Configured(call) is { } configured)
            return configured;

        if (PatternMatcher.Generated(method.PartialDefinitionPart ?? method) is { } generated)
            return PredicateValue.Of(generated);

        var instance = call.Instance is null ? null : Evaluate(call.Instance);
        if (method.MethodKind == MethodKind.DelegateInvoke)
        {
            return instance is { IsSeen: true, Known: PredicateFunction function }
                ? Invoke(function, Given(call), call)
                : Unseen(call, MentionsOrigin(call));
        }

        if (sources.Bodies.Has(method))
            return Enter(method, Given(call), method.MethodKind == MethodKind.LocalFunction ? _variables : s_none, call);

        var arguments = Given(call);
        if (method.Name == "TryCreate" && method.ContainingType.Is(sources.Address))
            return TryCreate(call, arguments[0]);
        if (method.Name == "TryGetValue" && arguments is [{ IsOrigin: true }, ..])
            return PredicateValue.False;
        if (instance is null && method.IsExtensionMethod && arguments.Count > 0)
            return Framework(method, arguments[0], [.. arguments.Skip(1)], call, call.Arguments[0].Value);
        return Framework(method, instance, arguments, call, call.Instance);
    }

    /// <summary>The values of the parameters in their order, whatever order they are given in.</summary>
    private List<PredicateValue> Given(IInvocationOperation call) => call.Arguments
        .OrderBy(argument => argument.Parameter?.Ordinal ?? 0)
        .Select(argument => argument.Value is IDeclarationExpressionOperation ? PredicateValue.Of(null) : Evaluate(argument.Value))
        .ToList();

    private PredicateValue Framework(
        IMethodSymbol method, PredicateValue? instance, IReadOnlyList<PredicateValue> arguments, IOperation use, IOperation? receiver = null)
    {
        var type = method.ContainingType;
        if (type.SpecialType == SpecialType.System_String)
            return instance is null ? OfStrings(method.Name, arguments, use) : OfText(method.Name, instance, arguments, use);

        if (type is { Name: "Regex", ContainingNamespace.Name: "RegularExpressions" })
            return Matched(instance, arguments, use);

        if (type.Is(sources.Address) && instance is { Known: Uri address })
        {
            return method.Name switch
            {
                "ToString" => PredicateValue.Of(address.ToString(), instance.IsOrigin),
                "GetLeftPart" => PredicateValue.Of(address.GetLeftPart(UriPartial.Authority), instance.IsOrigin),
                "Equals" when arguments is [var other] => AreEqual(instance, other, use),
                _ => Unseen(use, instance.IsOrigin),
            };
        }

        if (method.Name == "Equals" && arguments.Count is 2 or 3 && instance is null)
            return AreEqual(arguments[0], arguments[1], use);
        if (method.Name is "ToString" or "ToLowerInvariant" && instance is { Known: string })
            return instance;
        if (method.Name is "IndexOf" or "Exists" or "Find" && type.SpecialType == SpecialType.System_Array && arguments.Count >= 2)
            return OfList(method.Name, arguments[0], arguments.Skip(1).ToList(), use, receiver);
        return instance is null
            ? Unseen(use, arguments.Any(argument => argument.IsOrigin))
            : OfList(method.Name, instance, arguments, use, receiver);
    }

    private PredicateValue OfList(
        string name, PredicateValue list, IReadOnlyList<PredicateValue> arguments, IOperation use, IOperation? receiver)
    {
        // The values of a header are one: the origin.
        if (Array.IndexOf(s_copying, name) >= 0
            || list is { IsSeen: true, IsOrigin: true, Known: string }
                && name is "First" or "FirstOrDefault" or "Single" or "SingleOrDefault" or "Last")
        {
            return list;
        }

        var function = arguments.Count > 0 ? arguments[0].Known as PredicateFunction : null;
        var elements = ElementsOf(list, use);
        var isOpen = !list.IsSeen;
        switch (name)
        {
            case "Contains" or "ContainsKey" or "IndexOf" when arguments.Count > 0 && function is null:
                if (isOpen && !arguments[0].IsOrigin)
                    return HasAny(arguments[0], receiver) is { } hasAny ? PredicateValue.Of(hasAny) : Unseen(use);
                var isIn = isOpen
                    ? list.IsOrigin ? Unseen(use, isOrigin: true) : PredicateValue.False
                    : elements.Aggregate(PredicateValue.False, (any, element) => any | AreEqual(element, arguments[0], use));
                return name != "IndexOf" ? isIn : isIn.IsSeen ? PredicateValue.Of(isIn.IsTrue ? 0 : -1) : isIn;
            case "Any" or "Exists" when function is not null:
                return elements.Aggregate(PredicateValue.False, (any, element) => any | Invoke(function, [element], use));
            case "All" or "TrueForAll" when function is not null:
                return elements.Aggregate(PredicateValue.True, (all, element) => all & Invoke(function, [element], use));
            case "Any" when arguments.Count == 0 && !isOpen:
                return PredicateValue.Of(elements.Length > 0);
            case "Select" when function is not null:
                var mapped = elements.Select(element => Invoke(function, [element], use)).ToImmutableArray();
                return isOpen ? mapped[0] with { IsSeen = false } : PredicateValue.Of(mapped, list.IsOrigin);
            case "Where" when function is not null && isOpen:
                return list;
            case "Where" when function is not null:
                return PredicateValue.Of(
                    elements.Where(element => !Invoke(function, [element], use).IsFalse).ToImmutableArray(), list.IsOrigin);
            case "FirstOrDefault" or "SingleOrDefault" or "Find" when function is not null:
                var found = elements.Select(element => (Element: element, IsIt: Invoke(function, [element], use)))
                    .Where(pair => !pair.IsIt.IsFalse).Select(pair => pair.IsIt is { IsTrue: true, Expression: null } ? pair.Element : pair.IsIt);
                return found.FirstOrDefault() ?? PredicateValue.Of(null);
            case "Last" or "LastOrDefault" when arguments.Count == 0 && !isOpen && elements.Length > 0:
                return elements[elements.Length - 1];
            case "First" or "FirstOrDefault" when arguments.Count == 0 && !isOpen && elements.Length > 0:
                return elements[0];
            case "Concat" or "Union" or "Append" when !isOpen && arguments is [{ IsSeen: true } other]:
                return PredicateValue.Of(name == "Append" ? elements.Add(other) : elements.AddRange(ElementsOf(other, use)));
            default:
                return Unseen(use, list.IsOrigin || arguments.Any(argument => argument.IsOrigin));
        }
    }

    /// <summary>Whether a list from afar holds the star that is asked for.</summary>
    private bool? HasAny(PredicateValue asked, IOperation? list)
    {
        if (asked is not { IsSeen: true, Known: OriginText.Any } || list is null)
            return null;

        var verdict = new OriginWalker(sources, cancellation).Judge(list);
        return verdict.IsAny ? true : verdict.Doubt is null ? false : null;
    }

    /// <summary>The elements of a list; of one that is not seen, one that stands for all.</summary>
    private ImmutableArray<PredicateValue> ElementsOf(PredicateValue list, IOperation use) => list switch
    {
        { Known: ImmutableArray<PredicateValue> elements } => elements,
        { IsSeen: true, Known: string } => ImmutableArray<PredicateValue>.Empty,
        { IsSeen: false } => ImmutableArray.Create(list),
        _ => ImmutableArray.Create(Unseen(use, list.IsOrigin)),
    };

    private PredicateValue TryCreate(IInvocationOperation call, PredicateValue text)
    {
        Uri? address = null;
        var isAddress = text is { IsSeen: true, Known: string value } && Uri.TryCreate(value, UriKind.Absolute, out address);
        var made = text.IsSeen ? PredicateValue.Of(address, text.IsOrigin) : Unseen(call, text.IsOrigin);
        if (TargetOf(call) is { } local)
            _variables = _variables.SetItem(local, made);
        return text.IsSeen ? PredicateValue.Of(isAddress) : Unseen(call, text.IsOrigin);
    }

    private PredicateValue Create(IObjectCreationOperation creation)
    {
        var arguments = creation.Arguments.Select(argument => Evaluate(argument.Value)).ToList();
        if (creation.Type.Is(sources.Address))
        {
            return arguments is [{ IsSeen: true, Known: string text } origin, ..] && Uri.TryCreate(text, UriKind.Absolute, out var address)
                ? PredicateValue.Of(address, origin.IsOrigin)
                : Unseen(creation, arguments.Exists(argument => argument.IsOrigin));
        }

        if (creation.Type is { Name: "Regex", ContainingNamespace.Name: "RegularExpressions" })
        {
            return arguments is [{ IsSeen: true, Known: string pattern }, ..]
                ? PredicateValue.Of(PatternMatcher.Create(
                    pattern, arguments.Skip(1).Select(argument => argument.Known).OfType<int>().FirstOrDefault()))
                : Unseen(creation);
        }

        if (creation.Type?.AllInterfaces.Any(contract => contract.SpecialType == SpecialType.System_Collections_IEnumerable) == true)
        {
            var held = arguments.Where(argument => argument.Known is ImmutableArray<PredicateValue> || !argument.IsSeen).ToList();
            if (held.Find(argument => !argument.IsSeen) is { } unseen)
                return unseen;

            var added = creation.Initializer?.Initializers.OfType<IInvocationOperation>()
                .Where(add => add.Arguments.Length == 1).Select(add => Evaluate(add.Arguments[0].Value)) ?? [];
            return PredicateValue.Of(held.SelectMany(list => ElementsOf(list, creation)).Concat(added).ToImmutableArray());
        }

        return arguments is [{ IsOrigin: true } only] ? only : Unseen(creation, arguments.Exists(argument => argument.IsOrigin));
    }

    private PredicateValue Matched(PredicateValue? instance, IReadOnlyList<PredicateValue> arguments, IOperation use)
    {
        var pattern = instance?.Known as OriginPattern;
        if (instance is null && arguments is [_, { IsSeen: true, Known: string text }, ..])
            pattern = PatternMatcher.Create(text, arguments.Skip(2).Select(argument => argument.Known).OfType<int>().FirstOrDefault());
        return pattern is not null && arguments is [{ IsSeen: true, Known: string value } origin, ..]
            && _patterns.IsMatch(pattern, value) is { } isMatch
                ? PredicateValue.Of(isMatch, origin.IsOrigin)
                : Unseen(use, arguments.Any(argument => argument.IsOrigin));
    }

    /// <summary>What the settings files of production hold; null where the value is not read from configuration or no file has it.</summary>
    private PredicateValue? Configured(IOperation operation)
    {
        if (operation is not (IInvocationOperation or IPropertyReferenceOperation)
            || operation is IInvocationOperation { TargetMethod.Name: not ("Get" or "GetValue" or "GetSection" or "GetChildren") }
            || Keys.Of(operation, cancellation) is not { Count: 1 } keys || keys[0].Length == 0
            || operation.Type is not { } type || type.IsA(sources.Configuration)
            || sources.Settings.Find(keys[0], cancellation) is not { } found)
        {
            return null;
        }

        var isText = type.SpecialType == SpecialType.System_String;
        if (isText ? found.Count != 1 : type.SpecialType != SpecialType.None)
            return null;

        var values = found.Select(Noted).ToImmutableArray();
        return isText ? values[0] : PredicateValue.Of(values);
    }
}
