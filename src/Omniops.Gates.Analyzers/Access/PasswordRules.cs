using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Analyzers.Transport;

namespace Omniops.Gates.Analyzers.Access;

/// <summary>
/// What ASP.NET Core Identity, and ASP.NET Identity before it, ask of passwords and how often they may be guessed. Source: NIST SP 800-63B
/// section 5.1.1; OWASP ASVS 5.0, 6.2.1 and 6.3.1; SCS0032 to SCS0034.
/// </summary>
internal sealed class PasswordRules(TransportFindings findings, ValueChoices choices, ProgramSources sources, NumberOption length)
{
    private const int MaxAttempts = 10;
    private const double MinLockoutSeconds = 60;

    /// <summary>So long that it may be of letters alone.</summary>
    private const int LengthOfPhrase = 12;

    /// <summary>Of ASP.NET Core Identity.</summary>
    private const int DefaultLength = 6;

    private const string Guessing = "lets passwords be guessed without end";

    private static readonly string[] s_kinds = ["RequireDigit", "RequireLowercase", "RequireUppercase", "RequireNonAlphanumeric"];
    private static readonly string[] s_oldKinds = ["RequireDigit", "RequireLowercase", "RequireUppercase", "RequireNonLetterOrDigit"];

    private readonly ObjectWrites _writes = new(sources);
    private readonly ValueUses _uses = new(sources);

