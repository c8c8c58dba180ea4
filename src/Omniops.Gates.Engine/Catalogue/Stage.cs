namespace Omniops.Gates.Engine.Catalogue;

/// <summary>How much must be proven: <c>OmniopsStage</c> in a build, <c>--stage</c> of the tool.</summary>
public enum Stage
{
    /// <summary>Everyday builds: what is not proven is a warning.</summary>
    Build,

    /// <summary>What goes to production: what is not proven is an error.</summary>
    Release,
}
