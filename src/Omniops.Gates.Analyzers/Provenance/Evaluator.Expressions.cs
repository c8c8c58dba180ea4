using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Provenance;

/// <summary>What each kind of expression can be.</summary>
internal sealed partial class Evaluator
{
    private Value Follow(IOperation operation)
    {
        switch (operation)
        {
            case IExpressionStatementOperation statement:
                return Evaluate(statement.Operation);
            case ILocalReferenceOperation { Local: var local }:
                return local.IsRef && _references.TryGetValue(local, out var referred) ? Evaluate(referred) : Read(Place.Of(local));
            case IParameterReferenceOperation parameter:
                return Read(parameter.Parameter);
            case IFlowCaptureReferenceOperation capture:
                return Captured(capture);
            case IFlowCaptureOperation capture:
                return Capture(capture);
            case ISimpleAssignmentOperation assignment:
                return Assign(assignment);
            case ICompoundAssignmentOperation compound:
                return Assign(compound);
            case IDeconstructionAssignmentOperation deconstruction:
                return Deconstruct(deconstruction);
            case IInvocationOperation call:
                return Call(call);
            case IObjectCreationOperation creation:
                return Create(creation);
            case IDynamicInvocationOperation or IDynamicObjectCreationOperation:
                return CallLate(operation);
            case IAnonymousObjectCreationOperation anonymous:
                return Create(anonymous);
            case IArrayCreationOperation array:
                return Create(array);
            case ITupleOperation tuple:
                return Create(tuple);
            case IArrayElementReferenceOperation element:
                EvaluateAll(element.Indices);
                return Content(Evaluate(element.ArrayReference));
            case IImplicitIndexerReferenceOperation indexer:
                Evaluate(indexer.Argument);
                return Content(Evaluate(indexer.Instance));
            case IFieldReferenceOperation field:
                return Read(field);
            case IPropertyReferenceOperation property:
                return Read(property);
            case IBinaryOperation binary:
                return Combine(binary);
            case IUnaryOperation { OperatorMethod: { } converter } unary when _provenance.Bodies.Has(converter):
                return Invoke(converter, Value.Empty, [new Argument(converter.Parameters[0], Evaluate(unary.Operand), unary.Operand)], unary).Returned;
            case IInterpolatedStringOperation text:
                return Value.Of(TextOf(text));
            case IInterpolatedStringHandlerCreationOperation handler:
                return Handler(handler);
            case IInterpolatedStringAdditionOperation addition:
                return Value.Of(TextOf(Evaluate(addition.Left)).Append(TextOf(Evaluate(addition.Right))));
            case IConversionOperation conversion:
                return Convert(conversion);
            case IDelegateCreationOperation function:
                return Function(function.Target);
            case IFlowAnonymousFunctionOperation or IMethodReferenceOperation:
                return Function(operation);
            case IAwaitOperation @await:
                return Evaluate(@await.Operation);
            case IIsPatternOperation match:
                var matched = Evaluate(match.Value);
                Bind(match.Pattern, matched);
                return Value.Harmless;
            case IDeclarationExpressionOperation declaration:
                return Evaluate(declaration.Expression);
            case IInstanceReferenceOperation instance:
                return instance.ReferenceKind == InstanceReferenceKind.ContainingTypeInstance ? _this : Value.Empty;
            case IReturnOperation { Kind: OperationKind.YieldReturn } yielded:
                var item = Evaluate(yielded.ReturnedValue);
                _yielded = _yielded.Or(item);
                return Value.Empty;
            case IReturnOperation returned:
                return Evaluate(returned.ReturnedValue);
            case IThrowOperation thrown:
                Evaluate(thrown.Exception);
                return Value.Empty;
            case IDefaultValueOperation or ILiteralOperation or ITypeOfOperation or ISizeOfOperation or INameOfOperation or IDiscardOperation
                or IOmittedArgumentOperation or IStaticLocalInitializationSemaphoreOperation:
                return Value.Empty;
            default:
                return Others(operation);
        }
    }

    /// <summary>What Roslyn 4.8 has no operation for: a collection expression has its elements as children. Half-typed code has some too.</summary>
    private Value Others(IOperation operation)
    {
        var value = Value.Empty;
        var any = false;
        foreach (var child in operation.ChildOperations)
        {
            any = true;
            value = value.Or(Value.Of(Flat(Evaluate(child))));
        }

        if (operation.Syntax is CollectionExpressionSyntax)
            return NewContainer(operation.Syntax, value);

        return any || operation is IInvalidOperation || operation.Type is null ? value : Unknown(operation);
    }

