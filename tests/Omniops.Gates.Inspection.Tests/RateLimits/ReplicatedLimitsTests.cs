using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Engine.Seen;
using Omniops.Gates.Inspection.RateLimits;
using Omniops.Gates.Inspection.Seen;

namespace Omniops.Gates.Inspection.Tests.RateLimits;

public sealed class ReplicatedLimitsTests : IDisposable
{
    private readonly TemporaryFolder _repository = new();

    public void Dispose() => _repository.Dispose();

    [Theory]
    [InlineData("services:\n  web:\n    build: .\n    deploy: { replicas: 3 }", 4, "'web' runs 3 replicas, and each counts for itself: a client gets the limit of '/chat' from every one of them;")]
    [InlineData("services:\n  web:\n    build: .\n    scale: 2", 4, "'web' runs 2 replicas,")]
    [InlineData("services:\n  web:\n    build: .\n    deploy: { mode: global }", 4, "'web' runs one on each node,")]
    [InlineData("services:\n  web:\n    build: .\n    scale: ${WEB_REPLICAS:-3}", 4, "'web' runs 3 replicas,")]
    [InlineData("services:\n  web:\n    build: .\n    scale: ${WEB_REPLICAS}", 4, "'web' runs as many replicas as ${WEB_REPLICAS} says,")]
    [InlineData("services:\n  storefront: { image: 'registry:5000/x', scale: 2 }", 0, null)]
    [InlineData("services:\n  web: { image: 'registry:5000/shop/store-front:1.2', scale: 2 }", 2, "'web' runs 2 replicas,")]
    [InlineData("services:\n  web: { build: ., scale: 1 }", 0, null)]
    [InlineData("services:\n  web: { build: ., scale: '${N:-1}' }", 0, null)]
    [InlineData("services:\n  web: { build: . }", 0, null)]
    [InlineData("services:\n  worker: { image: redis, scale: 5 }", 0, null)]
    [InlineData("services:\n  web: { build: ./other, scale: 5 }", 0, null)]
    public void Replicas_of_a_limited_program_are_noted(string compose, int line, string? message)
    {
        var file = _repository.Write("compose.yaml", compose);
        var findings = Check(Program("StoreFront", "limited"));
        if (message is null)
        {
            Assert.Empty(findings);
            return;
        }

        var finding = Assert.Single(findings);
        Assert.Equal(("OMNI5008", Outcome.Noted, file, line), (finding.Rule.Id, finding.Outcome, finding.Position.Path, finding.Position.Line));
        Assert.StartsWith(message, finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("unknown")]
    [InlineData("no effect")]
    public void Where_nothing_is_limited_in_memory_nothing_is_said(string state)
    {
        _repository.Write("compose.yaml", "services: { web: { build: ., scale: 3 } }");
        Assert.Empty(Check(Program("StoreFront", state)));
    }

    [Fact]
    public void The_dockerfile_tells_which_program_a_service_runs()
    {
        _repository.Write("compose.yaml", "services:\n  a: { build: { context: ., dockerfile: docker/a }, scale: 3 }\n  b: { build: { context: ., dockerfile: docker/b }, scale: 3 }");
        _repository.Write("docker/a", "FROM x\nENTRYPOINT [\"dotnet\", \"Admin.dll\"]");
        _repository.Write("docker/b", "FROM x\nRUN dotnet publish src/StoreFront/StoreFront.csproj");
        Assert.StartsWith("'b' runs", Assert.Single(Check(Program("Admin", "none"), Program("StoreFront", "limited"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_beside_another_adds_to_it()
    {
        _repository.Write("deploy/docker-compose.yml", "services: { web: { build: .. } }");
        var file = _repository.Write("deploy/docker-compose.prod.yml", "services: { web: { deploy: { replicas: 4 } } }");
        Assert.Equal(file, Assert.Single(Check(Program("StoreFront", "limited"))).Position.Path);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_not_proven()
    {
        _repository.Write("compose.yaml", "services:\n  web: {");
        var finding = Assert.Single(Check(Program("StoreFront", "limited")));
        Assert.Equal(("OMNI9912", Outcome.NotProven), (finding.Rule.Id, finding.Outcome));
        Assert.True(finding.Position.Line > 0);
    }

    private IReadOnlyList<Finding> Check(params ProjectSeen[] programs) => ReplicatedLimits.Check(_repository.Path, programs);

    private ProjectSeen Program(string name, string state)
    {
        var place = new SeenPlace("Program.cs", 3);
        return new ProjectSeen(Path.Combine(_repository.Path, "src", name, $"{name}.csproj"), ["net10.0"], new SeenProgram
        {
            Routes = [new SeenEndpoint("Minimal", "/chat", ["POST"], null, place, SeenWhen.Always) { RateLimit = new SeenDecision(state, "endpoint") }],
        }, null);
    }
}
