namespace Omniops.Gates.Engine.Secrets;

/// <summary>What a file is for, and so what a secret in it means.</summary>
public enum SecretPlace
{
    /// <summary>Code, settings and deployment files.</summary>
    Production,

    /// <summary>Tests, samples and documentation: everything but a known provider token counts one level less.</summary>
    Aside,
}
