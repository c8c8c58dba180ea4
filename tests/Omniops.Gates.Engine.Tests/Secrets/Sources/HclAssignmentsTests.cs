using Omniops.Gates.Engine.Secrets.Sources;

namespace Omniops.Gates.Engine.Tests.Secrets.Sources;

public sealed class HclAssignmentsTests
{
    [Theory]
    [InlineData("")]
    [InlineData("resource \"a\" \"b\" {}\n# x = \"y\"\n// z = 1")]
    public void Finds_nothing(string text) => Assert.Empty(Reading.Of(FileKind.Hcl, text));

    [Theory]
    [InlineData("password = \"swordfish\"\nname = var.name", "password = swordfish", "name = var.name")]
    [InlineData("resource \"db\" \"main\" {\n  password = \"swordfish\"\n  tags = { a = \"b\" }\n}\nx = 1", "resource:db:main:password = swordfish", "resource:db:main:tags:a = b", "x = 1")]
    [InlineData("variable \"token\" {\n  default = \"swordfish\"\n}", "variable:token:default = swordfish")]
    [InlineData("a = sensitive(\"swordfish\")\nb = file(\"x\")", "a = swordfish")]
    [InlineData("a = \"x${lookup(m, \"k\")}y\"\nb = \"c\"", "a = x${lookup(m, \"k\")}y", "b = c")]
    [InlineData("a = <<-EOT\n  text\n  EOT\nb = \"c\"", "a =   text\n", "b = c")]
    public void Reads(string text, params string[] expected) => Assert.Equal(expected, Reading.Of(FileKind.Hcl, text));
}
