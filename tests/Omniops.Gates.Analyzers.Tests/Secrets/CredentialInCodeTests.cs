using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Tests.Secrets;

public sealed partial class CredentialInCodeTests
{
    [Theory]
    [InlineData("""string Password = "Password";""")]
    [InlineData("""const string AccessToken = "access_token";""")]
    [InlineData("""const string PasswordKey = "Smtp:Password";""")]
    [InlineData("""const string PasswordLabel = "Enter your password";""")]
    [InlineData("""const string InvalidPassword = "The password is wrong";""")]
    [InlineData("""const string PasswordHeader = "X-Password";""")]
    [InlineData("""const string TokenType = "Bearer";""")]
    [InlineData("""const string PasswordPattern = "^(?=.*[A-Z])(?=.*\\d).{8,}$";""")]
    [InlineData("""const string PasswordRoute = "/account/password";""")]
    [InlineData("""const string PasswordColumn = "pwd_hash";""")]
    [InlineData("""string Password => "";""")]
    [InlineData("""string Password { get; } = string.Empty;""")]
    [InlineData("""string password = "<password>";""")]
    [InlineData("""string password = "${DB_PASSWORD}";""")]
    [InlineData("""string password = "changeme";""")]
    [InlineData("""string password = "********";""")]
    [InlineData("""[Display(Name = "Password")] public string P { get; set; }""")]
    [InlineData("""[Required(ErrorMessage = "Password is required")] public string P { get; set; }""")]
    [InlineData("""[JsonPropertyName("password")] public string P { get; set; }""")]
    [InlineData("""[DataType(DataType.Password)] public string P { get; set; }""")]
    [InlineData("""string Password => Environment.GetEnvironmentVariable("SMTP_PASSWORD");""")]
    [InlineData("""string PublicKey = "0024000004800000940000000602000000240000525341310004000001000100";""")]
    [InlineData("""string Name => "Tr0ub4dor&3";""")]
    [InlineData("""char PasswordChar = '*';""")]
    [InlineData("""enum Secrets { Password, Token }""")]
    [InlineData("""string Text = nameof(Account.Password);""")]
    [InlineData("""void Log(string message) => Console.WriteLine("Password of {0} is wrong", message);""")]
    [InlineData("""string GetPasswordAsync() => throw new Exception("no password");""")]
    public async Task Allows_members(string member) => Assert.Equal("", await SecretTest.OfMembers(member));

    [Theory]
    [InlineData("""password = config["Smtp:Password"];""")]
    [InlineData("""password = config.GetValue<string>("Smtp:Password");""")]
    [InlineData("""var db = config.GetConnectionString("Shop");""")]
    [InlineData("""password = Environment.GetEnvironmentVariable("SMTP_PASSWORD") ?? "";""")]
    [InlineData("""password = map["password"];""")]
    [InlineData("""if (key == "password") { }""")]
    [InlineData("""if (password == "") { }""")]
    [InlineData("""switch (key) { case "password": break; case "token": break; }""")]
    [InlineData("""map["message"] = "Your password is too short";""")]
    [InlineData("""any = new { Name = "Password", Label = "Your password" };""")]
    [InlineData("""any = Regex.IsMatch(password, "^[a-z]+$");""")]
    [InlineData("""any = $"password={password}";""")]
    [InlineData("""any = "SELECT * FROM users WHERE password = @password";""")]
    [InlineData("""throw new ArgumentException("password must not be empty", "password");""")]
    [InlineData("""ArgumentNullException.ThrowIfNull(password, "password");""")]
    [InlineData("""any = client.GetStringAsync("https://shop.example/reset-password?token=" + token);""")]
    [InlineData("""Connect("db.example");""")]
    [InlineData("""host.UseSetting("Jwt:Issuer", "https://shop.example");""")]
    [InlineData("""any = new List<string> { "password", "token" };""")]
    [InlineData("""map.Add("password", password);""")]
    [InlineData("""if (token == "null") { }""")]
    [InlineData("""any = map.TryGetValue("password", out var found);""")]
    public async Task Allows(string statement) => Assert.Equal("", await SecretTest.OfStatements(statement));

