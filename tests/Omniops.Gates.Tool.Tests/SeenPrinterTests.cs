using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Seen;
using Omniops.Gates.Inspection.Reports;
using Omniops.Gates.Inspection.Repository;
using Omniops.Gates.Inspection.Seen;
using Omniops.Gates.Inspection.Tests.Seen;
using Omniops.Gates.Tool.Check;
using Spectre.Console;

namespace Omniops.Gates.Tool.Tests;

public sealed class SeenPrinterTests
{
    [Fact]
    public void Shows_what_is_not_known_first_and_places_below_the_project() => Assert.Equal(
        """
        SEEN        src/App/App.csproj: how the rules understood it; where this is wrong, so may be the verdicts above
          unknown:
            Program.cs:3  a reason that is not known
            Program.cs:3  CORS policy 'shop': Ünïcode   "
          may do more than is known: AddContoso of Contoso.Web
          environment: code makes production 'Development'
          application: UseStartup at Program.cs:3
          middleware, in this order:
            UseHsts              Program.cs:3, in Map("/admin"), only in Staging, depends on 'flag'
            Run                  Program.cs:3, answers all that reaches it
            UseHttpsRedirection  Program.cs:3, says .editorconfig
          response headers:
            X-Frame-Options: DENY  Program.cs:3, as the response starts
          response headers whose value is not known or not shown: X-Other (Program.cs:3)
          options:
            HstsOptions.MaxAge = TimeSpan.FromDays(365)  Program.cs:3
          CORS:
            policy 'shop'          Program.cs:3, not in Production, any origin, with credentials
            policy without a name  Program.cs:3, no origin
            UseCors(shop)          Program.cs:3
          services: AddHsts
          endpoints:
            ? {…}             Program.cs:3, only in Staging, unknown: what maps it cannot be seen, unknown
            GET /orders/{id}  Program.cs:3, authorized admin by group, no rate limit
        """,
        Print(Seen("App", Programs.Full)));

    [Fact]
    public void Says_that_nothing_is_unknown() =>
        Assert.Contains("  unknown: nothing\n", Print(Seen("App", Programs.Full with { Unknown = [], CorsPolicies = [] })), StringComparison.Ordinal);

    [Fact]
    public void Says_what_cannot_be_read_and_for_which_framework() => Assert.Equal(
        [
            "SEEN        src/App/App.csproj for net8.0: how the rules understood it; where this is wrong, so may be the verdicts above",
            "  unknown: cannot be read",
            "SEEN        src/App/App.csproj for net10.0: how the rules understood it; where this is wrong, so may be the verdicts above",
        ],
        Print(
            new ProjectSeen("/r/src/App/App.csproj", ["net8.0"], null, "cannot be read"),
            new ProjectSeen("/r/src/App/App.csproj", ["net10.0"], Programs.Full, null)).Split('\n', StringSplitOptions.RemoveEmptyEntries)[..3]);

    [Fact]
    public void Prints_nothing_for_programs_without_a_web_host() => Assert.Equal("", Print());

    [Fact]
    public void Tells_apart_several_applications() => Assert.Contains(
        "UseHsts  Program.cs:3, application 2\n",
        Print(Seen("App", Programs.Full with
        {
            Applications = [.. Programs.Full.Applications, .. Programs.Full.Applications],
            Middleware = [Programs.Full.Middleware[0] with { When = SeenWhen.Always }],
        })),
        StringComparison.Ordinal);

    private static ProjectSeen Seen(string project, SeenProgram program) => new($"/r/src/{project}/{project}.csproj", ["net10.0"], program, null);

    private static string Print(params ProjectSeen[] seen)
    {
        using var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = 10_000;
        SeenPrinter.Print(
            new CheckReport("App.sln", "/r", Stage.Build, false, new DateOnly(2026, 1, 2), null, RepositoryPolicy.Load("/r"), [], []) { Seen = seen },
            console);
        return output.ToString().ReplaceLineEndings("\n").Trim('\n').Replace("\n\n", "\n", StringComparison.Ordinal);
    }
}
