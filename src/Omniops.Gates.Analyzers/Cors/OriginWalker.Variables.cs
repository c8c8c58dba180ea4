using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Cors;

internal sealed partial class OriginWalker
{
    private static readonly string[] s_adding = ["Add", "TryAdd", "Insert", "Push", "Enqueue", "UnionWith", "Append", "Set"];

    /// <summary>Methods of the framework that fill a list they are handed.</summary>
    private static readonly string[] s_filling = ["AddRange", "InsertRange", "Fill", "Copy", "CopyTo", "TryAdd"];

    private OriginVerdict Local(ILocalReferenceOperation reference)
    {
        var local = reference.Local;
        if (!_open.Add(local))
            return OriginVerdict.Named;

        var verdict = Held(reference, local) | PutIntoAll(MentionsOf(local, reference));
        _open.Remove(local);
        return verdict;
    }

    private OriginVerdict Held(ILocalReferenceOperation reference, ILocalSymbol local)
    {
        for (IOperation? parent = reference; parent is not null; parent = parent.Parent)
        {
            if (parent is IForEachLoopOperation loop && loop.Locals.Contains(local, SymbolEqualityComparer.Default))
                return Judge(loop.Collection);
        }

        // The last value wins: what stands before one that production certainly takes is gone there.
        var writes = _sources.Values.WritesAround(reference).All(local);
        var verdict = OriginVerdict.Named;
        for (var i = writes.Count - 1; i >= 0; i--)
        {
            if (writes[i] is not { } write)
                continue;

            var isLater = write.Syntax.SpanStart > reference.Syntax.SpanStart;
            if (isLater && !RunsAgain(reference, write, local))
                continue;

            if (IsInProduction(write))
                verdict |= Judge(write);

            if (!isLater && !KeepsValue(write, local) && _sources.Reach.IsCertainInProduction(write, _cancellation))
                break;
        }

        var unread = writes.Count(write => write is null);
        return writes.Count == 0 ? Doubtful(reference) : unread == 0 ? verdict : verdict | GivenByReference(reference, local, unread);
    }

