using Omniops.Gates.Analyzers.Secrets;
using Omniops.Gates.CodeFixes.Secrets;

namespace Omniops.Gates.CodeFixes.Tests.Secrets;

public sealed class SecretInCodeFixTests
{
    private const string Types = """
        public class SmtpOptions { public string Password { get; set; } = ""; }
        public static class Shop { public static void Connect(string connectionString) { } }
        """;

    [Theory]
    [InlineData(
        """var smtpPassword = {|OMNI1002:"Tr0ub4dor&3"|};""",
        """var smtpPassword = builder.Configuration["Smtp:Password"];""")]
    [InlineData(
        """var smtp = new SmtpOptions { Password = {|OMNI1002:"Tr0ub4dor&3"|} };""",
        """var smtp = new SmtpOptions { Password = builder.Configuration["Smtp:Password"] };""")]
    [InlineData(
        """builder.Services.Configure<SmtpOptions>(smtp => smtp.Password = {|OMNI1002:"Tr0ub4" + "dor&3"|}); // the old one""",
        """builder.Services.Configure<SmtpOptions>(smtp => smtp.Password = builder.Configuration["Smtp:Password"]); // the old one""")]
    [InlineData(
        """Shop.Connect({|OMNI1003:"Host=db.example;Username=shop;Password=Tr0ub4dor-3"|});""",
        """Shop.Connect(builder.Configuration["ConnectionStrings:Default"]);""")]
    [InlineData(
        """string Password() => {|OMNI1002:"Tr0ub4dor&3"|};""",
        """string Password() => builder.Configuration["Password"];""")]
    public Task Reads_configuration_in_startup_code(string before, string after) =>
        Fix<SecretInCode, SecretInCodeFix>.Check(Program(before), Program(after));

    [Theory]
    [InlineData(
        """var smtp = new SmtpOptions { Password = {|OMNI1002:"Tr0ub4dor&3"|} };""",
        """var smtp = new SmtpOptions { Password = builder.Configuration["Smtp:Password"] ?? throw new InvalidOperationException("Smtp:Password is not set") };""")]
    [InlineData(
        """var smtpPassword = {|OMNI1002:"Tr0ub4dor&3"|}; Console.WriteLine(smtpPassword);""",
        """var smtpPassword = builder.Configuration["Smtp:Password"]; Console.WriteLine(smtpPassword);""")]
    [InlineData(
        """var smtpPassword = {|OMNI1002:"Tr0ub4dor&3"|}; Console.WriteLine(smtpPassword.Length);""",
        """var smtpPassword = builder.Configuration["Smtp:Password"] ?? throw new InvalidOperationException("Smtp:Password is not set"); Console.WriteLine(smtpPassword.Length);""")]
    public Task Adds_no_warning_where_null_is_minded(string before, string after) =>
        Fix<SecretInCode, SecretInCodeFix>.Check("#nullable enable\n" + Program(before), "#nullable enable\n" + Program(after));

    [Fact]
    public Task Fixes_all() => Fix<SecretInCode, SecretInCodeFix>.Check(
        Program("""
            var smtpPassword = {|OMNI1002:"Tr0ub4dor&3"|};
            var ftpPassword = {|OMNI1002:"c0rrect-h0rse"|};
            Shop.Connect({|OMNI1003:"Host=db.example;Username=shop;Password=Tr0ub4dor-3"|});
            """),
        Program("""
            var smtpPassword = builder.Configuration["Smtp:Password"];
            var ftpPassword = builder.Configuration["Ftp:Password"];
            Shop.Connect(builder.Configuration["ConnectionStrings:Default"]);
            """));

    [Fact]
    public Task Reads_an_injected_configuration() => Fix<SecretInCode, SecretInCodeFix>.Check(
        Class("""void Send() { var password = {|OMNI1002:"Tr0ub4dor&3"|}; }"""),
        Class("""void Send() { var password = _configuration["Password"]; }"""));

    [Theory]
    [InlineData("""const string SmtpPassword = {|OMNI1002:"Tr0ub4dor&3"|};""")]
    [InlineData("""void Connect(string password = {|OMNI1002:"Tr0ub4dor&3"|}) { }""")]
    [InlineData("""void Check(string password) { switch (password) { case {|OMNI1002:"Tr0ub4dor&3"|}: break; } }""")]
    [InlineData("""void Check(string password) { if (password is {|OMNI1002:"Tr0ub4dor&3"|}) { } }""")]
    [InlineData("""static void Send() { var password = {|OMNI1002:"Tr0ub4dor&3"|}; }""")]
    [InlineData("""string _password = {|OMNI1002:"Tr0ub4dor&3"|};""")]
    [InlineData("""[Custom(Password = {|OMNI1002:"Tr0ub4dor&3"|})] void Send() { }""")]
    [InlineData("""void Send(string host) { var text = {|OMNI1003:$"Host={host};Username=shop;Password=Tr0ub4dor-3"|}; }""")]
    [InlineData("""void Send() { System.ReadOnlySpan<byte> password = {|OMNI1002:"Tr0ub4dor&3"u8|}; }""")]
    [InlineData("""void Send() { System.Func<string> password = static () => {|OMNI1002:"Tr0ub4dor&3"|}; }""", "Host")]
    public Task Is_not_offered(string member, string configuration = "_configuration") => Fix<SecretInCode, SecretInCodeFix>.CheckNotOffered(Class(
        configuration == "_configuration" ? member : "} class Other { " + member));

    [Fact]
    public Task Is_not_offered_before_the_builder_exists() => Fix<SecretInCode, SecretInCodeFix>.CheckNotOffered("""
        var smtpPassword = {|OMNI1002:"Tr0ub4dor&3"|};
        var builder = WebApplication.CreateBuilder(args);
        builder.Build().Run();
        """);

    [Fact]
    public Task Is_not_offered_in_a_static_local_function() => Fix<SecretInCode, SecretInCodeFix>.CheckNotOffered(
        Program("""static string Password() => {|OMNI1002:"Tr0ub4dor&3"|};"""));

    private static string Program(string statements) => $"""
        var builder = WebApplication.CreateBuilder(args);
        {statements}
        builder.Build().Run();
        {Types}
        """;

    private static string Class(string member) => $$"""
        using Microsoft.Extensions.Configuration;
        static class Program { static void Main() { } }
        class CustomAttribute : System.Attribute { public string Password { get; set; } }
        class Mail
        {
            readonly IConfiguration _configuration;
            Mail(IConfiguration configuration) => _configuration = configuration;
            {{member}}
        }
        """;
}
