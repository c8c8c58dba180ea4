using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Analyzers.Transport;
using Omniops.Gates.Engine.Access;
using Omniops.Gates.Engine.Integrity;

namespace Omniops.Gates.Analyzers.Access;

/// <summary>OMNI6004: a token is believed only after its signature, issuer, audience and lifetime are checked.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TokenValidationOff() : GateAnalyzer(AuthenticationRules.TokenValidationOff, IntegrityRules.ConfigurationInvalid)
{
    /// <summary>One of them is there wherever a setting or validator of this rule is.</summary>
    private static readonly string[] s_libraries =
    [
        "Microsoft.IdentityModel.Tokens.TokenValidationParameters", "System.IdentityModel.Tokens.TokenValidationParameters",
        "Microsoft.IdentityModel.Logging.IdentityModelEventSource", "Microsoft.AspNetCore.Authentication.OAuth.OAuthOptions",
        "IdentityModel.Client.DiscoveryPolicy", "Duende.IdentityModel.Client.DiscoveryPolicy", "JWT.IJwtDecoder",
    ];

    /// <inheritdoc />
    protected override void Register(CompilationStartAnalysisContext start, GateReporter reporter)
    {
        var compilation = start.Compilation;
        var skew = NumberOption.Read("omniops_clock_skew_minutes", 60, compilation, start.Options);
        if (skew.IsInvalid)
            start.RegisterSemanticModelAction(context => reporter.Guard(context, file => skew.ReportProblem(file, reporter)));
        if (Array.TrueForAll(s_libraries, type => compilation.GetTypesByMetadataName(type).IsEmpty))
            return;

        var sources = new ProgramSources(compilation, start.Options);
        var findings = new TransportFindings(reporter, AuthenticationRules.TokenValidationOff, sources);
        var validators = new TokenValidators(sources);
        var signIn = new TokenSignIn(findings, sources);
        var handlers = new TokenHandlers(findings, validators, signIn, sources);
        var check = new TokenValidationCheck(findings, validators, signIn, sources, skew);
        Action<OperationAnalysisContext> rule = check.Check;
        Action<OperationAnalysisContext> ruleOfHandlers = context => handlers.Check(context, (IMethodBodyOperation)context.Operation);
        start.RegisterOperationAction(
            context => reporter.Guard(context, rule),
            OperationKind.DelegateCreation,
            OperationKind.Invocation,
            OperationKind.SimpleAssignment);
        start.RegisterOperationAction(context => reporter.Guard(context, ruleOfHandlers), OperationKind.MethodBody);
        Action<OperationAnalysisContext> ruleOfUnsigned = new UnsignedTokens(findings).Check;
        start.RegisterOperationAction(context => reporter.Guard(context, ruleOfUnsigned), OperationKind.Literal);
    }
}
