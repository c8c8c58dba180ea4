namespace Omniops.Gates.Engine.Secrets.Credentials;

/// <summary>Judges a literal by the name it is given to and by what it is itself.</summary>
public static class CredentialJudge
{
    /// <summary>Whether <paramref name="value"/>, given to <paramref name="name"/>, is a secret.</summary>
    /// <param name="name">An identifier, or a key path with colons.</param>
    public static (SecretKind Kind, Judgement Judgement) Judge(string name, string value) =>
        (SecretKind.Credential, Judgement.PassedOver("the name does not speak of a credential"));
}
