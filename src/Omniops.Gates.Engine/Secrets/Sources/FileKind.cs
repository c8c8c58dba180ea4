namespace Omniops.Gates.Engine.Secrets.Sources;

/// <summary>How a file is read for assignments.</summary>
public enum FileKind
{
    /// <summary>Nothing is known about its form: only what has a form of its own can be found in it.</summary>
    Unknown,

    /// <summary>JSON in any dialect: <see cref="JsonAssignments"/>.</summary>
    Json,

    /// <summary>XML, whatever its vocabulary: <see cref="XmlAssignments"/>.</summary>
    Xml,

    /// <summary>YAML, with templates in it or not: <see cref="YamlAssignments"/>.</summary>
    Yaml,

    /// <summary>A name and a value on each line, <c>=</c> or <c>:</c> between them: <see cref="LineAssignments"/>.</summary>
    Lines,

    /// <summary>The same, where blanks alone may stand between them: <see cref="LineAssignments"/>.</summary>
    Words,

    /// <summary>Fields with colons between, one of them a password: <see cref="LineAssignments"/>.</summary>
    Fields,

    /// <summary><c>.netrc</c>: <see cref="LineAssignments"/>.</summary>
    Netrc,

    /// <summary>Terraform and its relatives: <see cref="HclAssignments"/>.</summary>
    Hcl,

    /// <summary>A Dockerfile: <see cref="DockerfileAssignments"/>.</summary>
    Dockerfile,

    /// <summary>A script for sh, bash or zsh: <see cref="ShellAssignments"/>.</summary>
    Shell,

    /// <summary>A script for PowerShell: <see cref="ShellAssignments"/>.</summary>
    PowerShell,

    /// <summary>A script for cmd.exe: <see cref="ShellAssignments"/>.</summary>
    Batch,

    /// <summary>SQL in any dialect: <see cref="SqlAssignments"/>.</summary>
    Sql,

    /// <summary>Requests for an HTTP client: <see cref="HttpAssignments"/>.</summary>
    Http,

    /// <summary>A program; it has a grammar of its own.</summary>
    Source,

    /// <summary>Text for people.</summary>
    Prose,
}
