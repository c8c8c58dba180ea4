using Omniops.Gates.Analyzers.Seen;
using Omniops.Gates.Analyzers.Tests.Endpoints;
using Omniops.Gates.Engine.Seen;

namespace Omniops.Gates.Analyzers.Tests.Seen;

/// <summary>The table of endpoints names the files that people write, not what is generated from them.</summary>
public class SeenEndpointsTests
{
    [Theory]
    [InlineData("#line (2,12)-(2,21) \"/app/Pages/Closed.razor\"", "/app/Pages/Closed.razor", 2)]
    [InlineData("#line 2 \"Closed.razor\"", "/app/Program.cs", 6)]
    [InlineData("", "/app/Program.cs", 6)]
    public void A_decision_stands_in_the_component_itself(string line, string file, int at)
    {
        var facts = MappedProgram.Of($$"""
            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddRazorComponents();
            var app = builder.Build(); app.MapRazorComponents<Closed>(); app.Run();
            [Microsoft.AspNetCore.Components.Route("/closed")]
            {{line}}
            [Microsoft.AspNetCore.Authorization.Authorize]
            #line default
            public class Closed : Microsoft.AspNetCore.Components.ComponentBase;
            """);
        Assert.Equal(new SeenPlace(file, at), Assert.Single(SeenEndpoints.AddTo(new SeenProgram(), facts).Routes, route => route.Route == "/closed").Access.Place);
    }
}
