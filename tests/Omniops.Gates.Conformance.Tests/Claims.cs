using System.Collections.Immutable;
using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Cors;
using Omniops.Gates.Engine.Headers;
using Omniops.Gates.Engine.Transport;

namespace Omniops.Gates.Conformance.Tests;

/// <summary>The claims that are held against a running server.</summary>
internal static class Claims
{
    private static readonly string[] s_security =
    [
        SecurityHeader.ContentTypeOptions, SecurityHeader.ContentSecurityPolicy, SecurityHeader.FrameOptions, SecurityHeader.ReferrerPolicy,
        SecurityHeader.PermissionsPolicy, SecurityHeader.StrictTransportSecurity,
    ];

    private static readonly string[] s_files = ["UseStaticFiles", "UseFileServer"];

    /// <summary>What the rule about order calls things that answer some requests before the rest of the pipeline has a say.</summary>
    private static readonly string[] s_early =
    [
        "ShortCircuit", "MapShortCircuit", "Map", "MapWhen", "AddAuthorization", "AddAuthorizationBuilder", "Clear", "CompleteAsync",
        "Redirect", "SendFileAsync", "UseDirectoryBrowser", "UseHealthChecks", "UseWelcomePage", "WriteAsJsonAsync", "WriteAsync",
    ];

    /// <summary>Every one of them.</summary>
    public static ImmutableArray<Claim> All { get; } =
    [
        Header(SecurityHeader.ContentTypeOptions, isForData: true),
        Header(SecurityHeader.ContentSecurityPolicy),
        Header(SecurityHeader.FrameOptions),
        Header(SecurityHeader.ReferrerPolicy),
        Header(SecurityHeader.PermissionsPolicy),
        new("nothing answers before the headers", Early, trial => Observation.Of(
            trial.Visits.Where(answer => !answer.IsFile && !answer.IsError), answer => LacksKept(trial, answer))),
        new("static files are answered behind the headers", Files, trial => Observation.Of(
            trial.Visits.Where(answer => answer.IsFile && answer.Question.Path != "/"),
            answer => answer.Question.IsSecure ? Lacks(trial, answer) : LacksKept(trial, answer))),
        // The server's own answer to an exception that nobody handles has no content, and no middleware has a say in it.
        new("error answers carry the headers", Errors, trial => Observation.Of(
            trial.Plain.Where(answer => answer.IsError && answer.Body.Length > 0), answer => Lacks(trial, answer, isError: true))),
        Value(SecurityHeader.ContentTypeOptions),
        Value(SecurityHeader.FrameOptions),
        Value(SecurityHeader.ReferrerPolicy),
        Value("X-XSS-Protection"),
        new("the Content-Security-Policy is strong", Rule(HeaderRules.CspWeak), trial => Values(
            trial, SecurityHeader.ContentSecurityPolicy, value => ContentSecurityPolicy.Parse(value).Weaknesses(isComplete: true).FirstOrDefault())),
        new("HSTS is sent", UnlessEarly(Rule(HeaderRules.HstsMissing)), trial => Observation.Of(
            trial.Plain.Where(answer => !answer.IsError && !answer.IsFile),
            answer => answer[SecurityHeader.StrictTransportSecurity] is null ? "no HSTS" : null)),
        new("HSTS is strong", Rule(HeaderRules.HstsWeak), Strength),
        // Without an address for https, which is the deployment's to give, there is nowhere to send anybody.
        new("http is sent to https", UnlessEarly(Rule(HeaderRules.HttpsRedirectionMissing)), trial => Observation.Of(
            trial.Visits.Where(answer => !answer.Question.IsSecure && !answer.IsFile && trial.Plain.Any()),
            answer => answer.IsRedirectToHttps ? null : "no redirect")),
        new("the server is not named", Rule(HeaderRules.ServerBanner), trial => Observation.Of(
            trial.Plain, answer => answer["Server"] is { } name ? $"Server: {name}" : null)),
        new("no developer page", Rule(HeaderRules.DeveloperPageInProduction), trial => Observation.Of(
            trial.Plain.Where(answer => answer.Status == 500 || answer.Question.Path == "/fails"),
            answer => IsDeveloperPage(answer) ? "shows the stack" : null)),
        new("no stranger is let in", Strangers, trial => Observation.Of(
            trial.From(isStranger: true), answer => answer.IsShared ? $"lets {answer.Question.Origin} in" : null)),
        new("no stranger is let in with credentials", Credentials, trial => Observation.Of(
            trial.From(isStranger: true),
            answer => answer.IsSharedWithCredentials ? $"lets {answer.Question.Origin} in with credentials" : null)),
        new("the policies are applied", Applied, trial => Observation.Of(
            trial.From(isStranger: false).Where(answer => IsMeant(trial, answer) && answer.Status is not (401 or 403)),
            answer => answer.IsShared ? null : $"{answer.Question.Origin} is not let in")),
        new("refusals carry the CORS headers", Refusals, trial => Observation.Of(
            trial.From(isStranger: false).Where(answer =>
                answer.Status is 401 or 403 && IsMeant(trial, answer) && !answer.Question.IsPreflight),
            answer => answer.IsShared ? null : "no CORS header")),
        new("forwarded headers are read", Rule(HeaderRules.ForwardedHeaders, IsAboutForwarding), trial => Clients(
            trial, client => client[0] == "https" ? null : "the scheme is the proxy's")),
        new("known proxies only are believed", Rule(HeaderRules.ForwardedHeaders, IsAboutProxies), trial => Clients(
            trial, client => client[1] == Question.Client ? "believes a stranger" : null)),
        new("forwarded headers are read first", Rule(HeaderRules.MiddlewareOrder, IsAboutForwarding), trial => Observation.Of(
            trial.Answers.Where(answer => answer.Question.IsForwarded && ReadsForwarded(trial)),
            answer => answer.IsRedirectToHttps ? "is sent to https again"
                : answer[SecurityHeader.StrictTransportSecurity] is null && SendsHsts(trial) ? "no HSTS" : null)),
        new("cookies are protected", Rule(TransportRules.WeakCookie), trial => Observation.Of(
            trial.Plain.Where(answer => answer["Set-Cookie"] is not null),
            answer => Lacking(answer["Set-Cookie"]!, "secure") ?? Lacking(answer["Set-Cookie"]!, "httponly"))),
    ];

