using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Transport;

namespace Omniops.Gates.Analyzers.Tests.Transport;

public sealed class OldTlsTests
{
    [Theory]
    [InlineData("Use(SslProtocols.None);")]
    [InlineData("Use(SslProtocols.Tls12 | SslProtocols.Tls13);")]
    [InlineData("Use((SslProtocols)3072);")]
    [InlineData("Use((SslProtocols)0);")]
    [InlineData("ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls12;")]
    [InlineData("ServicePointManager.SecurityProtocol = SecurityProtocolType.SystemDefault;")]
    [InlineData("ServicePointManager.SecurityProtocol &= ~SecurityProtocolType.Tls;")]
    [InlineData("ServicePointManager.SecurityProtocol &= ~(SecurityProtocolType.Tls | SecurityProtocolType.Tls11);")]
    [InlineData("if (ServicePointManager.SecurityProtocol == SecurityProtocolType.Tls) throw new Exception();")]
    [InlineData("if ((stream.SslProtocol & SslProtocols.Tls11) != 0) throw new Exception();")]
    [InlineData("if ((stream.SslProtocol & (SslProtocols.Tls | SslProtocols.Tls11)) != SslProtocols.None) throw new Exception();")]
    [InlineData("if (stream.SslProtocol is SslProtocols.Tls or SslProtocols.Tls11) throw new Exception();")]
    [InlineData("if (stream.SslProtocol.HasFlag(SslProtocols.Tls)) throw new Exception();")]
    [InlineData("switch (stream.SslProtocol) { case SslProtocols.Tls: throw new Exception(); }")]
    [InlineData("""var name = stream.SslProtocol switch { SslProtocols.Tls => "1.0", _ => "new" };""")]
    [InlineData("const SslProtocols Weak = SslProtocols.Tls | SslProtocols.Tls11; if ((stream.SslProtocol & Weak) != 0) throw new Exception();")]
    [InlineData("var weak = SslProtocols.Tls; if (stream.SslProtocol == weak) throw new Exception();")]
    [InlineData("if (new[] { SslProtocols.Tls, SslProtocols.Tls11 }.Contains(stream.SslProtocol)) throw new Exception();")]
    [InlineData("var weak = new[] { SslProtocols.Tls, SslProtocols.Tls11 }; if (weak.Contains(stream.SslProtocol)) throw new Exception();")]
    [InlineData("var names = new Dictionary<SslProtocols, string> { [SslProtocols.Tls] = \"1.0\" };")]
    [InlineData("var names = new Dictionary<SslProtocols, string> { { SslProtocols.Tls, \"1.0\" } };")]
    [InlineData("Console.WriteLine(SslProtocols.Tls);")]
    [InlineData("var name = nameof(SslProtocols.Tls);")]
    [InlineData("var text = $\"{SslProtocols.Tls} is old\";")]
    [InlineData("Own.SslProtocols.Tls.ToString(); Use(Own.SslProtocols.Tls);")]
    [InlineData("if (environment.IsDevelopment()) Use(SslProtocols.Tls);")]
    [InlineData("""AppContext.SetSwitch("Switch.System.Net.DontEnableSchUseStrongCrypto", false);""")]
    [InlineData("""AppContext.SetSwitch("Switch.System.Net.Other", true);""")]
    [InlineData("""AppContext.SetSwitch(isEnabled: false, switchName: "Switch.System.Net.DontEnableSchUseStrongCrypto");""")]
    [InlineData("var suites = new CipherSuitesPolicy(new[] { TlsCipherSuite.TLS_AES_256_GCM_SHA384, TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 });")]
    [InlineData("var mail = new SmtpClient(\"mail.shop.example\") { EnableSsl = true };")]
    [InlineData("var mail = new SmtpClient(\"localhost\", 25);")]
    [InlineData("var mail = new SmtpClient(\"mail.shop.example\"); mail.EnableSsl = true;")]
    [InlineData("var mail = new SmtpClient(); mail.Host = \"127.0.0.1\"; mail.EnableSsl = false;")]
    [InlineData("""var text = "Server=db.shop.example;Database=shop;Encrypt=True;TrustServerCertificate=False";""")]
    [InlineData("""var text = "Server=localhost;Database=shop;Encrypt=False";""")]
    [InlineData("""var text = "Server=.;Database=shop;TrustServerCertificate=True";""")]
    [InlineData("""var text = "Server=(localdb)\\mssqllocaldb;Database=shop;Encrypt=False";""")]
    [InlineData("""var text = "Server=tcp:127.0.0.1,1433;Database=shop;Encrypt=False";""")]
    [InlineData("""var text = "Host=db.shop.example;Database=shop;SSL Mode=VerifyFull";""")]
    [InlineData("""var text = "Host=db.shop.example;Database=shop;SSL Mode=Require";""")]
    [InlineData("""var text = "localhost:6379,ssl=false";""")]
    [InlineData("""var text = "never set encrypt=false; it is wrong";""")]
    [InlineData("""var text = "UseDevelopmentStorage=true";""")]
    [InlineData("""var text = "mongodb://localhost/shop?tls=false";""")]
    public Task Allows(string statement) => Check(statement);

