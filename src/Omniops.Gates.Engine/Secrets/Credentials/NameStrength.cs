namespace Omniops.Gates.Engine.Secrets.Credentials;

/// <summary>How clearly a name says that its value is a credential, and of which sort.</summary>
public enum NameStrength
{
    /// <summary>It does not, or it names something about a credential: <c>PasswordLength</c>, <c>token_url</c>.</summary>
    None,

    /// <summary>It may: <c>key</c>, <c>salt</c>, <c>auth</c>. Only a value that looks random counts.</summary>
    Weak,

    /// <summary>A key of a named sort: <c>ApiKey</c>, <c>Jwt:Key</c>.</summary>
    Key,

    /// <summary><c>access_token</c>.</summary>
    Token,

    /// <summary><c>ClientSecret</c>. People type these, so short ones count.</summary>
    Secret,

    /// <summary><c>Password</c>. People type these, so anything counts that stands for nothing else.</summary>
    Password,
}
