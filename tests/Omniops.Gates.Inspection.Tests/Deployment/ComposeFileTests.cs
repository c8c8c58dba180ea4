using Omniops.Gates.Inspection.Deployment;

namespace Omniops.Gates.Inspection.Tests.Deployment;

public sealed class ComposeFileTests
{
    [Theory]
    [InlineData("compose.yml", true)]
    [InlineData("compose.yaml", true)]
    [InlineData("docker-compose.yml", true)]
    [InlineData("docker-compose.prod.yml", true)]
    [InlineData("Docker-Compose_prod.YAML", true)]
    [InlineData("compose.override.yaml", true)]
    [InlineData("composer.yml", false)]
    [InlineData("my-compose.yml", false)]
    [InlineData("compose.json", false)]
    [InlineData("docker-compose.yml.j2", false)]
    public void A_compose_file_is_known_by_its_name(string name, bool expected) => Assert.Equal(expected, ComposeFile.IsCompose(name));

    [Theory]
    [InlineData("services: { api: { deploy: { replicas: 3 } } }", "3")]
    [InlineData("services: { api: { scale: 2 } }", "2")]
    [InlineData("services: { api: { scale: '2' } }", "2")]
    [InlineData("services: { api: { deploy: { mode: global } } }", "one on each node")]
    [InlineData("services: { api: { deploy: { mode: replicated, replicas: \"${N:-4}\" } } }", "${N:-4}")]
    [InlineData("x-deploy: &d { replicas: 5 }\nservices: { api: { deploy: *d } }", "5")]
    [InlineData("x-deploy: &d { replicas: 5 }\nservices: { api: { deploy: { <<: *d } } }", "5")]
    [InlineData("x-a: &a { deploy: { replicas: 6 } }\nx-b: &b { image: x }\nservices: { api: { <<: [*b, *a] } }", "6")]
    [InlineData("x-a: &a { deploy: { replicas: 6 } }\nservices: { api: { <<: *a, deploy: { replicas: 1 } } }", "1")]
    [InlineData("services: { api: { image: x } }", null)]
    [InlineData("services: { api: }", null)]
    [InlineData("services: { api: { deploy: [replicas, 3] } }", null)]
    [InlineData("services: { api: { deploy: { replicas: [3] } } }", null)]
    public void Replicas_are_read_however_they_are_written(string text, string? expected) =>
        Assert.Equal(expected, Assert.Single(Read(text).Services!).Replicas);

    [Theory]
    [InlineData("")]
    [InlineData("# nothing")]
    [InlineData("version: '3'")]
    [InlineData("services: [api]")]
    [InlineData("just text")]
    public void A_file_without_services_has_none(string text) => Assert.Empty(Read(text).Services!);

    [Theory]
    [InlineData("services: { api: ./api }", null, null)]
    [InlineData("services: { api: { build: ./api } }", "./api", null)]
    [InlineData("services: { api: { build: { context: .., dockerfile: src/Api/Dockerfile } } }", "..", "src/Api/Dockerfile")]
    [InlineData("services: { api: { build: { dockerfile: Api.Dockerfile } } }", ".", "Api.Dockerfile")]
    public void What_an_image_is_built_from_is_read(string text, string? context, string? dockerfile)
    {
        var service = Assert.Single(Read(text).Services!);
        Assert.Equal((context, dockerfile), (service.BuildContext, service.Dockerfile));
    }

    [Theory]
    [InlineData("services:\n  api:\n  - a\n b: c", "is not valid YAML", true)]
    [InlineData("services: { api: *nobody }", "is not valid YAML", true)]
    [InlineData("services: {", "is not valid YAML", true)]
    [InlineData("a: 1\na: 2", "is not valid YAML", true)]
    [InlineData("a\0b", "is a binary file", false)]
    public void A_file_that_cannot_be_read_says_why_and_where(string text, string problem, bool hasLine)
    {
        var file = Read(text);
        Assert.Null(file.Services);
        Assert.StartsWith(problem, file.Problem, StringComparison.Ordinal);
        Assert.Equal(hasLine, file.Line > 0);
    }

    [Fact]
    public void Deep_nesting_ends_in_a_problem() =>
        Assert.Equal("nests deeper than 64 levels", Read("services: " + new string('[', 100_000)).Problem);

    [Fact]
    public void Aliases_that_multiply_are_not_written_out()
    {
        var text = "a0: &a0 { replicas: 2 }\n" + string.Concat(Enumerable.Range(1, 30).Select(i => $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 9))}]\n"));
        Assert.Equal("2", Assert.Single(Read(text + "services: { api: { deploy: *a0 } }").Services!).Replicas);
    }

    [Fact]
    public void A_missing_file_is_a_problem() =>
        Assert.Equal("cannot be opened", ComposeFile.Read(Path.Combine(Path.GetTempPath(), "no-such-folder", "compose.yml")).Problem);

    private static ComposeFile Read(string text)
    {
        using var folder = new TemporaryFolder();
        return ComposeFile.Read(folder.Write("compose.yml", text));
    }
}