    [Theory]
    [InlineData("Use([|SslProtocols.Tls|]);")]
    [InlineData("Use([|SslProtocols.Tls11|]);")]
    [InlineData("Use([|SslProtocols.Ssl2|]);")]
    [InlineData("Use([|SslProtocols.Ssl3|]);")]
    [InlineData("Use([|SslProtocols.Default|]);")]
    [InlineData("Use([|SslProtocols.Tls|] | SslProtocols.Tls11 | SslProtocols.Tls12);")]
    [InlineData("Use(SslProtocols.Tls12 | [|SslProtocols.Tls11|]);")]
    [InlineData("Use([|(SslProtocols)768|]);")]
    [InlineData("Use(SslProtocols.Tls12 | [|(SslProtocols)192|]);")]
    [InlineData("Use((SslProtocols)[|SecurityProtocolType.Tls|]);")]
    [InlineData("ServicePointManager.SecurityProtocol = [|SecurityProtocolType.Tls|];")]
    [InlineData("ServicePointManager.SecurityProtocol |= [|SecurityProtocolType.Tls11|];")]
    [InlineData("ServicePointManager.SecurityProtocol = [|SecurityProtocolType.Ssl3|] | SecurityProtocolType.Tls;")]
    [InlineData("ServicePointManager.SecurityProtocol = [|(SecurityProtocolType)0x300|];")]
    [InlineData("ServicePointManager.SecurityProtocol = flag ? [|SecurityProtocolType.Tls|] : SecurityProtocolType.Tls12;")]
    [InlineData("var handler = new HttpClientHandler { SslProtocols = [|SslProtocols.Tls|] };")]
    [InlineData("var handler = new SocketsHttpHandler { SslOptions = { EnabledSslProtocols = [|SslProtocols.Tls11|] } };")]
    [InlineData("var handler = new SocketsHttpHandler(); handler.SslOptions.EnabledSslProtocols = [|SslProtocols.Tls11|];")]
    [InlineData("var options = new SslServerAuthenticationOptions { EnabledSslProtocols = [|SslProtocols.Tls|] | SslProtocols.Tls12 };")]
    [InlineData("""stream.AuthenticateAsClient("shop.example", null, [|SslProtocols.Tls|], false);""")]
    [InlineData("stream.AuthenticateAsServer(null!, false, [|SslProtocols.Ssl3|] | SslProtocols.Tls, true);")]
    [InlineData("kestrel.ConfigureHttpsDefaults(https => https.SslProtocols = [|SslProtocols.Tls11|] | SslProtocols.Tls12);")]
    [InlineData("var protocols = [|SslProtocols.Tls|]; Use(protocols);")]
    [InlineData("var protocols = [|SslProtocols.Tls|];")]
    [InlineData("var protocols = SslProtocols.Tls12; protocols |= [|SslProtocols.Tls11|];")]
    [InlineData("SslProtocols Protocols() => [|SslProtocols.Tls|]; Use(Protocols());")]
    [InlineData("""Use([|Enum.Parse<SslProtocols>("Tls11")|]);""")]
    [InlineData("""Use((SslProtocols)[|Enum.Parse(typeof(SslProtocols), "Tls, Tls12")|]);""")]
    [InlineData("""[|AppContext.SetSwitch("Switch.System.Net.DontEnableSchUseStrongCrypto", true)|];""")]
    [InlineData("""[|AppContext.SetSwitch(isEnabled: true, switchName: "Switch.System.Net.DontEnableSchUseStrongCrypto")|];""")]
    [InlineData("""[|AppContext.SetSwitch("Switch.System.ServiceModel.DisableUsingServicePointManagerSecurityProtocols", true)|];""")]
    [InlineData("""const string Name = "Switch.System.Net.DontEnableSystemDefaultTlsVersions"; var on = true; [|AppContext.SetSwitch(Name, on)|];""")]
    [InlineData("var suites = new CipherSuitesPolicy(new[] { TlsCipherSuite.TLS_AES_256_GCM_SHA384, [|TlsCipherSuite.TLS_RSA_WITH_RC4_128_SHA|] });")]
    [InlineData("var options = new SslClientAuthenticationOptions { EncryptionPolicy = [|EncryptionPolicy.AllowNoEncryption|] };")]
    [InlineData("var mail = [|new SmtpClient(\"mail.shop.com\", 25)|];")]
    [InlineData("var mail = new SmtpClient(\"mail.shop.com\") { [|EnableSsl = false|] };")]
    [InlineData("""var request = (FtpWebRequest)WebRequest.Create("ftp://files.shop.com"); [|request.EnableSsl = false|];""")]
    [InlineData("""var text = [|"Server=db.shop.example;Database=shop;Encrypt=False"|];""")]
    [InlineData("""var text = [|"Server=db.shop.example;Database=shop;TrustServerCertificate=True"|];""")]
    [InlineData("""var text = [|"Data Source=db.shop.example;Initial Catalog=shop;Encrypt=Optional"|];""")]
    [InlineData("""var text = [|"Host=db.shop.example;Database=shop;SSL Mode=Disable"|];""")]
    [InlineData("""var text = [|"Host=db.shop.example;Database=shop;SSL Mode=Prefer;Trust Server Certificate=true"|];""")]
    [InlineData("""var text = [|"Server=db.shop.example;Database=shop;SslMode=None"|];""")]
    [InlineData("""var text = [|"cache.shop.example:6379,abortConnect=false,ssl=False"|];""")]
    [InlineData("""var text = [|"mongodb://db.shop.example/shop?tls=false"|];""")]
    [InlineData("""var text = [|"mongodb://db.shop.example/shop?tls=true&tlsInsecure=true"|];""")]
    [InlineData("""var text = [|"postgres://db.shop.example/shop?sslmode=disable"|];""")]
    [InlineData("""var text = [|"DefaultEndpointsProtocol=http;AccountName=shop;EndpointSuffix=core.windows.net"|];""")]
    [InlineData("""var text = "Server=" + host + [|";Database=shop;Encrypt=False"|];""")]
    [InlineData("""var text = $"Server={host}[|;Database=shop;Encrypt=False|]";""")]
    public Task Reports(string statement) => Check(statement);

