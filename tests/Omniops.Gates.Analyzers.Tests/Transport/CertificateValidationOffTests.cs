using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Transport;

namespace Omniops.Gates.Analyzers.Tests.Transport;

public sealed class CertificateValidationOffTests
{
    [Theory]
    [InlineData("ServicePointManager.ServerCertificateValidationCallback = null;")]
    [InlineData("ServicePointManager.ServerCertificateValidationCallback = (sender, certificate, chain, errors) => false;")]
    [InlineData("ServicePointManager.ServerCertificateValidationCallback += (sender, certificate, chain, errors) => errors == SslPolicyErrors.None;")]
    [InlineData("ServicePointManager.ServerCertificateValidationCallback += (_, certificate, _, errors) => errors == SslPolicyErrors.None || certificate!.GetCertHashString() == \"AB\";")]
    [InlineData("handler.ServerCertificateCustomValidationCallback = (_, certificate, _, _) => certificate!.Thumbprint == Thumb;")]
    [InlineData("handler.ServerCertificateCustomValidationCallback = (_, certificate, chain, _) => chain!.Build(certificate!);")]
    [InlineData("handler.ServerCertificateCustomValidationCallback = (_, c, _, errors) => { if (errors == SslPolicyErrors.None) return true; return c!.Thumbprint == Thumb; };")]
    [InlineData("handler.ServerCertificateCustomValidationCallback = (_, c, _, errors) => { if (errors != SslPolicyErrors.None) throw new Exception(); return true; };")]
    [InlineData("handler.ServerCertificateCustomValidationCallback = (_, c, _, errors) => { Ensure(errors); return true; };")]
    [InlineData("handler.ServerCertificateCustomValidationCallback = (_, c, _, errors) => { var ok = true; if (errors != SslPolicyErrors.None) ok = false; return ok; };")]
    [InlineData("handler.ServerCertificateCustomValidationCallback = (_, c, _, errors) => { try { Check(c!); return true; } catch { return false; } };")]
    [InlineData("handler.ServerCertificateCustomValidationCallback = (_, c, _, errors) => environment.IsDevelopment() || errors == SslPolicyErrors.None;")]
    [InlineData("handler.ServerCertificateCustomValidationCallback = (_, c, _, errors) => { if (environment.IsDevelopment()) return true; return errors == SslPolicyErrors.None; };")]
    [InlineData("handler.ServerCertificateCustomValidationCallback = Compare;")]
    [InlineData("if (environment.IsDevelopment()) handler.ServerCertificateCustomValidationCallback = (_, _, _, _) => true;")]
    [InlineData("if (environment.IsDevelopment()) handler.ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator;")]
    [InlineData("if (environment.IsDevelopment()) { handler.ServerCertificateCustomValidationCallback = Accept; } bool Accept(HttpRequestMessage m, X509Certificate2? c, X509Chain? x, SslPolicyErrors e) => true;")]
    [InlineData("RemoteCertificateValidationCallback any = (_, _, _, _) => true; if (environment.IsDevelopment()) ServicePointManager.ServerCertificateValidationCallback = any;")]
    [InlineData("Func<string, bool> any = _ => true;")]
    [InlineData("Func<object, object, object, object, bool> any = (_, _, _, _) => true;")]
    [InlineData("new[] { 1 }.All(_ => true);")]
    [InlineData("using var chain = new X509Chain(); chain.ChainPolicy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority; if (!chain.Build(shown)) throw new Exception();")]
    [InlineData("using var chain = new X509Chain(); chain.ChainPolicy.VerificationFlags = X509VerificationFlags.AllFlags; chain.Build(shown); Console.WriteLine(chain.ChainElements.Count);")]
    [InlineData("using var chain = new X509Chain(); chain.ChainPolicy.VerificationFlags = X509VerificationFlags.AllFlags; var ok = chain.Build(shown) && chain.ChainElements[0].Certificate.Thumbprint == Thumb;")]
    [InlineData("using var store = new X509Store(StoreName.My); store.Open(OpenFlags.ReadWrite); store.Add(shown);")]
    [InlineData("using var store = new X509Store(StoreName.Root); store.Open(OpenFlags.ReadOnly); var all = store.Certificates;")]
    [InlineData("https.ClientCertificateValidation = (certificate, chain, errors) => errors == SslPolicyErrors.None;")]
    [InlineData("new Own().AllowAnyClientCertificate();")]
    [InlineData("handler.ServerCertificateCustomValidationCallback = (_, c, _, _) => { IsOurs(c!); return true; };")]
    public Task Allows(string statement) => Check(statement);

