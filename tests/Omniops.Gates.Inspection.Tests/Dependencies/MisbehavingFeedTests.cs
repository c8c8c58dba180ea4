using System.Diagnostics;
using System.IO.Compression;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using NuGet.Configuration;
using NuGet.Versioning;
using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Policy;
using Omniops.Gates.Inspection.Dependencies;

namespace Omniops.Gates.Inspection.Tests.Dependencies;

/// <summary>Whatever a source does: what it said rightly counts, what it left open is not proven, and time is limited.</summary>
public sealed class MisbehavingFeedTests : IDisposable
{
    private const string OtherPlace = "names an address for its vulnerability data that is none of the web";
    private const string Refused = "answered with status 403, as it wants other credentials";
    private const string Broken = "sent vulnerability data that is not as it should be";
    private const string Late = "did not answer within the time limit";
    private const int Limit = 2;

    private static readonly byte[] s_good = Encoding.UTF8.GetBytes("{}");

    /// <summary>How the second of two pages misbehaves, and what is said about it. The first one counts.</summary>
    private static readonly Dictionary<string, (Action<RawFeed> Misbehave, string Problem)> s_pages = new()
    {
        ["html"] = (feed => feed.Bytes("/update", "<html>sign in</html>"u8.ToArray(), headers: "Content-Type: text/html"), Broken),
        ["empty body"] = (feed => feed.Text("/update", ""), Broken),
        ["no content"] = (feed => feed.Status("/update", "204 No Content"), Broken),
        ["not modified"] = (feed => feed.Status("/update", "304 Not Modified"), "answered with status 304"),
        ["not found"] = (feed => feed.Status("/update", "404 Not Found"), "answered with status 404"),
        ["forbidden"] = (feed => feed.Status("/update", "403 Forbidden"), Refused),
        ["too many requests"] = (feed => feed.Status("/update", "429 Too Many Requests", "Retry-After: 3600"), "answered with status 429"),
        ["unavailable until"] = (
            feed => feed.Status("/update", "503 Service Unavailable", "Retry-After: Fri, 31 Dec 2100 23:59:59 GMT"), "answered with status 503"),
        ["broken gzip"] = (feed => feed.Bytes("/update", [0x1f, 0x8b, 8, 0, 1, 2, 3], headers: "Content-Encoding: gzip"), Broken),
        ["gzip that is none"] = (feed => feed.Bytes("/update", s_good, headers: "Content-Encoding: gzip"), Broken),
        ["gzip bomb"] = (feed => feed.Bytes("/update", Bomb(), headers: "Content-Encoding: gzip"), "sent more than 32 MB"),
        ["utf-16"] = (feed => feed.Bytes("/update", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("{}")]), Broken),
        ["no unicode"] = (feed => feed.Bytes("/update", [.. "{\"a"u8, 0xff, 0xfe, .. "\": []}"u8]), Broken),
        ["deep"] = (
            feed => feed.Text("/update", string.Concat(Enumerable.Repeat("{\"a\":", 10_000)) + "1" + new string('}', 10_000)), Broken),
        ["deep entry"] = (feed => feed.Text("/update", $"{{\"x\":[{new string('[', 10_000)}{new string(']', 10_000)}]}}"), Broken),
        ["a number"] = (feed => feed.Text("/update", "5"), Broken),
        ["a list"] = (feed => feed.Text("/update", "[ {} ]"), Broken),
        ["more behind it"] = (feed => feed.Text("/update", "{} {}"), Broken),
        ["an object for a list"] = (feed => feed.Text("/update", """{ "x": { "url": "u" } }"""), Broken),
        ["a null entry"] = (feed => feed.Text("/update", """{ "x": [ null ] }"""), Broken),
        ["null for a list"] = (feed => feed.Text("/update", """{ "x": null }"""), Broken),
        ["versions missing"] = (
            feed => feed.Text("/update", """{ "x": [ { "url": "https://h.example/GHSA-1", "severity": 3 } ] }"""), Broken),
        ["versions of another kind"] = (feed => feed.Text("/update", """{ "x": [ { "severity": 3, "versions": 1 } ] }"""), Broken),
        ["versions that are none"] = (feed => feed.Text("/update", """{ "x": [ { "severity": 3, "versions": "(1.0, 2.0" } ] }"""), Broken),
        ["longer than it says"] = (feed => feed.Answer("/update", async (stream, cancellation) =>
        {
            await RawFeed.Head(stream, "200 OK", "Content-Length: 1000", cancellation);
            await stream.WriteAsync(s_good, cancellation);
        }), "did not give its vulnerability data"),
        ["reset"] = (feed => feed.Answer("/update", async (stream, cancellation) =>
        {
            await RawFeed.Head(stream, "200 OK", "Content-Length: 1000", cancellation);
            await stream.WriteAsync(s_good, cancellation);
            await stream.FlushAsync(cancellation);
            ((NetworkStream)stream).Socket.LingerState = new LingerOption(true, 0);
            ((NetworkStream)stream).Socket.Close();
        }), "cannot be reached (ConnectionReset)"),
        ["no http"] = (
            feed => feed.Answer("/update", async (stream, cancellation) => await stream.WriteAsync("SSH-2.0\r\n"u8.ToArray(), cancellation)),
            "did not give its vulnerability data"),
        ["closes"] = (feed => feed.Answer("/update", (_, _) => Task.CompletedTask), "did not give its vulnerability data"),
        ["redirects in a circle"] = (feed => feed.Status("/update", "302 Found", "Location: /update"), "answered with status 302"),
        ["hangs"] = (feed => feed.Answer("/update", (_, cancellation) => Task.Delay(Timeout.Infinite, cancellation)), Late),
        ["drips"] = (feed => feed.Answer("/update", async (stream, cancellation) =>
        {
            await RawFeed.Head(stream, "200 OK", "Content-Length: 1000", cancellation);
            for (; ; await Task.Delay(300, cancellation))
                await stream.WriteAsync(" "u8.ToArray(), cancellation);
        }), Late),
        ["drips its head"] = (feed => feed.Answer("/update", async (stream, cancellation) =>
        {
            for (; ; await Task.Delay(300, cancellation))
                await stream.WriteAsync("H"u8.ToArray(), cancellation);
        }), ""),
        ["never ends"] = (feed => feed.Answer("/update", async (stream, cancellation) =>
        {
            await RawFeed.Head(stream, "200 OK", "Transfer-Encoding: chunked", cancellation);
            var chunk = Encoding.ASCII.GetBytes("100000\r\n" + new string(' ', 0x100000) + "\r\n");
            while (true)
                await stream.WriteAsync(chunk, cancellation);
        }), "sent more than 32 MB"),
        ["fails and then hangs"] = (feed =>
        {
            var asked = 0;
            feed.Answer("/update", (stream, cancellation) => Interlocked.Increment(ref asked) == 1
                ? RawFeed.Head(stream, "500 No", "Content-Length: 0", cancellation) : Task.Delay(Timeout.Infinite, cancellation));
        }, "answered with status 500, and " + Late),
        ["a file for a page"] = (feed => feed.List($"{feed.Address}/base", "file:///etc/passwd"), OtherPlace),
        ["a page that is relative"] = (feed => feed.List($"{feed.Address}/base", "update"), Broken),
        ["a path for a page"] = (feed => feed.List($"{feed.Address}/base", "/update"), ""),
        ["more pages than there may be"] = (
            feed => feed.List([$"{feed.Address}/base", .. Enumerable.Range(0, 20).Select(at => $"{feed.Address}/update?{at}")]), ""),
        ["more advisories than there are"] = (feed => feed.Text("/update", Many(1_000_000)), "sent more than"),
    };

    /// <summary>How a feed has no page at all.</summary>
    private static readonly Dictionary<string, (Action<RawFeed> Misbehave, string Problem)> s_nothing = new()
    {
        ["service index is html"] = (feed => feed.Text("/index.json", "<html>sign in</html>"), Broken),
        ["service index is empty"] = (feed => feed.Text("/index.json", ""), Broken),
        ["service index is a list"] = (feed => feed.Text("/index.json", "[]"), Broken),
        ["service index is deep"] = (feed => feed.Text("/index.json", new string('[', 10_000)), Broken),
        ["service index is forbidden"] = (feed => feed.Status("/index.json", "403 Forbidden"), Refused),
        ["service index wants a proxy login"] = (
            feed => feed.Status("/index.json", "407 Proxy Authentication Required"), "answered with status 407"),
        ["service index is not there"] = (feed => feed.Status("/index.json", "404 Not Found"), "answered with status 404"),
        ["service index has no list of services"] = (
            feed => feed.Text("/index.json", """{ "version": "3.0.0", "resources": null }"""), Broken),
        ["service index has other services"] = (
            feed => feed.Text("/index.json", """{ "resources": [ null, 5, { "@type": "X" }, { "@type": [1, "Y"] } ] }"""), "offers no vulnerability data"),
        ["service index hangs"] = (
            feed => feed.Answer("/index.json", (_, cancellation) => Task.Delay(Timeout.Infinite, cancellation)), Late),
        ["list is relative"] = (feed => feed.Services("list"), Broken),
        ["list is a file"] = (feed => feed.Services("file:///etc/passwd"), OtherPlace),
        ["list is an object"] = (feed => feed.Text("/list", "{}"), Broken),
        ["list is deep"] = (feed => feed.Text("/list", new string('[', 10_000) + new string(']', 10_000)), Broken),
        ["list is null"] = (feed => feed.Text("/list", "null"), Broken),
        ["list has null"] = (feed => feed.Text("/list", "[null]"), Broken),
        ["list has no address"] = (feed => feed.Text("/list", """[ { "@name": "base", "@id": 5 } ]"""), Broken),
        ["list is empty"] = (feed => feed.Text("/list", "[]"), "sent an empty list of vulnerabilities"),
        ["list hangs"] = (feed => feed.Answer("/list", (_, cancellation) => Task.Delay(Timeout.Infinite, cancellation)), Late),
    };

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Pages => [.. s_pages.Keys];

    public static TheoryData<string> Nothing => [.. s_nothing.Keys];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_takes_nothing_from_another(string name)
    {
        using var feed = new RawFeed();
        s_pages[name].Misbehave(feed);
        var answer = Ask(feed);
        Assert.Contains(new AdvisoryIndex(answer.Advisories).Of("A", NuGetVersion.Parse("1.0.0")), advisory => advisory.Id == "GHSA-base");
        ProvesNothing(answer, s_pages[name].Problem);
    }

    [Theory]
    [MemberData(nameof(Nothing))]
    public void A_feed_without_a_page_proves_nothing(string name)
    {
        using var feed = new RawFeed();
        s_nothing[name].Misbehave(feed);
        ProvesNothing(Ask(feed), s_nothing[name].Problem);
    }

    [Fact]
    public void An_entry_takes_nothing_from_another_and_other_casing_nothing_from_a_package()
    {
        using var feed = new RawFeed();
        feed.Text("/update", """
            \uFEFF{ "A": [ { "url": null, "severity": 7, "versions": "[1.0.0]" }, 5,
                     { "url": "https://h.example/x y\n", "severity": -1, "versions": "[1.0.0]" } ],
              "a": [ { "url": "https://github.com/advisories/GHSA-again", "severity": "high", "versions": "[1.0.0]", "more": [{}] } ],
              "a": [ { "url": "https://github.com/advisories/GHSA-base", "severity": 3, "versions": "[1.0.0]" } ] }
            """.Replace("\\uFEFF", "\uFEFF", StringComparison.Ordinal));
        var answer = Ask(feed);
        Assert.Equal(Broken, answer.Problem);
        Assert.Equal(
            ["GHSA-again unknown", "GHSA-base critical", "https://h.example/x%20y unknown", "without an address unknown"],
            new AdvisoryIndex(answer.Advisories).Of("A", NuGetVersion.Parse("1.0.0")).Select(one => $"{one.Id} {one.Severity}"));
    }

    [Fact]
    public void Pages_of_the_same_name_or_address_or_of_tomorrow_are_pages()
    {
        using var feed = new RawFeed();
        feed.Text("/list", $$"""
            [ { "@name": "base", "@id": "{{feed.Address}}/base", "@updated": "2999-01-01T00:00:00Z" },
              { "@name": "base", "@id": "{{feed.Address}}/base", "@updated": 5 },
              { "@name": "base", "@id": "{{feed.Address}}/update" } ]
            """);
        feed.Text("/update", """{ "a": [ { "url": "https://github.com/advisories/GHSA-update", "severity": 0, "versions": "[1.0.0]" } ] }""");
        var answer = Ask(feed);
        Assert.Null(answer.Problem);
        Assert.Equal(["GHSA-base", "GHSA-update"], answer.Advisories.Select(advisory => advisory.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_page_may_be_on_another_host_and_behind_a_redirect()
    {
        using var feed = new RawFeed();
        using var other = new RawFeed();
        other.Status("/update", "302 Found", $"Location: {other.Address}/base");
        feed.List($"{other.Address}/update");
        Assert.Equal((null, 1), (Ask(feed).Problem, Ask(feed).Advisories.Count));
    }

    [Fact]
    public void A_million_advisories_take_bounded_memory_and_the_first_count()
    {
        using var feed = new RawFeed();
        var page = Encoding.UTF8.GetBytes(Many(1_000_000));
        feed.Bytes("/base", page);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var answer = Ask(feed);
        Assert.True(GC.GetTotalMemory(forceFullCollection: true) - before < 200_000_000);
        Assert.StartsWith("sent more than", answer.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-400)]
    public void A_certificate_that_is_not_trusted_proves_nothing(int days)
    {
        using var certificate = Certificate(days);
        using var feed = new RawFeed(certificate);
        ProvesNothing(Ask(feed), "has a certificate that this machine does not trust");
    }

    [Fact]
    public void A_source_with_encryption_does_not_lead_to_one_without()
    {
        using var certificate = Certificate(days: 0);
        using var feed = new RawFeed(certificate);
        using var open = new RawFeed();
        var source = new PackageSource(feed.Url, "feed") { DisableTLSCertificateValidation = true };
        Assert.Null(Assert.Single(Ask([source], Limit)).Problem);

        feed.Status("/update", "302 Found", $"Location: {open.Address}/base");
        ProvesNothing(Assert.Single(Ask([source], Limit, "redirected")), "answered with status 302");

        feed.List($"{feed.Address}/base", $"{open.Address}/base");
        ProvesNothing(Assert.Single(Ask([source], Limit, "named")), "names an address without encryption for its vulnerability data");
        Assert.Empty(open.Requests);
    }

    /// <summary>What the good page, the snapshot and an earlier answer know, with the source that left something open.</summary>
    [Fact]
    public void A_project_hears_of_all_that_is_known_and_of_what_is_not()
    {
        using var feed = new RawFeed();
        feed.Text("/update", """{ "b": [ { "url": "https://github.com/advisories/GHSA-update", "severity": 1, "versions": "[1.0.0]" } ] }""");
        _folder.Write("nuget.config", $"""
            <configuration>
              <packageSources><clear /><add key="ours" value="{feed.Url}" allowInsecureConnections="true" /></packageSources>
              <auditSources><clear /></auditSources>
            </configuration>
            """);
        var project = _folder.Write("App.csproj", "<Project />");
        var assets = AssetsFile.Write(_folder, ["A"], "A/1.0.0 -> B", "B/1.0.0 -> Newtonsoft.Json", "Newtonsoft.Json/12.0.1");
        var clock = new FakeClock(DateTimeOffset.UtcNow);
        Assert.Equal(["OMNI7001 GHSA-base", "OMNI7001 GHSA-update", "OMNI7001 GHSA-5crp-9r3c-p9vr"], Audit());

        feed.Text("/update", "<html>");
        clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal(["OMNI7001 GHSA-base", "OMNI7001 GHSA-update", "OMNI7001 GHSA-5crp-9r3c-p9vr", "OMNI7003 "], Audit());

        List<string> Audit() =>
        [
            .. new ProjectAudit(project, assets, Path.Combine(_folder.Path, "obj/store.json"), AdditionalSnapshot: null)
            {
                Inquiry = new AdvisoryInquiry(Path.Combine(_folder.Path, "cache"), clock),
            }.Check().Select(finding => $"{finding.Rule.Id} {finding.Advisory}"),
        ];
    }

    [Fact]
    public void A_source_that_fails_takes_nothing_from_another_and_not_its_time()
    {
        using var bad = new RawFeed();
        using var good = new RawFeed();
        bad.Answer("/index.json", (_, cancellation) => Task.Delay(Timeout.Infinite, cancellation));
        var answers = Ask([Source(bad), Source(good)], limit: 1);
        Assert.Equal([Late, null], answers.Select(answer => answer.Problem));
        Assert.Single(answers[1].Advisories);
    }

    private static void ProvesNothing(AdvisoryAnswer answer, string problem)
    {
        Assert.NotNull(answer.Problem);
        Assert.StartsWith(problem, answer.Problem, StringComparison.Ordinal);
        Assert.Null(answer.Answered);
        Assert.DoesNotContain("127.0.0.1", answer.Problem, StringComparison.Ordinal);
    }

    private AdvisoryAnswer Ask(RawFeed feed) => Assert.Single(Ask([Source(feed)], Limit));

    private IReadOnlyList<AdvisoryAnswer> Ask(IReadOnlyList<PackageSource> sources, int limit, string cache = "cache")
    {
        var inquiry = new AdvisoryInquiry(Path.Combine(_folder.Path, cache), new FakeClock(DateTimeOffset.UtcNow));
        var watch = Stopwatch.StartNew();
        var answers = inquiry.Ask(sources, new DependencyPolicy { TimeLimitSeconds = limit }, Stage.Build);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(limit + 3), watch.Elapsed.ToString());
        return answers;
    }

    private static PackageSource Source(RawFeed feed) =>
        new(feed.Url, "feed") { AllowInsecureConnections = feed.Url.StartsWith("http:", StringComparison.Ordinal) };

    private static X509Certificate2 Certificate(int days)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var start = DateTimeOffset.UtcNow.AddDays(days - 1);
        using var own = request.CreateSelfSigned(start, start.AddDays(30));
        return X509CertificateLoader.LoadPkcs12(own.Export(X509ContentType.Pkcs12), password: null);
    }

    private static byte[] Bomb()
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.SmallestSize))
        {
            var zeros = new byte[1 << 20];
            for (var at = 0; at < 200; at++)
                gzip.Write(zeros);
        }

        return stream.ToArray();
    }

    private static string Many(int count) =>
        "{\"x\":[" + string.Join(",", Enumerable.Repeat("{\"severity\":1,\"versions\":\"(,1)\"}", count)) + "]}";
}
