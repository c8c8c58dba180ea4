using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Engine.Headers;

namespace Omniops.Gates.Analyzers.Headers;

/// <summary>OMNI3002: HSTS holds for a year and for subdomains; the framework's default is thirty days without them.</summary>
internal sealed class HstsWeak : IPipelineRule
{
    private const string Options = "HstsOptions";
    private const string WayOut = "set MaxAge = TimeSpan.FromDays(365) and IncludeSubDomains = true in services.AddHsts";
    private const double DefaultMaxAge = 30 * 86_400;

    public void Check(PipelineFacts pipeline, GateReporter reporter, Action<Diagnostic> report)
    {
        // Options that are set are meant, whether or not the call that reads them is there yet.
        var middleware = pipeline.Middleware.Find(call => call.Name == "UseHsts" && call.IsInProduction);
        if (middleware is not { IsDeclared: true } && (middleware?.Location ?? pipeline.OptionOf(Options, "MaxAge")?.Location) is { } where)
            Judge(pipeline, where, reporter, report);

        foreach (var header in pipeline.HeadersNamed(SecurityHeader.StrictTransportSecurity).Where(header => header.IsInProduction && !header.IsDeclared))
        {
            if (header.Value is null || header.Value.Contains(HeaderTexts.Hole))
                reporter.NotProven(report, HeaderRules.HstsWeak, header.Location, header.Name, "what the header holds is known at run time only");
            else
                Report(StrictTransport.Parse(header.Value), header.Location, "write max-age=31536000; includeSubDomains", reporter, report);
        }
    }

    /// <summary>Whether the source says how long it holds.</summary>
    public static bool IsSet(PipelineFacts pipeline) => pipeline.OptionOf(Options, "MaxAge") is not null;

    private static void Judge(PipelineFacts pipeline, Location where, GateReporter reporter, Action<Diagnostic> report)
    {
        var maxAge = pipeline.OptionOf(Options, "MaxAge");
        var subDomains = pipeline.OptionOf(Options, "IncludeSubDomains");
        var preload = pipeline.OptionOf(Options, "Preload");
        var seconds = maxAge is null ? DefaultMaxAge : maxAge.Constant as double?;
        if (maxAge is null && pipeline.HiddenUseOf("Microsoft.AspNetCore.HttpsPolicy") is { } hidden)
        {
            reporter.NotProven(report, HeaderRules.HstsWeak, hidden.Location, Options, $"'{hidden.Name}' may set the options out of sight; set them in services.AddHsts");
            return;
        }

        var isUnknown = maxAge is not null && (seconds is null || !maxAge.IsCertain) || IsUnknown(subDomains) || IsUnknown(preload);
        if (isUnknown)
        {
            reporter.NotProven(report, HeaderRules.HstsWeak, (maxAge ?? subDomains ?? preload)!.Location, Options, "what the options hold is known at run time only");
            return;
        }

        Report(new StrictTransport(seconds, IsTrue(subDomains), IsTrue(preload)), (maxAge ?? subDomains)?.Location ?? where, WayOut, reporter, report);
    }

    private static void Report(StrictTransport promise, Location where, string wayOut, GateReporter reporter, Action<Diagnostic> report)
    {
        var weaknesses = string.Join(" and ", promise.Weaknesses());
        if (weaknesses.Length == 0)
            return;

        reporter.Report(
            report,
            new GateDiagnostic(HeaderRules.HstsWeak, HeaderRules.HstsWeak.Outcome, where, SecurityHeader.StrictTransportSecurity, weaknesses, wayOut)
            {
                Settings = string.Join(",", Settings(promise)),
            });
    }

    /// <summary>The options that have to change.</summary>
    private static IEnumerable<string> Settings(StrictTransport promise)
    {
        if (promise.MaxAge is null or < StrictTransport.Year)
            yield return "MaxAge";
        if (!promise.IncludesSubDomains)
            yield return "IncludeSubDomains";
    }

    private static bool IsUnknown(OptionWrite? write) => write is not null && (!write.IsCertain || write.Constant is not bool);

    private static bool IsTrue(OptionWrite? write) => write?.Constant is true;
}
