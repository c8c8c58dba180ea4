namespace Omniops.Gates.Engine.Catalogue;

/// <summary>An area of the deployment checklist. Its name is also the diagnostic category, the folder and the ID range.</summary>
public enum Gate
{
    /// <summary>OMNI1xxx: no credential in code or files.</summary>
    Secrets = 1,

    /// <summary>OMNI2xxx: no data in the text of a statement or a page, and input that is looked at.</summary>
    Sql = 2,

    /// <summary>OMNI3xxx: security headers and transport.</summary>
    Headers = 3,

    /// <summary>OMNI4xxx: cross-origin access for named origins only.</summary>
    Cors = 4,

    /// <summary>OMNI5xxx: requests are limited per client.</summary>
    RateLimits = 5,

    /// <summary>OMNI6xxx: who may call what is decided, and checked.</summary>
    Access = 6,

    /// <summary>OMNI7xxx: packages without known vulnerabilities.</summary>
    Dependencies = 7,

    /// <summary>OMNI8xxx: Dockerfile and the other files that deploy the application.</summary>
    Deployment = 8,

    /// <summary>OMNI99xx: the gate itself ran, with a configuration it understood.</summary>
    Integrity = 99,
}
