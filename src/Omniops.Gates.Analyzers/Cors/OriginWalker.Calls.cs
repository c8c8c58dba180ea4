using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Cors;

internal sealed partial class OriginWalker
{
    /// <summary>What hands its text or the elements of its lists on, unchanged as far as <c>*</c> goes.</summary>
    private static readonly string[] s_passing =
    [
        "Append", "AsEnumerable", "AsMemory", "AsReadOnly", "AsSpan", "Cast", "Clone", "Concat", "ConfigureAwait", "Create", "CreateRange",
        "Distinct", "ElementAt", "Empty", "First", "FirstOrDefault", "Last", "OfType", "OrderBy", "Prepend", "Repeat", "Reverse", "Skip",
        "Split", "Take", "ToArray", "ToFrozenSet", "ToHashSet", "ToImmutableArray", "ToImmutableHashSet", "ToImmutableList", "ToList",
        "ToLower", "ToLowerInvariant", "ToString", "Trim", "TrimEnd", "TrimStart", "Union",
    ];

    private static readonly string[] s_adding = ["Add", "AddRange", "Insert", "InsertRange", "UnionWith"];

    private OriginVerdict Called(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (sources.Bodies.Has(method))
            return method.IsOpen() ? Doubtful(call) : Returned(method, call);

        if (call.Instance?.Type.Is(sources.Address) == true)
            return OriginVerdict.Named;

        var given = call.Arguments.Select(argument => argument.Value).Prepend(call.Instance).Where(value => value is not null);
        return method.Name switch
        {
            "Except" or "Where" => Sanitized(call) ? OriginVerdict.Named : Judge(given.First()),
            "Select" or "SelectMany" => Projected(call),
            "Join" or "Format" or "Replace" => Judge(given) is { IsAny: true } any ? any : Doubtful(call),
            var name when Array.IndexOf(s_passing, name) >= 0 => Judge(given.Where(MayHoldText)),
            _ => Doubtful(call),
        };
    }

    /// <summary>A function or a comparer among the arguments is no origin.</summary>
    private static bool MayHoldText(IOperation? value) => value?.Unwrapped() is { } operation
        && operation is not (IDelegateCreationOperation or IAnonymousFunctionOperation)
        && operation.Type is not { Name: "StringComparer" or "CultureInfo" };

    /// <summary>Whether <c>*</c> is what <c>Except</c> or the condition of <c>Where</c> speaks of.</summary>
    private static bool Sanitized(IInvocationOperation call) => call.Arguments
        .Skip(call.Instance is null ? 1 : 0)
        .Any(argument => argument.Value.DescendantsAndSelf().Any(part => part.ConstantValue is { HasValue: true, Value: AnyOrigin or '*' }));

    private OriginVerdict Projected(IInvocationOperation call)
    {
        var function = call.Arguments.Select(argument => argument.Value.Unwrapped()).OfType<IDelegateCreationOperation>().FirstOrDefault()?.Target;
        return function switch
        {
            IAnonymousFunctionOperation lambda => ReturnedBy(lambda.Body),
            IMethodReferenceOperation { Method: var method } when sources.Bodies.Has(method) && !method.IsOpen() => Returned(method, call),
            _ => Judge(call.Arguments[0].Value),
        };
    }

    private OriginVerdict Returned(IMethodSymbol method, IOperation use)
    {
        if (sources.Bodies.Find(method, cancellation) is not { } body)
            return Doubtful(use);

        if (!_open.Add(method))
            return OriginVerdict.Named;

        var verdict = ReturnedBy(body);
        _open.Remove(method);
        return verdict;
    }

    private OriginVerdict ReturnedBy(IOperation body) => Judge(body.Descendants()
        .OfType<IReturnOperation>()
        .Where(returned => IsOf(returned, body))
        .Select(returned => returned.ReturnedValue));

    /// <summary>Whether a return belongs to this body and not to a function within it.</summary>
    private static bool IsOf(IReturnOperation returned, IOperation body)
    {
        for (var parent = returned.Parent; parent is not null && parent != body; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation)
                return false;
        }