    /// <summary>Whether a place can see what is only written behind it: in a loop around both, or in a function that runs later.</summary>
    private static bool RunsAgain(IOperation place, IOperation write, ILocalSymbol local)
    {
        for (var parent = place.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is ILoopOperation && parent.Syntax.Span.Contains(write.Syntax.Span))
                return true;

            if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation
                && !local.DeclaringSyntaxReferences.Any(declaration => parent.Syntax.Span.Contains(declaration.Span)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the value before this one is part of it: <c>+=</c>, <c>??=</c>, <c>list = list.Append(x)</c>.</summary>
    private static bool KeepsValue(IOperation write, ILocalSymbol local) =>
        write.Parent is ICompoundAssignmentOperation or ICoalesceAssignmentOperation
        || write.DescendantsAndSelf().Any(part => part is ILocalReferenceOperation { Local: var used } && Is(used, local));

    /// <summary>A dictionary's value that is found; nothing else is known that gives a value through a parameter.</summary>
    private OriginVerdict GivenByReference(ILocalReferenceOperation reference, ILocalSymbol local, int count)
    {
        var found = MentionsOf(local, reference)
            .Select(mention => mention.Parent is IDeclarationExpressionOperation ? mention.Parent.Parent : mention.Parent)
            .OfType<IArgumentOperation>()
            .Select(argument => argument.Parent)
            .OfType<IInvocationOperation>()
            .Where(call => call.TargetMethod.Name == "TryGetValue" && !_sources.Bodies.Has(call.TargetMethod))
            .ToList();
        return found.Count == count ? Judge(found.Select(call => call.Instance)) : Doubtful(reference);
    }

    private IEnumerable<IOperation> MentionsOf(ISymbol variable, IOperation place)
    {
        var root = place;
        while (root.Parent is not null)
            root = root.Parent;

        if (!_mentions.TryGetValue(root, out var mentions))
        {
            mentions = root.Descendants().Where(operation => VariableOf(operation) is not null)
                .ToLookup(operation => VariableOf(operation)!, SymbolEqualityComparer.Default);
            _mentions.Add(root, mentions);
        }

        return mentions[variable];
    }

    private static ISymbol? VariableOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation { Local: var local } => local,
        IParameterReferenceOperation { Parameter: var parameter } => parameter,
        _ => null,
    };

    /// <summary>What is put into a list where it is mentioned here, or by the method that it is handed to.</summary>
    public OriginVerdict JudgePutInto(IOperation list)
    {
        var current = list;
        while (current.Parent is IConversionOperation or IParenthesizedOperation)
            current = current.Parent;

        if (_depth > MaxDepth)
            return Doubtful(list);

        _depth++;
        var verdict = current.Parent switch
        {
            IInvocationOperation call when call.Instance == current => Added(call),
            IConditionalAccessOperation { WhenNotNull: IInvocationOperation call } access when access.Operation == current => Added(call),
            IArgumentOperation { Parent: IInvocationOperation call } argument => Handed(call, argument),
            IArrayElementReferenceOperation element when element.ArrayReference == current => Assigned(element) | JudgePutInto(element),
            IPropertyReferenceOperation { Property.IsIndexer: true } element when element.Instance == current =>
                Assigned(element) | JudgePutInto(element),
            IMethodReferenceOperation { Method.Name: var name } function when IsAdding(name) =>
                ElementsFor(function.Parent) is { } elements ? Judge(elements) : Doubtful(function),
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var other } } => PutIntoOther(other, list),
            _ => OriginVerdict.Named,
        };
        _depth--;
        return verdict;
    }

    /// <summary>The same list under another name.</summary>
    private OriginVerdict PutIntoOther(ILocalSymbol other, IOperation list)
    {
        if (other.Type.SpecialType == SpecialType.System_String || !_open.Add(other))
            return OriginVerdict.Named;

        var verdict = PutIntoAll(MentionsOf(other, list));
        _open.Remove(other);
        return verdict;
    }

    private OriginVerdict PutIntoAll(IEnumerable<IOperation> mentions) =>
        mentions.Aggregate(OriginVerdict.Named, (verdict, mention) => verdict | JudgePutInto(mention));

    private OriginVerdict Added(IInvocationOperation call) =>
        IsAdding(call.TargetMethod.Name)
            ? Judge(call.Arguments.Select(argument => argument.Value).Where(MayHoldText))
            : OriginVerdict.Named;

    private static bool IsAdding(string name) => Array.Exists(s_adding, adding => name.StartsWith(adding, StringComparison.Ordinal));

    private OriginVerdict Assigned(IOperation target) =>
        target.Parent is IAssignmentOperation assignment && assignment.Target == target ? Judge(assignment.Value) : OriginVerdict.Named;

    private OriginVerdict Handed(IInvocationOperation call, IArgumentOperation argument)
    {
        var method = call.TargetMethod;
        if (_keys.BoundTo(call, argument, _cancellation) is { Count: > 0 } keys)
            return Configured(keys, call);

        if (argument.Value.Unwrapped().Type is not { SpecialType: not SpecialType.System_String } type)
            return OriginVerdict.Named;

        if (_sources.Bodies.Has(method))
            return argument.Parameter is { RefKind: RefKind.None } ? FilledBy(call, argument.Parameter) : OriginVerdict.Named;

        if (method.Name == "Bind")
            return Doubtful(call);

        if (Array.IndexOf(s_filling, method.Name) >= 0)
            return Judge(call.Arguments.Where(other => other != argument).Select(other => other.Value).Where(MayHoldText));

        // What other packages do with a list is not known.
        return !KnownMiddleware.IsFramework(method.ContainingAssembly)
            && type.Name is "List" or "IList" or "ICollection" or "HashSet" or "ISet"
            ? Doubtful(call)
            : OriginVerdict.Named;
    }

    private OriginVerdict FilledBy(IInvocationOperation call, IParameterSymbol parameter)
    {
        var definition = DefinitionOf(call.TargetMethod);
        if (call.TargetMethod.IsOpen() || _sources.Bodies.Find(definition, _cancellation) is not { } body)
            return Doubtful(call);

        var filled = definition.Parameters[parameter.Ordinal + (call.TargetMethod.ReducedFrom is null ? 0 : 1)];
        if (!_open.Add(filled))
            return OriginVerdict.Named;

        var outer = _call;
        _call = new OriginCall(call, definition, outer);
        var verdict = PutIntoAll(MentionsOf(filled, body));
        _call = outer;
        _open.Remove(filled);
        return verdict;
    }

    /// <summary>What the call being followed, or else any call in sight, hands over, and what the method itself makes of it.</summary>
    private OriginVerdict Parameter(IParameterReferenceOperation reference)
    {
        var parameter = reference.Parameter;
        if (parameter.ContainingSymbol is not IMethodSymbol method)
            return Doubtful(reference);

        var call = OriginCall.Of(parameter, _call);
        if (!_open.Add(parameter))
            return call is null ? OriginVerdict.Named : Outside(call, parameter);

        var changed = MentionsOf(parameter, reference)
            .Aggregate(OriginVerdict.Named, (verdict, mention) => verdict | Assigned(mention) | JudgePutInto(mention));
        var given = call is not null ? Outside(call, parameter)
            : method.MethodKind == MethodKind.AnonymousFunction ? Element(method, reference)
            : Given(parameter, method, reference);
        _open.Remove(parameter);
        return changed | given;
    }

    /// <summary>What a call gives, read where the call stands: the methods behind it are not open there.</summary>
    private OriginVerdict Outside(OriginCall call, IParameterSymbol parameter)
    {
        var inner = _call;
        var closed = new List<ISymbol>();
        for (var left = inner; left != call.Outer; left = left!.Outer)
        {
            if (_open.Remove(left!.Method))
                closed.Add(left.Method);
        }

        _call = call.Outer;
        var verdict = Judge(call.Given(parameter));
        _call = inner;
        _open.UnionWith(closed);
        return verdict;
    }

    private OriginVerdict Given(IParameterSymbol parameter, IMethodSymbol method, IOperation use)
    {
        if (method.MethodKind is not (MethodKind.Ordinary or MethodKind.LocalFunction))
            return Doubtful(use);

        var inner = _call;
        _call = null;
        var verdict = OriginVerdict.Named;
        var isKnown = method.MethodKind == MethodKind.LocalFunction || !_sources.Reach.IsCalledFromElsewhere(method, _cancellation);
        var calls = 0;
        foreach (var reference in _sources.References.To(method, _cancellation))
        {
            calls++;
            if (reference is IInvocationOperation call && new OriginCall(call, method, null).Given(parameter) is { } given)
                verdict |= Chosen(given);
            else if (reference is not null && ElementsFor(reference.Parent) is { } elements)
                verdict |= Chosen(elements);
            else
                isKnown = false;
        }

        _call = inner;
        return isKnown && calls > 0 ? verdict : verdict | Doubtful(use);
    }

    /// <summary>The parameter of a lambda is an element of the list that the call around it goes through.</summary>
    private OriginVerdict Element(IMethodSymbol lambda, IOperation use)
    {
        for (var parent = use.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation { Symbol: var symbol } && Is(symbol, lambda))
                return ElementsFor(parent.Parent) is { } elements ? Judge(elements) : Doubtful(use);
        }

        return Doubtful(use);
    }

    /// <summary>The list whose elements a call hands to a function.</summary>
    private IOperation? ElementsFor(IOperation? function) =>
        function is IDelegateCreationOperation { Parent: IArgumentOperation { Parent: IInvocationOperation call } }
        && !_sources.Bodies.Has(call.TargetMethod)
            ? call.Instance ?? call.Arguments[0].Value
            : null;
}
