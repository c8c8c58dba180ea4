using CsCheck;
using Omniops.Gates.Engine.Secrets;

namespace Omniops.Gates.Engine.Tests.Secrets;

/// <summary>Whatever stands in a file: places stay inside the text, nothing of a secret is told, and the same text says the same.</summary>
public sealed class FileSecretsPropertyTests
{
    private static readonly string[] s_pieces =
    [
        "password", "Pwd", "api_key", "token", "secret", "\"", "'", "`", "\"\"\"", "\\\"", "=", ":", " = ", ": ", "=>", "==", "(", ")", "{", "}", "[", "]", ",", ";",
        "\n", "\r\n", " ", "\t", "hunter2-x", "k9F2mQ7xR4tV1zB8nL5cW3jH", "Server=", "Password=", "://", "u:p@h", "Bearer ", "Basic ", "eyJ", ".", "-----BEGIN ",
        "-----END ", "PRIVATE KEY-----", "AccountKey=", "ghp_", "AKIA", "\0", "\uD800", "\uFEFF", "<", ">", "</", "/*", "//", "#", "- ", "export ", "@", "$", "${", "}}", "%",
    ];

    private static readonly string[] s_names = ["a.cs", "a.json", "a.xml", "a.yml", ".env", "Dockerfile", "a.sh", "a.ps1", "a.sql", "a.md", "a.tf", "a.http", "a"];

    private static readonly Gen<string> s_name = Gen.Int[0, s_names.Length - 1].Select(i => s_names[i]);

    private static readonly Gen<string> s_text = Gen.Int[0, s_pieces.Length - 1].Select(i => s_pieces[i]).Array[0, 60].Select(string.Concat);

    [Fact]
    public void Stays_inside_the_text() => Gen.Select(s_name, s_text).Sample((name, text) =>
    {
        var before = 0;
        foreach (var secret in Find(name, text))
        {
            Assert.InRange(secret.Start, before, text.Length);
            Assert.InRange(secret.End, secret.Start, text.Length);
            before = secret.Start;
        }
    }, iter: 20_000, threads: 1);

    [Fact]
    public void Says_the_same_of_the_same_text() => Gen.Select(s_name, s_text).Sample((name, text) =>
        Assert.Equal(Find(name, text), Find(name, text)), iter: 5_000, threads: 1);

    [Fact]
    public void Tells_nothing_of_a_secret() => Gen.Select(s_name, s_text).Sample((name, text) =>
    {
        foreach (var secret in Find(name, text).Where(secret => secret.Judgement.Confidence >= Confidence.Medium && secret.Kind == SecretKind.Credential))
        {
            var value = text.Substring(secret.Start, secret.Length);
            Assert.DoesNotContain(value, secret.Judgement.Reason, StringComparison.Ordinal);
            Assert.False(value.Length > 6 && secret.Anchor.EndsWith(value, StringComparison.Ordinal), "the anchor ends with the value");
        }
    }, iter: 20_000, threads: 1);

    [Theory]
    [InlineData("\"")]
    [InlineData("password=\"")]
    [InlineData("password = 'a' ")]
    [InlineData("\\\"")]
    [InlineData("a:b@://")]
    [InlineData("Server=a;Password=b;")]
    [InlineData("(\"a\",")]
    [InlineData("Bearer ")]
    [InlineData("{{")]
    public void Takes_time_in_proportion_to_the_length(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 2_000_000 / piece.Length));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        FileSecrets.Find("a.cs", text, _ => { }, limit.Token);
    }

    private static List<Secret> Find(string name, string text)
    {
        var found = new List<Secret>();
        FileSecrets.Find(name, text, found.Add, TestContext.Current.CancellationToken);
        return found;
    }
}
