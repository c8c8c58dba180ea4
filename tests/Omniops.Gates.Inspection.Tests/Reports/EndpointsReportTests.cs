using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Seen;
using Omniops.Gates.Inspection.Reports;
using Omniops.Gates.Inspection.Repository;
using Omniops.Gates.Inspection.Seen;
using Omniops.Gates.Inspection.Tests.Seen;

namespace Omniops.Gates.Inspection.Tests.Reports;

public sealed class EndpointsReportTests
{
    [Fact]
    public void Each_endpoint_is_a_row_and_what_is_not_known_is_said() => Assert.Equal(
        """
        # Endpoints

        ## src/App/App.csproj

        Not known: a reason that is not known (src/App/Program.cs:3).

        | Verb | Route | Served by | When | Access | Rate limit | CORS | Antiforgery | Body |
        |---|---|---|---|---|---|---|---|---|
        | GET | `/orders/{id}` | Minimal, src/App/Program.cs:3 |  | authorized admin (group, src/App/Program.cs:3) | none (nobody) | policy shop\|a (middleware, src/App/Program.cs:3) | none (default) | limited 30000000 (default) |
        | ? | `{…}` | Library MapContoso, src/App/Program.cs:3 | only in Staging | unknown: what maps it cannot be seen (library) | unknown | unknown | unknown | unknown |

        """.ReplaceLineEndings("\n"),
        Write(new ProjectSeen("/r/src/App/App.csproj", ["net10.0"], Programs.Full, null)));

    [Fact]
    public void A_program_without_endpoints_says_so() => Assert.Contains(
        "\nNone that can be seen.\n", Write(new ProjectSeen("/r/App.csproj", ["net10.0"], Programs.Full with { Routes = [] }, null)), StringComparison.Ordinal);

    [Fact]
    public void Nothing_is_written_where_nothing_serves() => Assert.Null(
        Write(new ProjectSeen("/r/App.csproj", ["net10.0"], new SeenProgram(), null)));

    private static string? Write(params ProjectSeen[] seen) => EndpointsReport.Write(
        new CheckReport("App.sln", "/r", Stage.Build, false, new DateOnly(2026, 1, 2), null, RepositoryPolicy.Load("/r"), [], []) { Seen = seen });
}
