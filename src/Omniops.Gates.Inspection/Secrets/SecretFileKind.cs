namespace Omniops.Gates.Inspection.Secrets;

/// <summary>What a file with a name that speaks of secrets is there for, and so where in it they stand.</summary>
public enum SecretFileKind
{
    /// <summary>Names with values: an env file, user secrets, settings of one machine.</summary>
    Values,

    /// <summary>A key in text form, private or public.</summary>
    PrivateKey,

    /// <summary>A certificate, key or password store; binary, the name alone tells.</summary>
    Store,

    /// <summary>A key ring of ASP.NET Core data protection.</summary>
    DataProtection,

    /// <summary>npm's settings, which may hold the token for a registry.</summary>
    Registry,

    /// <summary>NuGet's settings, which may hold the password of a feed.</summary>
    Feed,

    /// <summary>User names with passwords: netrc, pgpass, git's credential store.</summary>
    Logins,

    /// <summary>How to reach a Kubernetes cluster, with keys and tokens.</summary>
    Cluster,

    /// <summary>What Terraform knows of its resources, passwords included.</summary>
    State,

    /// <summary>Where and with which password Visual Studio publishes.</summary>
    Publishing,
}
