using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Input;

namespace Omniops.Gates.Analyzers.Tests.Input;

/// <summary>OMNI2012.</summary>
public sealed class RequestLimitRemovedTests
{
    [Theory]
    [InlineData("kestrel.Limits.MaxRequestBodySize = 30_000_000;")]
    [InlineData("kestrel.Limits.MaxRequestBodySize = size;")]
    [InlineData("kestrel.Limits.MaxRequestBodySize = 134_217_728;")]
    [InlineData("kestrel.Limits.MaxRequestHeadersTotalSize = int.MaxValue;")]
    [InlineData("kestrel.Limits.MaxRequestBufferSize = null;")]
    [InlineData("kestrel.Limits.MinResponseDataRate = null;")]
    [InlineData("kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(100, TimeSpan.FromSeconds(10));")]
    [InlineData("form.MultipartBodyLengthLimit = 1024 * 1024;")]
    [InlineData("form.ValueCountLimit = int.MaxValue;")]
    [InlineData("own.MaxRequestBodySize = null;")]
    [InlineData("var dead = own; dead.MaxRequestBodySize = long.MaxValue;")]
    [InlineData("if (environment.IsDevelopment()) kestrel.Limits.MaxRequestBodySize = null;")]
    [InlineData("app.MapPost(\"/a\", () => 1).WithMetadata(new RequestSizeLimitAttribute(1000));")]
    [InlineData("app.MapPost(\"/a\", () => 1).WithFormOptions(valueCountLimit: int.MaxValue);")]
    public Task Allows(string statement) => Check(statement);

    [Theory]
    [InlineData("[|kestrel.Limits.MaxRequestBodySize = null|];")]
    [InlineData("[|kestrel.Limits.MaxRequestBodySize = default|];")]
    [InlineData("[|kestrel.Limits.MaxRequestBodySize = default(long?)|];")]
    [InlineData("[|kestrel.Limits.MaxRequestBodySize = long.MaxValue|];")]
    [InlineData("const long Most = 8L * 1024 * 1024 * 1024; [|kestrel.Limits.MaxRequestBodySize = Most|];")]
    [InlineData("long? none = null; [|kestrel.Limits.MaxRequestBodySize = none|];")]
    [InlineData("[|kestrel.Limits.MinRequestBodyDataRate = null|];")]
    [InlineData("[|iis.MaxRequestBodySize = null|];")]
    [InlineData("[|iis.MaxRequestBodySize = int.MaxValue|];")]
    [InlineData("[|sys.MaxRequestBodySize = null|];")]
    [InlineData("[|feature.MaxRequestBodySize = null|];")]
    [InlineData("[|form.MultipartBodyLengthLimit = long.MaxValue|];")]
    [InlineData("_ = new Microsoft.AspNetCore.Http.Features.FormOptions { [|MultipartBodyLengthLimit = int.MaxValue|] };")]
    [InlineData("[|hub.MaximumReceiveMessageSize = null|];")]
    [InlineData("app.MapPost(\"/a\", () => 1).WithMetadata(new [|DisableRequestSizeLimitAttribute|]());")]
    [InlineData("app.MapPost(\"/a\", () => 1).WithFormOptions(multipartBodyLengthLimit: [|long.MaxValue|]);")]
    [InlineData("app.MapPost(\"/a\", [[|DisableRequestSizeLimit|]] () => 1);")]
    [InlineData("[[|DisableRequestSizeLimit|]] void Local() { } app.MapPost(\"/a\", Local);")]
    [InlineData("void Local() => [|kestrel.Limits.MaxRequestBodySize = null|]; Local();")]
    public Task Fails(string statement) => Check(statement);

    [Fact]
    public Task Attributes() => Gate<RequestLimitRemoved>.Check("""
        using Microsoft.AspNetCore.Mvc;
        using Off = Microsoft.AspNetCore.Mvc.DisableRequestSizeLimitAttribute;

        [[|DisableRequestSizeLimit|]]
        public class UploadController : Controller
        {
            [HttpPost, [|Off|]]
            public void Post() { }

            [HttpPost, [|RequestSizeLimit(long.MaxValue)|]]
            public void Large() { }

            [HttpPost, RequestSizeLimit(10_000_000), RequestFormLimits(MultipartBodyLengthLimit = 10_000_000)]
            public void Small() { }

            [HttpPost, RequestFormLimits([|MultipartBodyLengthLimit = long.MaxValue|], ValueCountLimit = 10)]
            public void Form() { }
        }

        namespace Own
        {
            public class DisableRequestSizeLimitAttribute : Attribute { }

            [Own.DisableRequestSizeLimit]
            public class Other : Controller { }
        }
        """);

    [Theory]
    [InlineData(null, 200_000_000, true)]
    [InlineData("1000000", 2_000_000, true)]
    [InlineData("300000000", 200_000_000, false)]
    public async Task A_number_above_the_option_is_advised(string? option, int size, bool isReported)
    {
        var program = $$"""
            var builder = WebApplication.CreateBuilder(args);
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = {{size}});
            builder.Build().Run();
            """;
        var options = option is null ? Array.Empty<(string, string)>() : [("omniops_request_bytes", option)];
        var found = await new Findings(program, null, options).InBuild("OMNI2012");
        Assert.Equal(isReported ? [DiagnosticSeverity.Warning] : Array.Empty<DiagnosticSeverity>(), found.Select(finding => finding.Severity));
    }

    [Fact]
    public async Task An_option_that_is_no_number_is_a_finding()
    {
        var found = await new Findings("WebApplication.CreateBuilder(args).Build().Run();", null, ("omniops_request_bytes", "much")).InBuild("OMNI9901");
        Assert.Contains(found, finding => finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture).Contains("omniops_request_bytes", StringComparison.Ordinal));
    }

    [Fact]
    public Task Half_typed_code_is_left_alone() => Gate<RequestLimitRemoved>.CheckBroken("""
        using Microsoft.AspNetCore.Mvc;
        [RequestSizeLimit(]
        class C { void M() { kestrel.Limits.MaxRequestBodySize = ; } }
        """);

    [Fact]
    public Task Code_without_the_framework_is_left_alone() => Gate<RequestLimitRemoved>.CheckWithoutWeb("""
        class Limits { public long? MaxRequestBodySize { get; set; } }
        class C { void M(Limits limits) { limits.MaxRequestBodySize = null; } }
        """);

    private static Task Check(string statement) => Gate<RequestLimitRemoved>.Check(Source(statement));

    private static string Source(string statement) => $$"""
        using Microsoft.AspNetCore.Http.Features;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.Server.HttpSys;
        using Microsoft.AspNetCore.Server.Kestrel.Core;
        using Microsoft.AspNetCore.SignalR;
        class Own { public long? MaxRequestBodySize { get; set; } }
        class C
        {
            void M(
                KestrelServerOptions kestrel, IISServerOptions iis, HttpSysOptions sys, IHttpMaxRequestBodySizeFeature feature, FormOptions form, HubOptions hub,
                Own own, long size, IHostEnvironment environment, WebApplication app)
            {
                {{statement}}
            }
        }
        """;
}
