using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Injection;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Access;

/// <summary>
/// Which values of a piece of code are out of a request, and which of these are taken apart out of one: decoded, read as JSON or as a token,
/// which anybody can write. Source: CWE-345, CWE-347; RFC 7519 section 6.
/// </summary>
internal sealed class ClaimFlow
{
    private const int MaxRounds = 8;

    private static readonly string[] s_decoding =
        ["FromBase64String", "TryFromBase64String", "FromBase64CharArray", "Base64UrlDecode", "DecodeBytes", "DecodeFromChars", "DecodeFromUtf8", "FromHexString"];

    private static readonly string[] s_decoders = ["Base64UrlEncoder", "Base64UrlTextEncoder"];

    private static readonly string[] s_json = ["JsonSerializer", "JsonDocument", "JsonNode", "JsonConvert", "JObject", "JToken", "JsonElement"];

    private static readonly string[] s_reading = ["Deserialize", "Parse", "ReadFrom", "Load"];

    private readonly UntrustedSources _untrusted;
    private readonly CalledCode _code;
    private readonly HashSet<ISymbol> _sent = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _taken = new(SymbolEqualityComparer.Default);
    private bool _hasGrown;

    /// <param name="parts">All that the code does.</param>
    public ClaimFlow(List<IOperation> parts, UntrustedSources untrusted, CalledCode code)
    {
        (_untrusted, _code) = (untrusted, code);
        for (var round = 0; round == 0 || _hasGrown && round < MaxRounds; round++)
        {
            _hasGrown = false;
            foreach (var part in parts)
                Follow(part);
        }
    }

    /// <summary>Whether a call takes a text apart that carries claims.</summary>
    public static bool IsDecoding(IOperation part) => IsBytes(part)
        || part is IInvocationOperation { TargetMethod: { Name: var name, ContainingType.Name: var owner } }
            && Array.IndexOf(s_json, owner) >= 0 && Array.Exists(s_reading, word => name.StartsWith(word, StringComparison.Ordinal));

    /// <summary>Whether a call takes an encoding off.</summary>
    public static bool IsBytes(IOperation part) => part is IInvocationOperation { TargetMethod: { Name: var name, ContainingType.Name: var owner } }
        && (Array.IndexOf(s_decoding, name) >= 0 || Array.IndexOf(s_decoders, owner) >= 0 && name == "Decode");

    /// <summary>Whether a value is what somebody sent, taken apart.</summary>
    public bool IsTaken(IOperation value) => value.DescendantsAndSelf().Any(part => part switch
    {
        ILocalReferenceOperation { Local: var local } => _taken.Contains(local),
        IParameterReferenceOperation { Parameter: var parameter } => _taken.Contains(parameter),
        IInvocationOperation call => (IsDecoding(call) || TokenSignIn.IsRead(call)) && call.ChildOperations.Any(IsSent) || Returns(_taken, call),
        IObjectCreationOperation made => TokenSignIn.IsRead(made) && made.Arguments.Any(IsSent),
        _ => false,
    });

    /// <summary>Whether a value is out of a request, as it came or taken apart.</summary>
    public bool IsSent(IOperation value) => value.DescendantsAndSelf().Any(part => part switch
    {
        ILocalReferenceOperation { Local: var local } => _sent.Contains(local) || _taken.Contains(local),
        IParameterReferenceOperation { Parameter: var parameter } =>
            _sent.Contains(parameter) || _taken.Contains(parameter) || IsText(parameter.Type) && IsOfRequest(part),
        IInvocationOperation call => IsOfRequest(part) || Returns(_sent, call) || Returns(_taken, call),
        IPropertyReferenceOperation => IsOfRequest(part),
        _ => false,
    });

    private bool IsOfRequest(IOperation part) => _untrusted.Of(part, CancellationToken.None) is { IsSecondOrder: false };

    /// <summary>What the framework binds: not the context, which holds more than the request.</summary>
    private static bool IsText(ITypeSymbol type) => type.SpecialType == SpecialType.System_String || type.Name == "StringValues";

    private bool Returns(HashSet<ISymbol> known, IInvocationOperation call) =>
        known.Count > 0 && _code.TargetsOf(call.TargetMethod).Any(target => known.Contains(target.OriginalDefinition));