    [Theory]
    [InlineData("using var chain = new X509Chain(); [|chain.ChainPolicy.VerificationFlags = X509VerificationFlags.AllFlags|]; if (!chain.Build(shown)) throw new Exception();")]
    [InlineData("ServicePointManager.ServerCertificateValidationCallback = [|(sender, certificate, chain, errors) => true|];")]
    [InlineData("ServicePointManager.ServerCertificateValidationCallback += [|(sender, certificate, chain, errors) => { return true; }|];")]
    [InlineData("ServicePointManager.ServerCertificateValidationCallback += [|delegate { return true; }|];")]
    [InlineData("ServicePointManager.ServerCertificateValidationCallback += [|delegate(object s, X509Certificate c, X509Chain x, SslPolicyErrors e) { return true; }|];")]
    [InlineData("ServicePointManager.ServerCertificateValidationCallback = new RemoteCertificateValidationCallback([|AcceptAll|]);")]
    [InlineData("ServicePointManager.ServerCertificateValidationCallback += [|AcceptAll|];")]
    [InlineData("ServicePointManager.ServerCertificateValidationCallback += [|(s, c, x, e) => AcceptAll(s, c, x, e)|];")]
    [InlineData("handler.ServerCertificateCustomValidationCallback = [|(_, _, _, _) => true|];")]
    [InlineData("handler.ServerCertificateCustomValidationCallback = [|(_, _, _, errors) => errors == SslPolicyErrors.None || true|];")]
    [InlineData("handler.ServerCertificateCustomValidationCallback = [|(_, _, _, errors) => errors == SslPolicyErrors.None ? true : true|];")]
    [InlineData("handler.ServerCertificateCustomValidationCallback = [|(_, _, _, errors) => { if (errors != SslPolicyErrors.None) Console.WriteLine(errors); return true; }|];")]
    [InlineData("handler.ServerCertificateCustomValidationCallback = [|(_, _, _, errors) => { if (errors == SslPolicyErrors.None) return true; else return true; }|];")]
    [InlineData("handler.ServerCertificateCustomValidationCallback = [|(_, _, _, errors) => { switch (errors) { case SslPolicyErrors.None: return true; default: return true; } }|];")]
    [InlineData("handler.ServerCertificateCustomValidationCallback = [|(_, c, _, errors) => { try { Console.WriteLine(c!.Subject); return true; } catch { return true; } }|];")]
    [InlineData("handler.ServerCertificateCustomValidationCallback = [|(_, c, _, errors) => { var ok = true; return ok; }|];")]
    [InlineData("handler.ServerCertificateCustomValidationCallback = [|(_, c, _, errors) => !false|];")]
    [InlineData("handler.ServerCertificateCustomValidationCallback = [|(_, c, _, errors) => Always|];")]
    [InlineData("handler.ServerCertificateCustomValidationCallback = [|(_, c, _, errors) => c != null|];")]
    [InlineData("handler.ServerCertificateCustomValidationCallback = [|Accept|]; bool Accept(HttpRequestMessage m, X509Certificate2? c, X509Chain? x, SslPolicyErrors e) => true;")]
    [InlineData("handler.ServerCertificateCustomValidationCallback = HttpClientHandler.[|DangerousAcceptAnyServerCertificateValidator|];")]
    [InlineData("var other = new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.[|DangerousAcceptAnyServerCertificateValidator|] };")]
    [InlineData("var sockets = new SocketsHttpHandler { SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = [|(_, _, _, _) => true|] } };")]
    [InlineData("var sockets = new SocketsHttpHandler(); sockets.SslOptions.RemoteCertificateValidationCallback = [|delegate { return true; }|];")]
    [InlineData("using var ssl = new SslStream(Stream.Null, false, [|(_, _, _, _) => true|]);")]
    [InlineData("using var ssl = new SslStream(Stream.Null, false, [|AcceptAll|], null);")]
    [InlineData("var socket = new System.Net.WebSockets.ClientWebSocket(); socket.Options.RemoteCertificateValidationCallback = [|(_, _, _, _) => true|];")]
    [InlineData("""var request = WebRequest.CreateHttp("https://shop.example"); request.ServerCertificateValidationCallback += [|AcceptAll|];""")]
    [InlineData("RemoteCertificateValidationCallback any = [|(_, _, _, _) => true|]; ServicePointManager.ServerCertificateValidationCallback = any;")]
    [InlineData("ServicePointManager.ServerCertificateValidationCallback = environment.IsDevelopment() ? null : [|(_, _, _, _) => true|];")]
    [InlineData("https.ClientCertificateValidation = [|(_, _, _) => true|];")]
    [InlineData("https.[|AllowAnyClientCertificate|]();")]
    [InlineData("kestrel.ConfigureHttpsDefaults(options => options.[|AllowAnyClientCertificate|]());")]
    [InlineData("var client = new HttpClient(new HttpClientHandler { ServerCertificateCustomValidationCallback = [|(m, c, x, e) => true|] });")]
    [InlineData("services.AddHttpClient(\"shop\").ConfigurePrimaryHttpMessageHandler(() => new HttpClientHandler { ServerCertificateCustomValidationCallback = [|(m, c, x, e) => true|] });")]
    [InlineData("if (!environment.IsDevelopment()) handler.ServerCertificateCustomValidationCallback = [|(_, _, _, _) => true|];")]
    [InlineData("handler.ServerCertificateCustomValidationCallback = [|(_, c, _, _) => { IsGiven(c); return true; }|];")]
    public Task Reports(string statement) => Check(statement);

