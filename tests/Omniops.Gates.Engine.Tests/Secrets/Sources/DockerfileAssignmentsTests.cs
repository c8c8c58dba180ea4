using Omniops.Gates.Engine.Secrets.Sources;

namespace Omniops.Gates.Engine.Tests.Secrets.Sources;

public sealed class DockerfileAssignmentsTests
{
    [Theory]
    [InlineData("FROM a AS b\n# ENV A=b\nCOPY c d\nUSER x\nARG TOKEN")]
    public void Finds_nothing(string text) => Assert.Empty(Reading.Of(FileKind.Dockerfile, text));

    [Theory]
    [InlineData("ENV PASSWORD=swordfish A=\"b c\" \\\n    D='e'\nUSER x", "PASSWORD = swordfish", "A = b c", "D = e")]
    [InlineData("env PASSWORD sword fish\nARG TOKEN=x\nLABEL a.b=\"c\"", "PASSWORD = sword fish", "TOKEN = x", "a.b = c")]
    [InlineData("RUN apt-get update && \\\n # comment\n PGPASSWORD=swordfish psql\nENV A=b", "PGPASSWORD = swordfish", "A = b")]
    [InlineData("RUN --mount=type=x curl -u bob:swordfish http://x", "--password = swordfish")]
    [InlineData("RUN <<EOF\nexport A=b\nEOF\nENV C=d", "A = b", "C = d")]
    [InlineData("COPY <<EOF /app/.env\nA=b\nEOF\nENV C=d", "A = b", "C = d")]
    [InlineData("CMD [\"a\", \"--password=swordfish\"]", "0 = a", "--password = swordfish")]
    [InlineData("# escape=`\nENV A=b `\n C=d", "A = b", "C = d")]
    public void Reads(string text, params string[] expected) => Assert.Equal(expected, Reading.Of(FileKind.Dockerfile, text));
}
