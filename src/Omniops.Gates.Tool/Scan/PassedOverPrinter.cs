using Omniops.Gates.Inspection.Reports;
using Spectre.Console;

namespace Omniops.Gates.Tool.Scan;

/// <summary>Shows what a scan has taken for a secret and passed over, with the reason: <c>scan --explain</c>. Never a value.</summary>
internal static class PassedOverPrinter
{
    public static void Print(CheckReport report, IAnsiConsole console)
    {
        foreach (var item in report.PassedOver)
        {
            var place = $"{report.Relative(item.Position.Path)}({item.Position.Line},{item.Position.Column})";
            console.WriteLine($"passed over: {place}: {item.Subject}: {item.Reason}");
        }

        console.WriteLine($"{report.PassedOver.Count} place(s) passed over");
        console.WriteLine();
    }
}
