using Fix = Omniops.Gates.CodeFixes.Tests.Fix<
    Omniops.Gates.Analyzers.Cors.CorsOriginReflected, Omniops.Gates.CodeFixes.Cors.CorsOriginReflectedFix>;

namespace Omniops.Gates.CodeFixes.Tests.Cors;

public sealed class CorsOriginReflectedFixTests
{
    [Theory]
    [InlineData(
        """
        context.Response.Headers.XFrameOptions = "DENY";
        // Whoever asks.
        context.Response.Headers.[|AccessControlAllowOrigin|] = context.Request.Headers.Origin; // for now
        return next(context);
        """,
        """
        context.Response.Headers.XFrameOptions = "DENY";
        return next(context);
        """)]
    [InlineData(
        """
        var origin = context.Request.Headers["Origin"];
        context.Response.Headers.[|Append|]("Access-Control-Allow-Origin", origin);

        return next(context);
        """,
        """
        var origin = context.Request.Headers["Origin"];

        return next(context);
        """)]
    [InlineData(
        """
        if (context.Request.Headers.TryGetValue("Origin", out var origin))
        {
            [|context.Response.Headers["Access-Control-Allow-Origin"]|] = origin;
        }

        return next(context);
        """,
        """
        return next(context);
        """)]
    [InlineData(
        """
        var origin = context.Request.Headers.Origin.ToString();
        if (!string.IsNullOrEmpty(origin))
        {
            if (origin.StartsWith("https"))
                context.Response.Headers.[|AccessControlAllowOrigin|] = origin;
        }
        return next(context);
        """,
        """
        var origin = context.Request.Headers.Origin.ToString();
        return next(context);
        """)]
    [InlineData(
        "context.Response.Headers.[|AccessControlAllowOrigin|] = context.Request.Headers.Origin; return next(context);",
        "return next(context);")]
    public Task Takes_the_header_away(string before, string after) => Fix.Check(Program(before), Program(after));

    [Fact]
    public Task Fixes_all() => Fix.Check(
        Program("""
            context.Response.Headers.[|AccessControlAllowOrigin|] = context.Request.Headers.Origin;
            context.Response.Headers.XFrameOptions = "DENY";
            [|context.Response.Headers["Access-Control-Allow-Origin"]|] = context.Request.Headers["Origin"];
            return next(context);
            """),
        Program("""
            context.Response.Headers.XFrameOptions = "DENY";
            return next(context);
            """));

    [Theory]
    // The value of an expression.
    [InlineData("Func<object> write = () => context.Response.Headers.[|AccessControlAllowOrigin|] = context.Request.Headers.Origin; write(); return next(context);")]
    // The condition is there for more, or does something.
    [InlineData("if (context.Request.Headers.TryGetValue(\"Origin\", out var origin)) context.Response.Headers.[|AccessControlAllowOrigin|] = origin; else context.Abort(); return next(context);")]
    [InlineData("bool found; if (found = context.Request.Headers.TryGetValue(\"Origin\", out var origin)) context.Response.Headers.[|AccessControlAllowOrigin|] = origin; return next(context);")]
    // The name of the variable that the condition makes is used further on.
    [InlineData("if (context.Request.Headers.TryGetValue(\"Origin\", out var origin)) context.Response.Headers.[|AccessControlAllowOrigin|] = origin; context.Items[\"o\"] = origin; return next(context);")]
    [InlineData("foreach (var i in new[] { 1, 2 }) context.Response.Headers.[|AccessControlAllowOrigin|] = context.Request.Headers.Origin; return next(context);")]
    public Task Is_not_offered(string statements) => Fix.CheckNotOffered(Program(statements));

    private static string Program(string statements) => $$"""
        var app = WebApplication.Create(args);
        app.Use((context, next) =>
        {
            {{statements.Replace("\n", "\n    ").Replace("\n    \n", "\n\n")}}
        });
        app.Run();
        """;
}
