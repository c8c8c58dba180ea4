namespace Omniops.Gates.Package.Tests;

public sealed class FormatTests(PackedGate gate)
{
    [Fact]
    public async Task Dotnet_format_writes_all_that_a_small_program_lacks()
    {
        using var repository = UserRepository.WithProgram(gate, """
            var builder = WebApplication.CreateBuilder(args);
            var app = builder.Build();
            app.UseStaticFiles();
            app.MapGet("/", () => "hello").AllowAnonymous();
            app.Run();
            """);
        Assert.Equal(
            ["error OMNI3001 Program.cs:2", "error OMNI3003 Program.cs:2", "error OMNI3004 Program.cs:2", "warning OMNI3012 Program.cs:2"],
            (await repository.Dotnet("build", "App")).MustExit(1).OwnFindings.Order(StringComparer.Ordinal));

        string[] rules = ["OMNI3001", "OMNI3003", "OMNI3004", "OMNI3012"];
        (await repository.Dotnet(["format", "analyzers", "App/App.csproj", "--no-restore", "--diagnostics", .. rules])).MustExit(0);

        Assert.Empty((await repository.Dotnet("build", "App")).MustExit(0).OwnFindings);
        var program = await File.ReadAllTextAsync(Path.Combine(repository.Folder, "App/Program.cs"), TestContext.Current.CancellationToken);
        Assert.Contains("if (!app.Environment.IsDevelopment())", program, StringComparison.Ordinal);
    }
}
