using Omniops.Gates.Engine.Access;
using Omniops.Gates.Engine.Cors;
using Omniops.Gates.Engine.Dependencies;
using Omniops.Gates.Engine.Deployment;
using Omniops.Gates.Engine.Headers;
using Omniops.Gates.Engine.Input;
using Omniops.Gates.Engine.Integrity;
using Omniops.Gates.Engine.RateLimits;
using Omniops.Gates.Engine.Secrets;
using Omniops.Gates.Engine.Sql;
using Omniops.Gates.Engine.Transport;

namespace Omniops.Gates.Engine.Catalogue;

/// <summary>Every rule that exists. A rule that is not implemented is not listed.</summary>
public static class RuleCatalogue
{
    /// <summary>Where the rule pages are published.</summary>
    public const string PagesUrl = "https://github.com/omniops/Omniops.Gates/blob/main/rules/";

    /// <summary>All rules in the order of their IDs.</summary>
    public static IReadOnlyList<GateRule> All { get; } =
    [
        SecretRules.ProviderTokenInCode,
        SecretRules.CredentialInCode,
        SecretRules.ConnectionStringInCode,
        SecretRules.PrivateKeyInCode,
        SecretRules.UrlCredentialInCode,
        SecretRules.CryptoKeyInCode,
        SecretRules.HighEntropyInCode,
        SecretRules.SecretInFile,
        SecretRules.SecretFileTracked,
        SecretRules.RealValueInTemplate,
        SecretRules.SecretReachesClient,
        SqlRules.SqlTextBuiltFromData,
        SqlRules.SqlIdentifierBuiltFromData,
        SqlRules.RawHtmlOutput,
        InputRules.InputNotValidated,
        InputRules.UploadUnchecked,
        InputRules.RequestLimitRemoved,
        HeaderRules.HstsMissing,
        HeaderRules.HstsWeak,
        HeaderRules.HttpsRedirectionMissing,
        HeaderRules.HeaderMissing,
        HeaderRules.HeaderWeak,
        HeaderRules.CspWeak,
        TransportRules.OldTls,
        TransportRules.CertificateValidationOff,
        TransportRules.WeakCookie,
        HeaderRules.MiddlewareOrder,
        HeaderRules.DeveloperPageInProduction,
        HeaderRules.ServerBanner,
        HeaderRules.ForwardedHeaders,
        HeaderRules.HeaderWrittenTwice,
        TransportRules.ClearTextUrl,
        CorsRules.CorsAllowsAnyOrigin,
        CorsRules.CorsPredicateTooWide,
        CorsRules.CorsCredentialsForAnyOrigin,
        CorsRules.CorsOriginNotTrusted,
        CorsRules.CorsOriginReflected,
        CorsRules.CorsWildcardInSettings,
        CorsRules.CorsPolicyNotApplied,
        RateLimitRules.RateLimitMissing,
        RateLimitRules.RateLimitWithoutEffect,
        RateLimitRules.EndpointNotLimited,
        RateLimitRules.RateLimitTooLoose,
        RateLimitRules.RateLimitRejection,
        RateLimitRules.RateLimitKey,
        RateLimitRules.RateLimitDisabled,
        RateLimitRules.RateLimitIneffective,
        AccessRules.EndpointUndecided,
        AccessRules.SensitiveEndpointOpen,
        AccessRules.AntiforgeryMissing,
        AuthenticationRules.TokenValidationOff,
        AuthenticationRules.WeakAlgorithm,
        AccessRules.MaintenanceEndpointOpen,
        AccessRules.AccessCheckIgnored,
        DependencyRules.VulnerablePackage,
        DependencyRules.DeprecatedPackage,
        DependencyRules.AuditDidNotHappen,
        RestoreRules.PackagesNotLocked,
        RestoreRules.FloatingVersion,
        RestoreRules.InsecureSource,
        RestoreRules.RuntimeOutOfSupport,
        DeploymentRules.ContainerRunsAsRoot,
        IntegrityRules.ConfigurationInvalid,
        IntegrityRules.WaiverExpired,
        IntegrityRules.AcceptanceUnused,
        IntegrityRules.GateDidNotRun,
        IntegrityRules.RuleSuppressed,
        IntegrityRules.InputNotRead,
    ];

    private static readonly Dictionary<string, GateRule> s_byId = All.ToDictionary(rule => rule.Id, StringComparer.OrdinalIgnoreCase);

    /// <summary>The rule with this ID, in any case, or null.</summary>
    public static GateRule? Find(string id) => s_byId.TryGetValue(id, out var rule) ? rule : null;
}
