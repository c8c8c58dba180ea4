namespace Omniops.Gates.Engine.Secrets.Sources;

/// <summary>
/// Reads scripts for sh, PowerShell and cmd.exe: assignments, variables before and for commands, flags with their values. A short flag of a
/// known command gets its long name: <c>mysql -pX</c> gives <c>--password</c>. Sources: POSIX shell command language, about_Quoting_Rules
/// and about_Assignment_Operators of PowerShell, the manual pages of the commands.
/// </summary>
public static class ShellAssignments
{
    /// <summary>Reports what a script for sh gives to names.</summary>
    public static void Read(string text, Action<Assignment> report, CancellationToken cancellation = default) =>
        Read(FileKind.Shell, text, report, cancellation);

    /// <summary>The same for another shell. Never throws for the text; takes time in proportion to its length.</summary>
    public static void Read(FileKind kind, string text, Action<Assignment> report, CancellationToken cancellation = default) =>
        new ShellScanner(kind, text, VariableDefault.Unwrap(report), isNested: false, cancellation).Read();
}