        return true;
    }

    private OriginVerdict Local(ILocalReferenceOperation reference)
    {
        var local = reference.Local;
        if (!_open.Add(local))
            return OriginVerdict.Named;

        var verdict = Held(reference, local) | AddedTo(reference, local);
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
        var writes = sources.Values.WritesAround(reference).All(local);
        var verdict = OriginVerdict.Named;
        var isKnown = false;
        for (var i = writes.Count - 1; i >= 0; i--)
        {
            if (writes[i] is not { } write)
            {
                verdict |= Doubtful(reference);
                continue;
            }

            isKnown = true;
            if (write.Syntax.SpanStart > reference.Syntax.SpanStart)
                continue;

            if (IsInProduction(write))
                verdict |= Judge(write);

            if (sources.Reach.IsCertainInProduction(write, cancellation))
                break;
        }

        return isKnown ? verdict : Doubtful(reference);
    }

    /// <summary>What is put into a list after it was made.</summary>
    private OriginVerdict AddedTo(ILocalReferenceOperation reference, ILocalSymbol local)
    {
        IOperation root = reference;
        while (root.Parent is not null)
            root = root.Parent;

        var verdict = OriginVerdict.Named;
        foreach (var call in root.Descendants().OfType<IInvocationOperation>())
        {
            if (call.Instance?.Unwrapped() is ILocalReferenceOperation list && Is(list.Local, local))
            {
                if (Array.IndexOf(s_adding, call.TargetMethod.Name) >= 0)
                    verdict |= Judge(call.Arguments.Select(argument => argument.Value));
            }
            else if (sources.Keys.BoundTo(call, local, cancellation) is { Count: > 0 } keys)
            {
                verdict |= Configured(keys, call);
            }
            else if (local.Type.SpecialType != SpecialType.System_String && sources.Bodies.Has(call.TargetMethod)
                && call.Arguments.Any(argument => argument.Value.Unwrapped() is ILocalReferenceOperation handed && Is(handed.Local, local)))
            {
                verdict |= Filled(call, local);
            }
        }

        return verdict;
    }

    /// <summary>A method that is handed the list may put anything into it; an array keeps what it has unless it is written to.</summary>
    private OriginVerdict Filled(IInvocationOperation call, ILocalSymbol local) =>
        local.Type is INamedTypeSymbol { Name: "List" or "IList" or "ICollection" or "HashSet" or "ISet" } ? Doubtful(call) : OriginVerdict.Named;

    private OriginVerdict Property(IPropertyReferenceOperation reference)
    {
        var property = reference.Property;
        if (reference.Instance?.Unwrapped().Type.Is(sources.Address) == true)
            return OriginVerdict.Named;

        // An element of a list or a value of a dictionary.
        if (property.IsIndexer && !sources.Bodies.Has(property))
            return Judge(reference.Instance);

        if (!sources.Bodies.Has(property) || property.IsOpen())
            return property.Name == "Value" && reference.Instance is { } wrapped ? Judge(wrapped) : Doubtful(reference);

        if (property.GetMethod is { } getter && sources.Bodies.Find(getter, cancellation) is not null)
            return Returned(getter, reference);

        if (sources.Keys.Of(property, cancellation) is { Count: > 0 } keys)
            return Configured(keys, reference) | Judge(InitializerOf(property));

        return Member(property, reference);
    }

    /// <summary>A field or a property that holds what it is given, here or where the program assigns it.</summary>
    private OriginVerdict Member(ISymbol member, IOperation use)
    {
        if (!sources.Bodies.Has(member))
        {
            return member is IFieldSymbol { Name: nameof(string.Empty), ContainingType.SpecialType: SpecialType.System_String }
                ? OriginVerdict.Named
                : Doubtful(use);
        }

        if (!_open.Add(member))
            return OriginVerdict.Named;

        var given = AssignedTo(member).Append(InitializerOf(member)).Where(value => value is not null).ToList();
        var verdict = given.Count == 0 || IsSetElsewhere(member) ? Judge(given) | Doubtful(use) : Judge(given);
        _open.Remove(member);
        return verdict;
    }

    private IOperation? InitializerOf(ISymbol member) =>
        (sources.Bodies.FindInitializer(member, cancellation) as ISymbolInitializerOperation)?.Value;

    private IEnumerable<IOperation?> AssignedTo(ISymbol member)
    {
        foreach (var name in sources.References.Named(member.Name, cancellation))
        {
            SyntaxNode target = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
            if (target.Parent is AssignmentExpressionSyntax assignment && assignment.Left == target
                && Is(sources.Bodies.ModelOf(name.SyntaxTree).GetSymbolInfo(name, cancellation).Symbol, member))
            {
                yield return sources.Bodies.Read(assignment.Right, cancellation);
            }
        }
    }

    /// <summary>Serializers, binders and other projects set what is public and can be set.</summary>
    private bool IsSetElsewhere(ISymbol member) => member switch
    {
        { IsStatic: true } when sources.Bodies.Compilation.Options.OutputKind != OutputKind.DynamicallyLinkedLibrary => false,
        IPropertySymbol { SetMethod: { } setter } => setter.DeclaredAccessibility == Accessibility.Public,
        IFieldSymbol { IsReadOnly: false, IsConst: false } field => field.DeclaredAccessibility == Accessibility.Public,
        _ => false,
    };

    /// <summary>What the calls in sight hand over.</summary>
    private OriginVerdict Parameter(IParameterSymbol parameter, IOperation use)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol method)
            return Doubtful(use);

        if (!_open.Add(parameter))
            return OriginVerdict.Named;

        var verdict = method.MethodKind == MethodKind.AnonymousFunction ? Element(method, use) : Given(parameter, method, use);
        _open.Remove(parameter);
        return verdict;
    }

    private OriginVerdict Given(IParameterSymbol parameter, IMethodSymbol method, IOperation use)
    {
        if (method.MethodKind is not (MethodKind.Ordinary or MethodKind.LocalFunction))
            return Doubtful(use);

        var verdict = OriginVerdict.Named;
        var isKnown = method.MethodKind == MethodKind.LocalFunction || !sources.Reach.IsCalledFromElsewhere(method, cancellation);
        var calls = 0;
        foreach (var reference in sources.References.To(method, cancellation))
        {
            calls++;
            if (reference is IInvocationOperation call
                && call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal) is { } given)
            {
                verdict |= Chosen(given.Value);
            }
            else
            {
                isKnown = false;
            }
        }

        return isKnown && calls > 0 ? verdict : verdict | Doubtful(use);
    }

    /// <summary>The parameter of a lambda is an element of the list that the call around it goes through.</summary>
    private OriginVerdict Element(IMethodSymbol lambda, IOperation use)
    {
        for (var parent = use.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation { Symbol: var symbol } && Is(symbol, lambda))
            {
                return parent is { Parent: IDelegateCreationOperation { Parent: IArgumentOperation { Parent: IInvocationOperation call } } }
                    && !sources.Bodies.Has(call.TargetMethod)
                    ? Judge(call.Instance ?? call.Arguments[0].Value)
                    : Doubtful(use);
            }
        }

        return Doubtful(use);
    }

    private static bool Is(ISymbol? one, ISymbol other) => SymbolEqualityComparer.Default.Equals(one?.OriginalDefinition, other.OriginalDefinition);
}
