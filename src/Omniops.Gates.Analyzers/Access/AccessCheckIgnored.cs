using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Analyzers.Secrets;
using Omniops.Gates.Analyzers.Transport;
using Omniops.Gates.Engine.Access;

namespace Omniops.Gates.Analyzers.Access;

/// <summary>OMNI6010: what a check of a user, password or signature answers decides something.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AccessCheckIgnored() : GateAnalyzer(AccessRules.AccessCheckIgnored)
{
    private const string Log = "log the exception, and leave the requirement unmet";
    private const string Return = "write return in front of it";
    private const string WhenTrue = "go on only if it answers true";

    /// <summary>Parts of names of what turns a caller away: <c>return Unauthorized();</c>, <c>SignInResult.Failed</c></summary>
    private static readonly string[] s_refusing = ["Bad", "Challenge", "Denied", "Error", "Fail", "Forbid", "Invalid", "NotFound", "Problem", "Reject", "Unauthorized", "Wrong"];

    /// <inheritdoc />
    protected override void Register(CompilationStartAnalysisContext start, GateReporter reporter)
    {
        // A test calls a check for what it throws, or for what it calls.
        if (TestFrameworks.IsReferenced(start.Compilation))
            return;

        var findings = new TransportFindings(reporter, AccessRules.AccessCheckIgnored, new ProgramSources(start.Compilation, start.Options));
        Action<OperationAnalysisContext> rule = context => Check(context, findings);
        start.RegisterOperationAction(context => reporter.Guard(context, rule), OperationKind.Invocation, OperationKind.ObjectCreation);
    }

    private static void Check(OperationAnalysisContext context, TransportFindings findings)
    {
        var (name, advice) = context.Operation switch
        {
            IInvocationOperation call when AdviceFor(call.TargetMethod) is { } found && call.IsUnread() && (!IsOfPassword(call.TargetMethod) || SignsIn(call)) => (call.TargetMethod.Name, found),
            IObjectCreationOperation { Parent: IExpressionStatementOperation, Type: { Name: "ChallengeResult" or "ForbidResult" or "UnauthorizedObjectResult" or "UnauthorizedResult" } made }
                when IsIn(made, "Microsoft.AspNetCore.Mvc") => (made.Name, Return),
            IInvocationOperation { TargetMethod.Name: "Succeed" } call when IsIn(call.TargetMethod.ContainingType, "Microsoft.AspNetCore.Authorization") && IsOfFailure(call) => ("Succeed", Log),
            _ => default,
        };
        if (name is null || RefusesAnyway(context.Operation) || RunsForNobody(context.ContainingSymbol))
            return;

        var what = advice == Return ? "turns a caller away, and nobody returns it"
            : advice == Log ? "lets the caller in because the check of him failed" : "says who may go on, and nobody reads what it answers";
        findings.Report(context, context.Operation, [], context.Operation.NameLocation(), [name, what, advice]);
    }

    /// <summary>What to write where a method's answer says whether somebody may; null for all other methods. Source: their documentation.</summary>
    private static string? AdviceFor(IMethodSymbol method) => method.Name switch
    {
        "AuthorizeAsync" when method.ReturnType is INamedTypeSymbol { TypeArguments: [{ Name: "AuthorizationResult" or "PolicyAuthorizationResult" } answer] } && IsIn(answer, "Microsoft.AspNetCore.Authorization") =>
            "return Forbid() unless its Succeeded is true",
        "CheckPasswordSignInAsync" when IsOf(method, "Microsoft.AspNetCore.Identity", "SignInManager") => "go on only if its Succeeded is true",
        "CheckPasswordAsync" or "VerifyChangePhoneNumberTokenAsync" or "VerifyTwoFactorTokenAsync" or "VerifyUserTokenAsync" when IsOf(method, "Microsoft.AspNetCore.Identity", "UserManager") => WhenTrue,
        "VerifyHashedPassword" when IsOf(method, "Microsoft.AspNetCore.Identity", "IPasswordHasher", "PasswordHasher") => "go on unless it answers PasswordVerificationResult.Failed",
        "VerifyData" or "VerifyHash" when IsTrueOrFalse(method) && IsIn(method.ContainingType, "System.Security.Cryptography") => WhenTrue,
        "CheckSignature" when IsTrueOrFalse(method) && IsOf(method, "System.Security.Cryptography.Xml", "SignedXml") => WhenTrue,
        "FixedTimeEquals" when IsOf(method, "System.Security.Cryptography", "CryptographicOperations") => WhenTrue,
        "Challenge" or "Forbid" or "Unauthorized" when !method.ReturnsVoid
            && (IsOf(method, "Microsoft.AspNetCore.Mvc", "ControllerBase", "PageBase", "PageModel") || IsOf(method, "Microsoft.AspNetCore.Http", "Results", "TypedResults")) => Return,
        _ => null,
    };

    private static bool IsOf(IMethodSymbol method, string space, params string[] types) =>
        method.ContainingType.WithBases().Any(type => Array.IndexOf(types, type.Name) >= 0 && IsIn(type, space));

    private static bool IsIn(ITypeSymbol type, string space) => type.ContainingNamespace?.ToDisplayString() is { } own
        && (own == space || own.StartsWith(space, StringComparison.Ordinal) && own[space.Length] == '.');

    /// <summary>catch (HttpRequestException) { context.Succeed(requirement); } Source: CWE-636.</summary>
    private static bool IsOfFailure(IInvocationOperation call)
    {
        for (var around = call.Parent; around is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation or IConditionalOperation or ISwitchOperation or ITryOperation); around = around.Parent)
        {
            // Whoever asks anything there checks in another way.
            if (around is ICatchClauseOperation { Filter: null } clause)
            {
                return !clause.Handler.Descendants().Any(part =>
                    part is IAwaitOperation or IConditionalOperation or ISwitchOperation or ISwitchExpressionOperation or ILoopOperation or ITryOperation or IInvocationOperation { TargetMethod.Name: "Fail" });
            }
        }

        return false;
    }

    private static bool IsOfPassword(IMethodSymbol method) => method.Name.IndexOf("Password", StringComparison.Ordinal) >= 0;

    /// <summary>
    /// Whether the code behind it signs in or makes a token. A password that is hashed for nobody, so that an unknown name takes as long as a
    /// wrong password, is followed by nothing of the kind.
    /// </summary>
    private static bool SignsIn(IOperation check)
    {
        var statement = StatementOf(check);
        return statement.Parent is IBlockOperation block && block.Operations.SkipWhile(each => each != statement).Skip(1).SelectMany(each => each.DescendantsAndSelf()).Any(part => part switch
        {
            IInvocationOperation { TargetMethod.Name: var called } => called.IndexOf("SignIn", StringComparison.Ordinal) >= 0 || called.IndexOf("Token", StringComparison.Ordinal) >= 0,
            IReturnOperation { ReturnedValue.ConstantValue: { HasValue: true, Value: true } } => true,
            _ => false,
        });
    }

    /// <summary>What a host or a benchmark runs warms up, measures, or looks whether the keys are there.</summary>
    private static bool RunsForNobody(ISymbol member) => member.ContainingType?.AllInterfaces.Any(contract => contract.Name is "IHealthCheck" or "IHostedService") == true
        || member.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "BenchmarkAttribute");

    private static IOperation StatementOf(IOperation operation)
    {
        var statement = operation;
        while (statement.Parent is { } parent and not IBlockOperation)
            statement = parent;
        return statement;
    }

    private static bool IsTrueOrFalse(IMethodSymbol method) => method.ReturnType.SpecialType == SpecialType.System_Boolean;

    /// <summary>
    /// Whether the code behind it turns the caller away whatever was answered, as it does where a password is hashed for nobody, so that
    /// an unknown name takes as long as a wrong password.
    /// </summary>
    private static bool RefusesAnyway(IOperation check)
    {
        var statement = StatementOf(check);
        return statement.Parent is IBlockOperation block && block.Operations.SkipWhile(each => each != statement).FirstOrDefault(each => each is IReturnOperation or IThrowOperation) switch
        {
            IThrowOperation => true,
            IReturnOperation { ReturnedValue: { } value } => Refuses(value.Unwrapped()),
            _ => false,
        };
    }

    /// <summary>By what is returned itself: NotFound() for some is no refusal of all, nor is what Ok() is handed.</summary>
    private static bool Refuses(IOperation value) => value switch
    {
        { ConstantValue: { HasValue: true, Value: null or false } } => true,
        IConditionalOperation { WhenFalse: { } otherwise } choice => Refuses(choice.WhenTrue.Unwrapped()) && Refuses(otherwise.Unwrapped()),
        IAwaitOperation { Operation: var awaited } => Refuses(awaited.Unwrapped()),
        IInvocationOperation { TargetMethod.Name: "FromResult", Arguments: [{ Value: var result }] } => Refuses(result.Unwrapped()),
        IInvocationOperation call => SpeaksOfRefusal(call.TargetMethod.Name),
        IMemberReferenceOperation member => SpeaksOfRefusal(member.Member.Name),
        IObjectCreationOperation { Type.Name: var made } => SpeaksOfRefusal(made),
        _ => false,
    };

    private static bool SpeaksOfRefusal(string name) => Array.Exists(s_refusing, word => name.IndexOf(word, StringComparison.Ordinal) >= 0);
}
