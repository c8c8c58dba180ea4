using System.Buffers;
using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Omniops.Gates.Inspection.Repository;

/// <summary>
/// Runs git so that it reads and does nothing else: no hook, no pager, no file system monitor, no filter, no network, no writing of the
/// index, whatever the repository configures. Source: git-config(1), gitattributes(5).
/// </summary>
internal sealed class GitCommand
{
    private const int SecondsUntilStopped = 60;
    private const int PipeBytes = 64 * 1024;
    private const int PartBytes = 512 * 1024;

    private static readonly string[] s_safety =
    [
        "--no-pager",
        "-c", "core.fsmonitor=false", "-c", "core.untrackedCache=false", "-c", "core.hooksPath=/dev/null", "-c", "core.pager=",
        // Both decide what counts as unmodified: a file that was changed and given its old time again must not.
        "-c", "core.trustctime=true", "-c", "core.checkStat=default",
        "-c", "protocol.allow=never", "-c", "submodule.recurse=false",
    ];

    private readonly string _program;
    private readonly string _folder;
    private readonly List<string> _filters = [];

    private GitCommand(string program, string folder) => (_program, _folder) = (program, folder);

    /// <summary>Whether the repository rewrites files on their way to and from the working tree with programs of its own.</summary>
    public bool HasFilters { get; private set; }

    /// <summary>Git for a folder; null where there is none on the PATH.</summary>
    public static GitCommand? For(string folder)
    {
        var name = OperatingSystem.IsWindows() ? "git.exe" : "git";
        foreach (var entry in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
        {
            // An entry that is relative, or lies in what is judged, would run a program of the repository.
            if (Path.IsPathFullyQualified(entry) && !IsBelow(entry, folder) && File.Exists(Path.Combine(entry, name)))
                return new GitCommand(Path.Combine(entry, name), folder);
        }

        return null;
    }

    /// <summary>Learns which filters are configured and leaves them out from now on; false where that is not possible.</summary>
    public bool TryLeaveOutFilters()
    {
        // Exit code 1: there are none.
        if (!TryRun(["config", "--null", "--name-only", "--get-regexp", @"^filter\."], null, out var output, out var errors, out _))
            return errors.Length == 0;

        foreach (var key in Encoding.UTF8.GetString(output).Split('\0', StringSplitOptions.RemoveEmptyEntries).Distinct())
        {
            var name = key[..key.LastIndexOf('.')];
            // An option on the command line ends its name there.
            if (name.Contains('='))
                return false;

            // What Git LFS puts in place of a file names its content.
            HasFilters |= name != "filter.lfs";
            _filters.AddRange(["-c", $"{name}.clean=", "-c", $"{name}.smudge=", "-c", $"{name}.process=", "-c", $"{name}.required=false"]);
        }

        return true;
    }

    /// <summary>Runs it to its end, or for a minute; false with a problem unless the exit code is 0.</summary>
    public bool TryRun(IReadOnlyList<string> arguments, byte[]? input, out byte[] output, out string errors, out string? problem)
    {
        (output, errors) = ([], "");
        try
        {
            using var process = Process.Start(Describe(arguments, input is not null))!;
            var standardOutput = Task.Run(() => ReadAll(process.StandardOutput.BaseStream));
            var standardError = process.StandardError.ReadToEndAsync();
            if (input is not null)
                Write(process, input);

            if (!process.WaitForExit(TimeSpan.FromSeconds(SecondsUntilStopped)))
            {
                process.Kill(entireProcessTree: true);
                problem = $"git did not answer within {SecondsUntilStopped} seconds";
                return false;
            }

            (output, errors) = (standardOutput.GetAwaiter().GetResult(), standardError.GetAwaiter().GetResult());
            problem = process.ExitCode == 0 ? null : Explain(errors, process.ExitCode);
            return problem is null;
        }
        catch (Exception error) when (error is Win32Exception or IOException or InvalidOperationException)
        {
            problem = $"git cannot be run: {error.Message}";
            return false;
        }
    }

    private ProcessStartInfo Describe(IReadOnlyList<string> arguments, bool hasInput)
    {
        var start = new ProcessStartInfo(_program)
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = hasInput,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        foreach (var argument in s_safety.Concat(_filters).Concat(arguments))
            start.ArgumentList.Add(argument);

        // They point to another repository, index or configuration, or write traces.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("GIT_", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        start.Environment["GIT_OPTIONAL_LOCKS"] = "0";
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        start.Environment["GIT_NO_LAZY_FETCH"] = "1";
        start.Environment["LC_ALL"] = "C";
        return start;
    }

    private static void Write(Process process, byte[] input)
    {
        try
        {
            process.StandardInput.BaseStream.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended already; its exit code says why.
        }
    }

    private static byte[] ReadAll(Stream stream)
    {
        var parts = new List<(byte[] Bytes, int Length)>();
        var part = ArrayPool<byte>.Shared.Rent(PartBytes);
        var length = 0;
        while (stream.Read(part, length, part.Length - length) is var count and > 0)
        {
            length += count;
            if (length == part.Length)
            {
                parts.Add((part, length));
                (part, length) = (ArrayPool<byte>.Shared.Rent(PartBytes), 0);
            }
            // Git writes a few kilobytes at a time. Waking up for each costs more than all that is done with them; a pipe takes 64.
            else if (count < PipeBytes / 2)
                Thread.Sleep(1);
        }

        parts.Add((part, length));
        var all = new byte[parts.Sum(entry => entry.Length)];
        var end = 0;
        foreach (var (bytes, used) in parts)
        {
            bytes.AsSpan(0, used).CopyTo(all.AsSpan(end));
            end += used;
            ArrayPool<byte>.Shared.Return(bytes);
        }

        return all;
    }

    private static string Explain(string errors, int exitCode)
    {
        if (errors.Contains("dubious ownership", StringComparison.Ordinal))
            return "git refuses a repository of another user; 'git config --global --add safe.directory' trusts it";

        var line = errors.Split('\n').FirstOrDefault(line => line.StartsWith("fatal: ", StringComparison.Ordinal));
        return line is null ? $"git ended with exit code {exitCode}" : $"git says '{line["fatal: ".Length..].Trim()}'";
    }

    private static bool IsBelow(string path, string folder)
    {
        var comparison = OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        return (Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)) + Path.DirectorySeparatorChar)
            .StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, comparison);
    }
}
