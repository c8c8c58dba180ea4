using System.Globalization;
using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>
/// Endpoints, policies and limits of a library as text within a fact: parts between semicolons, conventions between lines. Texts are written
/// as in a URL, so that neither sign stands in one.
/// </summary>
internal static class LibraryEndpoint
{
    private const char Part = ';';

    /// <summary>Stands in front of the name of such a filter.</summary>
    private const string TurnsNobodyAway = "-";

    /// <summary>Stands in front of the name of a filter that lets no stranger pass.</summary>
    private const string Guards = "+";

    private const char Line = '\n';

    private const string Returned = "returned";

    private const string Apart = "apart";

    /// <summary>What a mapping maps and what is said of it, by itself and by the groups that the library makes.</summary>
    /// <param name="isReturned">Whether what the method returns stands for it, so that its caller says more of it.</param>
    /// <param name="isApart">Whether it is in no group that the method is handed, though it is handed one.</param>
    public static string Write(EndpointMapping mapping, bool isReturned, bool isApart = false) => string.Join(
        Line.ToString(),
        ((mapping.Group?.All ?? []).Concat(mapping.Conventions)).Select(convention => Write(convention, mapping.Call.Scope))
            .Prepend(Join(
                mapping.Kind.ToString(), mapping.Route, mapping.Verbs is null ? "?" : string.Join(",", mapping.Verbs),
                mapping.Handler is { MethodKind: not MethodKind.AnonymousFunction } handler ? $"{handler.ContainingType.Name}.{handler.Name}" : mapping.Type?.Name ?? mapping.HandlerName ?? "",
                isReturned ? Returned : isApart ? Apart : "", WriteDefaults(mapping.Defaults))));

    /// <summary>What <see cref="Write(EndpointMapping, bool)"/> has written; null for any other text.</summary>
    /// <param name="group">The group that the library was handed.</param>
    /// <param name="returned">The group that stands for what the method returns.</param>
    public static EndpointMapping? ReadMapping(string text, PipelineCall call, EndpointGroup? group, EndpointGroup returned, Location place, PipelineScope scope)
    {
        var lines = text.Split(Line);
        if (Split(lines[0], 6) is not { } parts || !Enum.TryParse<EndpointKind>(parts[0], out var kind) || !Enum.IsDefined(typeof(EndpointKind), kind))
            return null;

        var mapping = new EndpointMapping(kind, call, parts[4] switch { Returned => returned, Apart => null, _ => group })
        {
            // What a caller gives can end in the slash that the next part begins with, or be nothing at all.
            Pattern = "/" + string.Join("/", Routes.Segments(parts[1])),
            Verbs = parts[2] == "?" ? null : parts[2].Split([','], StringSplitOptions.RemoveEmptyEntries),
            HandlerName = parts[3].Length > 0 ? parts[3] : null,
            Defaults = ReadDefaults(parts[5]),
        };
        foreach (var line in lines.Skip(1))
        {
            if (ReadConvention(line, place, scope) is not { } convention)
                return null;

            mapping.Conventions.Add(convention);
        }

        return mapping;
    }

    /// <summary>controller=Search&amp;action=Index</summary>
    private static string WriteDefaults(IReadOnlyDictionary<string, string>? defaults) =>
        defaults is null ? "?" : string.Join("&", defaults.Select(each => $"{each.Key}={Uri.EscapeDataString(each.Value)}"));

    private static IReadOnlyDictionary<string, string>? ReadDefaults(string text) => text == "?" ? null
        : text.Split(['&'], StringSplitOptions.RemoveEmptyEntries).Select(each => each.Split('=')).ToDictionary(
            each => each[0], each => Uri.UnescapeDataString(each[each.Length - 1]), StringComparer.OrdinalIgnoreCase);

    /// <summary>A policy of who may call.</summary>
    public static string Write(AccessPolicy policy) => Join(
        policy.Name ?? "", policy.Name is null ? "?" : "", policy.Strength.ToString(), policy.Schemes is { } schemes ? string.Join(",", schemes) : "?");

    /// <summary>What <see cref="Write(AccessPolicy)"/> has written; null for any other text.</summary>
    public static AccessPolicy? ReadPolicy(string text, Location place, PipelineScope scope) =>
        Split(text, 4) is { } parts && Enum.TryParse<PolicyStrength>(parts[2], out var strength)
            ? new AccessPolicy(parts[1].Length > 0 ? null : Name(parts[0]), strength, place, scope)
            {
                Schemes = parts[3] == "?" ? null : parts[3].Split([','], StringSplitOptions.RemoveEmptyEntries),
            } : null;

    /// <summary>A rate limit.</summary>
    public static string Write(RateLimit limit) => string.Join(
        Line.ToString(),
        limit.Partitions.Select(each => Join(
                each.Algorithm.ToString(), Number(each.Permits), Number(each.Seconds), Number(each.Burst), each.Key.ToString(), each.Chosen ?? "",
                each.When.Text ?? "", Number(each.Link), Number(each.Queue), each.Fault ?? ""))
            .Prepend(Join(limit.Name ?? "", limit.Name is null ? "?" : "", limit.IsChained ? "chained" : "", limit.Unknown ?? "")));