    private void EvaluateAll(IEnumerable<IOperation> operations)
    {
        foreach (var operation in operations)
            Evaluate(operation);
    }

    private Value Read(Place place) => Find(place) ?? Initial(place);

    /// <summary>What a place holds, if this body or one that called it has written it.</summary>
    private Value? Find(Place place) => _state.Find(place) is not { } value ? null : value.IsOpen ? value.Closed.Or(Initial(place)) : value;

    private Value Read(IParameterSymbol parameter)
    {
        if (_state.Find(Place.Of(parameter)) is { } value)
            return value;

        // The parameter of a primary constructor lives on in the object.
        foreach (var item in _this.Objects)
        {
            if (Find(Place.MemberOf(item, parameter)) is { } kept)
                return kept;
        }

        return ParameterValue(parameter);
    }

    private Value Captured(IFlowCaptureReferenceOperation capture) =>
        _state.Find(Place.Of(capture.Id, _graph!)) ?? (_captured.TryGetValue(Place.Of(capture.Id, _graph!), out var source) ? Evaluate(source) : Value.Empty);

    private Value Capture(IFlowCaptureOperation capture)
    {
        var place = Place.Of(capture.Id, _graph!);
        _captured[place] = capture.Value;
        var value = Evaluate(capture.Value);
        if (capture.Syntax is WithExpressionSyntax && capture.Value.Type is { IsValueType: true })
            value = CopyOf(value, capture.Syntax);
        var facts = FactsOf(capture.Value);
        var source = PlaceOf(capture.Value, value);
        _state = _state.Set(place, value);
        if (IsCondition(capture.Value))
            _state = _state.WithCondition(place, facts.And(_state.Narrowed));
        if (source is { } variable && !value.IsClean)
            _state = _state.WithAlias(place, variable);
        return value;
    }

    private Value Assign(ISimpleAssignmentOperation assignment)
    {
        var value = Evaluate(assignment.Value);
        if (assignment is { IsRef: true, Target: ILocalReferenceOperation { Local: var reference } })
        {
            _references[reference] = assignment.Value;
            return value;
        }

        if (assignment.Type is { IsValueType: true } && !value.Objects.IsEmpty && assignment.Value is not (ITupleOperation or IObjectCreationOperation))
            value = CopyOf(value, assignment.Syntax);
        var facts = IsCondition(assignment.Value) ? FactsOf(assignment.Value) : Facts.None;
        Store(assignment.Target, value);
        if (assignment.Target is ILocalReferenceOperation { Local: var local } && IsCondition(assignment.Value))
            _state = _state.WithCondition(Place.Of(local), facts.And(_state.Narrowed));
        Reach(assignment, value);

        // a.B ??= c assigns to what a.B was captured as.
        if (assignment.Target is IFlowCaptureReferenceOperation capture && _captured.TryGetValue(Place.Of(capture.Id, _graph!), out var target)
            && target is IPropertyReferenceOperation property && _isAtRoot)
        {
            var number = 0;
            foreach (var use in _provenance.Sinks.FindAssigned(property, assignment.Value, assignment))
                Reach(assignment, number++, TextOf(value, use.Text));
        }

        return value;
    }

    private Value Assign(ICompoundAssignmentOperation compound)
    {
        // What a command from elsewhere runs already was judged where it was given to it.
        var before = compound.Target is IPropertyReferenceOperation { Property: var property } && !_provenance.Bodies.Has(property) && !IsWritten(compound.Target)
            ? Value.Empty
            : Evaluate(compound.Target);
        var added = Evaluate(compound.Value);
        var value = compound.OperatorKind == BinaryOperatorKind.Add && compound.Type?.SpecialType == SpecialType.System_String
            ? Value.Of(TextOf(before).Append(TextOf(added)))
            : before.Or(added);
        Store(compound.Target, value);
        Reach(compound, value);
        return value;
    }

    private Value Deconstruct(IDeconstructionAssignmentOperation deconstruction)
    {
        var value = Evaluate(deconstruction.Value);
        Spread(deconstruction.Target, value);
        if (_isAtRoot)
        {
            var number = 0;
            foreach (var use in _provenance.Sinks.FindAll(deconstruction))
                Reach(deconstruction, number++, TextOf(Evaluate(use.Text), use.Text));
        }

        return value;
    }

