using Omniops.Gates.Inspection.Reports;

namespace Omniops.Gates.Tool.Check;

/// <summary><c>--output</c>: a report for programs, the same for every command.</summary>
internal static class ReportFolder
{
    /// <summary>Writes <c>gates.sarif</c>, <c>gates.json</c> and, for programs that serve requests, <c>endpoints.md</c>.</summary>
    /// <exception cref="UsageException">The folder cannot be written.</exception>
    public static void Write(string folder, CheckReport report)
    {
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, "gates.sarif"), SarifReport.Write(report, Payload.Version, Payload.Page));
            File.WriteAllText(Path.Combine(folder, "gates.json"), GatesReport.Write(report, Payload.Version));
            var endpoints = Path.Combine(folder, EndpointsReport.FileName);
            // One of an earlier check would be taken for this one's.
            if (EndpointsReport.Write(report) is { } table)
                File.WriteAllText(endpoints, table);
            else
                File.Delete(endpoints);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"--output '{folder}' cannot be written: {error.Message}");
        }
    }
}