    /// <summary>Whether this is one of the headers that make a browser careful.</summary>
    public static bool IsSecurity(string header) => s_security.Contains(header, StringComparer.OrdinalIgnoreCase);

    /// <summary>Broken where there is a finding, open where the rule is not proven.</summary>
    private static Func<Trial, Verdict> Rule(GateRule rule, Func<Finding, bool>? isMeant = null) =>
        trial => Of(trial.Findings.Where(finding => finding.Rule == rule.Id && isMeant?.Invoke(finding) != false));

    private static Verdict Of(IEnumerable<Finding> findings)
    {
        var outcomes = findings.Select(finding => finding.Outcome).ToList();
        return outcomes.Exists(outcome => outcome is Outcome.Fails or Outcome.Advised) ? Verdict.Broken
            : outcomes.Count > 0 ? Verdict.Open : Verdict.Kept;
    }

    /// <summary>An application of pages needs it on its pages; one of data needs the one that keeps browsers from guessing.</summary>
    private static Claim Header(string header, bool isForData = false) => new(
        $"{header} is on every answer",
        UnlessEarly(Missing(header)),
        trial => Observation.Of(
            trial.Plain.Where(answer => !answer.IsFile && !answer.IsError && (isForData || answer.IsPage)),
            answer => Has(answer, header) ? null : "missing"));

    private static Func<Trial, Verdict> Missing(string header) => header == SecurityHeader.StrictTransportSecurity
        ? Rule(HeaderRules.HstsMissing)
        : Rule(HeaderRules.HeaderMissing, finding => finding.Anchor.Split(' ').Contains(header, StringComparer.OrdinalIgnoreCase));

