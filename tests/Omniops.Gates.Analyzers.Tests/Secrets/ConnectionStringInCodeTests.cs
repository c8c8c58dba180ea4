namespace Omniops.Gates.Analyzers.Tests.Secrets;

public sealed class ConnectionStringInCodeTests
{
    [Theory]
    [InlineData("""any = "Server=db.example;Database=shop;Integrated Security=true";""")]
    [InlineData("""any = "Server=db.example;User Id=shop;Password=${DB_PASSWORD}";""")]
    [InlineData("""any = $"Server=db.example;User Id=shop;Password={password};";""")]
    [InlineData("""any = "Server=db.example;User Id=shop;Password=" + password + ";Encrypt=true";""")]
    [InlineData("""any = "Server=db.example;User Id=shop;Password=" + password;""")]
    [InlineData("""any = string.Format("Server={0};User Id={1};Password={2}", key, user, password);""")]
    [InlineData("""any = "UPDATE users SET password=@pwd WHERE id=@id";""")]
    [InlineData("""any = "SELECT * FROM users; DECLARE @Password=1";""")]
    [InlineData("""any = config.GetConnectionString("Shop");""")]
    [InlineData("""any = "System.Web, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b03f5f7f11d50a3a";""")]
    [InlineData("""any = "grant_type=password&username=" + user + "&password=" + password;""")]
    public async Task Allows(string statement) => Assert.Equal("", await SecretTest.OfStatements(statement));

    [Theory]
    [InlineData("""any = "Server=db.example;Database=shop;User Id=shop;Password=Tr0ub4dor-3";""")]
    [InlineData("""any.UseSqlServer("Server=db.example;Database=shop;User Id=shop;Password=Tr0ub4dor-3");""")]
    [InlineData("""any = $"Server={key};Database=shop;User Id=shop;Password=Tr0ub4dor-3";""")]
    [InlineData("""any = "Server=" + key + ";Database=shop;User Id=shop;Password=Tr0ub4dor-3";""")]
    [InlineData("""any = "Server=db.example;" + "User Id=shop;" + "Password=Tr0ub4dor-3";""")]
    [InlineData("""any = string.Format("Server={0};User Id=shop;Password=Tr0ub4dor-3", key);""")]
    [InlineData("""map["ConnectionStrings:Shop"] = "Host=db.example;Username=shop;Password=Tr0ub4dor-3";""")]
    [InlineData(""""any = @"Data Source=db.example;User ID=shop;Password=""Tr0ub4dor-3""";"""")]
    [InlineData("any = \"\"\"\nServer=db.example;\nUser Id=shop;\nPassword=Tr0ub4dor-3\n\"\"\";")]
    [InlineData("""any = "Server=db.example;Port=5432;Username=shop;Password='Tr0ub4dor-3'";""")]
    [InlineData("""any = "cache.example:6380,password=Tr0ub4dor-3,ssl=True";""")]
    [InlineData("""any = "Endpoint=sb://shop.servicebus.windows.net/;SharedAccessKeyName=All;SharedAccessKey=4fE9kQz7Lw2Xv8Bn1Ty6Rm3Pc5Hd0Js=";""")]
    public async Task Reports(string statement) => Assert.Equal("OMNI1003", await SecretTest.OfStatements(statement));

    [Theory]
    [InlineData("""[Obsolete("Server=db.example;User Id=shop;Password=Tr0ub4dor-3")] void Old() { }""")]
    [InlineData("""const string Shop = "Server=db.example;User Id=shop;Password=Tr0ub4dor-3";""")]
    [InlineData("""string ConnectionString { get; } = "Server=db.example;User Id=shop;Password=Tr0ub4dor-3";""")]
    [InlineData("""void Open(string shop = "Server=db.example;User Id=shop;Password=Tr0ub4dor-3") { }""")]
    public async Task Reports_members(string member) => Assert.Equal("OMNI1003", await SecretTest.OfMembers(member));

    [Fact]
    public async Task Reports_the_whole_and_doubts_the_part_that_says_the_password() => Assert.Equal(
        "OMNI1003? OMNI1003",
        await SecretTest.OfStatements("""const string part = "Password=Tr0ub4dor-3"; any = $"Server=db.example;User Id=shop;{part}";"""));

    [Fact]
    public async Task Doubts_a_database_of_this_machine() => Assert.Equal(
        "OMNI1003?", await SecretTest.OfStatements("""any = "Host=localhost;Username=shop;Password=Tr0ub4dor-3";"""));
}
