namespace Omniops.Gates.Package.Tests;

/// <summary>Extension blocks of C# 14, which the compiler of the other tests does not know: a real build reads them, here and over projects.</summary>
public sealed class ExtensionBlockTests
{
    private const string Blocks = """
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Routing;
        public static class NAME
        {
            extension<T>(T builder) where T : IEndpointConventionBuilder
            {
                public T ForStaffNAME() => builder.RequireAuthorization("staff");
                public T ForPolicyNAME(string policy) => builder.RequireAuthorization(policy);
            }

            extension(IEndpointRouteBuilder routes)
            {
                public void MapNAME() => routes.MapGroup("/NAME").MapGet("/x", () => "x").ForStaffNAME();
                public RouteGroupBuilder OpenNAME(string prefix = "open") => routes.MapGroup(prefix).AllowAnonymous();
                public RouteGroupBuilder ClosedNAME => routes.MapGroup("/closed").RequireAuthorization();
            }
        }
        """;

    [Fact]
    public async Task Members_of_extension_blocks_are_followed()
    {
        using var repository = new UserRepository(null);
        repository.AddProject("Library", Blocks.Replace("NAME", "Lib", StringComparison.Ordinal), "<PropertyGroup><OutputType>Library</OutputType></PropertyGroup>");
        repository.AddProject("App", $"""
            {UserRepository.Builder}
            var app = builder.Build();
            app.MapGroup("/g").MapOwn();
            Own.MapOwn(app.MapGroup("/static"));
            Action map = app.MapGroup("/delegate").MapOwn;
            map();
            app.OpenOwn().MapGet("/a", () => 1);
            app.ClosedOwn.MapGet("/a", () => 1);
            app.MapGroup("/g").MapLib();
            app.OpenLib("lib-open").MapGet("/a", () => 1);
            app.MapGet("/own", () => 1).ForPolicyOwn("p");
            app.MapGet("/lib", () => 1).ForPolicyLib("p");
            app.Run();
            """, """<ItemGroup><ProjectReference Include="../Library/Library.csproj" /></ItemGroup>""");
        repository.Write("App/Own.cs", Blocks.Replace("NAME", "Own", StringComparison.Ordinal));
        repository.AddSolution("Library", "App");

        var check = await repository.Tool("check", "All.slnx", "--output", "report");
        Assert.DoesNotContain("error CS", check.Output, StringComparison.Ordinal);
        Assert.Equal(
            [
                "/closed/a authorized", "/delegate/Own/x authorized", "/g/Lib/x authorized", "/g/Own/x authorized", "/lib authorized", "/lib-open/a anonymous",
                "/open/a anonymous", "/own authorized", "/static/Own/x authorized",
            ],
            repository.Read("report/endpoints.md").Split('\n').Where(line => line.StartsWith("| GET |", StringComparison.Ordinal)).Select(line => line.Split('|'))
                .Select(cells => $"{cells[2].Trim(' ', '`')} {cells[5].Trim().Split(' ')[0]}").Order(StringComparer.Ordinal));
    }
}