    [Theory]
    [InlineData("""string Password = "Tr0ub4dor&3";""")]
    [InlineData("""const string DbPassword = "Tr0ub4dor&3";""")]
    [InlineData("""static readonly string s_password = "Tr0ub4dor&3";""")]
    [InlineData("""public string Password { get; set; } = "Tr0ub4dor&3";""")]
    [InlineData("""public string Password => "Tr0ub4dor&3";""")]
    [InlineData("""public string Password { get { return "Tr0ub4dor&3"; } }""")]
    [InlineData("""public string GetPassword() => "Tr0ub4dor&3";""")]
    [InlineData("""public Task<string> GetPasswordAsync() => Task.FromResult("Tr0ub4dor&3");""")]
    [InlineData("""public async Task<string> GetPasswordAsync() { await Task.Yield(); return "Tr0ub4dor&3"; }""")]
    [InlineData("""void Open(string password = "Tr0ub4dor&3") { }""")]
    [InlineData("""[Smtp("Tr0ub4dor&3")] void Send() { }""")]
    [InlineData("""[Smtp(Password = "Tr0ub4dor&3")] void Send() { }""")]
    [InlineData(""""string Password = """Tr0ub4dor&3""";"""")]
    [InlineData("""string Password = @"Tr0ub4dor&3";""")]
    [InlineData("""string Password = "Tr0ub4" + "dor&3";""")]
    [InlineData("""const string Part = "dor&3"; string Password = $"Tr0ub4{Part}";""")]
    [InlineData("""string Password = Neutral;""")]
    [InlineData("""string Password = Fixed;""")]
    [InlineData("""Func<string> password = () => "Tr0ub4dor&3";""")]
    [InlineData("""byte[] Password = Encoding.UTF8.GetBytes("Tr0ub4dor&3");""")]
    [InlineData("""ReadOnlySpan<byte> Password => "Tr0ub4dor&3"u8;""")]
    [InlineData("""char[] Password = "Tr0ub4dor&3".ToCharArray();""")]
    [InlineData("""KeyValuePair<string, string> Pair = new("Password", "Tr0ub4dor&3");""")]
    [InlineData("""Dictionary<string, string> Map = new() { ["Password"] = "Tr0ub4dor&3" };""")]
    [InlineData("""Dictionary<string, string> Map = new() { { "Password", "Tr0ub4dor&3" } };""")]
    [InlineData("""(string User, string Password) Pair = ("shop", "Tr0ub4dor&3");""")]
    public async Task Reports_members(string member) => Assert.Equal("OMNI1002", await SecretTest.OfMembers(member));

    [Theory]
    [InlineData("""var smtpPassword = "Tr0ub4dor&3";""")]
    [InlineData("""const string password2 = "Tr0ub4dor&3";""")]
    [InlineData("""password = "Tr0ub4dor&3";""")]
    [InlineData("""password ??= "Tr0ub4dor&3";""")]
    [InlineData("""password = value ?? "Tr0ub4dor&3";""")]
    [InlineData("""password = user == "a" ? value : "Tr0ub4dor&3";""")]
    [InlineData("""password = user switch { "a" => value, _ => "Tr0ub4dor&3" };""")]
    [InlineData("""account.Password = "Tr0ub4dor&3";""")]
    [InlineData("""any = new Account { User = "a", Password = "Tr0ub4dor&3" };""")]
    [InlineData("""any = new Login("a", "b") with { Password = "Tr0ub4dor&3" };""")]
    [InlineData("""any = new Login("a", "Tr0ub4dor&3");""")]
    [InlineData("""any = new Login(Password: "Tr0ub4dor&3", User: "a");""")]
    [InlineData("""map["Password"] = "Tr0ub4dor&3";""")]
    [InlineData("""map.Add("Password", "Tr0ub4dor&3");""")]
    [InlineData("""map.TryAdd("Password", "Tr0ub4dor&3");""")]
    [InlineData("""any = new[] { ("Password", "Tr0ub4dor&3") };""")]
    [InlineData("""any = KeyValuePair.Create("Password", "Tr0ub4dor&3");""")]
    [InlineData("""any = new { user, password = "Tr0ub4dor&3" };""")]
    [InlineData("""any = (User: "a", Password: "Tr0ub4dor&3");""")]
    [InlineData("""(user, password) = ("a", "Tr0ub4dor&3");""")]
    [InlineData("""var (u, pwd) = ("a", "Tr0ub4dor&3");""")]
    [InlineData("""Connect("db", "Tr0ub4dor&3");""")]
    [InlineData("""Connect(password: "Tr0ub4dor&3", server: "db");""")]
    [InlineData("""Connect("db", Neutral);""")]
    [InlineData("""Connect("db", Fixed);""")]
    [InlineData("""const string local = "Tr0ub4dor&3"; Connect("db", local);""")]
    [InlineData("""var local = "Tr0ub4dor&3"; Connect("db", local);""")]
    [InlineData("""if (password == "Tr0ub4dor&3") { }""")]
    [InlineData("""if ("Tr0ub4dor&3" != password) { }""")]
    [InlineData("""if (password.Equals("Tr0ub4dor&3")) { }""")]
    [InlineData("""if ("Tr0ub4dor&3".Equals(password)) { }""")]
    [InlineData("""if (string.Equals(password, "Tr0ub4dor&3", StringComparison.Ordinal)) { }""")]
    [InlineData("""if (password is "Tr0ub4dor&3") { }""")]
    [InlineData("""if (password is not "Tr0ub4dor&3") { }""")]
    [InlineData("""if (account is { Password: "Tr0ub4dor&3" }) { }""")]
    [InlineData("""switch (password) { case "Tr0ub4dor&3": break; }""")]
    [InlineData("""any = password switch { "Tr0ub4dor&3" => 1, _ => 2 };""")]
    [InlineData("""if (CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(password), Encoding.UTF8.GetBytes("Tr0ub4dor&3"))) { }""")]
    [InlineData("""any = new NetworkCredential("shop", "Tr0ub4dor&3");""")]
    [InlineData("""any = new NetworkCredential("shop", "Tr0ub4dor&3", "domain");""")]
    [InlineData("""any = new X509Certificate2("shop.pfx", "Tr0ub4dor&3");""")]
    [InlineData("""any = new Rfc2898DeriveBytes("Tr0ub4dor&3", new byte[16], 100000, HashAlgorithmName.SHA256);""")]
    [InlineData("""any = new PasswordDeriveBytes("Tr0ub4dor&3", null);""")]
    [InlineData("""Environment.SetEnvironmentVariable("DB_PASSWORD", "Tr0ub4dor&3");""")]
    [InlineData("""host.UseSetting("Smtp:Password", "Tr0ub4dor&3");""")]
    [InlineData("""host.UseSetting("Jwt:Key", "4fE9kQz7Lw2Xv8Bn1Ty6Rm3Pc5Hd0Js");""")]
    [InlineData("""any = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string> { ["Smtp:Password"] = "Tr0ub4dor&3" });""")]
    [InlineData("""password = config["Smtp:Password"] ?? "Tr0ub4dor&3";""")]
    [InlineData("""any = config["Smtp:Password"] ?? "Tr0ub4dor&3";""")]
    [InlineData("""any = config.GetValue("Smtp:Password", "Tr0ub4dor&3");""")]
    [InlineData("""any = new AzureKeyCredential("4fE9kQz7Lw2Xv8Bn1Ty6Rm3Pc5Hd0Js");""")]
    [InlineData("""any = new ClientSecretCredential("t", "c", "4fE9kQz7Lw2Xv8Bn1Ty6Rm3Pc5Hd0Js");""")]
    [InlineData("""any = new StorageSharedKeyCredential("shop", "4fE9kQz7Lw2Xv8Bn1Ty6Rm3Pc5Hd0Js");""")]
    [InlineData("""any = new BasicAWSCredentials("id", "4fE9kQz7Lw2Xv8Bn1Ty6Rm3Pc5Hd0Js");""")]
    [InlineData("""any = new JwtOptions { Key = "4fE9kQz7Lw2Xv8Bn1Ty6Rm3Pc5Hd0Js" };""")]
    [InlineData("""var secure = new SecureString(); foreach (var c in "Tr0ub4dor&3") secure.AppendChar(c);""")]
    [InlineData("""var secure = new SecureString(); "Tr0ub4dor&3".ToList().ForEach(secure.AppendChar);""")]
    [InlineData("""string GetPassword() => "Tr0ub4dor&3";""")]
    [InlineData("""client.DefaultRequestHeaders.Add("X-Api-Key", "4fE9kQz7Lw2Xv8Bn1Ty6Rm3Pc5Hd0Js");""")]
    public async Task Reports(string statement) => Assert.Equal("OMNI1002", await SecretTest.OfStatements(statement));

    [Theory]
    [InlineData("class A { string Password = \"Tr0ub4dor&3 }")]
    [InlineData("class A { string Password = }")]
    [InlineData("class A { void F() { Connect(password: \"Tr0ub4dor&3\" } }")]
    [InlineData("class A { void F() { map[\"Password\"] = ; new NetworkCredential(\"a\", ); } }")]
    [InlineData("[Smtp(Password = ] class A { (string, string Password) F() => (\"a\"; }")]
    [InlineData("class A { string F(string password) => password switch { \"Tr0ub4dor&3\" => , }; }")]
    public async Task Does_not_crash_on_half_typed_code(string source) =>
        Assert.DoesNotContain("OMNI9910", await SecretTest.Of(source), StringComparison.Ordinal);

    [Fact]
    public async Task A_constant_is_reported_where_it_is_written() => Assert.Equal(
        "OMNI1002", await SecretTest.OfMembers("""const string DbPassword = "Tr0ub4dor&3"; string Password => DbPassword; void F() => Connect("db", DbPassword);"""));

    [Fact]
    public async Task Says_in_startup_code_what_to_type_and_never_the_value()
    {
        var finding = Assert.Single(
            await new Findings("""
                var builder = WebApplication.CreateBuilder(args);
                builder.Services.Configure<SmtpOptions>(smtp => smtp.Password = "Tr0ub4dor&3");
                var app = builder.Build();
                app.UseHsts();
                app.Run();
                class SmtpOptions { public string Password { get; set; } }
                """).InBuild(),
            found => found.Id == "OMNI1002");
        Assert.Equal(
            "'Password' holds a secret (the name says credential and the value is a literal, not a placeholder); change it, then read builder.Configuration[\"Smtp:Password\"]",
            finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }
}
