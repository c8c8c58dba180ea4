using System.CommandLine;
using Omniops.Gates.Tool;
using Omniops.Gates.Tool.Commands;
using Spectre.Console;

var console = AnsiConsole.Console;
// A log is no terminal: a finding stays on its line, so that problem matchers find it.
if (!console.Profile.Out.IsTerminal)
    console.Profile.Width = 10_000;

var root = new RootCommand("Pre-deployment gates for .NET repositories.")
{
    new CheckCommand(console),
    new ScanCommand(console),
    new RulesCommand(console),
    new ExplainCommand(console),
};

var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors)
        Console.Error.WriteLine($"omniops-gates: error OMNI9901: {error.Message}");
    Console.Error.WriteLine("omniops-gates: see 'omniops-gates --help'");
    return ExitCode.Usage;
}

try
{
    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (UsageException error)
{
    Console.Error.WriteLine($"omniops-gates: error OMNI9901: {error.Message}");
    return ExitCode.Usage;
}
catch (Exception error)
{
    // Whatever happened, it is no pass. Where it happened is all that somebody who reports it can send.
    Console.Error.WriteLine($"omniops-gates: error OMNI9910: internal error, nothing is proven: {error.GetType().Name}: {error.Message}");
    Console.Error.WriteLine(error.StackTrace);
    return ExitCode.NotProven;
}
