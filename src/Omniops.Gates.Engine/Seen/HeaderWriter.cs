namespace Omniops.Gates.Engine.Seen;

/// <summary>How a response gets a header.</summary>
public enum HeaderWriter
{
    /// <summary>At once: an error page that is written later starts without it.</summary>
    Direct,

    /// <summary>As the response starts, when nobody clears it any more.</summary>
    OnStarting,

    /// <summary>By the policies of a package that is known.</summary>
    Package,

    /// <summary>By a method of which only .editorconfig says so.</summary>
    Declared,

    /// <summary>Not: it is taken away again.</summary>
    Removed,
}