    public void Check(OperationAnalysisContext context, IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (method.Name is "SetLockoutEnabledAsync" or "SetLockoutEnabled")
        {
            CheckLockout(context, call);
            return;
        }

        if (method.Name is not ("PasswordSignInAsync" or "CheckPasswordSignInAsync" or "PasswordSignIn")
            || !IsSignIn(call.Instance?.Type ?? method.ContainingType) && !IsSignIn(method.ContainingType))
        {
            return;
        }

        if (call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name is "lockoutOnFailure" or "shouldLockout") is { } lockout
            && choices.Of(lockout.Value, context.CancellationToken) is var values && values.Any(IsFalse))
        {
            var (location, text) = (lockout.Syntax.GetLocation(), lockout.Syntax.OneLine());
            if (values.All(IsFalse))
                findings.Report(context, call, [], location, [text, Guessing, "have failures lock the account: true"], properties: "true");
            else
                findings.NotProven(context, call, location, $"'{text}' depends on a condition; lock out in every case");
        }
    }

    /// <summary>Who means to unlock a user often writes this, and takes the lock off for good.</summary>
    private void CheckLockout(OperationAnalysisContext context, IInvocationOperation call)
    {
        if (call.TargetMethod.ContainingType is not { Name: "UserManager" or "UserManagerExtensions" } manager
            || manager.ContainingNamespace.ToDisplayString() is not ("Microsoft.AspNetCore.Identity" or "Microsoft.AspNet.Identity")
            || call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "enabled") is not { } enabled
            || !choices.Of(enabled.Value, context.CancellationToken).All(IsFalse))
        {
            return;
        }

        findings.Report(
            context, call, [], call.NameLocation(),
            [call.TargetMethod.Name, "lets the password of this user be guessed without end", "unlock with SetLockoutEndDateAsync(user, null)"],
            isMinor: true);
    }

    private static bool IsSignIn(ITypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.Name == "SignInManager"
                && current.ContainingNamespace.ToDisplayString() is "Microsoft.AspNetCore.Identity" or "Microsoft.AspNet.Identity.Owin")
            {
                return true;
            }
        }

        return false;
    }

    public void Check(OperationAnalysisContext context, ISimpleAssignmentOperation assignment, IPropertySymbol property)
    {
        var cancellation = context.CancellationToken;
        switch (property.Name)
        {
            case "RequiredLength" when IsOptions(property.ContainingType) || IsOldValidator(property.ContainingType):
                CheckLength(context, assignment);
                break;
            case "MaxFailedAccessAttempts" or "MaxFailedAccessAttemptsBeforeLockout" when IsLockout(property.ContainingType):
                if (choices.Of(assignment.Value, cancellation).Any(IsTooMany))
                    Report(context, assignment, Guessing, "stay within 10; the default is 5", "5");
                break;
            case "DefaultLockoutTimeSpan" or "DefaultAccountLockoutTimeSpan" when IsLockout(property.ContainingType):
                if (choices.Of(assignment.Value, cancellation).Any(value => Durations.SecondsOf(value) < MinLockoutSeconds))
                    Report(context, assignment, Guessing, "lock for a minute or more; the default is five", null);
                break;
            case "AllowedForNewUsers" or "UserLockoutEnabledByDefault" when IsLockout(property.ContainingType):
                if (choices.Of(assignment.Value, cancellation).All(IsFalse))
                    Report(context, assignment, Guessing, "remove it, or set it to true", "true");
                break;
            default:
                if (Array.IndexOf(s_kinds, property.Name) >= 0 && IsOptions(property.ContainingType))
                    CheckKinds(context, assignment);
                break;
        }
    }

    private void CheckLength(OperationAnalysisContext context, ISimpleAssignmentOperation assignment)
    {
        var min = length.For(assignment.Syntax.SyntaxTree);
        if (choices.SmallestOf(assignment.Value, context.CancellationToken) < min)
        {
            var text = min.ToString(CultureInfo.InvariantCulture);
            Report(context, assignment, "allows passwords that can be guessed", $"ask for {text} characters or more", text);
        }
    }

    /// <summary>Reported at the last of them: letters of one kind, and not many.</summary>
    private void CheckKinds(OperationAnalysisContext context, ISimpleAssignmentOperation assignment)
    {
        var cancellation = context.CancellationToken;
        if (!choices.Of(assignment.Value, cancellation).All(IsFalse))
            return;

        var writes = _writes.Beside(assignment, cancellation);
        if (!IsLast(assignment, writes) || !Array.TrueForAll(s_kinds, IsOff))
        {
            return;
        }

        // A length that is too short for any password is a finding of its own.
        var said = writes.LastOrDefault(write => write.Name == "RequiredLength");
        var required = said is null ? DefaultLength : choices.SmallestOf(said.Value, cancellation);
        if (required < LengthOfPhrase && (said is null || required >= length.For(assignment.Syntax.SyntaxTree)))
        {
            Report(context, assignment, "is the last of four: passwords may be of one kind of characters and short",
                $"ask for {LengthOfPhrase.ToString(CultureInfo.InvariantCulture)} characters, or for more than one kind", null);
        }

        bool IsOff(string kind) => writes.LastOrDefault(write => write.Name == kind) is { } write
            && choices.Of(write.Value, cancellation).All(IsFalse);
    }

    private static bool IsLast(ISimpleAssignmentOperation assignment, IReadOnlyList<PropertyWrite> writes) =>
        writes.Where(write => Array.IndexOf(s_kinds, write.Name) >= 0)
            .All(write => write.Assignment.Syntax.SpanStart <= assignment.Syntax.SpanStart);

    /// <summary>A PasswordValidator of ASP.NET Identity asks for nothing that it is not told.</summary>
    public void Check(OperationAnalysisContext context, IObjectCreationOperation creation)
    {
        if (creation.Type is not { } type || !IsOldValidator(type))
            return;

        var cancellation = context.CancellationToken;
        var writes = ObjectWrites.Of(creation, _uses.Of(creation, cancellation));
        var required = writes.LastOrDefault(write => write.Name == "RequiredLength");
        if (required is null)
        {
            findings.Report(context, creation, [], creation.NameLocation(), [type.Name, "allows passwords of any length",
                $"set RequiredLength to {length.For(creation.Syntax.SyntaxTree).ToString(CultureInfo.InvariantCulture)} or more"]);
        }
        else if (choices.SmallestOf(required.Value, cancellation) is var characters
            && characters < LengthOfPhrase && characters >= length.For(creation.Syntax.SyntaxTree)
            && !writes.Any(write => Array.IndexOf(s_oldKinds, write.Name) >= 0 && !choices.Of(write.Value, cancellation).All(IsFalse)))
        {
            findings.Report(context, creation, [], creation.NameLocation(), [type.Name, "allows short passwords of one kind of characters",
                "set RequireDigit, RequireLowercase, RequireUppercase or RequireNonLetterOrDigit"]);
        }
    }

    private void Report(
        OperationAnalysisContext context, ISimpleAssignmentOperation assignment, string what, string instead, string? value) =>
        findings.Report(
            context, assignment, [], assignment.Syntax.GetLocation(), [assignment.Syntax.OneLine(), what, instead], properties: value);

    private static bool IsFalse(IOperation value) => value.ConstantValue is { HasValue: true, Value: false };

    private static bool IsOptions(ITypeSymbol type) => IsOf(type, "PasswordOptions");

    private static bool IsOf(ITypeSymbol type, string name) =>
        type.Name == name && type.ContainingNamespace.ToDisplayString() == "Microsoft.AspNetCore.Identity";

    private static bool IsOldValidator(ITypeSymbol type) => IsOld(type, "PasswordValidator");

    private static bool IsLockout(ITypeSymbol type) => IsOf(type, "LockoutOptions") || IsOld(type, "UserManager");

    private static bool IsTooMany(IOperation attempts) => attempts.ConstantValue is { HasValue: true, Value: int and > MaxAttempts };

    private static bool IsOld(ITypeSymbol type, string name) =>
        type.Name == name && type.ContainingNamespace.ToDisplayString() == "Microsoft.AspNet.Identity";
}
