namespace Omniops.Gates.Inspection.Tests.Dependencies;

/// <summary>How a feed answers to the question for vulnerabilities.</summary>
public enum FeedMood
{
    /// <summary>As documented.</summary>
    Healthy,

    /// <summary>Its service index has no such resource.</summary>
    WithoutResource,

    /// <summary>A page has no entry.</summary>
    Empty,

    /// <summary>The list of pages is an empty list.</summary>
    WithoutPages,

    /// <summary>The list of pages is answered with status 500.</summary>
    IndexFails,

    /// <summary>One page of two is answered with status 500.</summary>
    PageFails,

    /// <summary>The list of pages is no JSON.</summary>
    BrokenIndex,

    /// <summary>A page breaks off.</summary>
    BrokenPage,

    /// <summary>A page has a range that is none.</summary>
    BadRange,

    /// <summary>No answer comes.</summary>
    Slow,

    /// <summary>A page never ends.</summary>
    Endless,
}
