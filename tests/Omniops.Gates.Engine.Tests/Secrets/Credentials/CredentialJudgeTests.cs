using Omniops.Gates.Engine.Secrets;
using Omniops.Gates.Engine.Secrets.Credentials;

namespace Omniops.Gates.Engine.Tests.Secrets.Credentials;

public sealed class CredentialJudgeTests
{
    [Theory]
    [InlineData("hunter2")]
    [InlineData("letmein")]
    [InlineData("gitea")]
    [InlineData("1234")]
    [InlineData("P@ssw0rd!")]
    [InlineData("MyPassword123")]
    [InlineData("Tr0ub4dor&3")]
    [InlineData("$ecret1")]
    [InlineData("adm1n.local.X")]
    [InlineData("!21Ja3Ims7LI&n")]
    [InlineData("${DB_PASSWORD:-hunter2}")]
    public void A_password_is_any_literal(string value) => Assert.Equal(Confidence.High, Judge("Smtp:Password", value));

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("password")]
    [InlineData("Password")]
    [InlineData("smtp_password")]
    [InlineData("SMTP_PASSWORD")]
    [InlineData("DB_PASSWORD")]
    [InlineData("user.password")]
    [InlineData("accessTokenSecret")]
    [InlineData("changeme")]
    [InlineData("CHANGE_ME")]
    [InlineData("<password>")]
    [InlineData("<your password here>")]
    [InlineData("your-password")]
    [InlineData("YOUR_PASSWORD_HERE")]
    [InlineData("${SMTP_PASSWORD}")]
    [InlineData("prefix-${SMTP_PASSWORD}")]
    [InlineData("{{ smtp_password }}")]
    [InlineData("%SMTP_PASSWORD%")]
    [InlineData("#{SmtpPassword}#")]
    [InlineData("$(SmtpPassword)")]
    [InlineData("$SMTP_PASSWORD")]
    [InlineData("********")]
    [InlineData("xxxxxxxx")]
    [InlineData("aaaaaaaa")]
    [InlineData("......")]
    [InlineData("null")]
    [InlineData("string")]
    [InlineData("System.String")]
    [InlineData("varchar(255)")]
    [InlineData("process.env.SMTP_PASSWORD")]
    [InlineData("os.environ['SMTP_PASSWORD']")]
    [InlineData("getPassword()")]
    [InlineData("config.get(\"password\")")]
    [InlineData("@Microsoft.KeyVault(SecretUri=https://vault.example/secrets/smtp)")]
    [InlineData("arn:aws:secretsmanager:eu-west-1:1:secret:smtp")]
    [InlineData("vault:secret/data/smtp#password")]
    [InlineData("/run/secrets/smtp_password")]
    [InlineData("C:\\keys\\smtp.txt")]
    [InlineData("secrets/smtp.json")]
    [InlineData("https://docs.shop.example/passwords")]
    [InlineData("Enter your password")]
    [InlineData("The password is too short.")]
    [InlineData("Neues Passwort")]
    [InlineData("Пароль")]
    [InlineData("パスワード")]
    [InlineData("^[a-zA-Z0-9]{8,}$")]
    [InlineData("(?=.*\\d).+")]
    [InlineData("{0}")]
    [InlineData("pwd={0}")]
    [InlineData("%s")]
    [InlineData("@password")]
    [InlineData(":password")]
    [InlineData("1.2.840.113556")]
    public void A_password_is_nothing_that_stands_for_another_thing(string value) => Assert.Equal(Confidence.None, Judge("Smtp:Password", value));

    [Theory]
    [InlineData("5f4dcc3b5aa765d61d8327deb882cf99", Confidence.Medium)]
    [InlineData("correct4 horse", Confidence.Medium)]
    [InlineData("Kennwert", Confidence.Medium)]
    [InlineData("$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy", Confidence.Low)]
    public void A_password_that_may_be_something_else(string value, Confidence confidence) => Assert.Equal(confidence, Judge("password", value));

    [Theory]
    [InlineData("ClientSecret", "x7-Gk2!pQ9", Confidence.High)]
    [InlineData("ClientSecret", "topsecret", Confidence.Low)]
    [InlineData("ClientSecret", "client_secret", Confidence.None)]
    [InlineData("ClientSecret", "keyboard cat", Confidence.None)]
    [InlineData("ClientSecret", "00000000-0000-4000-8000-123456789abc", Confidence.Medium)]
    [InlineData("ApiKey", "k9F2mQ7xR4tV1zB8nL5cW3jH", Confidence.High)]
    [InlineData("ApiKey", "9f86d081884c7d659a2feaa0c55ad015", Confidence.High)]
    [InlineData("ApiKey", "qzKfjWpxVbnMtrLkQwzX", Confidence.High)]
    [InlineData("ApiKey", "demo-key-1", Confidence.Medium)]
    [InlineData("ApiKey", "GoogleMapsApiKey", Confidence.None)]
    [InlineData("ApiKey", "X-Api-Key", Confidence.None)]
    [InlineData("ApiKey", "12345678", Confidence.None)]
    [InlineData("ApiKey", "0123456789abcdef0123456789abcdef", Confidence.None)]
    [InlineData("ApiKey", "abcdefghijklmnopqrstuvwxyz123456", Confidence.None)]
    [InlineData("AccessToken", "access_token", Confidence.None)]
    [InlineData("AccessToken", "Bearer", Confidence.None)]
    [InlineData("Token", "identifier", Confidence.None)]
    [InlineData("Token", "continue", Confidence.None)]
    [InlineData("RefreshToken", "https://id.shop.example/token", Confidence.None)]
    [InlineData("key", "k9F2mQ7xR4tV1zB8nL5cW3jH", Confidence.Medium)]
    [InlineData("key", "customer_id", Confidence.None)]
    [InlineData("Title", "k9F2mQ7xR4tV1zB8nL5cW3jH", Confidence.None)]
    public void Judges(string name, string value, Confidence confidence) => Assert.Equal(confidence, Judge(name, value));

    [Theory]
    [InlineData("anything", "Host=db.shop.example;Username=shop;Password=hunter2", SecretKind.ConnectionString, Confidence.High)]
    [InlineData("anything", "Host=localhost;Username=shop;Password=hunter2", SecretKind.ConnectionString, Confidence.Medium)]
    [InlineData("anything", "Host=db.shop.example;Username=shop;Password=password", SecretKind.ConnectionString, Confidence.High)]
    [InlineData("anything", "Host=db.shop.example;Username=shop;Password=<password>", SecretKind.Credential, Confidence.None)]
    [InlineData("anything", "amqp://shop:hunter2@mq.shop.example", SecretKind.UrlCredential, Confidence.High)]
    [InlineData("anything", "https://user:password@host", SecretKind.Credential, Confidence.None)]
    [InlineData("anything", "https://shop.example/?a=b", SecretKind.Credential, Confidence.None)]
    public void Reads_connections_whatever_their_name_is(string name, string value, SecretKind kind, Confidence confidence)
    {
        var (actual, judgement) = CredentialJudge.Judge(name, value);
        Assert.Equal((kind, confidence), (actual, judgement.Confidence));
    }

    [Theory]
    [InlineData("Password", "hunter2")]
    [InlineData("ApiKey", "k9F2mQ7xR4tV1zB8nL5cW3jH")]
    public void The_reason_does_not_quote_the_value(string name, string value) =>
        Assert.DoesNotContain(value, CredentialJudge.Judge(name, value).Judgement.Reason);

    private static Confidence Judge(string name, string value) => CredentialJudge.Judge(name, value).Judgement.Confidence;
}
