namespace Omniops.Gates.Engine.Secrets.Sources;

/// <summary>Reads a file with the reader that its kind calls for.</summary>
public static class FileAssignments
{
    /// <summary>
    /// Reports what a text of this kind gives to names, in no particular order, a value under two names where it has two; nothing for
    /// programs, prose and unknown forms.
    /// </summary>
    public static void Read(FileKind kind, string text, Action<Assignment> report, CancellationToken cancellation = default)
    {
        switch (kind)
        {
            case FileKind.Json:
                JsonAssignments.Read(text, report, cancellation);
                break;
            case FileKind.Xml:
                XmlAssignments.Read(text, report, cancellation);
                break;
            case FileKind.Yaml:
                YamlAssignments.Read(text, report, cancellation);
                break;
            case FileKind.Lines or FileKind.Words or FileKind.Fields or FileKind.Netrc:
                LineAssignments.Read(kind, text, report, cancellation);
                break;
            case FileKind.Hcl:
                HclAssignments.Read(text, report, cancellation);
                break;
            case FileKind.Dockerfile:
                DockerfileAssignments.Read(text, report, cancellation);
                break;
            case FileKind.Shell or FileKind.PowerShell or FileKind.Batch:
                ShellAssignments.Read(kind, text, report, cancellation);
                break;
            case FileKind.Sql:
                SqlAssignments.Read(text, report, cancellation);
                break;
            case FileKind.Http:
                HttpAssignments.ReadRequests(text, report, cancellation);
                break;
        }
    }

    /// <summary>Reads a part of a text as a text of its own; positions stay those of the whole.</summary>
    internal static void ReadPart(
        FileKind kind, string text, int start, int end, NamePath? path, Action<Assignment> report, CancellationToken cancellation)
    {
        if (start < end)
            Read(kind, text.Substring(start, end - start), Moved(path, start, report), cancellation);
    }

    /// <summary>Passes on what was read in a part that begins at <paramref name="start"/>.</summary>
    internal static Action<Assignment> Moved(NamePath? path, int start, Action<Assignment> report) => assignment => report(
        assignment with { Name = NamePath.Join(path, assignment.Name), Start = assignment.Start + start });
}
