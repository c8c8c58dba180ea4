namespace Omniops.Gates.Engine.Secrets.Sources;

/// <summary>A language that writes objects in braces and lists in brackets.</summary>
internal enum BraceNotation
{
    /// <summary>JSON, with the comments, quotes and bare keys of JSON5.</summary>
    Json,

    /// <summary>Flow collections of YAML: bare text may hold blanks.</summary>
    Yaml,

    /// <summary>Inline tables of TOML: <c>=</c> stands for the colon.</summary>
    Toml,

    /// <summary>HashiCorp's language: a block has labels before its brace, <c>=</c> stands for the colon, a line ends a member.</summary>
    Hcl,
}
