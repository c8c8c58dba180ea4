using Omniops.Gates.Engine.Secrets;
using Omniops.Gates.Engine.Secrets.Tokens;

namespace Omniops.Gates.Engine.Tests.Secrets.Tokens;

public sealed class TokenScannerTests
{
    private static readonly string s_body = Sample.Random("A-Za-z0-9", 30, 1);
    private static readonly string s_github = "gh" + "p_" + s_body + Crc32.ToBase62(Crc32.Of(s_body, 0, 30));
    private static readonly string s_der = Convert.ToBase64String([0x30, 0x82, 1, 0xA4, .. Bytes(420)]);
    private static readonly string s_awsSecret = Sample.Random("A-Za-z0-9", 39, 3) + "/";

    [Theory]
    [InlineData("{0}")]
    [InlineData("token={0}")]
    [InlineData("\"{0}\"")]
    [InlineData("https://{0}@git.example/shop.git")]
    [InlineData("https://x:{0}@git.example/shop.git")]
    [InlineData("say \"\\n{0}\\n\"")]
    [InlineData("\\u0022{0}\\u0022")]
    [InlineData("a=1&token%3D{0}&b")]
    [InlineData("{0}. The end")]
    public void Reports_a_token_in(string frame)
    {
        var secret = Assert.Single(Found(string.Format(frame, s_github)));
        Assert.Equal((SecretKind.ProviderToken, Confidence.High, "ghp_…"), (secret.Kind, secret.Judgement.Confidence, secret.Subject));
        Assert.Equal("GitHub personal access token (classic); checksum fits", secret.Judgement.Reason);
        Assert.Equal(s_github, string.Format(frame, s_github).Substring(secret.Start, secret.Length));
        Assert.DoesNotContain(s_body[..4], secret.Anchor);
    }

    [Theory]
    [InlineData("x{0}")]
    [InlineData("{0}x")]
    [InlineData("{0}_")]
    [InlineData("0{0}")]
    public void Allows_a_token_in(string frame) => Assert.Empty(Found(string.Format(frame, s_github)));

    [Fact]
    public void Misses_none_wherever_it_stands()
    {
        for (var margin = 0; margin < 40; margin++)
        {
            Assert.Equal(margin, Assert.Single(Found(new string(' ', margin) + s_github)).Start);
            Assert.Equal(margin, Assert.Single(Found(new string('"', margin) + s_github + new string(';', margin))).Start);
        }
    }

    [Fact]
    public void Lowers_a_token_whose_checksum_does_not_fit()
    {
        var secret = Assert.Single(Found(s_github[..^1] + (s_github[^1] == 'a' ? 'b' : 'a')));
        Assert.Equal(Confidence.Medium, secret.Judgement.Confidence);
        Assert.EndsWith("checksum does not fit: revoked or made up", secret.Judgement.Reason);
    }

