using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Endpoints;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Engine.Policy;
using Omniops.Gates.Engine.RateLimits;

namespace Omniops.Gates.Analyzers.RateLimits;

/// <summary>OMNI5004: a limit lets through no more than the repository's policy says, in requests per window, whatever the algorithm.</summary>
internal sealed class RateLimitTooLoose : IEndpointRule
{
    public void Check(EndpointFacts facts, GateReporter reporter, Action<Diagnostic> report)
    {
        foreach (var declared in reporter.RateLimits.Limits)
        {
            var judged = new HashSet<Location>();
            foreach (var limit in facts.Pipeline.RateLimits.Where(limit => IsNamed(limit, declared) && limit.Scope.Environments.Includes(EnvironmentSet.Production)))
            {
                judged.Add(limit.Place);
                Judge(declared, limit.Place, limit.Name!, limit.In(declared.Seconds), limit.Figures, limit.Unknown);
            }

            foreach (var endpoint in facts.Live.Where(endpoint => RouteWords.IsOneOf(declared.Routes, endpoint.Route)))
            {
                var decision = facts.LimitOf(endpoint);
                if (decision.State == LimitState.Limited && !decision.Limits.Any(limit => judged.Contains(limit.Place)))
                {
                    Judge(
                        declared, endpoint.Location, endpoint.Name, decision.In(declared.Seconds),
                        string.Join(" and ", decision.Limits.Select(limit => limit.Figures)), decision.Limits.Select(limit => limit.Unknown).FirstOrDefault(each => each is not null));
                }
            }
        }

        void Judge(DeclaredLimit declared, Location place, string what, double? most, string figures, string? unknown)
        {
            if (most is null)
            {
                reporter.NotProven(
                    report, RateLimitRules.RateLimitTooLoose, place, what,
                    $"how much '{what}' lets through cannot be told{(unknown is null ? "" : $", as {unknown}")}, and the policy '{declared.Name}' allows {declared.Figures}; write the numbers where it is registered, or in appsettings.json");
            }
            else if (most > declared.Permits)
            {
                reporter.Finding(
                    report, RateLimitRules.RateLimitTooLoose, place, what, what, figures, declared.Name, declared.Figures,
                    $"let at most {declared.Permits} through in {LimitWindow.Shown(declared.Seconds)}");
            }
        }
    }

    private static bool IsNamed(RateLimit limit, DeclaredLimit declared) => string.Equals(limit.Name, declared.Name, StringComparison.OrdinalIgnoreCase);
}
