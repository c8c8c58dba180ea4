using Omniops.Gates.Engine.Policy;
using Omniops.Gates.Engine.Secrets;

namespace Omniops.Gates.Analyzers.Tests.Secrets;

/// <summary>A baseline that <c>check</c> writes with the compiler's findings covers what <c>scan</c> finds in the same file.</summary>
public sealed class BaselineAgreementTests
{
    [Theory]
    [InlineData("class Mail { string password = \"Tr0ub4dor-and-3\"; }")]
    [InlineData("class Mail { void Send() { var smtpPassword = \"Tr0ub4dor-and-3\"; System.Console.WriteLine(smtpPassword); } }")]
    [InlineData("class Mail { const string Db = \"Host=db;Username=shop;Password=Tr0ub4dor-and-3\"; }")]
    [InlineData("class Mail { string url = \"amqp://shop:Tr0ub4dor-and-3@broker.example.org/\"; }")]
    [InlineData("class Mail { string password = \"Tr0ub4dor-and-3\"; string Password { get; } = \"Tr0ub4dor-and-3\"; }")]
    [InlineData("class Mail { string[] urls = { \"amqp://shop:Tr0ub4dor-and-3@broker.example.org/\", \"amqp://shop:0ther-Passw0rt@broker.example.org/\" }; }")]
    public async Task Compiler_and_scan_name_the_same_findings(string code)
    {
        var program = $"System.Console.WriteLine();\n{code}\n";
        var compiled = (await new Findings(program).InBuild()).Where(diagnostic => diagnostic.Id.StartsWith("OMNI1", StringComparison.Ordinal))
            .Select(diagnostic => Baseline.Key(diagnostic.Id, "a.cs", diagnostic.Properties[GateReporter.AnchorProperty]!));
        var scanned = new List<Secret>();
        FileSecrets.Find("a.cs", program, scanned.Add, TestContext.Current.CancellationToken);
        var expected = scanned.Where(secret => secret.Judgement.Confidence >= Confidence.Medium)
            .Select(secret => Baseline.Key(SecretRules.ForCode(secret.Kind).Id, "a.cs", secret.Anchor)).ToList();
        Assert.NotEmpty(expected);
        Assert.Equal(expected.Order(), compiled.Order());
    }
}
