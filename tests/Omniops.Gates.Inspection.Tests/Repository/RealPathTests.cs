using Omniops.Gates.Inspection.Files;

namespace Omniops.Gates.Inspection.Tests.Repository;

public sealed class RealPathTests
{
    [Fact]
    public void Follows_links_anywhere_in_the_path_and_ends_in_a_loop()
    {
        using var folder = new TemporaryFolder();
        var real = RealPath.Of(folder.Path);
        Directory.CreateDirectory(Path.Combine(real, "a", "b"));
        Directory.CreateSymbolicLink(Path.Combine(real, "first"), Path.Combine(real, "a"));
        Directory.CreateSymbolicLink(Path.Combine(real, "second"), "first");
        Directory.CreateSymbolicLink(Path.Combine(real, "loop"), "loop");

        Assert.Equal(Path.Combine(real, "a", "b"), RealPath.Of(Path.Combine(real, "second", "b")));
        Assert.Equal(Path.Combine(real, "a", "b"), RealPath.Of(Path.Combine(real, "a", "b")));
        Assert.Equal(Path.Combine(real, "a", "absent"), RealPath.Of(Path.Combine(real, "first", "absent")));
        Assert.Equal(Path.Combine(real, "loop", "b"), RealPath.Of(Path.Combine(real, "loop", "b")));
    }
}
