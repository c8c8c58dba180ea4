namespace Omniops.Gates.Engine.Secrets.Credentials;

/// <summary>Judges a literal by the name it is given to and by what it is itself. Source: CWE-798, CWE-259, CWE-321.</summary>
public static class CredentialJudge
{
    private const string Named = "the name says credential and the value is a literal, not a placeholder";

    private const string Unnamed = "the name does not speak of a credential";

    /// <summary>Whether something was passed over before anybody looked at its value: no candidate at all.</summary>
    public static bool IsUnnamed(Judgement judgement) => ReferenceEquals(judgement.Reason, Unnamed);

    /// <summary>Whether <paramref name="value"/>, given to <paramref name="name"/>, is a secret.</summary>
    /// <param name="name">An identifier, or a key path with colons.</param>
    public static (SecretKind Kind, Judgement Judgement) Judge(string name, string value)
    {
        if (MayConnect(value))
        {
            if (ConnectionString.HoldsPassword(value))
                return JudgeConnection(value);

            if (SetsPassword(value))
                return (SecretKind.ConnectionString, new(Confidence.Medium, "a text that sets a password"));
        }

        if (AuthorizationHeader.TryRead(name, value, out var header))
            return (SecretKind.UrlCredential, header);

        var strength = CredentialName.Classify(name);
        if (strength == NameStrength.None)
            return (SecretKind.Credential, Judgement.PassedOver(Unnamed));

        var shape = TextShape.Of(value);
        if (CredentialValue.WhyNot(name, value, shape) is { } reason)
            return (SecretKind.Credential, Judgement.PassedOver(reason));

        if (CredentialValue.IsPasswordHash(value))
            return (SecretKind.Credential, new(Confidence.Low, "the hash of a password"));

        return strength switch
        {
            NameStrength.Password => (SecretKind.Credential, JudgePassword(value, shape)),
            NameStrength.Secret => (SecretKind.Credential, JudgeSecret(value, shape)),
            NameStrength.Key when CredentialName.NamesCryptoKey(name) => (SecretKind.CryptoKey, JudgeRandom(value, shape)),
            NameStrength.Token or NameStrength.Key => (SecretKind.Credential, JudgeRandom(value, shape)),
            _ => (SecretKind.HighEntropy, JudgeWeak(value, shape)),
        };
    }

    /// <summary>The cheap test before a value is taken apart.</summary>
    private static bool MayConnect(string value) =>
        value.IndexOf("://", StringComparison.Ordinal) > 0 ? value.IndexOf('@') > 0 || value.IndexOf('=') > 0
        : value.IndexOf('=') > 0 && CredentialStems.Occur(value, 0, value.Length);

    /// <summary>A database of this machine holds nothing that somebody else could reach.</summary>
    private static (SecretKind Kind, Judgement Judgement) JudgeConnection(string value)
    {
        // A key before the scheme, as in "Endpoint=sb://", makes it a connection string.
        var scheme = value.IndexOf("://", StringComparison.Ordinal);
        var isUrl = scheme is > 0 and < 24 && value.IndexOf('=', 0, scheme) < 0;
        var kind = isUrl ? SecretKind.UrlCredential : SecretKind.ConnectionString;
        return (kind, ConnectionString.IsLocal(value)
            ? new(Confidence.Medium, "a password of a service on this machine")
            : new(Confidence.High, $"a {(kind == SecretKind.UrlCredential ? "URL" : "connection string")} with a literal password"));
    }

    /// <summary>
    /// <c>Password=hunter2</c> or <c>user=shop&amp;password=hunter2</c>: pairs and nothing else, which no sentence is made of.
    /// </summary>
    private static bool SetsPassword(string value)
    {
        if (value.Length > 500 || value.IndexOf(' ') >= 0 || value.IndexOf('(') >= 0)
            return false;

        var pairs = ConnectionPairs.Read(value, value.IndexOf(';') < 0 && value.IndexOf('&') > 0 ? '&' : ';').ToList();
        return pairs.TrueForAll(pair => pair.Key.Length > 0 && pair.Key.All(char.IsLetterOrDigit))
            && pairs.Exists(pair => CredentialName.Classify(pair.Key) == NameStrength.Password
                && CredentialValue.WhyNot(pair.Key, pair.Value, TextShape.Of(pair.Value)) is null);
    }

    private static Judgement JudgePassword(string value, in TextShape shape)
    {
        if (CredentialValue.IsTooLong(shape))
            return Judgement.PassedOver("the value is too long for a password");

        if (CredentialValue.IsHexDigest(value))
            return new(Confidence.Medium, "the name says password and the value may be its hash");

        if (CredentialValue.IsGuid(value) || shape.Blanks > 0 || CredentialValue.IsDoubtful(value))
            return new(Confidence.Medium, Named);

        if (shape.IsLetters && CompoundWord.Classify(value.ToLowerInvariant(), out _) == NameStrength.Password)
            return new(Confidence.Medium, "the name says password and the value may be the name of one");

        // One capitalised word is more often a label than a password.
        return shape.IsLetters && shape.Upper == 1 && char.IsUpper(value[0]) ? new(Confidence.Medium, Named) : new(Confidence.High, Named);
    }

    private static Judgement JudgeSecret(string value, in TextShape shape)
    {
        if (CredentialValue.IsGuid(value))
            return new(Confidence.Medium, "the name says credential and the value is a GUID");

        if (shape.Blanks > 0)
            return Judgement.PassedOver("the value is text for people");

        if (shape.Length >= 8 && (CredentialValue.LooksRandom(value, shape) || (shape.HasLetterAndDigit && shape.Distinct >= 5)))
            return new(Confidence.High, Named);

        return shape.Length >= 6 && (shape.Digits > 0 || shape.Marks > 0)
            ? new(Confidence.Medium, Named)
            : new(Confidence.Low, "the name says credential, but the value is a plain word");
    }

    internal static Judgement JudgeRandom(string value, in TextShape shape)
    {
        if (CredentialValue.IsSequence(value))
            return Judgement.PassedOver("the value is a sequence of neighbouring characters");

        if (shape.IsDigits || shape.Blanks > 0)
            return Judgement.PassedOver("the value is a number or text");

        if (CredentialValue.IsGuid(value))
            return new(Confidence.Low, "the value is a GUID");

        if (CredentialValue.IsPublicKeyToken(value))
            return new(Confidence.Low, "the value has the form of an assembly's public key token");

        if (!CredentialValue.LooksRandom(value, shape))
        {
            return shape.Length >= 8 && shape.HasLetterAndDigit && shape.Distinct >= 6
                ? new(Confidence.Medium, "the name says credential and the value is no plain word")
                : Judgement.PassedOver("the value does not look like a key or token");
        }

        return shape.Length >= 16 && shape.Distinct >= 8
            ? new(Confidence.High, "the name says credential and the value looks generated")
            : new(Confidence.Medium, "the name says credential and the value looks generated");
    }

    private static Judgement JudgeWeak(string value, in TextShape shape) =>
        shape.Length >= 16 && shape.HasLetterAndDigit && shape.Distinct >= 8
            && !CredentialValue.IsGuid(value) && CredentialValue.LooksRandom(value, shape)
            ? new(Confidence.Medium, "the value looks generated and its name may mean a credential")
            : Judgement.PassedOver("the name may mean a credential, but the value does not look generated");
}
