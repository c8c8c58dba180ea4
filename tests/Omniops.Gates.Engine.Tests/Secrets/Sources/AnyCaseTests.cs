using Omniops.Gates.Engine.Secrets.Sources;

namespace Omniops.Gates.Engine.Tests.Secrets.Sources;

public sealed class AnyCaseTests
{
    [Theory]
    [InlineData("X-Api-Key", "x-api-key", 0)]
    [InlineData("X-Api-Key", "kkXK-x-API-kEyX-Api-Key", 5)]
    [InlineData("Authorization", "zz.Authorizatio authorizatioN", 16)]
    [InlineData("Cookie", "Cooki", -1)]
    [InlineData("Cookie", "kie", -1)]
    [InlineData("Cookie", "", -1)]
    public void Finds_the_first(string word, string text, int at) => Assert.Equal(at, new AnyCase(word).IndexIn(text, 0));

    [Fact]
    public void Goes_on_behind_what_was_found() => Assert.Equal(7, new AnyCase("Cookie").IndexIn("cookie COOKIE", 1));
}
