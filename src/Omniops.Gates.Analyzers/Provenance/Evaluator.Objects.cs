using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Provenance;

/// <summary>Objects: how they come to be, and what they hold together.</summary>
internal sealed partial class Evaluator
{
    private const int MaxNesting = 3;

    /// <summary>An array, a list, a builder: all that it holds is one.</summary>
    private Value NewContainer(SyntaxNode site, Value content)
    {
        var item = new HeapObject(ObjectKind.Created, site, null);
        _state = _state.Set(Place.ContentOf(item), content);
        return Value.Of(item);
    }

    private Value Create(IArrayCreationOperation array)
    {
        EvaluateAll(array.DimensionSizes);
        return NewContainer(array.Syntax, array.Initializer is { } initializer ? ElementsOf(initializer) : Value.Empty);
    }

    private Value ElementsOf(IArrayInitializerOperation initializer)
    {
        Value? content = null;
        foreach (var element in initializer.ElementValues)
        {
            var value = element is IArrayInitializerOperation nested ? ElementsOf(nested) : Evaluate(element);
            content = content is null ? value : content.Or(value);
        }

        return content ?? Value.Empty;
    }

    private Value Create(ITupleOperation tuple)
    {
        var item = new HeapObject(ObjectKind.Created, tuple.Syntax, null);
        var elements = (tuple.NaturalType as INamedTypeSymbol ?? tuple.Type as INamedTypeSymbol)?.TupleElements;
        for (var at = 0; at < tuple.Elements.Length; at++)
        {
            var value = Evaluate(tuple.Elements[at]);
            _state = _state.Set(Place.PartOf(item, at), value);
            if (elements is { IsDefault: false } all && at < all.Length)
                _state = _state.Set(Place.MemberOf(item, TupleField(all[at])), value);
        }

        return Value.Of(item);
    }

    private static IFieldSymbol TupleField(IFieldSymbol field) => field.CorrespondingTupleField ?? field;

