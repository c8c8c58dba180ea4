using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Provenance;

/// <summary>Variables, fields and properties: what is read from them, and what is written to them.</summary>
internal sealed partial class Evaluator
{
    /// <summary>What a place holds that the running body has not written.</summary>
    private Value Initial(Place place)
    {
        if (place.Object is { } item)
        {
            return item switch
            {
                _ when place.Member is { } member => MemberDefault(item, member),
                { Kind: ObjectKind.Parameter, Symbol: IParameterSymbol parameter } => Value.Of(Text.Of(OriginOf(parameter))),
                { Kind: ObjectKind.Member, Symbol: { } holder } => Held(holder),
                _ => Value.Empty,
            };
        }

        return place.Variable switch
        {
            IParameterSymbol parameter => ParameterValue(parameter),
            // Written in a body that is not in sight here: whatever it is, it is not known.
            ILocalSymbol local => local.Type.IsOrigin() && !local.IsConst ? Value.Of(Text.Of(new Origin(OriginKind.Unknown, local.Name))) : Value.Harmless,
            IFieldSymbol or IPropertySymbol => AsObject(place.Variable!),
            _ => Value.Empty,
        };
    }

    private Value MemberDefault(HeapObject item, ISymbol member) => item.Kind switch
    {
        ObjectKind.This when member is IParameterSymbol parameter => ParameterValue(parameter),
        ObjectKind.This => AsObject(member),
        _ => Value.Empty,
    };

    /// <summary>A collection in a field is an object whose content can be added to.</summary>
    private Value AsObject(ISymbol member)
    {
        var type = member switch { IFieldSymbol field => field.Type, IPropertySymbol property => property.Type, _ => null };
        return type.IsContainer() ? Value.Of(new HeapObject(ObjectKind.Member, null, member.OriginalDefinition)) : Held(member);
    }

    /// <summary>
    /// Whether a method or property of the program is run. Of a database provider that is written here only its own helpers are: what it
    /// does with a text begins behind the sink.
    /// </summary>
    private bool IsRun(ISymbol member) => _provenance.Bodies.Has(member)
        && (member.DeclaredAccessibility == Accessibility.Private || !IsService(member.ContainingType));

    /// <summary>A connection is no text, however much text it has in it; making one known would read a library.</summary>
    private static bool IsService(ITypeSymbol? type) => type is not null && type.SpecialType == SpecialType.None
        && (type.Name is "IDbConnection" or "IDbCommand" or "IDbTransaction"
            || type.AllInterfaces.Any(contract => contract.Name is "IDbConnection" or "IDbCommand" or "IDbTransaction" or "IDataAdapter" or "IDataRecord"));

    private Value Held(ISymbol member) => IsService(TypeOf(member))
        ? Value.Of(Text.Of(new Origin(OriginKind.Unknown, member.Name)))
        : _provenance.Held.Of(member, _cancellation) ?? (!TypeOf(member).IsOrigin() ? Value.Harmless : Value.Of(Text.Of(new Origin(OriginKind.Unknown, member.Name))));

    private Value ParameterValue(IParameterSymbol parameter)
    {
        if (!parameter.Type.IsOrigin() || parameter.RefKind == RefKind.Out || TextProvenance.IsDeclaredSink(parameter)
            || _provenance.Sinks.IsText(parameter))
        {
            return Value.Harmless;
        }

        var item = new HeapObject(ObjectKind.Parameter, null, parameter.OriginalDefinition);
        if (parameter.Type.IsContainer())
            return Value.Of(item);

        var text = Text.Of(OriginOf(parameter));
        if (parameter.Type is { Name: "FormattableString" })
            return Value.Of(Text.Constant("{0}"), ImmutableArray.Create(item with { Kind = ObjectKind.Formattable, Formatted = text }));

        return parameter.Type.SpecialType is SpecialType.System_String or SpecialType.System_Object
            ? Value.Of(text)
            : Value.Of(text, ImmutableArray.Create(item));
    }

    private Origin OriginOf(IParameterSymbol parameter)
    {
        if (_provenance.Untrusted.Of(parameter, _cancellation) is { } source)
            return new Origin(source.IsSecondOrder ? OriginKind.SecondOrder : OriginKind.Untrusted, parameter.Name, source.Kind);

        return TextProvenance.IsConfiguration(parameter.Type)
            ? new Origin(OriginKind.Configured, parameter.Name, "configuration")
            : new Origin(OriginKind.Parameter, parameter.Name, Parameter: parameter.OriginalDefinition);
    }

