using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Cors;

internal sealed partial class OriginWalker
{
    /// <summary>What hands its text on, unchanged as far as <c>*</c> goes. RemovePostFix and RemovePreFix are ABP's.</summary>
    private static readonly string[] s_passingText =
    [
        "AsMemory", "AsSpan", "Clone", "Normalize", "RemovePostFix", "RemovePreFix", "Split", "ToLower", "ToLowerInvariant", "ToString",
        "ToUpper", "ToUpperInvariant", "Trim", "TrimEnd", "TrimStart",
    ];

    /// <summary>What hands the elements of its lists on.</summary>
    private static readonly string[] s_passing =
    [
        "Append", "AsEnumerable", "AsMemory", "AsReadOnly", "AsSpan", "Cast", "Clone", "Concat", "ConfigureAwait", "Create", "CreateRange",
        "DefaultIfEmpty", "Distinct", "ElementAt", "ElementAtOrDefault", "Empty", "First", "FirstOrDefault", "FromResult",
        "GetValueOrDefault", "Last", "LastOrDefault", "OfType", "OrderBy", "OrderByDescending", "Prepend", "Repeat", "Reverse", "Single",
        "SingleOrDefault", "Skip", "Take", "ToArray", "ToFrozenSet", "ToHashSet", "ToImmutableArray", "ToImmutableHashSet",
        "ToImmutableList", "ToList", "Union",
    ];

    /// <summary>Special types that neither are nor hold a text.</summary>
    private static readonly SpecialType[] s_numbers = [SpecialType.System_Boolean, SpecialType.System_Int32, SpecialType.System_Int64];

    private OriginVerdict Called(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (_sources.Bodies.Has(method))
            return method.IsOpen() ? Doubtful(call) : Returned(method, call);

        if (call.Instance?.Type.Is(_sources.Address) == true)
            return OriginVerdict.Named;

        if (method.MethodKind == MethodKind.DelegateInvoke && call.Instance is { } held)
        {
            return FunctionOf(_sources.Values.Origin(held, _cancellation)) is IAnonymousFunctionOperation function
                ? ReturnedBy(function.Body)
                : Doubtful(call);
        }

        var receiver = call.Instance ?? (method.IsExtensionMethod ? call.Arguments[0].Value : null);
        var given = call.Arguments.Select(argument => argument.Value).Prepend(call.Instance).Where(MayHoldText);
        if (receiver?.Unwrapped().Type?.SpecialType is SpecialType.System_String or SpecialType.System_Char)
            return OfText(call, receiver, given);

        return method.Name switch
        {
            "Except" => Changed(() => call.Arguments.Skip(1).Any(argument => argument.Value.DescendantsAndSelf().Any(StarFilter.IsStar))
                ? OriginVerdict.Named
                : Judge(given.First())),
            "Where" => IsFiltered(call) ? OriginVerdict.Named : Changed(() => Judge(given.First())),
            "Select" or "SelectMany" => Projected(call),
            "Join" or "Concat" or "Format" when method.ContainingType.SpecialType == SpecialType.System_String => Joined(call, given!),
            "Split" => Split(given),
            // string.Create hands a function the letters to write.
            "Create" when call.Arguments.Any(argument => FunctionOf(argument.Value) is not null) => Doubtful(call),
            var name when Array.IndexOf(s_passing, name) >= 0 => Judge(given),
            _ => AnyOf(given, call),
        };
    }

    private OriginVerdict OfText(IInvocationOperation call, IOperation text, IEnumerable<IOperation?> given) =>
        call.TargetMethod.Name switch
        {
            "Split" => Split([text]),
            "Replace" => Changed(() => Replaced(call, text)),
            "ToString" or "ToLower" or "ToLowerInvariant" => Judge(text),
            var name when Array.IndexOf(s_passingText, name) >= 0 => Changed(() => Judge(text)),
            _ => AnyOf(given, call),
        };

