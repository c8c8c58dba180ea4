using Omniops.Gates.Engine.Secrets;

namespace Omniops.Gates.Engine.Tests.Secrets;

/// <summary>Source code in any language: which literals are credentials. The secret is marked.</summary>
public sealed class FileSecretsTests
{
    [Theory]
    [InlineData("""var password = "[hunter2]";""")]
    [InlineData("""private const string DbPassword = @"[hunter2]";""")]
    [InlineData("""public string Password { get; set; } = "[hunter2]";""")]
    [InlineData("""string Password => "[hunter2]";""")]
    [InlineData("""options.Password = "[hunter2]";""")]
    [InlineData("""settings["Password"] = "[hunter2]";""")]
    [InlineData("""new() { ["Password"] = "[hunter2]" }""")]
    [InlineData("""new Dictionary<string, string> { { "Password", "[hunter2]" } }""")]
    [InlineData("""Login(user: "shop", password: "[hunter2]")""")]
    [InlineData("""if (password == "[hunter2]")""")]
    [InlineData("""if (password.Equals("[hunter2]"))""")]
    [InlineData("""builder.WithPassword("[hunter2]")""")]
    [InlineData("""account.setPassword("[hunter2]")""")]
    [InlineData("""Environment.SetEnvironmentVariable("DB_PASSWORD", "[hunter2]");""")]
    [InlineData("""byte[] password = Encoding.UTF8.GetBytes("[hunter2]");""")]
    [InlineData("""var credential = new NetworkCredential("shop", "[hunter2]");""")]
    [InlineData("""new SymmetricSecurityKey(Encoding.UTF8.GetBytes("[hunter2]"))""")]
    [InlineData("""if (user == "shop" && pass == "[hunter2]")""")]
    [InlineData("""password = '[hunter2]'""")]
    [InlineData("""password: str = "[hunter2]" """)]
    [InlineData("""PASSWORD = os.getenv("PASSWORD", "[hunter2]")""")]
    [InlineData("""config = {'password': '[hunter2]'}""")]
    [InlineData("""connect(password='[hunter2]')""")]
    [InlineData("""$password = '[hunter2]';""")]
    [InlineData("""'password' => '[hunter2]',""")]
    [InlineData(""":password => "[hunter2]" """)]
    [InlineData("""define('DB_PASSWORD', '[hunter2]');""")]
    [InlineData("""var password string = "[hunter2]" """)]
    [InlineData("""password := "[hunter2]" """)]
    [InlineData("""const password = process.env.PASSWORD || '[hunter2]';""")]
    [InlineData("""let password: string = `[hunter2]`;""")]
    [InlineData("""#define DB_PASSWORD "[hunter2]" """)]
    [InlineData("""Private Const Password As String = "[hunter2]" """)]
    [InlineData("""    keyPassword '[hunter2]'""")]
    [InlineData("""    password "[hunter2]" """)]
    [InlineData("""body = "{\"password\": \"[hunter2]\"}" """)]
    [InlineData("""args = ["--password", "[hunter2]"]""")]
    [InlineData("""db = "[postgres://shop:hunter2@db.shop.example/shop]" """)]
    [InlineData("""db = "[Server=db.shop.example;User Id=sa;Pwd=hunter2]" """)]
    [InlineData("""string[] passwords = { "[hunter2]" };""")]
    [InlineData("""var passwords = new[] { "[hunter2]", };""")]
    [InlineData("""public List<string> Passwords { get; } = new List<string>() { @"[hunter2]" };""")]
    [InlineData("""IReadOnlyList<string> Passwords => ["[hunter2]"];""")]
    [InlineData("""passwords := []string{"[hunter2]"}""")]
    [InlineData("""users = {'passwords': ['[hunter2]']}""")]
    [InlineData("""tokenArguments = ["--password", "[hunter2]"]""")]
    [InlineData("string[] passwords =\n{\n    \"[hunter2]\"\n};")]
    [InlineData("const string Text = \"\"\"\n{ \"password\": \"[hunter2]\" }\n\"\"\";")]
    [InlineData("password =\n    \"[hunter2]\"")]
    public void Reports(string marked)
    {
        var start = marked.IndexOf('[' + Secret(marked), StringComparison.Ordinal);
        var text = marked.Remove(start, 1);
        var length = Secret(marked).Length;
        var secret = Assert.Single(Find(text.Remove(start + length, 1)));
        Assert.Equal((start, length), (secret.Start, secret.Length));
    }

