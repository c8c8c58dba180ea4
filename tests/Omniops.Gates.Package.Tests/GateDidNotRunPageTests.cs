namespace Omniops.Gates.Package.Tests;

/// <summary>The examples on the page of OMNI9910, which only a real build can run.</summary>
public sealed class GateDidNotRunPageTests(PackedGate gate)
{
    [Fact]
    public async Task The_example_fails_and_passes_as_the_page_says()
    {
        var blocks = File.ReadAllText(Path.Combine(RepositoryPaths.Root, "rules", "OMNI9910.md")).Split("```xml").Skip(1).Select(block => block.Split("```")[0]).ToList();
        foreach (var (block, exitCode) in new[] { (blocks[0], 1), (blocks[1], 0) })
        {
            using var repository = UserRepository.WithProgram(gate, UserRepository.CleanProgram, block);
            var build = (await repository.Dotnet("build", "App")).MustExit(exitCode);
            Assert.Equal(exitCode == 1 ? ["error OMNI9910 App.csproj"] : [], build.OwnFindings);
        }
    }
}