    [Theory]
    [InlineData("handler.ServerCertificateCustomValidationCallback = {|#0:(_, _, _, _) => flag|};")]
    [InlineData("handler.ServerCertificateCustomValidationCallback = {|#0:(_, _, _, _) => DateTime.Now.Day == 1|};")]
    [InlineData("handler.ServerCertificateCustomValidationCallback = {|#0:Microsoft.Elsewhere.Callback|};")]
    public async Task Says_what_it_cannot_see(string statement)
    {
        var found = await new Findings(Source(statement.Replace("{|#0:", "").Replace("|}", "").Replace("Microsoft.Elsewhere.Callback", "AppDomain.CurrentDomain.GetData(\"x\") as Func<HttpRequestMessage, X509Certificate2?, X509Chain?, SslPolicyErrors, bool>"), isProgram: true)).InBuild();
        Assert.Contains(found, finding => finding.Id == "OMNI3008" && finding.Severity == DiagnosticSeverity.Warning);
    }

    [Fact]
    public Task Follows_delegates_through_members_and_methods() => Gate<CertificateValidationOff>.Check("""
        using System.Net;
        using System.Net.Security;
        using System.Security.Cryptography.X509Certificates;
        class Client
        {
            static readonly RemoteCertificateValidationCallback Field = [|(_, _, _, _) => true|];
            RemoteCertificateValidationCallback Property => [|delegate { return true; }|];
            RemoteCertificateValidationCallback Find(bool strict)
            {
                if (strict)
                    return (_, _, _, errors) => errors == SslPolicyErrors.None;
                return [|Accept|];
            }
            static bool Accept(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
            {
                Console.WriteLine(certificate?.Subject);
                return true;
            }
            void Init(RemoteCertificateValidationCallback callback) => ServicePointManager.ServerCertificateValidationCallback += callback;
            void Start()
            {
                Init([|Accept|]);
                ServicePointManager.ServerCertificateValidationCallback += Field;
                ServicePointManager.ServerCertificateValidationCallback += Find(false);
            }
        }
        """);

