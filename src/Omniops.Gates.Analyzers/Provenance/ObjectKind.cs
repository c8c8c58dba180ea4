namespace Omniops.Gates.Analyzers.Provenance;

/// <summary>What an object is whose content is followed.</summary>
internal enum ObjectKind
{
    /// <summary>Made at a place in the source.</summary>
    Created,

    /// <summary>The object whose method runs.</summary>
    This,

    /// <summary>Held by a field or property.</summary>
    Member,

    /// <summary>Given by a caller.</summary>
    Parameter,

    /// <summary>A method to be called later.</summary>
    Function,

    /// <summary>A format with its arguments apart, which a database library makes parameters of.</summary>
    Formattable,
}