    /// <summary>What <see cref="Write(RateLimit)"/> has written; null for any other text.</summary>
    public static RateLimit? ReadLimit(string text, Location place, PipelineScope scope)
    {
        var lines = text.Split(Line);
        if (Split(lines[0], 4) is not { } parts)
            return null;

        var partitions = new List<LimitPartition>();
        foreach (var line in lines.Skip(1))
        {
            if (Split(line, 10) is not { } each || !Enum.TryParse<LimitAlgorithm>(each[0], out var algorithm) || !Enum.TryParse<LimitKey>(each[4], out var key))
                return null;

            partitions.Add(new LimitPartition(algorithm, Number(each[1]), Number(each[2]), Number(each[3]), key, place)
            {
                Chosen = each[5].Length > 0 ? each[5] : null,
                // The library alone sees what it asks of a route.
                When = each[6].Length > 0 ? RouteCondition.OfEndpoint(_ => null, each[6]) : RouteCondition.Always,
                Link = (int)(Number(each[7]) ?? 0),
                Queue = Number(each[8]),
                Fault = each[9].Length > 0 ? each[9] : null,
            });
        }

        return new RateLimit(parts[1].Length > 0 ? null : Name(parts[0]), partitions, parts[2].Length > 0, place, scope)
        {
            Unknown = parts[3].Length > 0 ? parts[3] : null,
        };
    }

    /// <summary>One thing that is said of endpoints.</summary>
    /// <param name="endpoint">The circumstances of what it is said of.</param>
    public static string Write(EndpointConvention convention, PipelineScope endpoint) => Join(
        convention.Kind.ToString(), convention.Level, convention.Policy ?? "", convention.Policy is null ? "?" : "",
        convention.IsPolicyUnknown ? "unknown" : "", convention.Access?.Strength.ToString() ?? "", convention.Roles ?? "",
        convention.Limit is { } limit ? Write(limit) : "", Number(convention.Bytes), convention.Reason ?? "",
        Harmless(convention) + (convention.Filter?.Name ?? (convention.Code is null ? "" : "written in place")),
        !convention.IsPossible ? "never" : convention.IsCertain(endpoint) ? "" : convention.Scope.FirstBeyond(endpoint)?.Text ?? "the environment");

    /// <summary>What <see cref="Write(EndpointConvention, PipelineScope)"/> has written; null for any other text.</summary>
    public static EndpointConvention? ReadConvention(string line, Location place, PipelineScope scope)
    {
        if (Split(line, 12) is not { } parts || !Enum.TryParse<ConventionKind>(parts[0], out var kind))
            return null;

        var within = parts[11] switch
        {
            "" => scope,
            "never" => scope with { Environments = EnvironmentSet.None },
            // Two conditions at one place of the source are one, so a place of its own stands for what the library depends on.
            var condition => scope.Perhaps(Microsoft.CodeAnalysis.CSharp.SyntaxFactory.IdentifierName("library"), condition),
        };
        if (kind == ConventionKind.Filter && parts[10].StartsWith(Guards, StringComparison.Ordinal))
            return new EndpointConvention(kind, place, within, parts[1]) { IsGuard = true, Policy = parts[10].Substring(Guards.Length) };

        // Of a filter that is not in sight only the name is known, and so nothing of what it does.
        var isFilter = kind == ConventionKind.Filter && !parts[10].StartsWith(TurnsNobodyAway, StringComparison.Ordinal);
        return new EndpointConvention(isFilter && parts[10].Length > 0 ? ConventionKind.Unknown : kind, place, within, parts[1])
        {
            Policy = parts[3].Length > 0 || !Routes.IsKnown(parts[2]) ? null : parts[2],
            IsPolicyUnknown = parts[4].Length > 0 || !Routes.IsKnown(parts[2]),
            Access = Enum.TryParse<PolicyStrength>(parts[5], out var strength) ? new AccessPolicy(null, strength, place, within) : null,
            Roles = parts[6].Length > 0 ? parts[6] : null,
            Limit = parts[7].Length > 0 ? ReadLimit(parts[7], place, within) : null,
            Bytes = Number(parts[8]) is { } bytes ? (long)bytes : null,
            Reason = parts[9].Length > 0 ? parts[9] : isFilter ? $"what the filter '{parts[10]}' does cannot be seen" : null,
        };
    }

    /// <summary>Only the library sees what its filters do.</summary>
    private static string Harmless(EndpointConvention convention) =>
        convention.IsGuard ? Guards : convention.Kind == ConventionKind.Filter && !AccessDecisions.MayRefuse(convention) ? TurnsNobodyAway : "";

    /// <summary>A name with a part that is known at run time only is none that is known; those of the gate's own hold the same sign.</summary>
    private static string? Name(string text) =>
        text is AccessPolicy.Default or AccessPolicy.Fallback or RateLimit.Global or RateLimit.Own || Routes.IsKnown(text) ? text : null;

    public static string Join(params string[] parts) => string.Join(Part.ToString(), parts.Select(Uri.EscapeDataString));

    public static string[]? Split(string line, int count) =>
        line.Split(Part) is var parts && parts.Length == count ? [.. parts.Select(Uri.UnescapeDataString)] : null;

    private static string Number(double? number) => number?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
