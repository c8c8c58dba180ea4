using Fix = Omniops.Gates.CodeFixes.Tests.Fix<
    Omniops.Gates.Analyzers.Pipeline.PipelineAnalyzer, Omniops.Gates.CodeFixes.Access.EndpointOpenFix>;

namespace Omniops.Gates.CodeFixes.Tests.Access;

public sealed class EndpointOpenFixTests
{
    [Fact]
    public Task Says_that_everybody_may() => Fix.Check(
        "var app = WebApplication.CreateBuilder(args).Build();\napp.{|OMNI6001:MapGet|}(\"/a\", () => 1);\napp.Run();",
        "var app = WebApplication.CreateBuilder(args).Build();\napp.MapGet(\"/a\", () => 1).AllowAnonymous();\napp.Run();");
}
