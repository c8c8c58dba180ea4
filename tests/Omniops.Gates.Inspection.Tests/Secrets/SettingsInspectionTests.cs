using System.Text;
using Omniops.Gates.Engine.Policy;
using Omniops.Gates.Engine.Secrets;
using Omniops.Gates.Inspection.Secrets;

namespace Omniops.Gates.Inspection.Tests.Secrets;

public sealed class SettingsInspectionTests
{
    private const string Secret = """{ "Db": "Host=db;Username=shop;Password=Tr0ub4dor-and-3" }""";

    [Fact]
    public void Points_at_the_value_and_never_shows_it()
    {
        using var folder = new TemporaryFolder();
        var finding = Assert.Single(SettingsInspection.Check(folder.Write("appsettings.json", "{\n  \"Db\": \"Host=db;Username=shop;Password=Tr0ub4dor-and-3\"\n}"), "appsettings.json", SecretPolicy.None));
        Assert.Equal("OMNI1010", finding.Rule.Id);
        Assert.Equal((2, 9, 2, 57), (finding.Position.Line, finding.Position.Column, finding.Position.EndLine, finding.Position.EndColumn));
        Assert.DoesNotContain("Tr0ub4dor", finding.Message + finding.Anchor, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "Db": "Server=db.shop.com;Database=shop;Encrypt=False" }""", "OMNI3007 (1,9)")]
    [InlineData("""{ "Proxy": { "DangerousAcceptAnyServerCertificate": true } }""", "OMNI3008 (1,53)")]
    [InlineData("""{ "Db": "Server=db.shop.com;Database=shop;Encrypt=True" }""")]
    public void Says_what_settings_do_to_the_transport(string text, params string[] expected)
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(expected, Check(folder.Write("appsettings.json", text)));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void Reads_every_encoding_that_configuration_reads(string encoding)
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "appsettings.json");
        File.WriteAllText(file, Secret, Encoding.GetEncoding(encoding));
        Assert.Equal(["OMNI1010 (1,9)"], Check(file));
    }

    [Fact]
    public void Judges_what_stands_in_a_wrongly_encoded_or_broken_file()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "appsettings.json");
        File.WriteAllBytes(file, Encoding.Latin1.GetBytes(Secret.Replace("}", ", \"Städte\": oops", StringComparison.Ordinal)));
        Assert.Equal(["OMNI1010 (1,9)", "OMNI9912 (1,1)", "OMNI9912 (1,70)"], Check(file));
    }

    [Fact]
    public void Reports_files_it_cannot_read()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(["OMNI9912 (1,1)"], Check(folder.Write("appsettings.json", Secret + new string(' ', SettingsFile.MaxLength))));
        Assert.Empty(Check(folder.Write("appsettings.json", "{}" + new string(' ', SettingsFile.MaxLength - 2))));
        Assert.Equal(["OMNI9912 (1,1)"], Check(Path.Combine(folder.Path, "gone", "appsettings.json")));
    }

    private static IEnumerable<string> Check(string file) => SettingsInspection.Check(file, Path.GetFileName(file), SecretPolicy.None)
        .Select(finding => $"{finding.Rule.Id} ({finding.Position.Line},{finding.Position.Column})").Order(StringComparer.Ordinal);
}
