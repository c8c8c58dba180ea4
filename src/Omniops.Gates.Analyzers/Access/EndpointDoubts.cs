using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Endpoints;
using Omniops.Gates.Engine.Catalogue;

namespace Omniops.Gates.Analyzers.Access;

/// <summary>
/// Endpoints that a rule cannot judge. What keeps it from several of a file is said once, where the first stands, with their number. A waiver
/// is for a file and a baseline knows the names, so that neither covers an endpoint that comes later.
/// </summary>
internal sealed class EndpointDoubts(GateRule rule)
{
    private readonly List<(Endpoint Endpoint, string Reason)> _doubts = [];

    /// <param name="reason">Why it is not known, and what to write.</param>
    public void Add(Endpoint endpoint, string reason) => _doubts.Add((endpoint, reason));

    public void Report(GateReporter reporter, Action<Diagnostic> report)
    {
        foreach (var same in _doubts.GroupBy(doubt => (File: CompilerPolicy.FileOf(doubt.Endpoint.Location), doubt.Reason)))
        {
            var first = same.First().Endpoint;
            var others = same.Count() - 1;
            reporter.NotProven(
                report, rule, first.Location, string.Join(" ", same.Select(doubt => doubt.Endpoint.Name).Distinct()),
                first.Doubt == same.Key.Reason ? same.Key.Reason : $"'{first.Shown}'{(others == 0 ? "" : $" and {others} more")}: {same.Key.Reason}");
        }
    }
}
