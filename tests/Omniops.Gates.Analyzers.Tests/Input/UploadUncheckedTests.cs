using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Tests.Input;

/// <summary>OMNI2011.</summary>
public sealed class UploadUncheckedTests
{
    private const string Leads = "lead out of the folder";
    private const string Keeps = "keeps the client's name";
    private const string Served = "hands it to everybody";
    private const string AnyKind = "any kind and length";

    [Theory]
    [InlineData("File.Create(Path.Combine(\"a\", file.FileName));", Leads, DiagnosticSeverity.Error)]
    [InlineData("File.Create(\"a/\" + file.FileName);", Leads, DiagnosticSeverity.Error)]
    [InlineData("new FileStream($\"a/{file.FileName}\", FileMode.Create);", Leads, DiagnosticSeverity.Error)]
    [InlineData("var name = file.FileName.Trim(); var path = Path.Join(\"a\", name); File.WriteAllText(path, \"\");", Leads, DiagnosticSeverity.Error)]
    [InlineData("string Path1() => Path.Combine(\"a\", file.FileName); Path1();", Leads, DiagnosticSeverity.Error)]
    [InlineData("File.Create(Path.Combine(\"a\", Guid.NewGuid() + \"_\" + file.FileName));", Leads, DiagnosticSeverity.Warning)]
    [InlineData("File.Create(Path.Combine(\"a\", Path.GetFileName(file.FileName)));", Keeps, DiagnosticSeverity.Warning)]
    [InlineData("file.CopyTo(File.Create(Path.Combine(environment.WebRootPath, Path.GetRandomFileName())));", Served, DiagnosticSeverity.Error)]
    [InlineData("file.CopyTo(File.Create(\"wwwroot/images/\" + Guid.NewGuid()));", Served, DiagnosticSeverity.Error)]
    [InlineData("if (file.ContentType != \"image/png\") return; File.Create(Path.Combine(environment.WebRootPath, Path.GetRandomFileName()));", Served, DiagnosticSeverity.Warning)]
    public Task Reports_the_place(string statements, string expected, DiagnosticSeverity severity) => Check(Helper(statements), expected, severity);

    [Theory]
    [InlineData("File.Create(Path.Combine(\"a\", Path.GetRandomFileName()));")]
    [InlineData("File.Create(Path.Combine(\"a\", Guid.NewGuid() + Path.GetExtension(file.FileName)));")]
    [InlineData("File.Create(Path.Combine(\"a\", $\"{Guid.NewGuid():N}{Path.GetExtension(file.FileName)}\"));")]
    [InlineData("File.Create(Path.Combine(\"a\", Guid.NewGuid() + \"_\" + Path.GetFileName(file.FileName)));")]
    [InlineData("File.Create(Path.Combine(\"a\", Safe(file.FileName))); string Safe(string name) => name;")]
    [InlineData("File.Create(Path.Combine(\"a\", own.FileName));")]
    [InlineData("Console.WriteLine(file.FileName);")]
    [InlineData("File.ReadAllText(Path.Combine(environment.WebRootPath, \"index.html\"));")]
    public Task Allows_the_place(string statements) => Check(Helper(statements), null);

    [Fact]
    public Task What_is_stored_below_the_web_root_is_no_upload() => Check("""
        WebApplication.CreateBuilder(args).Build().Run();
        class Maker { void M() => File.WriteAllText("wwwroot/version.txt", "1"); }
        """, null);

    [Theory]
    [InlineData("async (IFormFile file) => { await file.CopyToAsync(Stream.Null); }")]
    [InlineData("(IFormFile file) => { if (file.Length == 0) return; file.CopyTo(Stream.Null); }")]
    [InlineData("(IFormFileCollection files) => { foreach (var file in files) file.OpenReadStream(); }")]
    [InlineData("async (HttpRequest request) => { var form = await request.ReadFormAsync(); form.Files[0].CopyTo(Stream.Null); }")]
    [InlineData("Handlers.Save")]
    [InlineData("(IFormFile file, IStore store) => store.Save(file)")]
    [InlineData("([Microsoft.AspNetCore.Mvc.FromForm] Form form) => form.File.CopyTo(Stream.Null)")]
    public Task Reports_content_that_nobody_compares(string handler) => Check(Program(handler), AnyKind, DiagnosticSeverity.Error);

    [Theory]
    [InlineData("(IFormFile file) => { if (file.Length > 1000) return; file.CopyTo(Stream.Null); }")]
    [InlineData("(IFormFile file) => { if (file.ContentType is not \"image/png\") return; file.CopyTo(Stream.Null); }")]
    [InlineData("(IFormFile file) => { var kind = Path.GetExtension(file.FileName).ToLowerInvariant(); if (!new[] { \".csv\" }.Contains(kind)) return; file.CopyTo(Stream.Null); }")]
    [InlineData("(IFormFile file) => { if (Handlers.IsTaken(file)) file.CopyTo(Stream.Null); }")]
    [InlineData("[Microsoft.AspNetCore.Mvc.RequestSizeLimit(1000)] (IFormFile file) => file.CopyTo(Stream.Null)")]
    [InlineData("([Own] IFormFile file) => file.CopyTo(Stream.Null)")]
    [InlineData("(IFormFile file) => file.Name")]
    [InlineData("(string name) => name")]
    public Task Allows_content(string handler) => Check(Program(handler), null);

    [Fact]
    public Task Not_proven_where_the_file_goes_out_of_sight() =>
        Check(Program("(IFormFile file, IHidden hidden) => hidden.Save(file)"), "hands its file to 'Save'", DiagnosticSeverity.Warning);

    private static string Helper(string statements) => $$"""
        WebApplication.CreateBuilder(args).Build().Run();
        class Own { public string FileName { get; set; } = ""; }
        class Files
        {
            void M(IFormFile file, IWebHostEnvironment environment, Own own)
            {
                {{statements}}
            }
        }
        """;

    private static string Program(string handler) => $$"""
        var app = WebApplication.CreateBuilder(args).Build();
        app.MapPost("/a", {{handler}});
        app.Run();
        class OwnAttribute : System.ComponentModel.DataAnnotations.ValidationAttribute { }
        class Form { public IFormFile File { get; set; } = null!; }
        interface IStore { void Save(IFormFile file); }
        class Store : IStore { public void Save(IFormFile file) => file.CopyTo(Stream.Null); }
        interface IHidden { void Save(IFormFile file); }
        static class Handlers
        {
            public static void Save(IFormFile file) => Write(file);
            private static void Write(IFormFile file) => file.CopyTo(Stream.Null);
            public static bool IsTaken(IFormFile file) => file.Length < 1000;
        }
        """;

    private static async Task Check(string program, string? expected, DiagnosticSeverity severity = default)
    {
        var found = await new Findings(program).InBuild("OMNI2011");
        if (expected is null)
        {
            Assert.Empty(found);
            return;
        }

        var finding = Assert.Single(found);
        Assert.Contains(expected, finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal(severity, finding.Severity);
    }
}
