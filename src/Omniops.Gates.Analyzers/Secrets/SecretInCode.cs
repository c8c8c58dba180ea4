using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Omniops.Gates.Engine.Secrets;

namespace Omniops.Gates.Analyzers.Secrets;

/// <summary>
/// OMNI1001 to OMNI1007: no secret stands in C#. One walk over the literals of a compilation, and over what refers to a constant; the
/// detectors of the engine judge the text and the name that it is given to.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SecretInCode() : GateAnalyzer(
    SecretRules.ProviderTokenInCode,
    SecretRules.CredentialInCode,
    SecretRules.ConnectionStringInCode,
    SecretRules.PrivateKeyInCode,
    SecretRules.UrlCredentialInCode,
    SecretRules.CryptoKeyInCode,
    SecretRules.HighEntropyInCode)
{
    /// <inheritdoc />
    protected override void Register(CompilationStartAnalysisContext start, GateReporter reporter)
    {
        Action<OperationAnalysisContext> rule = new SecretCheck(reporter, start.Compilation).Check;
        start.RegisterOperationAction(
            context => reporter.Guard(context, rule),
            OperationKind.Literal,
            OperationKind.Utf8String,
            OperationKind.InterpolatedString,
            OperationKind.Binary,
            OperationKind.FieldReference,
            OperationKind.LocalReference,
            OperationKind.ArrayCreation);
    }
}