    [Theory]
    [InlineData("AKIA", "IOSFODNN7EXAMPLE", Confidence.None)]
    [InlineData("AKIA", "XXXXXXXXXXXXXXXX", Confidence.None)]
    [InlineData("AKIA", "ZZZZZZZZZZZZZZZZ", Confidence.Low)]
    [InlineData("ghp_", "abcdefghijklmnopqrstuvwxyz0123456789", Confidence.Low)]
    [InlineData("ghp_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", Confidence.None)]
    [InlineData("https://hooks.slack.com/", "services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX", Confidence.None)]
    [InlineData("aws_secret_access_key = ", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", Confidence.None)]
    [InlineData("DefaultEndpointsProtocol=http;AccountKey=",
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==", Confidence.None)]
    public void Passes_over_what_is_made_up(string beginning, string body, Confidence confidence) =>
        Assert.Equal(confidence, Assert.Single(Found(beginning + body)).Judgement.Confidence);

    [Theory]
    [InlineData("aws_secret_access_key = {0}", Confidence.High)]
    [InlineData("\"AwsSecretKey\": \"{0}\"", Confidence.High)]
    [InlineData("<add key=\"AWS_SECRET_KEY\" value=\"{0}\"/>", Confidence.High)]
    [InlineData("# aws key\nkey: {0}", Confidence.Medium)]
    public void Reports_a_value_by_its_surroundings(string frame, Confidence confidence) =>
        Assert.Equal(confidence, Assert.Single(Found(string.Format(frame, s_awsSecret))).Judgement.Confidence);

    [Theory]
    [InlineData("key = {0}")]
    [InlineData("draws secret = {0}")]
    [InlineData("aws key\n\n\n\n\n{0}")]
    [InlineData("aws secret sha256 = {0}")]
    [InlineData("aws secret /usr/{0}")]
    [InlineData("aws secret {0}A")]
    public void Allows_a_value_elsewhere(string frame) => Assert.Empty(Found(string.Format(frame, s_awsSecret)));

    [Theory]
    [InlineData("RSA ", "\n", "", Confidence.High)]
    [InlineData("", "\\n", "", Confidence.High)]
    [InlineData("", "\n    ", "", Confidence.High)]
    [InlineData("EC ", "\" +\n  \"", "", Confidence.High)]
    [InlineData("DSA ", "\\r\\n", "", Confidence.High)]
    [InlineData("ENCRYPTED ", "\n", "", Confidence.Medium)]
    [InlineData("RSA ", "\n", "Proc-Type: 4,ENCRYPTED\nDEK-Info: DES-EDE3-CBC,0011223344556677\n\n", Confidence.Medium)]
    public void Reports_a_private_key(string kind, string lineEnd, string header, Confidence confidence)
    {
        var body = string.Join(lineEnd, s_der.Chunk(64).Select(line => new string(line)));
        var text = $"key = \"{Dashes("BEGIN", kind)}{lineEnd}{header}{body}{lineEnd}{Dashes("END", kind)}\"";
        var secret = Assert.Single(Found(text));
        Assert.Equal((SecretKind.PrivateKey, confidence), (secret.Kind, secret.Judgement.Confidence));
        Assert.Equal($"BEGIN {kind}PRIVATE KEY…", secret.Subject);
        Assert.Equal(text.Length - 1, secret.End);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n...\n")]
    [InlineData("\n<your private key goes here, it is longer than this line>\n")]
    [InlineData("\nMIIEpAIBAAKCAQEA...\n")]
    [InlineData("\"; if (text.StartsWith(header, StringComparison.Ordinal)) return Parse(text); var end = \"")]
    public void Allows_a_private_key_that_is_left_out(string body) =>
        Assert.All(
            Found(Dashes("BEGIN", "RSA ") + body + Dashes("END", "RSA ")),
            secret => Assert.Equal(Confidence.None, secret.Judgement.Confidence));

    [Fact]
    public void Allows_a_public_key() =>
        Assert.Empty(Found($"{Dashes("BEGIN", "RSA ")}\n{s_der}\n{Dashes("END", "RSA ")}".Replace("PRIVATE", "PUBLIC")));

    [Theory]
    [InlineData("""{"alg":"HS256"}""", """{"sub":"shop"}""", Confidence.High, "JWT, HS256, does not expire")]
    [InlineData("""{"alg":"RS256"}""", """{"exp":1556668800}""", Confidence.Low, "JWT, RS256, expired 2019-05-01")]
    [InlineData("""{"alg":"RS256"}""", """{"exp":4070908800}""", Confidence.High, "JWT, RS256, expires 2099-01-01")]
    [InlineData("""{"alg":"none"}""", """{"sub":"shop"}""", Confidence.Low, "JWT, none; not signed")]
    [InlineData("""{"alg":"HS256"}""", """{"sub":"1234567890","name":"John Doe"}""",
        Confidence.Low, "JWT, HS256; a token of documentation")]
    public void Reads_a_JWT(string header, string payload, Confidence confidence, string reason)
    {
        var secret = Assert.Single(Found($"Bearer {Encode(header)}.{Encode(payload)}.{Sample.Random("A-Za-z0-9_-", 43, 4)}"));
        Assert.Equal(new Judgement(confidence, reason), secret.Judgement);
    }

    [Theory]
    [InlineData("{{\"kty\":\"RSA\",\"n\":\"AQAB\",\"d\":\"{0}\"}}", SecretKind.PrivateKey)]
    [InlineData("{{ \"D\" : \"{0}\", \"Kty\": \"EC\" }}", SecretKind.PrivateKey)]
    [InlineData("new JsonWebKey {{ Kty = \"EC\", D = \"{0}\" }}", SecretKind.PrivateKey)]
    [InlineData("'{{\\\"kty\\\":\\\"oct\\\",\\\"k\\\":\\\"{0}\\\"}}'", SecretKind.CryptoKey)]
    [InlineData("<RSAKeyValue><Modulus>AQAB</Modulus><D>{0}</D></RSAKeyValue>", SecretKind.PrivateKey)]
    [InlineData("<machineKey validationKey=\"0A6180E2D758BBB69237ADD3E5E8DD19{1}\"/>", SecretKind.CryptoKey)]
    [InlineData("machine git.example\n login shop\n password p4ss-of-shop", SecretKind.Credential)]
    public void Reports_a_key_in_parts(string frame, SecretKind kind) =>
        Assert.Equal((kind, Confidence.High), Single(string.Format(frame, Sample.Random("A-Za-z0-9_-", 43, 5), "")));

    [Theory]
    [InlineData("{{\"kty\":\"RSA\",\"n\":\"{0}\",\"e\":\"AQAB\"}}")]
    [InlineData("{{\"d\":\"{0}\"}}, {{\"kty\":\"RSA\"}}")]
    [InlineData("<RSAKeyValue><Modulus>{0}</Modulus></RSAKeyValue>")]
    [InlineData("<machineKey validationKey=\"AutoGenerate,IsolateApps\" decryptionKey=\"AutoGenerate,IsolateApps\"/>")]
    [InlineData("a machine with login and password")]
    public void Allows_a_key_without_its_private_part(string frame) =>
        Assert.Empty(Found(string.Format(frame, Sample.Random("A-Za-z0-9_-", 43, 5))));

    [Theory]
    [InlineData("6f9619ff-8b86-d011-b42d-00cf4fc964ff")]
    [InlineData("\"fc-\" + id, sk_test_, ghp_, AKIA, xoxb-")]
    [InlineData("https://shop.example/fc-0123456789abcdef0123456789abcdee.js")]
    [InlineData("API-VERSION2023ISNOTATOKENATALL0")]
    [InlineData("key-value-store-of-0123456789abcdef")]
    [InlineData("hf_is_a_prefix_of_many_function_names_in_c")]
    public void Allows(string text) => Assert.Empty(Found(text));

    [Theory]
    [InlineData("a")]
    [InlineData("\"")]
    [InlineData("eyJ")]
    [InlineData("eyJ.")]
    [InlineData(":")]
    [InlineData("=")]
    [InlineData("-----BEGIN")]
    [InlineData("-----BEGIN PRIVATE KEY-----")]
    [InlineData("LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0tCk1J ")]
    [InlineData("PuTTY-User-Key-File-")]
    [InlineData("ya29.")]
    [InlineData("aws secret 6f9619ff-8b86-d011-b42d-00cf4fc964ff ")]
    [InlineData("{\"kty\":\"d\":\"")]
    public void Survives_a_text_of_nothing_but(string unit) =>
        Assert.All(Found(string.Concat(Enumerable.Repeat(unit, 2_000_000 / unit.Length))), secret => Assert.True(secret.Length > 0));

    [Fact]
    public void Stops_when_asked()
    {
        var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => TokenScanner.Find(s_github, _ => { }, source.Token));
    }

    private static (SecretKind Kind, Confidence Confidence) Single(string text)
    {
        var secret = Assert.Single(Found(text));
        return (secret.Kind, secret.Judgement.Confidence);
    }

    private static string Dashes(string word, string kind) => $"-----{word} {kind}PRIVATE KEY-----";

    private static string Encode(string json) =>
        Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(json)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        new Random(2).NextBytes(bytes);
        return bytes;
    }

    private static List<Secret> Found(string text)
    {
        var secrets = new List<Secret>();
        TokenScanner.Find(text, secrets.Add, TestContext.Current.CancellationToken);
        return secrets;
    }
}
