using System.Collections;

namespace Omniops.Gates.Inspection.Repository;

/// <summary>Files that are put together when somebody asks for the first one. Not for several threads at once.</summary>
internal sealed class LazyFiles(Func<IReadOnlyList<RepositoryFile>> read) : IReadOnlyList<RepositoryFile>
{
    private IReadOnlyList<RepositoryFile>? _files;

    public int Count => Files.Count;

    private IReadOnlyList<RepositoryFile> Files => _files ??= read();

    public RepositoryFile this[int index] => Files[index];

    public IEnumerator<RepositoryFile> GetEnumerator() => Files.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