    private Value Read(IFieldReferenceOperation reference)
    {
        var field = reference.Field;
        if (field.IsStatic)
            return !field.Type.CanCarryText() ? Value.Harmless : _provenance.Bodies.Has(field) ? Read(Place.Of(field)) : External(reference, field);

        var instance = Evaluate(reference.Instance);
        return MemberOf(instance, TupleField(field), reference);
    }

    private Value Read(IPropertyReferenceOperation reference)
    {
        var property = reference.Property;
        var instance = Evaluate(reference.Instance);
        var arguments = ArgumentsOf(reference.Arguments);
        if (!property.Type.CanCarryText())
            return Value.Harmless;
        if (_provenance.Untrusted.Of(reference, _cancellation) is { } source)
            return From(source, reference);

        // Attributes of other code are applied with constants.
        if (!IsRun(property) && property.ContainingType.IsAttribute())
            return Value.Harmless;

        // What a command holds was judged where it was given.
        if (IsService(property.ContainingType) && _provenance.Sinks.IsText(property) && !IsWritten(reference))
            return Value.Harmless;
        if (!IsRun(property))
            return ReadKnown(reference, instance, arguments);

        if (property.ContainingType.IsAnonymousType)
            return MemberOf(instance, property, reference);
        if (property.GetMethod is { } getter && !_provenance.IsAuto(property, _cancellation))
            return Dispatch(getter, instance, arguments, reference).Returned;
        if (property.IsAbstract && property.GetMethod is { } open)
            return Dispatch(open, instance, arguments, reference).Returned;

        return property.IsStatic ? Read(Place.Of(property)) : MemberOf(instance, property, reference);
    }

    private Value From(Injection.UntrustedSource source, IOperation read)
    {
        var origin = new Origin(source.IsSecondOrder ? OriginKind.SecondOrder : OriginKind.Untrusted, NameOf(read), source.Kind);
        return read.Type.CanCarryText() ? Value.Of(Text.Of(origin)) : Value.Harmless;
    }

    /// <summary>The key that a request is asked for, as nobody knows it by the expression.</summary>
    private static string NameOf(IOperation read)
    {
        var arguments = read switch
        {
            IPropertyReferenceOperation property => property.Arguments,
            IInvocationOperation call => call.Arguments,
            _ => ImmutableArray<IArgumentOperation>.Empty,
        };
        foreach (var argument in arguments)
        {
            if (argument.Value.ConstantValue is { HasValue: true, Value: string { Length: > 0 and < 40 } key })
                return key;
        }

        return read.Syntax.OneLine();
    }

    /// <summary>A property of the framework or of a library.</summary>
    private Value ReadKnown(
        IPropertyReferenceOperation reference, Value instance, List<Argument> arguments)
    {
        var property = reference.Property;
        foreach (var item in instance.Objects)
        {
            if (Find(Place.MemberOf(item, property)) is { } written)
                return written;
        }

        if (property.IsStatic)
            return External(reference, property);
        if (TextProvenance.IsConfiguration(property.ContainingType))
            return Value.Of(Text.Of(new Origin(OriginKind.Configured, NameOf(reference), "configuration")));
        if (property.Name == "Keys" && property.ContainingType.IsDictionary() || property is { Name: "Key", ContainingType.Name: "KeyValuePair" or "DictionaryEntry" })
            return Value.Of(Flat(Keys(instance)));
        if (property.Name == "Current" && reference.Type is INamedTypeSymbol { Name: "KeyValuePair" })
            return instance;
        if (property.Name == "Format" && property.ContainingType.Name == "FormattableString")
            return Value.Of(instance.Text);

        var content = Content(instance);
        if (!property.ContainingType.IsSystem())
            return content.Text.IsConstant && content.Objects.All(item => item.Kind == ObjectKind.This) ? Unknown(reference) : Value.Of(Flat(content).Member(property.Name));

        return content;
    }

    /// <summary>A static member of other code: the framework's are constants, of anybody else's nothing is known.</summary>
    private static Value External(IOperation reference, ISymbol member) => member.IsSystem() ? Value.Empty : Unknown(reference);