    /// <summary>Where something answers early, that is what is said, and seen, of what every other answer does.</summary>
    private static Func<Trial, Verdict> UnlessEarly(Func<Trial, Verdict> said) =>
        trial => said(trial) is var verdict && verdict == Verdict.Kept && Early(trial) != Verdict.Kept ? Verdict.Open : verdict;

    private static Verdict Early(Trial trial) => Of(trial.Findings.Where(finding =>
        finding.Rule == HeaderRules.MiddlewareOrder.Id && Array.IndexOf(s_early, finding.Anchor) >= 0));

    /// <summary>What an answer lacks of what the analyzers say that every answer has.</summary>
    private static string? LacksKept(Trial trial, Answer answer)
    {
        if (!answer.Question.IsSecure)
        {
            return Rule(HeaderRules.HttpsRedirectionMissing)(trial) == Verdict.Kept && trial.Plain.Any() && !answer.IsRedirectToHttps
                ? "no redirect" : null;
        }

        // Of an application of data silence about the headers of pages says only that it needs none.
        var isWithPages = trial.Plain.Any(other => other.IsPage);
        var kept = s_security.Where(header => Missing(header)(trial) == Verdict.Kept && trial.Plain.Any(other => other[header] is not null)
            && (isWithPages || header is SecurityHeader.ContentTypeOptions or SecurityHeader.StrictTransportSecurity));
        return kept.FirstOrDefault(header => answer[header] is null) is { } lost ? $"{lost} missing" : null;
    }

    private static bool Has(Answer answer, string header) => answer[header] is not null
        || header == SecurityHeader.FrameOptions && answer[SecurityHeader.ContentSecurityPolicy] is { } policy
            && ContentSecurityPolicy.Parse(policy).LimitsFraming;

    /// <summary>A header that other answers carry and this one does not.</summary>
    private static string? Lacks(Trial trial, Answer answer, bool isError = false)
    {
        // An exception handler clears what UseHsts wrote. A browser that has met any other answer knows it, so no rule asks for that.
        var sent = s_security.Where(header => trial.Plain.Any(other => !other.IsFile && !other.IsError && other[header] is not null)
            && !(isError && header == SecurityHeader.StrictTransportSecurity && trial.Program.Mentions("UseHsts")));
        return sent.FirstOrDefault(header => answer[header] is null) is { } lost ? $"{lost} missing" : null;
    }

    private static Verdict Files(Trial trial) => Of(trial.Findings.Where(finding =>
        finding.Rule == HeaderRules.MiddlewareOrder.Id && Array.IndexOf(s_files, finding.Anchor) >= 0 || IsOpenHeader(finding)));

    private static Verdict Errors(Trial trial) => Of(trial.Findings.Where(finding =>
        finding.Rule == HeaderRules.MiddlewareOrder.Id && finding.Message.Contains("from error responses", StringComparison.Ordinal)
        || IsOpenHeader(finding)));

    private static bool IsOpenHeader(Finding finding) => finding is { Rule: "OMNI3004" or "OMNI3001", Outcome: Outcome.NotProven };

    private static Claim Value(string header) => new(
        $"{header} has an effect",
        Rule(HeaderRules.HeaderWeak, finding => string.Equals(finding.Anchor, header, StringComparison.OrdinalIgnoreCase)),
        trial => Values(trial, header, value => SecurityHeader.Weakness(header, value)));

    private static Observation Values(Trial trial, string header, Func<string, string?> weakness) =>
        Observation.Of(trial.Plain.Where(answer => answer[header] is not null), answer => weakness(answer[header]!));

