namespace Omniops.Gates.Analyzers.Tests.Secrets;

public sealed class HighEntropyInCodeTests
{
    [Theory]
    [InlineData("""var session = "the session of the shop";""")]
    [InlineData("""var session = "3f2504e0-4f89-11d3-9a0c-0305e82c3301";""")]
    [InlineData("""var table = "q7Zt3VbN0xWm7RfYd2LcP9sKj4Hg";""")]
    [InlineData("""any = map["q7Zt3VbN0xWm7RfYd2LcP9sKj4Hg"];""")]
    [InlineData("""var salt = "pepper";""")]
    public async Task Allows(string statement) => Assert.Equal("", await SecretTest.OfStatements(statement));

    [Theory]
    [InlineData("""var session = "q7Zt3VbN0xWm7RfYd2LcP9sKj4Hg";""")]
    [InlineData("""var salt = "q7Zt3VbN0xWm7RfYd2LcP9sKj4Hg";""")]
    public async Task Doubts(string statement) => Assert.Equal("OMNI1007?", await SecretTest.OfStatements(statement));
}