    /// <summary>Gives each variable on the left its part.</summary>
    private void Spread(IOperation target, Value value)
    {
        target = target is IDeclarationExpressionOperation declaration ? declaration.Expression : target;
        if (target is not ITupleOperation tuple)
        {
            Store(target, value);
            return;
        }

        for (var at = 0; at < tuple.Elements.Length; at++)
            Spread(tuple.Elements[at], Part(value, at, tuple.Elements[at]));
    }

    /// <summary>A part of a tuple or of a record.</summary>
    private Value Part(Value value, int at, IOperation target)
    {
        var part = value.With(value.Text);
        foreach (var item in value.Objects)
        {
            if (Find(Place.PartOf(item, at)) is { } known)
                return value.Objects.Length == 1 ? known : known.Or(Value.Of(Flat(value)));
        }

        var flat = Value.Of(Flat(part));
        return target.Type.CanCarryText() ? flat : Value.Harmless;
    }

    /// <summary>The operands of a chain, which can be longer than the stack is deep.</summary>
    private Value Combine(IBinaryOperation binary)
    {
        if (binary.OperatorMethod is { } method && _provenance.Bodies.Has(method))
        {
            var (left, right) = (Evaluate(binary.LeftOperand), Evaluate(binary.RightOperand));
            return Invoke(method, Value.Empty, [new Argument(method.Parameters[0], left, binary.LeftOperand), new Argument(method.Parameters[1], right, binary.RightOperand)], binary).Returned;
        }

        if (binary.OperatorKind != BinaryOperatorKind.Add || binary.Type?.SpecialType != SpecialType.System_String)
            return Evaluate(binary.LeftOperand).Or(Evaluate(binary.RightOperand));

        var operands = new Stack<IOperation>();
        IOperation first = binary;
        while (first is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, ConstantValue.HasValue: false } sum
            && sum.Type?.SpecialType == SpecialType.System_String)
        {
            operands.Push(sum.RightOperand);
            first = sum.LeftOperand;
        }

