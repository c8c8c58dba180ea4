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
    [InlineData("var kind = new FileInfo(file.FileName).Extension;")]
    [InlineData("File.ReadAllText(Path.Combine(environment.WebRootPath, \"index.html\"));")]
    public Task Allows_the_place(string statements) => Check(Helper(statements), null);

    [Theory]
    [InlineData("var full = Path.GetFullPath(Path.Combine(root, file.FileName)); if (!full.StartsWith(root)) return; File.Create(full);")]
    [InlineData("var full = Path.GetFullPath(Path.Combine(root, file.FileName)); if (!full.StartsWith(root, StringComparison.Ordinal)) throw new InvalidOperationException(full); File.Create(full);")]
    [InlineData("var full = Path.GetFullPath(Path.Combine(root, file.FileName)); if (full.StartsWith(root)) { File.Create(full); }")]
    [InlineData("var path = Path.Combine(root, file.FileName); var full = Path.GetFullPath(path); var isInside = full.StartsWith(root); if (isInside == false) { Console.WriteLine(full); return; } File.Create(full);")]
    [InlineData("var full = Path.GetFullPath(root + file.FileName); if (!full.StartsWith(root)) return; File.Create(full);")]
    [InlineData("var full = Path.GetFullPath(Path.Combine(root, file.FileName)); if (!IsInside(root, full)) return; File.Create(full); static bool IsInside(string root, string full) => full.StartsWith(root);")]
    [InlineData("var full = Path.GetFullPath(Path.Combine(root, file.FileName)); EnsureInside(root, full); File.Create(full); static void EnsureInside(string root, string full) { if (!full.StartsWith(root)) throw new InvalidOperationException(); }")]
    [InlineData("string Find(string name) { var full = Path.GetFullPath(Path.Combine(root, name)); if (!full.StartsWith(root)) throw new InvalidOperationException(); return full; } File.Create(Find(file.FileName));")]
    [InlineData("var full = Path.GetFullPath(Path.Combine(root, file.FileName)); if (Path.GetRelativePath(root, full).StartsWith(\"..\")) return; File.Create(full);")]
    [InlineData("var full = Path.GetFullPath(Path.Combine(root, file.FileName)); if (Path.GetDirectoryName(full) != root) return; File.Create(full);")]
    [InlineData("if (file.FileName != Path.GetFileName(file.FileName)) return; File.Create(Path.Combine(root, file.FileName));")]
    [InlineData("if (!string.Equals(Path.GetFileName(file.FileName), file.FileName, StringComparison.Ordinal)) return; File.Create(Path.Combine(root, file.FileName));")]
    [InlineData("if (!Regex.IsMatch(file.FileName, \"^[a-z0-9]{1,40}[.]pdf$\")) return; File.Create(Path.Combine(root, file.FileName));")]
    [InlineData("if (!new Regex(@\"\\A[\\w-]+\\.(png|jpg)\\z\").IsMatch(file.FileName)) return; File.Create(Path.Combine(root, file.FileName));")]
    [InlineData("if (Regex.IsMatch(file.FileName, @\"[^\\w.-]\")) return; File.Create(Path.Combine(root, file.FileName));")]
    [InlineData("if (file.FileName.IndexOfAny(Path.GetInvalidFileNameChars()) >= 0) return; File.Create(Path.Combine(root, file.FileName));")]
    [InlineData("if (file.FileName.Any(one => Path.GetInvalidFileNameChars().Contains(one))) return; File.Create(Path.Combine(root, file.FileName));")]
    [InlineData("if (file.FileName.Contains(\"..\") || file.FileName.Contains('/') || file.FileName.Contains('\\\\')) return; File.Create(Path.Combine(root, file.FileName));")]
    [InlineData("if (file.FileName.IndexOfAny(new[] { '/', '\\\\' }) != -1) return; File.Create(Path.Combine(root, file.FileName));")]
    [InlineData("if (file.FileName.Contains(\"..\") || Path.IsPathRooted(file.FileName)) return; File.Create(Path.Combine(root, file.FileName));")]
    [InlineData("if (file.FileName.Contains(\"..\")) return; File.Create(\"a/\" + file.FileName);")]
    [InlineData("File.Create(Path.Combine(root, file.FileName.Replace(\"/\", \"_\").Replace(\"\\\\\", \"_\")));")]
    [InlineData("File.Create(Path.Combine(root, string.Join(\"_\", file.FileName.Split(Path.GetInvalidFileNameChars()))));")]
    [InlineData("if (file.FileName is { } name && !name.Contains('/') && !name.Contains('\\\\')) File.Create(Path.Combine(root, file.FileName));")]
    public Task A_name_that_is_tested_stays_in_the_folder(string statements) => Check(Helper(statements), Keeps, DiagnosticSeverity.Warning);

    [Theory]
    [InlineData("var full = Path.Combine(root, file.FileName); if (!full.StartsWith(root)) return; File.Create(full);")]
    [InlineData("var full = Path.GetFullPath(Path.Combine(root, file.FileName)); if (!full.StartsWith(root)) Console.WriteLine(full); File.Create(full);")]
    [InlineData("var full = Path.GetFullPath(Path.Combine(root, file.FileName)); File.Create(full); if (!full.StartsWith(root)) return;")]
    [InlineData("var full = Path.GetFullPath(Path.Combine(root, file.FileName)); if (full.StartsWith(root)) return; File.Create(full);")]
    [InlineData("if (file.FileName.Contains(\"..\")) return; File.Create(Path.Combine(root, file.FileName));")]
    [InlineData("if (file.FileName.Contains(\"..\")) return; File.Create(file.FileName);")]
    [InlineData("if (file.FileName.Length > 40 || Path.GetExtension(file.FileName) != \".pdf\") return; File.Create(Path.Combine(root, file.FileName));")]
    [InlineData("if (!Regex.IsMatch(file.FileName, \"[.]pdf$\")) return; File.Create(Path.Combine(root, file.FileName));")]
    [InlineData("if (!Regex.IsMatch(file.FileName, \"^.+[.]pdf$\")) return; File.Create(Path.Combine(root, file.FileName));")]
    [InlineData("if (!Regex.IsMatch(file.FileName, @\"^[\\w./]+$\")) return; File.Create(Path.Combine(root, file.FileName));")]
    [InlineData("if (!Regex.IsMatch(file.FileName, \"^[a-z]+$\", RegexOptions.Multiline)) return; File.Create(Path.Combine(root, file.FileName));")]
    [InlineData("if (!Regex.IsMatch(file.FileName, \"^[A-z]+$|^a\")) return; File.Create(Path.Combine(root, file.FileName));")]
    [InlineData("File.Create(Path.Combine(root, file.FileName.Replace(\"..\", \"\")));")]
    [InlineData("if (own.FileName != Path.GetFileName(own.FileName)) return; File.Create(Path.Combine(root, file.FileName));")]
    public Task A_test_that_lets_it_out_is_none(string statements) => Check(Helper(statements), Leads, DiagnosticSeverity.Error);

    [Theory]
    [InlineData("new FileStream(Path.Combine(root, Path.GetFileName(file.FileName)), FileMode.CreateNew);")]
    [InlineData("var path = Path.Combine(root, Path.GetFileName(file.FileName)); if (File.Exists(path)) return; File.Create(path);")]
    public Task A_name_that_is_there_already_is_no_matter_where_it_is_looked_at(string statements) => Check(Helper(statements), null);

    [Theory]
    [InlineData("File.Create(Path.Combine(root, Microsoft.Net.Http.Headers.ContentDispositionHeaderValue.Parse(file.ContentDisposition).FileName.ToString().Trim('\"')));")]
    [InlineData("File.Create(Path.Combine(root, Microsoft.Net.Http.Headers.ContentDispositionHeaderValue.Parse(file.ContentDisposition).FileName.Value!));")]
    [InlineData("File.Create(Path.Combine(root, System.Net.Http.Headers.ContentDispositionHeaderValue.Parse(file.ContentDisposition).FileName!.Trim('\"')));")]
    [InlineData("Microsoft.Net.Http.Headers.ContentDispositionHeaderValue.TryParse(file.ContentDisposition, out var header); File.Create(Path.Combine(root, Microsoft.Net.Http.Headers.HeaderUtilities.RemoveQuotes(header!.FileName).Value!));")]
    public Task Reads_the_name_in_the_header(string statements) => Check(Helper(statements), Leads, DiagnosticSeverity.Error);

    [Theory]
    [InlineData("System.Net.Http.Headers.ContentDispositionHeaderValue header = new(\"attachment\") { FileName = \"a\" }; File.Create(Path.Combine(root, header.FileName));")]
    [InlineData("var header = new Microsoft.Net.Http.Headers.ContentDispositionHeaderValue(\"attachment\"); File.Create(Path.Combine(root, header.FileName.ToString()));")]
    [InlineData("var answer = new HttpResponseMessage(); File.Create(Path.Combine(root, answer.Content.Headers.ContentDisposition!.FileName!));")]
    public Task Allows_a_header_of_another_kind(string statements) => Check(Helper(statements), null);

    [Theory]
    [InlineData("store.Save(file.FileName);", "public void Save(string name) => File.Create(\"/data/\" + name);", Leads)]
    [InlineData("store.Save(file.FileName);", "public void Save(string name) { var path = Path.Combine(\"/data\", name); File.Create(path); }", Leads)]
    [InlineData("store.Save(file.FileName);", "public void Save(string name) => Write(name, 1); private static void Write(string path, int kind) => File.Create(\"/data/\" + path + kind);", Leads)]
    [InlineData("store.Save(file.FileName);", "public void Save(string name) { name = name.Trim(); File.Create(\"/data/\" + name); }", Leads)]
    [InlineData("((IStore)store).Save(file.FileName);", "public void Save(string name) => File.Create(\"/data/\" + name);", Leads)]
    [InlineData("store.Save(Path.GetFileName(file.FileName));", "public void Save(string name) => File.Create(\"/data/\" + name);", Keeps)]
    [InlineData("store.Save(file.FileName);", "public void Save(string name) { name = Path.GetFileName(name); File.Create(\"/data/\" + name); }", Keeps)]
    [InlineData("if (file.FileName != Path.GetFileName(file.FileName)) return; store.Save(file.FileName);", "public void Save(string name) => File.Create(\"/data/\" + name);", Keeps)]
    [InlineData("store.Save(file.FileName);", "public void Save(string name) { if (name != Path.GetFileName(name)) throw new InvalidOperationException(); File.Create(\"/data/\" + name); }", Keeps)]
    [InlineData("store.Save(Guid.NewGuid().ToString());", "public void Save(string name) => File.Create(\"/data/\" + name);", null)]
    [InlineData("store.Save(\"a\");", "public void Save(string name) { if (name.Length > 3) Save(name); File.Create(\"/data/\" + name); }", null)]
    [InlineData("store.Save(file.FileName);", "public void Save(string name) => Console.WriteLine(name);", null)]
    [InlineData("store.Save(Guid.NewGuid() + Path.GetExtension(file.FileName));", "public void Save(string name) => File.Create(\"/data/\" + name);", null)]
    public Task Follows_a_name_to_the_method_that_stores_it(string statements, string save, string? expected) => Check(
        $$"""
        WebApplication.CreateBuilder(args).Build().Run();
        interface IStore { void Save(string name); }
        class Store : IStore { {{save}} }
        class Files { void M(IFormFile file, Store store) { {{statements}} } }
        """,
        expected, expected == Keeps ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error);

    [Fact]
    public Task Reads_a_pattern_that_is_generated() => Check("""
        using System.Text.RegularExpressions;
        WebApplication.CreateBuilder(args).Build().Run();
        static partial class Names
        {
            [GeneratedRegex("^[a-z0-9]+[.]pdf$")]
            private static partial Regex Name();
            private static partial Regex Name() => new("");
            static void M(IFormFile file)
            {
                if (Name().IsMatch(file.FileName))
                    File.Create(Path.Combine("a", file.FileName));
            }
        }
        """, Keeps, DiagnosticSeverity.Warning);

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
        using System.Text.RegularExpressions;
        WebApplication.CreateBuilder(args).Build().Run();
        class Own { public string FileName { get; set; } = ""; }
        class Files
        {
            void M(IFormFile file, IWebHostEnvironment environment, Own own, string root)
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
