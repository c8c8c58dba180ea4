namespace Omniops.Gates.Analyzers.Tests.Sql;

/// <summary>Text that is waited for.</summary>
public sealed class AsyncTests
{
    [Theory]
    [InlineData("""var sql = await Task.FromResult("SELECT 1"); db.Execute(sql);""")]
    [InlineData("""await Task.Delay(id); db.Execute("SELECT 1");""")]
    [InlineData("""await db.ExecuteAsync("SELECT 1", new { input });""")]
    [InlineData("""await db.ExecuteAsync("SELECT " + id).ConfigureAwait(false);""")]
    [InlineData("""db.Execute("SELECT " + await Task.FromResult(id));""")]
    [InlineData("""db.Execute(Task.FromResult("SELECT 1").Result);""")]
    [InlineData("""var sql = await Task.Run(() => "SELECT 1"); db.Execute(sql);""")]
    public async Task Allows(string statements) => Assert.Equal("", await SqlTest.OfStatements(statements));

    [Theory]
    [InlineData("""await db.ExecuteAsync("A = " + input);""")]
    [InlineData("""await db.ExecuteAsync("A = " + input).ConfigureAwait(false);""")]
    [InlineData("""var sql = await Task.FromResult("A = " + input); db.Execute(sql);""")]
    [InlineData("""var sql = await Task.FromResult("A = " + input).ConfigureAwait(false); db.Execute(sql);""")]
    [InlineData("""var task = Task.FromResult("A = " + input); await task; db.Execute(task.Result);""")]
    [InlineData("""db.Execute(Task.FromResult("A = " + input).GetAwaiter().GetResult());""")]
    [InlineData("""var sql = await new ValueTask<string>("A = " + input); db.Execute(sql);""")]
    [InlineData("""var sql = await ValueTask.FromResult("A = " + input); db.Execute(sql);""")]
    [InlineData("""var sql = await Task.Run(() => "A = " + input); db.Execute(sql);""")]
    [InlineData("""var sql = "A = "; await Task.Delay(1); sql += input; await Task.Delay(1); db.Execute(sql);""")]
    [InlineData("""using var reader = new StreamReader(request.Body); db.Execute("A = " + await reader.ReadToEndAsync());""")]
    [InlineData("""var form = await request.ReadFormAsync(); db.Execute("A = '" + form["q"] + "'");""")]
    public async Task Reports_a_source(string statements) => Assert.Equal("OMNI2001", await SqlTest.OfStatements(statements));

    [Theory]
    [InlineData("""
        public async Task Run() { var sql = await Build(request.Query["q"]); await db.ExecuteAsync(sql); }
        static async Task<string> Build(string value) { await Task.Yield(); return "A" + value.Length; }
        """)]
    [InlineData("""
        public async Task Run() { db.Execute(await Load()); }
        static Task<string> Load() => Task.FromResult("SELECT 1");
        """)]
    [InlineData("""
        public async Task Run() { await foreach (var part in Parts()) db.Execute(part); }
        static async IAsyncEnumerable<string> Parts() { await Task.Yield(); yield return "SELECT 1"; }
        """)]
    public async Task Allows_across_methods(string members) => Assert.Equal("", await SqlTest.OfMembers(members));

    [Theory]
    [InlineData("""
        public async Task Run() { var sql = await Build(request.Query["q"]); await db.ExecuteAsync(sql); }
        static async Task<string> Build(string value) { await Task.Yield(); return "A = " + value; }
        """)]
    [InlineData("""
        public async Task Run() { var sql = await Build(request.Query["q"]).ConfigureAwait(false); await db.ExecuteAsync(sql); }
        static Task<string> Build(string value) => Task.FromResult("A = " + value);
        """)]
    [InlineData("""
        public async Task Run() { db.Execute(await Build(request.Query["q"])); }
        static async ValueTask<string> Build(string value) => "A = " + await Inner(value);
        static async ValueTask<string> Inner(string value) => value;
        """)]
    [InlineData("""
        public async Task Run() { await foreach (var part in Parts(request.Query["q"])) db.Execute("A = " + part); }
        static async IAsyncEnumerable<string> Parts(string value) { await Task.Yield(); yield return value; }
        """)]
    public async Task Reports_across_methods(string members) => Assert.Equal("OMNI2001", await SqlTest.OfMembers(members));
}
