namespace Omniops.Gates.Engine.Catalogue;

/// <summary>What a finding says about its gate. A gate without findings has passed.</summary>
public enum Outcome
{
    /// <summary>The checklist is broken: an error in every stage.</summary>
    Fails,

    /// <summary>The gate was switched off, broken or fed a configuration it cannot read: an error in every stage.</summary>
    Tampered,

    /// <summary>The gate could not see enough to judge: a warning while building, an error for a release.</summary>
    NotProven,

    /// <summary>Worth a look where it stands, such as a password in a test: a warning in every stage, the gate passes.</summary>
    Advised,

    /// <summary>Known and accepted, or harmless where it stands: listed, never blocking.</summary>
    Noted,
}