    private void Follow(IOperation part)
    {
        switch (part)
        {
            case IVariableDeclaratorOperation { Symbol: var local } declared when declared.GetVariableInitializer()?.Value is { } value:
                Mark(local, value);
                break;
            case IAssignmentOperation assignment:
                foreach (var written in Written(assignment.Target))
                    Mark(written, assignment.Value);
                break;
            case IForEachLoopOperation loop:
                foreach (var local in loop.Locals)
                    Mark(local, loop.Collection);
                break;
            case IIsPatternOperation tested:
                foreach (var declared in tested.Pattern.DescendantsAndSelf().Select(Declared).OfType<ISymbol>())
                    Mark(declared, tested.Value);
                break;
            case IReturnOperation { ReturnedValue: { } value } when OwnerOf(part) is { } owner:
                Mark(owner, value);
                break;
            case IInvocationOperation call:
                Follow(call);
                break;
        }
    }

    /// <summary>What a call hands on: into the method, into functions that it is given, into variables, and into the list that it is called on.</summary>
    private void Follow(IInvocationOperation call)
    {
        foreach (var target in _code.TargetsOf(call.TargetMethod))
        {
            foreach (var argument in call.Arguments)
            {
                if (argument.Parameter is { Ordinal: var at } && at < target.Parameters.Length)
                    Mark(target.OriginalDefinition.Parameters[at], argument.Value);
            }
        }

        foreach (var argument in call.Arguments)
        {
            var value = argument.Value.Unwrapped();
            if (value is IDelegateCreationOperation { Target: var function })
            {
                foreach (var parameter in ParametersOf(function))
                    MarkAll(parameter, call, except: argument);
            }
            else if (argument.Parameter?.RefKind == RefKind.Out)
            {
                foreach (var written in Written(value))
                    MarkAll(written, call, except: argument);
            }
        }

        if (call.Instance is ILocalReferenceOperation { Local: var list } && call.TargetMethod.Name.StartsWith("Add", StringComparison.Ordinal))
            MarkAll(list, call, except: null);
    }

    private static IEnumerable<IParameterSymbol> ParametersOf(IOperation function) => function switch
    {
        IAnonymousFunctionOperation { Symbol.Parameters: var parameters } => parameters,
        IMethodReferenceOperation { Method.OriginalDefinition.Parameters: var parameters } => parameters,
        _ => Array.Empty<IParameterSymbol>(),
    };

    private void MarkAll(ISymbol symbol, IInvocationOperation call, IArgumentOperation? except)
    {
        if (IsDecoding(call) && call.ChildOperations.Any(each => each != except && IsSent(each)))
            Add(_taken, symbol);
        foreach (var each in call.ChildOperations)
        {
            if (each != except)
                Mark(symbol, each);
        }

        // The headers that TryGetValue is called on.
        if (IsOfRequest(call))
            Add(_sent, symbol);
    }

    private void Mark(ISymbol symbol, IOperation value)
    {
        if (IsTaken(value))
            Add(_taken, symbol);
        else if (IsSent(value))
            Add(_sent, symbol);
    }

    private void Add(HashSet<ISymbol> symbols, ISymbol symbol) => _hasGrown |= symbols.Add(symbol);

    private static IEnumerable<ISymbol> Written(IOperation target) => target.DescendantsAndSelf().Select(part => part switch
    {
        ILocalReferenceOperation { Local: var local } => local,
        IParameterReferenceOperation { Parameter: var parameter } => (ISymbol)parameter,
        _ => null,
    }).OfType<ISymbol>();

    private static ISymbol? Declared(IOperation pattern) => pattern switch
    {
        IDeclarationPatternOperation { DeclaredSymbol: var declared } => declared,
        IRecursivePatternOperation { DeclaredSymbol: var declared } => declared,
        IListPatternOperation { DeclaredSymbol: var declared } => declared,
        _ => null,
    };

    /// <summary>The method or local function that a return ends; null for a lambda, which is part of an expression.</summary>
    private static ISymbol? OwnerOf(IOperation returned)
    {
        var current = returned;
        while (current.Parent is { } parent)
        {
            current = parent;
            if (current is IAnonymousFunctionOperation)
                return null;
            if (current is ILocalFunctionOperation { Symbol: var function })
                return function;
        }

        return current.SemanticModel?.GetDeclaredSymbol(current.Syntax);
    }
}