        var text = TextOf(Evaluate(first));
        while (operands.Count > 0)
            text = text.Append(TextOf(Evaluate(operands.Pop())));
        return Value.Of(text);
    }

    private Text TextOf(IInterpolatedStringOperation interpolated)
    {
        var text = Text.Empty;
        foreach (var part in interpolated.Parts)
        {
            text = text.Append(part switch
            {
                IInterpolatedStringTextOperation fixedText => TextOf(Evaluate(fixedText.Text)),
                IInterpolationOperation hole => Written(hole.Expression),
                IInterpolatedStringAppendOperation { AppendCall: IInvocationOperation append } =>
                    append.Arguments.IsEmpty ? Text.Empty : Written(append.Arguments[0].Value),
                _ => Text.Empty,
            });
        }

        return text;
    }

    /// <summary>What an object looks like in a text.</summary>
    private Text Written(IOperation operation)
    {
        var value = Evaluate(operation);
        return Written(value, operation);
    }

    private Text Written(Value value, IOperation operation)
    {
        if (!operation.Type.CanCarryText())
            return Text.Harmless;
        if ((value.Text.IsEmpty && !value.Objects.IsEmpty ? ToStringOf(value) : ToStringOf(operation.Type)) is { } method)
            return TextOf(Invoke(method, value, [], operation).Returned);

        return TextOf(value);
    }

    /// <summary>How an object that is made in source writes itself; null where it does not say.</summary>
    private static IMethodSymbol? ToStringOf(Value value) =>
        value.Objects.Length == 1 ? ToStringOf(value.Objects[0].Symbol as INamedTypeSymbol) : null;

    private static IMethodSymbol? ToStringOf(ITypeSymbol? written)
    {
        for (var type = written as INamedTypeSymbol; type is not null; type = type.BaseType)
        {
            foreach (var member in type.GetMembers("ToString"))
            {
                if (member is IMethodSymbol { IsOverride: true, Parameters.IsEmpty: true, IsImplicitlyDeclared: false } method)
                    return method.DeclaringSyntaxReferences.IsEmpty ? null : method;
            }
        }

        return null;
    }

    /// <summary>A value as text: what it is itself, and what its objects hold.</summary>
    private Text TextOf(Value value) => value.Objects.IsEmpty ? value.Text : Flat(value);

    private Value Handler(IInterpolatedStringHandlerCreationOperation handler)
    {
        var content = TextOf(Evaluate(handler.Content));
        // Handlers of other libraries are made to keep text and data apart.
        return handler.Type is { } type && type.IsSystem() ? Value.Of(content) : Formattable(handler, Text.Empty, content);
    }

    private Value Convert(IConversionOperation conversion)
    {
        if (conversion.OperatorMethod is { } method && _provenance.Bodies.Has(method))
            return Invoke(method, Value.Empty, [new Argument(method.Parameters[0], Evaluate(conversion.Operand), conversion.Operand)], conversion).Returned;

        var value = Evaluate(conversion.Operand);
        if (conversion.OperatorMethod is not null)
            Reach(conversion, value);
        if (conversion.Operand is IInterpolatedStringOperation && conversion.Type is { Name: "FormattableString" or "IFormattable" })
            return Formattable(conversion, Text.Constant("{0}"), value.Text);

        return conversion.Operand.Type is not null && !conversion.Operand.Type.CanCarryText() ? Value.Harmless : value;
    }

    private static Value Formattable(IOperation operation, Text format, Text content) =>
        Value.Of(format, ImmutableArray.Create(new HeapObject(ObjectKind.Formattable, operation.Syntax, null) { Formatted = content }));

    private Value Function(IOperation target)
    {
        switch (target)
        {
            case IFlowAnonymousFunctionOperation lambda:
                var body = _graph!.GetAnonymousFunctionControlFlowGraph(lambda, _cancellation);
                return Remembered(new HeapObject(ObjectKind.Function, lambda.Syntax, lambda.Symbol) { Function = new FunctionBody(body, _this) });
            case IMethodReferenceOperation { Method: var method } reference:
                var instance = Evaluate(reference.Instance);
                if (method.MethodKind != MethodKind.LocalFunction)
                    return Value.Of(new HeapObject(ObjectKind.Function, null, method) { Function = new FunctionBody(null, instance) });

                _localFunctions.TryGetValue(method.OriginalDefinition, out var graph);
                return Remembered(new HeapObject(ObjectKind.Function, null, method) { Function = new FunctionBody(graph, _this) });
            default:
                return Evaluate(target);
        }
    }

    private Value Remembered(HeapObject function)
    {
        if (_isAtRoot)
        {
            _functions[function] = _state;
            _own.Add(function.Symbol!);
        }

        return Value.Of(function);
    }

    /// <summary>Gives the variables that a pattern declares their values.</summary>
    private void Bind(IPatternOperation pattern, Value value)
    {
        switch (pattern)
        {
            case IDeclarationPatternOperation { DeclaredSymbol: { } declared }:
                _state = _state.Set(Place.Of(declared), declared.Kind == SymbolKind.Local && !TypeOf(declared).CanCarryText() ? Value.Harmless : value);
                break;
            case IRecursivePatternOperation recursive:
                if (recursive.DeclaredSymbol is { } whole)
                    _state = _state.Set(Place.Of(whole), value);
                foreach (var part in recursive.PropertySubpatterns)
                    Bind(part.Pattern, part.Member is IMemberReferenceOperation member ? MemberOf(value, member.Member, part.Member) : value);
                for (var at = 0; at < recursive.DeconstructionSubpatterns.Length; at++)
                    Bind(recursive.DeconstructionSubpatterns[at], Part(value, at, recursive.DeconstructionSubpatterns[at]));
                break;
            case INegatedPatternOperation negated:
                Bind(negated.Pattern, value);
                break;
            case IBinaryPatternOperation binary:
                Bind(binary.LeftPattern, value);
                Bind(binary.RightPattern, value);
                break;
            case IListPatternOperation list:
                if (list.DeclaredSymbol is { } declaredList)
                    _state = _state.Set(Place.Of(declaredList), value);
                foreach (var item in list.Patterns)
                    Bind(item, Content(value));
                break;
            case ISlicePatternOperation { Pattern: { } slice }:
                Bind(slice, value);
                break;
        }
    }

    private static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch
    {
        ILocalSymbol local => local.Type,
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        IParameterSymbol parameter => parameter.Type,
        _ => null,
    };
}
