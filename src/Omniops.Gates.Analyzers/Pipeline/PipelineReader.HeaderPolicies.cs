using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Engine.Headers;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <content>NetEscapades.AspNetCore.SecurityHeaders, whose policies are written as calls on a collection.</content>
internal sealed partial class PipelineReader
{
    private const string HeaderPolicies = "NetEscapades.AspNetCore.SecurityHeaders";
    private const string Collection = "HeaderPolicyCollection";

    /// <summary>Written in the package's source: what each call on the collection begins with, and the header with the value it adds.</summary>
    private static readonly (string Call, string Header, string? Value)[] s_policies =
    [
        ("AddContentSecurityPolicyReportOnly", SecurityHeader.ContentSecurityPolicyReportOnly, null),
        ("AddContentSecurityPolicy", SecurityHeader.ContentSecurityPolicy, null),
        ("AddContentTypeOptionsNoSniff", SecurityHeader.ContentTypeOptions, "nosniff"),
        ("AddFrameOptionsAllowFrom", SecurityHeader.FrameOptions, "ALLOW-FROM"),
        ("AddFrameOptionsDeny", SecurityHeader.FrameOptions, "DENY"),
        ("AddFrameOptionsSameOrigin", SecurityHeader.FrameOptions, "SAMEORIGIN"),
        ("AddReferrerPolicyUnsafeUrl", SecurityHeader.ReferrerPolicy, "unsafe-url"),
        ("AddReferrerPolicy", SecurityHeader.ReferrerPolicy, "no-referrer"),
        ("AddPermissionsPolicy", SecurityHeader.PermissionsPolicy, null),
        ("AddStrictTransportSecurityNoCache", SecurityHeader.StrictTransportSecurity, "max-age=0"),
        ("AddStrictTransportSecurity", SecurityHeader.StrictTransportSecurity, null),
    ];

    private static readonly (string Header, string Value)[] s_defaults =
    [
        (SecurityHeader.ContentTypeOptions, "nosniff"),
        (SecurityHeader.StrictTransportSecurity, "max-age=31536000"),
        (SecurityHeader.FrameOptions, "DENY"),
        (SecurityHeader.ReferrerPolicy, "strict-origin-when-cross-origin"),
        (SecurityHeader.ContentSecurityPolicy, $"{HeaderTexts.Hole}; object-src 'none'; form-action 'self'; frame-ancestors 'none'"),
    ];

    /// <summary>Whether the call adds header policies that can be seen; then their headers are noted.</summary>
    private bool UseHeaderPolicies(IMethodSymbol method, IInvocationOperation? call, PipelineScope scope, PipelineCall? host)
    {
        if (call is null || method.Name != "UseSecurityHeaders" || method.ContainingAssembly.Name != HeaderPolicies)
            return false;

        var given = call.Arguments.Select(argument => argument.Value).Where(value => !types.CarriesPipeline(value.Unwrapped().Type)).ToList();
        var bodiesOfPolicy = given.Count == 0
            ? _facts.Services.Where(service => service.Name == "AddSecurityHeaderPolicies").Select(service => service.Operation!)
            : given.SelectMany(PolicyCode);
        var calls = bodiesOfPolicy.Select(Root).Distinct().SelectMany(root => root.DescendantsAndSelf()).OfType<IInvocationOperation>().Where(IsOnPolicy)
            .OrderBy(each => each.NameLocation().SourceSpan.Start).ToList();
        if (given.Count > 0 && calls.Count == 0)
            return false;

        // Of what is added twice the last one counts.
        var added = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        if (calls.Count == 0)
            AddDefaults();

        foreach (var each in calls)
        {
            var policy = Array.Find(s_policies, policy => each.TargetMethod.Name.StartsWith(policy.Call, StringComparison.Ordinal));
            if (each.TargetMethod.Name is "AddDefaultSecurityHeaders" or "AddDefaultApiSecurityHeaders")
                AddDefaults();
            else if (policy.Header is { } header)
                added[header] = policy.Value ?? PolicyOf(each) ?? TransportOf(each);
            else if (each.TargetMethod.Name is "AddCustomHeader" or "RemoveCustomHeader")
                Custom(each);
        }

        foreach (var header in added)
            Starting(header.Key, header.Value);
        return true;

        void AddDefaults()
        {
            foreach (var (header, value) in s_defaults)
                added[header] = value;
        }

        void Custom(IInvocationOperation custom)
        {
            var texts = custom.Arguments.Where(argument => argument.Parameter?.Type.SpecialType == SpecialType.System_String).ToList();
            if (texts.Count == 0 || HeaderName(texts[0].Value) is not { } name)
                Gap(call, scope, host, "the name of a header is known only at run time");
            else if (texts.Count == 1)
                Add(_facts.RemovedHeaders, name, call, scope, host);
            else
                added[name] = HeaderTexts.Of(texts[1].Value, _values.Origin, value => configured?.Of(value, cancellation));
        }

        void Starting(string header, string? value)
        {
            var outer = _isStarting;
            _isStarting = true;
            Add(_facts.Headers, header, call, scope, host, value);
            _isStarting = outer;
        }
    }

    private string? PolicyOf(IInvocationOperation call) =>
        call.TargetMethod.Name.StartsWith("AddContentSecurityPolicy", StringComparison.Ordinal) ? new PolicyBuilderText(_values.Origin).Of(call) : null;

    /// <summary>AddStrictTransportSecurityMaxAgeIncludeSubDomainsAndPreload(maxAgeInSeconds); a year, unless it says otherwise.</summary>
    private static string? TransportOf(IInvocationOperation call)
    {
        var name = call.TargetMethod.Name;
        if (!name.StartsWith("AddStrictTransportSecurity", StringComparison.Ordinal))
            return null;

        var seconds = call.Arguments.FirstOrDefault(argument => argument.Parameter?.Type.SpecialType == SpecialType.System_Int32)?.Value;
        return seconds is { ConstantValue.HasValue: false }
            ? null
            : $"max-age={seconds?.ConstantValue.Value ?? StrictTransport.Year}" + (name.Contains("IncludeSubDomains") ? "; includeSubDomains" : "")
                + (name.Contains("Preload") ? "; preload" : "");
    }

    /// <summary>Where the policy that an argument stands for is put together.</summary>
    private IEnumerable<IOperation> PolicyCode(IOperation value)
    {
        var origin = _values.Origin(value).Unwrapped();
        yield return origin;
        foreach (var call in origin.DescendantsAndSelf().OfType<IInvocationOperation>())
        {
            if (bodies.Has(call.TargetMethod) && bodies.Find(call.TargetMethod, cancellation) is { } body)
                yield return body;
        }
    }

    private static bool IsOnPolicy(IInvocationOperation call) => (call.Instance?.Type ?? call.TargetMethod.Parameters.FirstOrDefault()?.Type)?.Name == Collection;

    private static IOperation Root(IOperation operation)
    {
        var root = operation;
        while (root.Parent is { } parent)
            root = parent;
        return root;
    }
}
