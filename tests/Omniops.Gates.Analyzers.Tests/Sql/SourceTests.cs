namespace Omniops.Gates.Analyzers.Tests.Sql;

/// <summary>Where data comes from: the request is an error, what was written down before is a warning.</summary>
public sealed class SourceTests
{
    [Theory]
    [InlineData("""request.Query["q"]""")]
    [InlineData("""request.Query["q"].ToString()""")]
    [InlineData("""request.Query["q"][0]""")]
    [InlineData("""request.Query["q"].FirstOrDefault()""")]
    [InlineData("""request.Query["q"].Single()""")]
    [InlineData("""request.Form["q"]""")]
    [InlineData("""request.Headers["X-Q"]""")]
    [InlineData("""request.Headers.UserAgent""")]
    [InlineData("""request.Headers.Referer.ToString()""")]
    [InlineData("""request.Cookies["q"]""")]
    [InlineData("""request.RouteValues["q"]""")]
    [InlineData("""(string)request.RouteValues["q"]""")]
    [InlineData("""request.Path""")]
    [InlineData("""request.Path.Value""")]
    [InlineData("""request.PathBase""")]
    [InlineData("""request.QueryString.Value""")]
    [InlineData("""request.Host.Host""")]
    [InlineData("""request.HttpContext.Request.Query["q"]""")]
    [InlineData("""new HttpContextAccessor().HttpContext.Request.Query["q"]""")]
    [InlineData("""request.Form.Files[0].FileName""")]
    [InlineData("""request.Form.Files[0].ContentType""")]
    [InlineData("""request.Form.Files.GetFile("f").FileName""")]
    [InlineData("""(request.Query.TryGetValue("q", out var all) ? all.ToString() : "")""")]
    [InlineData("""new StreamReader(request.Body).ReadToEnd()""")]
    [InlineData("""new StreamReader(request.Form.Files[0].OpenReadStream()).ReadLine()""")]
    [InlineData("""(await request.ReadFormAsync())["q"]""")]
    [InlineData("""(await request.ReadFromJsonAsync<User>()).Name""")]
    [InlineData("""(await request.ReadFromJsonAsync<string>())""")]

    [InlineData("""string.Concat(request.Query.Keys)""")]
    public async Task Reports_the_request(string source) => Assert.Equal("OMNI2001", await SqlTest.OfStatements(
        $$"""db.Execute("SELECT * FROM Users WHERE Name = '" + {{source}} + "'");"""));

    [Theory]
    [InlineData("""request.Query.Count""")]
    [InlineData("""request.ContentLength""")]
    [InlineData("""request.Form.Files.Count""")]
    [InlineData("""request.Form.Files[0].Length""")]
    [InlineData("""int.Parse(request.Query["q"])""")]
    [InlineData("""request.IsHttps""")]
    [InlineData("""request.Query.ContainsKey("q")""")]
    [InlineData("""(request.Query["q"] == "a" ? "A" : "B")""")]
    [InlineData("""Environment.ProcessId""")]
    [InlineData("""Environment.TickCount64""")]
    [InlineData("""request.HttpContext.Response.StatusCode""")]
    [InlineData("""(await request.ReadFromJsonAsync<User>()).Id""")]
    public async Task Allows(string source) => Assert.Equal("", await SqlTest.OfStatements(
        $$"""db.Execute("SELECT * FROM Users WHERE Name = '" + {{source}} + "'");"""));

    [Theory]
    [InlineData("""Console.ReadLine()""")]
    [InlineData("""File.ReadAllText("name.txt")""")]
    [InlineData("""File.ReadAllLines("names.txt")[0]""")]
    [InlineData("""Environment.GetEnvironmentVariable("NAME")""")]
    [InlineData("""Environment.GetCommandLineArgs()[1]""")]
    [InlineData("""await new HttpClient().GetStringAsync("https://example.org/name")""")]
    [InlineData("""db.QueryFirstOrDefault<string>("SELECT Name FROM Users")""")]
    [InlineData("""db.QueryFirstOrDefault<User>("SELECT * FROM Users").Name""")]
    [InlineData("""command.ExecuteScalar()""")]
    [InlineData("""command.ExecuteReader().GetString(0)""")]
    [InlineData("""command.ExecuteReader()["Name"]""")]
    [InlineData("""context.Users.First().Name""")]
    public async Task Reports_second_order_data_in_a_text_as_not_proven(string source) => Assert.Equal("OMNI2001?", await SqlTest.OfStatements(
        $$"""db.Execute("SELECT * FROM Users WHERE Name = '" + ({{source}}) + "'");"""));

    [Theory]
    [InlineData("""db.Execute(File.ReadAllText("schema.sql"));""")]
    [InlineData("""var sql = File.ReadAllText(Path.Combine("sql", "find.sql")); db.Execute(sql);""")]
    [InlineData("""var sql = await File.ReadAllTextAsync("schema.sql"); command.CommandText = sql;""")]
    [InlineData("""foreach (var file in Directory.GetFiles("sql")) db.Execute(File.ReadAllText(file));""")]
    [InlineData("""db.Execute("SELECT * FROM Users WHERE Id = " + db.QueryFirstOrDefault<int>("SELECT 1"));""")]
    [InlineData("""db.Execute("SELECT * FROM Users WHERE Id = " + command.ExecuteReader().GetInt32(0));""")]
    [InlineData("""db.Execute("SELECT * FROM Users WHERE Id = " + context.Users.First().Id);""")]
    public async Task Notes_scripts_only(string statements) => Assert.Equal("", await SqlTest.OfStatements(statements));

    [Theory]
    [InlineData("""var file = request.Query["f"].ToString(); db.Execute("A = '" + File.ReadAllText(file) + "'");""")]
    [InlineData("""db.Execute("A = '" + request.HttpContext.User.Identity.Name + "'");""")]
    [InlineData("""db.Execute("A = '" + request.HttpContext.User.FindFirst("sub").Value + "'");""")]
    [InlineData("""db.Execute("A = '" + request.HttpContext.Items["name"] + "'");""")]
    [InlineData("""db.Execute("A = '" + request.HttpContext.Session.GetString("name") + "'");""")]
    [InlineData("""db.Execute("A = '" + request.GetTypedHeaders().Referer + "'");""")]
    public async Task Is_not_silent_about_indirect_data(string statements) =>
        Assert.StartsWith("OMNI2001", await SqlTest.OfStatements(statements), StringComparison.Ordinal);
}
