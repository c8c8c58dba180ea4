using Omniops.Gates.Engine.Cors;
using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Engine.Policy;
using Omniops.Gates.Inspection.Repository;

namespace Omniops.Gates.Inspection.Tests.Repository;

/// <summary>Policies as repositories write them, and a finding for them to accept.</summary>
internal static class PolicyFiles
{
    public static RepositoryPolicy With(TemporaryFolder folder, string policy)
    {
        folder.Write(GatePolicy.FileName, policy);
        return RepositoryPolicy.Load(folder.Path);
    }

    public static string Waiver(string scope, string expires) => $$"""
        { "waivers": [
          { "rule": "OMNI4001", {{scope}}, "reason": "r", "owner": "web team", "expires": "{{expires}}" } ] }
        """;

    public static Finding Cors(TemporaryFolder folder, string path) =>
        Finding.Of(CorsRules.CorsAllowsAnyOrigin, new FilePosition(Path.Combine(folder.Path, path), 1, 1), "x", "AllowAnyOrigin", "is open");
}