    private Value Create(IAnonymousObjectCreationOperation anonymous)
    {
        var item = new HeapObject(ObjectKind.Created, anonymous.Syntax, null);
        foreach (var initializer in anonymous.Initializers)
        {
            if (initializer is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property } } assignment)
                _state = _state.Set(Place.MemberOf(item, property), Evaluate(assignment.Value));
            else
                Evaluate(initializer);
        }

        return Value.Of(item);
    }

    private Value Create(IObjectCreationOperation creation)
    {
        var arguments = ArgumentsOf(creation.Arguments);
        Reach(creation, arguments);
        if (creation.Type is not INamedTypeSymbol type || creation.Constructor is not { } constructor)
            return Value.Of(Flat(arguments));

        Remember(creation, arguments);
        if (!_provenance.Bodies.Has(type) || IsService(type))
            return CreateKnown(creation, type, arguments);
        if (!_relevant.IsIn(creation.Syntax))
            return NotInSight(creation, Value.Empty, arguments);

        var item = new HeapObject(ObjectKind.Created, creation.Syntax, type);
        var value = Value.Of(item);
        Construct(constructor, value, type, arguments, creation);
        if (creation.Initializer is { } initializer)
            Evaluate(initializer);
        return value;
    }

    /// <summary>Runs what a constructor runs: initializers of members, then its body.</summary>
    private void Construct(
        IMethodSymbol constructor, Value instance, INamedTypeSymbol type, List<Argument> arguments,
        IOperation creation)
    {
        foreach (var (parameter, value, _) in arguments)
        {
            foreach (var item in instance.Objects)
            {
                _state = _state.Set(Place.MemberOf(item, parameter), value);
                if (IsPositional(constructor) && type.GetMembers(parameter.Name).FirstOrDefault() is IPropertySymbol property)
                {
                    _state = _state.Set(Place.MemberOf(item, property), value);
                    _state = _state.Set(Place.PartOf(item, parameter.Ordinal), value);
                }
            }
        }

        if (_callDepth < MaxCalls && !IsOverspent)
        {
            var (outer, outerRoot) = (_this, _isAtRoot);
            (_this, _isAtRoot) = (instance, false);
            _callDepth++;
            var outerRelevant = _relevant;
            foreach (var initializer in _provenance.InitializersOf(type, _cancellation))
            {
                var syntax = initializer.OriginalOperation.Syntax;
                _relevant = RelevantNames.Of(_provenance.NamesOf(syntax), [syntax], _provenance.Members, type, []);
                if (Run(initializer).State is { } end)
                    _state = end;
            }

            _relevant = outerRelevant;

            _callDepth--;
            (_this, _isAtRoot) = (outer, outerRoot);
        }

        Invoke(constructor, instance, arguments, creation);
    }

    /// <summary>A record's parameters are its properties.</summary>
    private static bool IsPositional(IMethodSymbol constructor) =>
        constructor.ContainingType.IsRecord && constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is TypeDeclarationSyntax;

    private Value CreateKnown(
        IObjectCreationOperation creation, INamedTypeSymbol type, List<Argument> arguments)
    {
        if (type.SpecialType == SpecialType.System_String)
            return Value.Of(Flat(arguments));
        if (_provenance.IsHost(type))
            return Value.Harmless;

        var item = new HeapObject(ObjectKind.Created, creation.Syntax, type);
        if (type.Name == "Regex" && arguments.Any(argument => IsMultiline(argument.Source)))
            return Value.Of(item);

        var content = Value.Empty;
        foreach (var (_, value, _) in arguments.Where(argument => argument.Parameter.Type.CanCarryText()))
            content = Mix(content, value.Objects.IsEmpty || !type.IsContainer() ? Value.Of(Flat(value)) : Content(value));
        // A lazy value is what its function returns.
        foreach (var function in arguments.SelectMany(argument => argument.Value.Objects).Where(held => held.Kind == ObjectKind.Function))
            content = Mix(content, RunFunction(function, _ => null).Returned);
        _state = _state.Set(Place.ContentOf(item), content);
        if (type.IsDictionary())
            _state = _state.Set(Place.KeysOf(item), content);
        if (creation.Initializer is { } initializer)
            Evaluate(initializer);
        return Value.Of(item);
    }

    /// <summary>The copy that an assignment makes of a value type.</summary>
    private Value CopyOf(Value value, SyntaxNode site)
    {
        var copied = ImmutableArray.CreateBuilder<HeapObject>();
        foreach (var item in value.Objects)
        {
            if (item.Kind != ObjectKind.Created)
            {
                copied.Add(item);
                continue;
            }

            var copy = new HeapObject(ObjectKind.Created, site, item.Symbol);
            foreach (var place in _state.Heap)
            {
                if (place.Key.Object is { } owner && owner.Equals(item))
                    _state = _state.Set(place.Key.In(copy), place.Value);
            }

            if (!copied.Contains(copy))
                copied.Add(copy);
        }

        return Value.Of(value.Text, copied.ToImmutable());
    }

    /// <summary>What a collection or builder holds; of anything else, itself.</summary>
    private Value Content(Value value)
    {
        if (value.Objects.IsEmpty)
            return value;

        var content = Value.Of(value.Text);
        foreach (var item in value.Objects)
        {
            // What is no collection is its own content.
            content = Mix(content, item.Kind switch
            {
                ObjectKind.Formattable => Value.Of(item.Formatted ?? Text.Empty),
                ObjectKind.Function or ObjectKind.This => Value.Of(item),
                _ when IsWhole(item) => Value.Of(item),
                _ => Read(Place.ContentOf(item)),
            });
        }

        return content;
    }

    /// <summary>Whether an object is made of members and not of elements.</summary>
    private bool IsWhole(HeapObject item) => item is { Kind: ObjectKind.Created, Symbol: INamedTypeSymbol type } && _provenance.Bodies.Has(type) && !type.IsContainer()
        || item is { Kind: ObjectKind.Created, Site: TupleExpressionSyntax or AnonymousObjectCreationExpressionSyntax };

    private Value Keys(Value value)
    {
        var keys = Value.Of(value.Text);
        foreach (var item in value.Objects)
            keys = Mix(keys, Read(Place.KeysOf(item)));
        return keys;
    }

    /// <summary>All text in a value: its own, and whatever its objects hold.</summary>
    private Text Flat(Value value) => Flat(value, 0);

    private Text Flat(Value value, int nesting)
    {
        var text = value.Text;
        if (value.Objects.IsEmpty || nesting > MaxNesting)
            return text;

        var isFirst = text.IsEmpty;
        foreach (var item in value.Objects)
        {
            Add(item.Kind switch
            {
                ObjectKind.Formattable => item.Formatted ?? Text.Empty,
                ObjectKind.Function or ObjectKind.This => Text.Empty,
                _ => Flat(Read(Place.ContentOf(item)), nesting + 1),
            });
            if (item.Kind is ObjectKind.Function or ObjectKind.Formattable)
                continue;

            foreach (var place in _state.Heap)
            {
                if (place.Key.Object is { } owner && !place.Key.Equals(Place.ContentOf(item)) && owner.Equals(item))
                    Add(Flat(Read(place.Key), nesting + 1));
            }
        }

        return text;

        void Add(Text more)
        {
            if (more.IsEmpty)
                return;

            text = isFirst ? more : text.Or(more);
            isFirst = false;
        }
    }

    private Text Flat(List<Argument> arguments)
    {
        var text = Text.Empty;
        foreach (var (_, value, _) in arguments)
            text = text.IsEmpty ? Flat(value) : text.Or(Flat(value));
        return text;
    }

    /// <summary>Puts something into a collection or builder.</summary>
    private void AddTo(Value container, Value added, IOperation? reference)
    {
        if (container.Objects.IsEmpty && reference is not null && PlaceOf(reference, container) is { } place)
        {
            _state = _state.Set(place, container.Or(Value.Of(Flat(added))));
            return;
        }

        foreach (var item in container.Objects)
            SetContent(item, Place.ContentOf(item), Read(Place.ContentOf(item)).Or(added));
    }

    private void SetContent(HeapObject item, Place place, Value content)
    {
        _state = _state.Set(place, content);
        if (item is { Kind: ObjectKind.Member, Symbol: { } member })
            Write(member, Value.Of(Flat(content)));
    }
}
