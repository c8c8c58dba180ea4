using System.Xml;
using System.Xml.Linq;
using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Engine.Integrity;

namespace Omniops.Gates.Inspection.Dependencies;

/// <summary>An XML file with the places of its elements. Nothing outside it is read: no DTD, no entity of another file.</summary>
/// <param name="Path">Full path.</param>
internal sealed record MarkupFile(string Path, XElement Root)
{
    /// <summary>A project or configuration file beyond this is none that a person wrote.</summary>
    private const int MaxCharacters = 4 * 1024 * 1024;

    /// <summary>Adding an element to a tree costs as much as the tree is deep.</summary>
    private const int MaxDepth = 64;

    /// <summary>Reads the file; null where it cannot be, which <paramref name="findings"/> then says.</summary>
    /// <param name="folder">Full path of the folder that the message names the file from.</param>
    public static MarkupFile? Read(string folder, string path, ICollection<Finding> findings)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = MaxCharacters,
        };
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (IsTooDeep(stream, settings))
            {
                findings.Add(NotRead($"has more than {MaxDepth} elements inside each other", new FilePosition(path)));
                return null;
            }

            stream.Position = 0;
            using var reader = XmlReader.Create(stream, settings);
            return new MarkupFile(path, XElement.Load(reader, LoadOptions.SetLineInfo));
        }
        catch (XmlException error)
        {
            var place = new FilePosition(path, error.LineNumber, error.LinePosition);
            findings.Add(NotRead("is no XML, is too large, or has a document type, which is not read", place));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            findings.Add(NotRead("cannot be opened", new FilePosition(path)));
        }

        return null;

        Finding NotRead(string reason, FilePosition position)
        {
            var name = System.IO.Path.GetRelativePath(folder, path).Replace('\\', '/');
            return Finding.Of(
                IntegrityRules.InputNotRead, position, name, $"'{name}' {reason}", "correct it, so that what it restores can be judged");
        }
    }

    private static bool IsTooDeep(Stream stream, XmlReaderSettings settings)
    {
        using var reader = XmlReader.Create(stream, settings);
        while (reader.Read())
        {
            if (reader.Depth > MaxDepth)
                return true;
        }

        return false;
    }

    /// <summary>Where an element begins.</summary>
    public FilePosition PositionOf(XElement element)
    {
        // Line information points behind the angle bracket.
        var info = (IXmlLineInfo)element;
        return info.HasLineInfo() ? new FilePosition(Path, info.LineNumber, info.LinePosition - 1) : new FilePosition(Path);
    }

    /// <summary>Where an attribute begins.</summary>
    public FilePosition PositionOf(XAttribute attribute)
    {
        var info = (IXmlLineInfo)attribute;
        return info.HasLineInfo() ? new FilePosition(Path, info.LineNumber, info.LinePosition) : new FilePosition(Path);
    }
}