    [Fact]
    public Task Reports_fields_defaults_and_properties() => Gate<OldTls>.Check("""
        using System.Security.Authentication;
        class Client
        {
            const SslProtocols Old = [|SslProtocols.Tls|];
            static readonly SslProtocols Older = [|SslProtocols.Ssl3|];
            SslProtocols Protocols { get; set; } = [|SslProtocols.Tls11|];
            void Connect(SslProtocols protocols = [|SslProtocols.Tls|]) { }
        }
        """);

    [Fact]
    public Task Reports_results_arguments_and_branches() => Gate<OldTls>.Check("""
        using System.Net;
        using System.Security.Authentication;
        class Client
        {
            SslProtocols protocols;
            SslProtocols Protocols { get { return [|SslProtocols.Tls|]; } }
            Client() { protocols = [|SslProtocols.Ssl3|]; }
            void Ignores(SecurityProtocolType type) { }
            void Set(SecurityProtocolType type) => ServicePointManager.SecurityProtocol = type;
            SslProtocols Of(int version) => version switch { 0 => [|SslProtocols.Tls|], 1 => [|SslProtocols.Tls11|], _ => SslProtocols.Tls12 };
            SslProtocols Read(string name)
            {
                switch (name)
                {
                    case "old":
                        return [|SslProtocols.Tls|];
                    default:
                        return SslProtocols.Tls13;
                }
            }
            void M()
            {
                Ignores([|SecurityProtocolType.Ssl3|]);
                Set([|SecurityProtocolType.Tls|]);
                SecurityProtocolType later;
                later = [|SecurityProtocolType.Tls11|];
                Set(later);
                Set((SecurityProtocolType)Enum.ToObject(typeof(SecurityProtocolType), 3072));
                Set([|(SecurityProtocolType)48|]);
                Set(SecurityProtocolType.Tls12 ^ [|SecurityProtocolType.Tls|]);
            }
        }
        """);

