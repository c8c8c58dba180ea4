namespace Omniops.Gates.Package.Tests;

public sealed class FormatTests(PackedGate gate)
{
    [Fact]
    public async Task Dotnet_format_applies_the_code_fix_to_a_real_project()
    {
        using var repository = UserRepository.WithProgram(gate, UserRepository.BrokenProgram);
        Assert.Contains("error OMNI3001 Program.cs:3", (await repository.Dotnet("build", "App")).MustExit(1).Findings);

        (await repository.Dotnet("format", "analyzers", "App/App.csproj", "--diagnostics", "OMNI3001", "--no-restore")).MustExit(0);

        Assert.Equal(["error OMNI4001 Program.cs:2"], (await repository.Dotnet("build", "App")).MustExit(1).OwnFindings);
        var program = await File.ReadAllTextAsync(Path.Combine(repository.Folder, "App/Program.cs"), TestContext.Current.CancellationToken);
        Assert.Contains("if (!app.Environment.IsDevelopment())", program, StringComparison.Ordinal);
    }
}
