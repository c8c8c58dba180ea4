using System.Text;

namespace Omniops.Gates.Inspection.Secrets;

/// <summary>What a scan said of a tree as a whole, so that the same tree need not be taken apart again.</summary>
/// <param name="Name">Equal only for equal content of all files, and equal rules for what of them is read.</param>
/// <param name="Settled">The files of which no more is to be said.</param>
/// <param name="Open">All other files that version control has, which are looked at each time; relative to the folder that was listed.</param>
internal sealed record CleanTree(byte[] Name, FileCounts Settled, IReadOnlyList<string> Open)
{
    /// <summary>As <see cref="Write"/> made it; null where nothing was written.</summary>
    public static CleanTree? Read(byte[] content)
    {
        if (content.Length == 0)
            return null;

        using var reader = new BinaryReader(new MemoryStream(content), Encoding.UTF8);
        var name = reader.ReadBytes(reader.ReadInt32());
        var settled = new FileCounts { Read = reader.ReadInt32() };
        for (var left = reader.ReadInt32(); left > 0; left--)
            settled.Skip(reader.ReadString(), reader.ReadInt32());
        var open = new string[reader.ReadInt32()];
        for (var i = 0; i < open.Length; i++)
            open[i] = reader.ReadString();
        return new CleanTree(name, settled, open);
    }

    /// <summary>As bytes, the same for the same content.</summary>
    public byte[] Write()
    {
        var content = new MemoryStream();
        using var writer = new BinaryWriter(content, Encoding.UTF8);
        writer.Write(Name.Length);
        writer.Write(Name);
        writer.Write(Settled.Read);
        writer.Write(Settled.Skipped.Count);
        foreach (var (reason, count) in Settled.Skipped)
        {
            writer.Write(reason);
            writer.Write(count);
        }

        writer.Write(Open.Count);
        foreach (var path in Open)
            writer.Write(path);
        writer.Flush();
        return content.ToArray();
    }
}