    [Fact]
    public Task Allows_members_that_are_only_compared() => Gate<OldTls>.Check("""
        using System.Security.Authentication;
        class Client
        {
            const SslProtocols Weak = SslProtocols.Tls | SslProtocols.Tls11;
            static readonly SslProtocols[] Banned = { SslProtocols.Ssl3, SslProtocols.Tls };
            bool IsWeak(SslProtocols protocols) => (protocols & Weak) != 0 || Banned.Contains(protocols);
            [System.ComponentModel.DefaultValue(SslProtocols.Tls)] SslProtocols Wanted { get; set; }
        }
        """);

    [Theory]
    [InlineData("new SqlConnectionStringBuilder { DataSource = \"localhost\", Encrypt = false }")]
    [InlineData("new SqlConnectionStringBuilder { DataSource = \"db.shop.example\", Encrypt = true }")]
    [InlineData("new SqlConnectionStringBuilder(\"Server=.;Database=shop\") { Encrypt = false }")]
    [InlineData("new SqlConnectionStringBuilder { DataSource = \"db.shop.example\", [|Encrypt = false|] }")]
    [InlineData("new SqlConnectionStringBuilder { DataSource = host, [|TrustServerCertificate = true|] }")]
    [InlineData("new SqlConnectionStringBuilder { [|[\"Encrypt\"] = \"false\"|] }")]
    public Task Judges_a_builder(string builder) => Gate<OldTls>.Check($$"""
        using Microsoft.Data.SqlClient;
        namespace Microsoft.Data.SqlClient
        {
            class SqlConnectionStringBuilder
            {
                public SqlConnectionStringBuilder() { }
                public SqlConnectionStringBuilder(string text) { }
                public string? DataSource { get; set; }
                public bool Encrypt { get; set; }
                public bool TrustServerCertificate { get; set; }
                public object this[string key] { get => 0; set { } }
            }
        }
        class Db { object Make(string host) => {{builder}}; }
        """);

    [Fact]
    public Task Survives_half_typed_code() => Gate<OldTls>.CheckBroken("""
        using System.Security.Authentication;
        class C { void M() { var p = SslProtocols.; Use(SslProtocols.Tls12 | ); System.Net.ServicePointManager.SecurityProtocol = ; } }
        """);

    private static Task Check(string statement) => Gate<OldTls>.Check($$"""
        using System.Net;
        using System.Net.Mail;
        using System.Net.Security;
        using System.Security.Authentication;
        using Microsoft.AspNetCore.Server.Kestrel.Core;
        namespace Own { enum SslProtocols { Tls } }
        class Client
        {
            void Use(object? protocols) { }
            void Use(SslProtocols protocols) { Sink.Protocols = protocols; }
            void M(SslStream stream, bool flag, string host, IHostEnvironment environment, KestrelServerOptions kestrel)
            {
                {{statement}}
            }
        }
        static class Sink { public static SslProtocols Protocols; }
        """);
}
