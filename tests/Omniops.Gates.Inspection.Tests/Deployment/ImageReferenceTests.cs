using Omniops.Gates.Inspection.Deployment;

namespace Omniops.Gates.Inspection.Tests.Deployment;

public sealed class ImageReferenceTests
{
    [Theory]
    [InlineData("debian", "docker.io", "library/debian", null, false)]
    [InlineData("debian:13", "docker.io", "library/debian", "13", false)]
    [InlineData("somebody/shop", "docker.io", "somebody/shop", null, false)]
    [InlineData("docker.io/debian", "docker.io", "library/debian", null, false)]
    [InlineData("index.docker.io/somebody/shop:1", "docker.io", "somebody/shop", "1", false)]
    [InlineData("localhost/shop", "localhost", "shop", null, false)]
    [InlineData("registry:5000/shop", "registry:5000", "shop", null, false)]
    [InlineData("registry:5000/team/shop:1.0@sha256:0123", "registry:5000", "team/shop", "1.0", true)]
    [InlineData("MCR.Microsoft.com/dotnet/aspnet@sha256:0123", "mcr.microsoft.com", "dotnet/aspnet", null, true)]
    [InlineData("", "docker.io", "library/", null, false)]
    [InlineData(":@/", "docker.io", "library/", "", true)]
    public void Takes_a_name_apart(string name, string registry, string repository, string? tag, bool hasDigest) =>
        Assert.Equal(new ImageReference(registry, repository, tag, hasDigest), ImageReference.Parse(name));
}