    [Theory]
    [InlineData("""// We don't pass 'this' along, so it's fine.""")]
    [InlineData("""var password = ReadPassword("Enter your password: ");""")]
    [InlineData("""var password = configuration["Smtp:Password"];""")]
    [InlineData("""var password = Environment.GetEnvironmentVariable("DB_PASSWORD");""")]
    [InlineData("""[JsonPropertyName("password")] public string Password { get; set; }""")]
    [InlineData("""const string PasswordKey = "Smtp:Password";""")]
    [InlineData("""public const string AccessToken = "access_token";""")]
    [InlineData("""Write(Html.Password("repeated"));""")]
    [InlineData("""Assert.Pass("Succeeded!");""")]
    [InlineData("""if (key == "password") return value;""")]
    [InlineData("""var credential = new NetworkCredential("shop", Read("somewhere"));""")]
    [InlineData("""Pass 'parameters' and 'annotation' arguments""")]
    [InlineData("""var outcome = passed ? "PASS" : "FAIL";""")]
    [InlineData("""password = password.encode("latin1")""")]
    [InlineData("""const string ElemPassword2 = "Passwort2";""")]
    [InlineData("""case "password": return "shop";""")]
    [InlineData("""throw new ArgumentException("wrong", "password");""")]
    [InlineData("""fields = ["username", "password", "email"]""")]
    [InlineData("""string[] commonPasswords = { "hunter2" };""")]
    [InlineData("""string[] passwordFields = { "password", "pwd" };""")]
    [InlineData("""var shown = isHidden ? password : ["hunter2"];""")]
    [InlineData("""var first = passwords["hunter2"];""")]
    [InlineData("""var password = message.Fields ["hunter2"];""")]
    [InlineData("""string[] passwords = { "hunter2" + suffix };""")]
    [InlineData("""string[] passwords = { "1aaa", "2aaa", "3aaa", "4aaa", "5aaa", "6aaa", "7aaa", "8aaa", "9aaa", "1baa", "2baa", "3baa", "4baa", "5baa", "6baa", "7baa", "8baa" };""")]
    [InlineData("""$fillable = array('password', 'email', 'name');""")]
    [InlineData("""<input type="password" name="pass" id="login">""")]
    [InlineData("""label.Text = isPassword ? "Password" : "Text";""")]
    [InlineData("""cmd.CommandText = "select * from users where password = @password";""")]
    [InlineData("""connection = "Server=db;User Id=sa;Password={0}";""")]
    [InlineData("""connection = $"Server=db;User Id=sa;Password={password}";""")]
    [InlineData("""token = "identifier";""")]
    [InlineData("""password = "" """)]
    [InlineData("""password = ''""")]
    [InlineData("""password = "unclosed""")]
    [InlineData("""char c = '"'; var password = '"';""")]
    public void Allows(string text) => Assert.Empty(Find(text));

    [Fact]
    public void Says_why_something_is_passed_over()
    {
        var passed = new List<Secret>();
        FileSecrets.Find("a.cs", """var password = "<password>";""", passed.Add, TestContext.Current.CancellationToken);
        Assert.Equal("the value is a placeholder", Assert.Single(passed).Judgement.Reason);
    }

    private static string Secret(string marked) => marked.Contains("://", StringComparison.Ordinal) ? "postgres://shop:hunter2@db.shop.example/shop"
        : marked.Contains("Server=", StringComparison.Ordinal) ? "Server=db.shop.example;User Id=sa;Pwd=hunter2" : "hunter2";

    private static List<Secret> Find(string text)
    {
        var found = new List<Secret>();
        FileSecrets.Find("any.cs", text, found.Add, TestContext.Current.CancellationToken);
        return found.FindAll(secret => secret.Judgement.Confidence >= Confidence.Medium);
    }
}
