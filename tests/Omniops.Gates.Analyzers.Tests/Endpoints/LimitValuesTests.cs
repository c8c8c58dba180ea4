namespace Omniops.Gates.Analyzers.Tests.Endpoints;

/// <summary>Numbers and times of limits.</summary>
public class LimitValuesTests
{
    private const string Settings = """{ "L": { "Permits": 7, "Text": "8", "Window": "00:01:00", "Minutes": 2, "On": true } }""";

    [Theory]
    [InlineData("int.Parse(section[\"Text\"])", "8/1m")]
    [InlineData("Convert.ToInt32(section[\"Permits\"])", "7/1m")]
    [InlineData("section.GetValue(\"Missing\", 25)", "25/1m")]
    [InlineData("section.GetValue<int>(\"Missing\", 25)", "25/1m")]
    [InlineData("section.GetValue(\"Permits\", 25)", "7/1m")]
    [InlineData("section.GetValue<int?>(\"Missing\") ?? 25", "25/1m")]
    [InlineData("builder.Environment.IsDevelopment() ? 1000 : 5", "5/1m")]
    [InlineData("section.GetValue<bool>(\"On\") ? 5 : 1000", "5/1m")]
    [InlineData("bound.Permits", "7/1m")]
    [InlineData("bound.Default", "12/1m")]
    [InlineData("Twice(6)", "12/1m")]
    [InlineData("section.GetValue<int>(\"Missing\")", "unknown")]
    [InlineData("args.Length > 0 ? 5 : 1000", "unknown")]
    [InlineData("bound.Nothing", "unknown")]
    [InlineData("new Random().Next()", "unknown")]
    public void Numbers(string permits, string expected) => Check($"f.PermitLimit = {permits}; f.Window = TimeSpan.FromMinutes(1);", expected);

    [Theory]
    [InlineData("new TimeSpan(0, 0, 0, 0, 60000)", "5/1m")]
    [InlineData("new TimeSpan(0, 0, 0, 0, 1500)", "5/1.5s")]
    [InlineData("new TimeSpan(0, 0, 1, 0, 0, 0)", "5/1m")]
    [InlineData("new TimeSpan(0, 1, 0)", "5/1m")]
    [InlineData("new TimeSpan(TimeSpan.TicksPerMinute)", "5/1m")]
    [InlineData("TimeSpan.FromTicks(TimeSpan.TicksPerMinute)", "5/1m")]
    [InlineData("TimeSpan.FromMinutes(1, 30)", "5/90s")]
    [InlineData("TimeSpan.Parse(\"00:01:00\")", "5/1m")]
    [InlineData("TimeSpan.Parse(section[\"Window\"])", "5/1m")]
    [InlineData("section.GetValue<TimeSpan>(\"Window\")", "5/1m")]
    [InlineData("section.GetValue(\"Missing\", TimeSpan.FromMinutes(3))", "5/3m")]
    [InlineData("TimeSpan.FromMinutes(section.GetValue<int>(\"Minutes\"))", "5/2m")]
    [InlineData("TimeSpan.FromMinutes(section.GetValue(\"Missing\", 4))", "5/4m")]
    [InlineData("builder.Environment.IsProduction() ? TimeSpan.FromHours(1) : TimeSpan.FromSeconds(1)", "5/1h")]
    [InlineData("TimeSpan.Parse(args[0])", "5 in an unknown time")]
    public void Times(string window, string expected) => Check($"f.PermitLimit = 5; f.Window = {window};", expected);

    [Theory]
    [InlineData("builder.Configuration.GetSection(\"Options\").Bind(f);", "9/30s")]
    [InlineData("builder.Configuration.GetSection(\"Options\").Bind(f); f.PermitLimit = 3;", "3/30s")]
    [InlineData("builder.Configuration.GetSection(\"None\").Bind(f);", "unknown")]
    public void Bound_options(string code, string expected) => Check(code, expected);

    private static void Check(string options, string expected) => Assert.Equal(["GET /a = Limited " + expected], MappedProgram.Limits(MappedProgram.Of($$"""
        using Microsoft.AspNetCore.RateLimiting;
        var builder = WebApplication.CreateBuilder(args);
        var section = builder.Configuration.GetSection("L");
        var bound = section.Get<Bound>();
        builder.Services.AddRateLimiter(o => o.AddFixedWindowLimiter("p", f => { {{options}} }));
        var app = builder.Build();
        app.UseRateLimiter();
        app.MapGet("/a", () => 1).RequireRateLimiting("p");
        app.Run();
        static int Twice(int number) => number * 2;
        class Bound { public int Permits { get; set; } = 3; public int Default { get; set; } = 12; public int Nothing { get; set; } }
        """, Settings.Insert(1, "\"Options\": { \"PermitLimit\": 9, \"Window\": \"00:00:30\" },"))));
}
