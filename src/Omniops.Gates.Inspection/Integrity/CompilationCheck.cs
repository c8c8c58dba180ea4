using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Engine.Integrity;

namespace Omniops.Gates.Inspection.Integrity;

/// <summary>OMNI9910 over a compilation: its log shows that the rules were loaded.</summary>
public static class CompilationCheck
{
    /// <summary>Reads the log of a compilation.</summary>
    /// <param name="projectFile">Where a finding stands: the project whose compilation it was.</param>
    /// <param name="log">The log; null when a finding says why there is none.</param>
    public static Finding? Check(string projectFile, string logFile, out CompilerLog? log)
    {
        log = null;
        var project = Path.GetFileName(projectFile);
        if (!File.Exists(logFile))
            return DidNotRun(projectFile, $"'{project}' has no compiler log that shows its rules ran", "build it again with the gates on: dotnet build --no-incremental");

        try
        {
            log = CompilerLog.Read(logFile) with { Project = projectFile };
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return DidNotRun(projectFile, $"the compiler log of '{project}' cannot be read: {error.Message}", "write ErrorLog as SARIF 2.1: <ErrorLog>path,version=2.1</ErrorLog>");
        }

        return log.ListsGateRules()
            ? null
            : DidNotRun(projectFile, $"the compiler did not load the gate's rules for '{project}'", "remove RunAnalyzers=false, RunAnalyzersDuringBuild=false and what removes analyzers");
    }

    private static Finding DidNotRun(string projectFile, string fact, string wayOut) =>
        Finding.Of(IntegrityRules.GateDidNotRun, new FilePosition(projectFile), "compilation", fact, wayOut);
}
