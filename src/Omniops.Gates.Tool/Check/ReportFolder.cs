using Omniops.Gates.Inspection.Reports;

namespace Omniops.Gates.Tool.Check;

/// <summary><c>--output</c>: a report for programs, the same for every command.</summary>
internal static class ReportFolder
{
    /// <summary>Writes <c>gates.sarif</c> and <c>gates.json</c>.</summary>
    /// <exception cref="UsageException">The folder cannot be written.</exception>
    public static void Write(string folder, CheckReport report)
    {
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, "gates.sarif"), SarifReport.Write(report, Payload.Version, Payload.Page));
            File.WriteAllText(Path.Combine(folder, "gates.json"), GatesReport.Write(report, Payload.Version));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"--output '{folder}' cannot be written: {error.Message}");
        }
    }
}
