using System.IO.Compression;

namespace Omniops.Gates.Inspection.Tests.Dependencies;

/// <summary>A package of a feed, without any content.</summary>
/// <param name="Dependencies">"Id [1.0.0, )"</param>
/// <param name="Deprecation">The deprecation of its catalog entry as JSON; null for none.</param>
internal sealed record FeedPackage(string Id, string Version, string[] Dependencies, string? Deprecation)
{
    public IEnumerable<(string Id, string Range)> Parsed() =>
        Dependencies.Select(dependency => dependency.Split(' ', 2)).Select(parts => (parts[0], parts[1]));

    public string Nuspec() => $"""
        <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd"><metadata>
          <id>{Id}</id><version>{Version}</version><authors>test</authors><description>test</description>
          <dependencies><group targetFramework="netstandard2.0">
            {string.Concat(Parsed().Select(other => $"<dependency id=\"{other.Id}\" version=\"{other.Range}\" />"))}
          </group></dependencies></metadata></package>
        """;

    public byte[] Content()
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (var writer = new StreamWriter(archive.CreateEntry($"{Id}.nuspec").Open()))
                writer.Write(Nuspec());
            archive.CreateEntry("lib/netstandard2.0/_._").Open().Dispose();
        }

        return stream.ToArray();
    }
}