    [Fact]
    public Task Follows_arguments_constructors_and_exceptions() => Gate<CertificateValidationOff>.Check("""
        using System.Net;
        using System.Net.Security;
        using System.Security.Cryptography.X509Certificates;
        class Options
        {
            public Options(object owner, RemoteCertificateValidationCallback? callback = null, int other = 0) { }
        }
        class Client
        {
            bool strict;
            static bool True() => true;
            static bool Logs(object s, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
            {
                try
                {
                    Console.WriteLine(certificate?.Subject);
                    return true;
                }
                catch (Exception error)
                {
                    Console.WriteLine(error.Message);
                    return false;
                }
            }
            static bool Throws(object s, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) => throw new Exception();
            static bool Refuses(object s, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
            {
                if (errors != SslPolicyErrors.None)
                    return false;
                if (DateTime.Now.Day == 1)
                    return true;
                return false;
            }
            static bool Subject(object s, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
            {
                if (certificate?.Subject == "shop")
                    return true;
                else if (errors == SslPolicyErrors.None)
                    return true;
                return false;
            }
            void Again(RemoteCertificateValidationCallback callback, int count)
            {
                if (count == 0)
                    ServicePointManager.ServerCertificateValidationCallback += callback;
                else
                    Again(callback, count - 1);
            }
            void M()
            {
                new Options(this, callback: [|Logs|], other: 1);
                new Options(this, callback: Refuses);
                new Options(this);
                Again([|Logs|], 3);
                Again(Subject, 3);
                ServicePointManager.ServerCertificateValidationCallback = Throws;
                ServicePointManager.ServerCertificateValidationCallback = [|(s, c, x, e) => True()|];
                ServicePointManager.ServerCertificateValidationCallback = [|(s, c, x, e) => { bool Inner() { return false; } Inner(); return true; }|];
                ServicePointManager.ServerCertificateValidationCallback = [|(s, c, x, e) => { if (true) return true; return false; }|];
                ServicePointManager.ServerCertificateValidationCallback = [|(s, c, x, e) => { if (e != SslPolicyErrors.None) { return true; } return true; }|];
                ServicePointManager.ServerCertificateValidationCallback = strict ? Refuses : [|Logs|];
                (var one, var two) = ((RemoteCertificateValidationCallback)[|Logs|], 1);
                ServicePointManager.ServerCertificateValidationCallback = one;
            }
        }
        """);

    [Fact]
    public Task Reports_a_mode_that_asks_nothing() => Gate<CertificateValidationOff>.Check("""
        using System.ServiceModel.Security;
        namespace System.ServiceModel.Security { enum X509CertificateValidationMode { None, PeerTrust, ChainTrust } }
        class C
        {
            X509CertificateValidationMode mode;
            bool Is() => mode == X509CertificateValidationMode.None;
            void Set() => mode = X509CertificateValidationMode.ChainTrust;
            void Use(X509CertificateValidationMode mode) { }
            void Switch() => Use([|X509CertificateValidationMode.None|]);
        }
        """);

    [Fact]
    public async Task Advises_against_a_root_of_the_programs_own()
    {
        var found = await new Findings(Source("using var store = new X509Store(StoreName.Root, StoreLocation.LocalMachine); store.Open(OpenFlags.ReadWrite); store.Add(shown);", isProgram: true)).InBuild("OMNI3008");
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(found).Severity);
    }

    [Fact]
    public Task Survives_half_typed_code() => Gate<CertificateValidationOff>.CheckBroken("""
        using System.Net.Http;
        class C { void M() { var h = new HttpClientHandler { ServerCertificateCustomValidationCallback = (a, b, c, ) => }; h.ServerCertificateCustomValidationCallback = ; } }
        """);

    private static Task Check(string statement) => Gate<CertificateValidationOff>.Check(Source(statement, isProgram: false));

    private static string Source(string statement, bool isProgram) => $$"""
        using System.Net;
        using System.Net.Http;
        using System.Net.Security;
        using System.Security.Cryptography.X509Certificates;
        using Microsoft.AspNetCore.Server.Kestrel.Core;
        using Microsoft.AspNetCore.Server.Kestrel.Https;
        class Own { public void AllowAnyClientCertificate() { } }
        class Client
        {
            const string Thumb = "AB";
            static readonly bool Always = true;
            {{(isProgram ? "static void Main() { }" : "")}}
            static bool AcceptAll(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) { return true; }
            static bool Compare(HttpRequestMessage m, X509Certificate2? c, X509Chain? x, SslPolicyErrors e) => e == SslPolicyErrors.None;
            static void Ensure(SslPolicyErrors errors) { if (errors != SslPolicyErrors.None) throw new Exception(); }
            static bool IsOurs(X509Certificate2 c) { if (c.Thumbprint != Thumb) throw new Exception(); return true; }
            static bool IsGiven(X509Certificate2? c) { if (c is null) throw new ArgumentNullException(nameof(c)); return true; }
            static void Check(X509Certificate2 c) { if (c.Thumbprint != Thumb) throw new Exception(); }
            internal void M(HttpClientHandler handler, bool flag, IHostEnvironment environment, KestrelServerOptions kestrel, X509Certificate2 shown,
                HttpsConnectionAdapterOptions https, IServiceCollection services)
            {
                {{statement}}
            }
        }
        """;
}