    /// <summary>A member of an object, from what is known of the object, of the member, or of where the object comes from.</summary>
    private Value MemberOf(Value instance, ISymbol member, IOperation reference)
    {
        if (!reference.Type.CanCarryText())
            return Value.Harmless;

        // Of an object that holds nothing but constants, every member is one.
        if (instance.IsClean)
            return Value.Of(instance.Text);

        Value? known = null;
        var isComplete = !instance.Objects.IsEmpty;
        foreach (var item in instance.Objects)
        {
            var place = Place.MemberOf(item, member);
            var isOwn = item.Kind is ObjectKind.This or ObjectKind.Created;
            var value = isOwn ? Read(place) : _state.Find(place);
            isComplete &= value is { IsOpen: false };
            if (value is not null)
                known = known is null ? value.Closed : known.Or(value.Closed);
        }

        if (isComplete && (instance.Text.IsConstant || instance.Objects.Any(item => item.Kind == ObjectKind.Parameter)))
            return known!;

        var fromOutside = instance.Text.Member(member.Name);
        if (instance.Text.Holes.Any(hole => hole.Origin.Kind is OriginKind.Untrusted or OriginKind.SecondOrder))
            return known is null ? Value.Of(fromOutside) : known.Or(Value.Of(fromOutside));
        if (!IsService(reference.Type) && _provenance.Held.Of(member, _cancellation) is { } held)
        {
            // Mappers set what only the class itself may set, in objects that come from somewhere else.
            var given = fromOutside.IsConstant || MemberValues.IsReadOnly(member) ? held : held.Or(Value.Of(fromOutside));
            return known is null ? given : known.Or(given);
        }

        if (!fromOutside.IsConstant)
            return known is null ? Value.Of(fromOutside) : known.Or(Value.Of(fromOutside));

        return known is not null && isComplete ? known : known is null ? Unknown(reference) : known.Or(Unknown(reference));
    }

    private void Store(IOperation target, Value value)
    {
        switch (target)
        {
            case ILocalReferenceOperation { Local: { IsRef: true } reference } when _references.TryGetValue(reference, out var referred):
                Store(referred, value);
                break;
            case ILocalReferenceOperation local:
                _state = _state.Set(Place.Of(local.Local), local.Type.CanCarryText() ? value : Value.Harmless);
                break;
            case IParameterReferenceOperation parameter:
                _state = _state.Set(Place.Of(parameter.Parameter), value);
                break;
            case IDeclarationExpressionOperation declaration:
                Store(declaration.Expression, value);
                break;
            case ITupleOperation:
                Spread(target, value);
                break;
            case IFlowCaptureReferenceOperation capture:
                var place = Place.Of(capture.Id, _graph!);
                if (_captured.TryGetValue(place, out var source)
                    && source is IMemberReferenceOperation or IArrayElementReferenceOperation or ILocalReferenceOperation or IParameterReferenceOperation)
                {
                    Store(source, value);
                }

                _state = _state.Set(place, value);
                break;
            case IFieldReferenceOperation { Field: var field } reference:
                if (field.IsStatic)
                    SetStatic(field, value);
                else
                    StoreMember(Evaluate(reference.Instance), TupleField(field), value);
                break;
            case IPropertyReferenceOperation reference:
                Store(reference, value);
                break;
            case IInvocationOperation { TargetMethod.ReturnsByRef: true } call:
                StoreReturned(call, value);
                break;
            case IDynamicMemberReferenceOperation { Instance: { } late }:
                AddTo(Evaluate(late), value, late);
                break;
            case IArrayElementReferenceOperation element:
                AddTo(Evaluate(element.ArrayReference), value, element.ArrayReference);
                break;
            default:
                EvaluateAll(target.ChildOperations);
                break;
        }
    }

    /// <summary>Whether this body has given a property of an object its value.</summary>
    private bool IsWritten(IOperation target) => target is IPropertyReferenceOperation reference
        && Evaluate(reference.Instance).Objects.Any(item => _state.Find(Place.MemberOf(item, reference.Property)) is not null);

    /// <summary>Writes through a reference that a method returns: to any of the fields that it can be.</summary>
    private void StoreReturned(IInvocationOperation call, Value value)
    {
        var instance = Evaluate(call.Instance);
        foreach (var block in _provenance.GraphOf(call.TargetMethod.OriginalDefinition, _cancellation)?.Blocks ?? ImmutableArray<BasicBlock>.Empty)
        {
            if (block.BranchValue is not IFieldReferenceOperation { Field: var field })
                continue;

            if (field.IsStatic)
                SetStatic(field, Read(Place.Of(field)).Or(value));
            else
                StoreMember(instance, field, MemberOf(instance, field, block.BranchValue).Or(value));
        }
    }

