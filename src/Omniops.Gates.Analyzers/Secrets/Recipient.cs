using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Secrets;

/// <summary>What a value in code is given to.</summary>
/// <param name="Name">As written: an identifier, a key of a dictionary, a parameter. Empty where it has none.</param>
/// <param name="Owner">Name of the type that the member or the parameter belongs to, or empty.</param>
/// <param name="Scheme">Of an authorization header, else empty.</param>
/// <param name="IsEncoded">Whether it is given the base64 of the value.</param>
/// <param name="Index">Of an element of a list its place, from zero; of everything else -1.</param>
internal readonly record struct Recipient(
    string Name, string Owner, RecipientKind Kind = RecipientKind.Named, string Scheme = "", bool IsEncoded = false, int Index = -1)
{
    private const string Key = "key";

    private static readonly string[] s_getters = ["Get", "Load", "Read", "Fetch", "Resolve", "Provide", "Create", "Build"];
    private static readonly string[] s_setters = ["Set", "With", "Use"];

    public static Recipient None { get; } = new("", "");

    /// <summary>
    /// What the detectors are asked about. <c>Key</c> alone says nothing: of <c>JwtOptions</c> it is <c>Jwt:Key</c>, for
    /// <c>AzureKeyCredential</c> it is an <c>AzureKey</c>.
    /// </summary>
    public string QualifiedName
    {
        get
        {
            if (Owner.Length == 0)
                return Name;

            if (Owner.EndsWith("Credential", StringComparison.Ordinal) || Owner.EndsWith("Credentials", StringComparison.Ordinal))
            {
                return Name.Equals(Key, StringComparison.OrdinalIgnoreCase) || Name is "signature" or "value" or "token"
                    ? Owner.Substring(0, Owner.LastIndexOf("Credential", StringComparison.Ordinal))
                    : Name;
            }

            return Name.Equals(Key, StringComparison.OrdinalIgnoreCase) ? $"{ConfigurationKey.Section(Owner)}:{Name}" : Name;
        }
    }

    /// <summary>A thing that a value is assigned to or compared with.</summary>
    public static Recipient OfTarget(IOperation? target) => target?.Unwrapped() switch
    {
        IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: [var key, ..] } => OfKey(key.Value),
        IPropertyReferenceOperation { Property: var property } => OfMember(property),
        IFieldReferenceOperation { Field: var field } => OfMember(field),
        ILocalReferenceOperation { Local: var local } => new(local.Name, ""),
        IParameterReferenceOperation { Parameter: var parameter } => new(parameter.Name, ""),
        IVariableDeclaratorOperation { Symbol: var local } => new(local.Name, ""),
        IDeclarationExpressionOperation declaration => OfTarget(declaration.Expression),
        IDynamicMemberReferenceOperation member => new(member.MemberName, ""),
        IDynamicIndexerAccessOperation { Arguments: [var key, ..] } => OfKey(key),
        IInvocationOperation { TargetMethod.Parameters.Length: > 0 } call => OfKey(CallKey(call)),
        IInvocationOperation { TargetMethod: var method } => OfMember(method),
        IConditionalAccessOperation access => OfTarget(access.WhenNotNull),
        ICoalesceOperation coalesce => OfTarget(coalesce.Value),
        IAwaitOperation @await => OfTarget(@await.Operation),
        _ => None,
    };

    /// <summary>A field, a property, or a method that answers with the value.</summary>
    public static Recipient OfMember(ISymbol? member) => member switch
    {
        null => None,
        IMethodSymbol { AssociatedSymbol: { } associated } => OfMember(associated),
        IMethodSymbol method => new(Answer(method.Name), ""),
        IPropertySymbol { IsIndexer: true } => None,
        { ContainingType: { IsAnonymousType: false, IsTupleType: false } owner } => new(member.Name, owner.Name),
        _ => new(member.Name, ""),
    };

    public static Recipient OfParameter(IParameterSymbol? parameter)
    {
        if (parameter is null)
            return None;

        var isConstructors = parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor };
        return new(parameter.Name, isConstructors ? parameter.ContainingType.Name : "");
    }

    /// <summary>What <c>SetPassword</c> sets.</summary>
    public static Recipient OfSetter(string method)
    {
        foreach (var verb in s_setters)
        {
            if (method.StartsWith(verb, StringComparison.Ordinal))
                return new(method.Substring(verb.Length), "");
        }

        return None;
    }

    /// <summary>A key of a dictionary, of configuration, a header.</summary>
    public static Recipient OfKey(IOperation? key) =>
        key?.Unwrapped().ConstantValue is { HasValue: true, Value: string { Length: > 0 and <= 200 } name } ? new(name, "") : None;

    /// <summary>The argument by which a call such as <c>GetValue("Smtp:Password")</c> asks for a value.</summary>
    private static IOperation? CallKey(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is { Type.SpecialType: SpecialType.System_String })
                return argument.Value;
        }

        return null;
    }

    /// <summary><c>GetPasswordAsync</c> answers with a password.</summary>
    private static string Answer(string method)
    {
        if (method.EndsWith("Async", StringComparison.Ordinal))
            method = method.Substring(0, method.Length - 5);

        foreach (var verb in s_getters)
        {
            if (method.StartsWith(verb, StringComparison.Ordinal) && method.Length > verb.Length && char.IsUpper(method[verb.Length]))
                return method.Substring(verb.Length);
        }

        return method;
    }
}
