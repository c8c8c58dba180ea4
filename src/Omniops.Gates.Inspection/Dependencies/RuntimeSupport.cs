using System.Text.Json;
using NuGet.Frameworks;

namespace Omniops.Gates.Inspection.Dependencies;

/// <summary>Until when runtimes are supported. Source: .NET support policy; see <c>rules/runtimes/README.md</c>.</summary>
internal sealed class RuntimeSupport(DateOnly asOf, IReadOnlyList<RuntimeLifetime> runtimes)
{
    /// <summary>Days before the end in which there is still time to move.</summary>
    public const int DaysOfNotice = 90;

    /// <summary>What every release of .NET is given at least. Source: .NET support policy.</summary>
    private const int ShortestSupportMonths = 18;

    private static readonly JsonSerializerOptions s_format = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>The list that travels inside this assembly.</summary>
    public static RuntimeSupport Embedded { get; } = ReadEmbedded();

    /// <summary>The day on which the list was last compared with its sources.</summary>
    public DateOnly AsOf { get; } = asOf;

    public IReadOnlyList<RuntimeLifetime> Runtimes { get; } = runtimes;

    /// <summary>The line of the list about a target framework, or null.</summary>
    public RuntimeLifetime? Find(NuGetFramework framework) =>
        Runtimes.FirstOrDefault(runtime =>
            runtime.Framework == framework.Framework && Normal(runtime.Version) == Normal(framework.Version));

    public SupportState Judge(NuGetFramework framework, DateOnly today)
    {
        if (framework.IsUnsupported)
            return SupportState.Unknown;

        if (Newest(framework.Framework) is not { } newest)
            return SupportState.NoRuntime;

        if (Find(framework) is { } runtime)
        {
            return runtime.End is not { } end ? SupportState.Supported
                : today > end ? SupportState.Ended
                : today.AddDays(DaysOfNotice) >= end ? SupportState.EndsSoon
                : SupportState.Supported;
        }

        // It came out after the list was made, so its support began later than that.
        var isNewer = Normal(framework.Version) > Normal(newest.Version);
        return isNewer && today <= AsOf.AddMonths(ShortestSupportMonths) ? SupportState.Supported : SupportState.Unknown;
    }

    /// <summary>The newest runtime of a kind, or null where nothing of that kind runs anywhere.</summary>
    public RuntimeLifetime? Newest(string framework) =>
        Runtimes.Where(runtime => runtime.Framework == framework).MaxBy(runtime => runtime.Version);

    private static Version Normal(Version version) =>
        new(version.Major, version.Minor, Math.Max(version.Build, 0), Math.Max(version.Revision, 0));

    private static RuntimeSupport ReadEmbedded()
    {
        using var stream = typeof(RuntimeSupport).Assembly.GetManifestResourceStream("support.json");
        var document = stream is null ? null : JsonSerializer.Deserialize<Document>(stream, s_format);
        return document is null
            ? throw new InvalidOperationException("the list of runtimes is not embedded")
            : new RuntimeSupport(document.AsOf, document.Runtimes);
    }

    private sealed record Document(DateOnly AsOf, List<RuntimeLifetime> Runtimes);
}