    private void Store(IPropertyReferenceOperation reference, Value value)
    {
        var property = reference.Property;
        var instance = Evaluate(reference.Instance);
        if (IsRun(property))
        {
            if (property.SetMethod is { } setter && !_provenance.IsAuto(property, _cancellation))
            {
                var arguments = ArgumentsOf(reference.Arguments);
                arguments.Add(new Argument(setter.Parameters[setter.Parameters.Length - 1], value, reference));
                Dispatch(setter, instance, arguments, reference);
            }
            else if (property.IsStatic)
            {
                SetStatic(property, value);
            }
            else
            {
                StoreMember(instance, property, value);
            }

            return;
        }

        if (property.IsIndexer)
        {
            var keys = ArgumentsOf(reference.Arguments);
            if (reference.Instance?.Type.IsDictionary() == true)
                AddKeys(instance, Value.Of(Flat(keys)));
            AddTo(instance, value, reference.Instance);
        }
        else if (property is { Name: "Length", ContainingType.Name: "StringBuilder" })
        {
            foreach (var item in instance.Objects)
                SetContent(item, Place.ContentOf(item), Value.Empty);
        }
        else
        {
            StoreMember(instance, property, value);
        }
    }

    private void SetStatic(ISymbol member, Value value)
    {
        _state = _state.Set(Place.Of(member), value);
        Write(member, KeepFunctions(value));
    }

    private void StoreMember(Value instance, ISymbol member, Value value)
    {
        foreach (var item in instance.Objects)
        {
            var place = Place.MemberOf(item, member);
            _state = _state.Set(place, instance.Objects.Length == 1 ? value : Read(place).Or(value));
        }

        Write(member, KeepFunctions(value));
    }

    /// <summary>What other bodies can read of a value: its text, and functions to call.</summary>
    private Value KeepFunctions(Value value)
    {
        if (value.Objects.IsEmpty)
            return value;

        var functions = ImmutableArray<HeapObject>.Empty;
        foreach (var item in value.Objects)
        {
            if (item.Kind == ObjectKind.Function)
                functions = functions.Add(item);
            else if (item.Kind == ObjectKind.Created)
                functions = functions.AddRange(Read(Place.ContentOf(item)).Objects.Where(held => held.Kind == ObjectKind.Function));
        }

        return Value.Of(Flat(value), functions);
    }

    private void Write(ISymbol member, Value value)
    {
        if (!_isAtRoot)
            return;

        var key = member.OriginalDefinition;
        _facts.Writes[key] = _facts.Writes.TryGetValue(key, out var known) ? known.Or(value) : value;
    }

    private void AddKeys(Value container, Value keys)
    {
        foreach (var item in container.Objects)
            SetContent(item, Place.KeysOf(item), Read(Place.KeysOf(item)).Or(keys));
    }

    /// <summary>The place whose value an expression is, so that a condition on it can be remembered.</summary>
    private Place? PlaceOf(IOperation expression, Value value)
    {
        Place? place = expression switch
        {
            ILocalReferenceOperation local => Place.Of(local.Local),
            IParameterReferenceOperation parameter => Place.Of(parameter.Parameter),
            IFlowCaptureReferenceOperation capture => Place.Of(capture.Id, _graph!),
            IFieldReferenceOperation { Field.IsStatic: true } field => Place.Of(field.Field),
            IFieldReferenceOperation field => PartOf(field.Instance, TupleField(field.Field)),
            IPropertyReferenceOperation { Arguments.IsEmpty: true, Property: { IsStatic: false } property } reference
                when _provenance.IsAuto(property, _cancellation) => PartOf(reference.Instance, property),
            IConversionOperation { OperatorMethod: null } conversion => PlaceOf(conversion.Operand, value),
            _ => null,
        };
        if (place is { } found && _state.Find(found) is null)
            _state = _state.Set(found, value);
        return place;
    }

    private Place? PartOf(IOperation? instance, ISymbol member) =>
        Evaluate(instance).Objects is { Length: 1 } objects ? Place.MemberOf(objects[0], member) : null;
}