    /// <summary>A finding says how weak it is: being weak in another way does not bear it out.</summary>
    private static Observation Strength(Trial trial)
    {
        var seen = Values(
            trial, SecurityHeader.StrictTransportSecurity, value => StrictTransport.Parse(value).Weaknesses().FirstOrDefault());
        var said = trial.Findings.Where(finding =>
            finding.Rule == HeaderRules.HstsWeak.Id && finding.Outcome != Outcome.NotProven).ToList();
        return seen.Verdict != Verdict.Broken || said.Count == 0 ? seen : Values(
            trial, SecurityHeader.StrictTransportSecurity,
            value => StrictTransport.Parse(value).Weaknesses().All(weak =>
                    said.Exists(finding => finding.Message.Contains(weak, StringComparison.Ordinal)))
                ? "as the finding says" : null);
    }

    private static bool IsDeveloperPage(Answer answer) =>
        answer.Body.ReplaceLineEndings("\n").Contains("HEADERS\n=======", StringComparison.Ordinal)
        || answer.Body.Contains("\"exception\":{\"details\"", StringComparison.Ordinal);

    private static Verdict Strangers(Trial trial) => Of(trial.Findings.Where(finding =>
        finding.Rule.StartsWith("OMNI4", StringComparison.Ordinal)
        && finding.Rule != CorsRules.CorsPolicyNotApplied.Id && !IsNever(finding)));

    /// <summary>Of a stranger who is let in by another rule's finding it is not said whether credentials go along.</summary>
    private static Verdict Credentials(Trial trial) => Rule(CorsRules.CorsCredentialsForAnyOrigin)(trial) is var verdict
        && verdict == Verdict.Kept && Strangers(trial) != Verdict.Kept ? Verdict.Open : verdict;

    private static bool IsNever(Finding finding) =>
        finding.Rule == CorsRules.CorsOriginNotTrusted.Id && finding.Message.Contains("never matches", StringComparison.Ordinal);

    /// <summary>Whether a policy, not a header that is written by hand, decides for this answer.</summary>
    private static bool IsMeant(Trial trial, Answer answer) => trial.Program.SharedPaths.Contains(answer.Question.Path)
        && (trial.Program.Mentions("AddCors") || trial.Program.Mentions("UseCors")) && !trial.Program.Mentions("AccessControlAllowOrigin");

    private static Verdict Applied(Trial trial) => Of(trial.Findings.Where(finding =>
        IsNever(finding) || finding.Rule == CorsRules.CorsPolicyNotApplied.Id
            && !finding.Message.Contains("stored answers", StringComparison.Ordinal)
            && !IsAboutRefusals(finding)));

    private static bool IsAboutRefusals(Finding finding) => finding.Message.Contains("401", StringComparison.Ordinal);

    private static Verdict Refusals(Trial trial) => Of(trial.Findings.Where(finding =>
        finding.Rule == CorsRules.CorsPolicyNotApplied.Id && (finding.Outcome != Outcome.Advised || IsAboutRefusals(finding))));

    private static bool IsAboutForwarding(Finding finding) => finding.Anchor == "UseForwardedHeaders";

    private static bool IsAboutProxies(Finding finding) => finding.Anchor == "KnownProxies" || finding.Outcome == Outcome.NotProven;

    /// <summary>Who the application believes has asked: scheme and address.</summary>
    private static Observation Clients(Trial trial, Func<string[], string?> problem) => Observation.Of(
        trial.Answers.Where(answer => answer.Question is { IsForwarded: true, Path: "/client" }
            && answer.Body.Contains('|', StringComparison.Ordinal)
            && trial.Program.Mentions("UseForwardedHeaders")),
        answer => problem(answer.Body.Split('|')));

    private static bool ReadsForwarded(Trial trial) => Clients(trial, client => client[0] == "https" ? null : "")
        is { Verdict: Verdict.Kept };

    private static bool SendsHsts(Trial trial) => trial.Plain.Any(answer => answer[SecurityHeader.StrictTransportSecurity] is not null);

    private static string? Lacking(string cookie, string attribute) =>
        cookie.Contains($"; {attribute}", StringComparison.OrdinalIgnoreCase) ? null : $"{cookie} lacks {attribute}";
}