    private OriginVerdict Split(IEnumerable<IOperation?> texts)
    {
        _splits++;
        var verdict = Judge(texts);
        _splits--;
        return verdict;
    }

    /// <summary>What takes blanks or quotes out leaves <c>*</c> what it is; what puts fixed text in does not make one.</summary>
    private OriginVerdict Replaced(IInvocationOperation call, IOperation text)
    {
        var given = call.Arguments.Select(argument => argument.Value).ToList();
        if (given is not [{ ConstantValue: { HasValue: true, Value: { } old } }, { ConstantValue: { HasValue: true, Value: var by } }, ..])
            return AnyOf(given.Prepend(text), call);

        var (before, after) = (old.ToString(), by?.ToString() ?? "");
        if (before.Contains('*') && !after.Contains('*'))
            return before == OriginText.Any ? OriginVerdict.Named : Judge(text);

        return !after.Contains('*') && (OriginText.IsFixed(after) || !before.Any(char.IsLetterOrDigit)) ? Judge(text) : AnyOf([text], call);
    }

    /// <summary>A function, a number or a comparer among the arguments is no origin.</summary>
    private static bool MayHoldText(IOperation? value) => value?.Unwrapped() is { } operation
        && operation is not (IDelegateCreationOperation or IAnonymousFunctionOperation)
        && operation.Type is not ({ TypeKind: TypeKind.Enum } or { Name: "StringComparer" or "IEqualityComparer" or "CultureInfo" })
        && Array.IndexOf(s_numbers, operation.Type?.SpecialType ?? SpecialType.None) < 0;

    private bool IsFiltered(IInvocationOperation call) => call.Arguments.Select(argument => FunctionOf(argument.Value)).Any(IsFilter);

    private bool IsFilter(IOperation? function)
    {
        var method = function switch
        {
            IAnonymousFunctionOperation { Symbol: var lambda } => lambda,
            IMethodReferenceOperation { Method: var named } => named,
            _ => null,
        };
        return method is { Parameters: [var origin, ..] }
            && BodyOf(function)?.Descendants().OfType<IReturnOperation>().ToList() is [{ ReturnedValue: { } condition }]
            && new StarFilter(origin).Removes(condition);
    }

    private IOperation? BodyOf(IOperation? function) => function switch
    {
        IAnonymousFunctionOperation lambda => lambda.Body,
        IMethodReferenceOperation { Method: var method } when !method.IsOpen() => _sources.Bodies.Find(method, _cancellation),
        _ => null,
    };

    private static IOperation? FunctionOf(IOperation value) =>
        value.Unwrapped() is IDelegateCreationOperation creation ? creation.Target : null;

    private OriginVerdict Projected(IInvocationOperation call)
    {
        var function = call.Arguments.Select(argument => FunctionOf(argument.Value)).FirstOrDefault(target => target is not null);
        if (BodyOf(function) is { } body)
            return ReturnedBy(body);

        return function is IMethodReferenceOperation { Method.Name: var name } && Array.IndexOf(s_passingText, name) >= 0
            ? Changed(() => Judge(call.Arguments[0].Value))
            : AnyOf([call.Arguments[0].Value], call);
    }

    private OriginVerdict Returned(IMethodSymbol method, IOperation use)
    {
        if (_sources.Bodies.Find(method, _cancellation) is not { } body)
            return Doubtful(use);

        // A method that calls itself returns what it is given then, or what it returns anyway.
        var (definition, call) = (DefinitionOf(method), use as IInvocationOperation);
        if (!_open.Add(definition))
            return call is null ? OriginVerdict.Named : Judge(call.Arguments.Select(argument => argument.Value).Where(MayHoldText));

        var outer = _call;
        _call = call is null ? null : new OriginCall(call, definition, outer);
        var verdict = ReturnedBy(body);
        _call = outer;
        _open.Remove(definition);
        return verdict;
    }

    private static IMethodSymbol DefinitionOf(IMethodSymbol method) => (method.ReducedFrom ?? method).OriginalDefinition;

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
}
