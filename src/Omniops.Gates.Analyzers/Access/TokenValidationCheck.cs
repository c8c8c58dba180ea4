using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Analyzers.Transport;

namespace Omniops.Gates.Analyzers.Access;

/// <summary>
/// Looks at what the switches of authentication libraries are given anywhere, and at every function that takes the place of a check.
/// </summary>
internal sealed class TokenValidationCheck(
    TransportFindings findings, TokenValidators validators, TokenSignIn signIn, ProgramSources sources, NumberOption skew)
{
    private readonly ValueUses _uses = new(sources);
    private readonly ValueUses _handedOn = new(sources, (parent, _) => parent is IDelegateCreationOperation);
    private readonly ObjectWrites _writes = new(sources);
    private readonly ValueChoices _choices = new(sources);
    private readonly TokenKeys _keys = new(sources);

    public void Check(OperationAnalysisContext context)
    {
        switch (context.Operation)
        {
            case IDelegateCreationOperation creation when TokenValidators.IsValidator(creation.Type):
                CheckValidator(context, creation);
                break;
            case IDelegateCreationOperation creation when TokenKeys.IsResolver(creation.Type):
                CheckResolver(context, creation);
                break;
            case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property } } assignment:
                if (TokenSetting.Find(property) is { } setting)
                    CheckSetting(context, assignment, setting);
                else if (property.Name == "ClockSkew" && TokenSetting.IsParameters(property.ContainingType))
                    CheckSkew(context, assignment);
                else
                    signIn.Check(context, assignment, property);
                break;
            case IInvocationOperation { TargetMethod.Name: "Success" } call:
                signIn.Check(context, call);
                break;
            case IInvocationOperation { TargetMethod.Name: "SignInAsync" or "SignIn" } call:
                signIn.CheckSignIn(context, call);
                break;
            case IInvocationOperation { TargetMethod.Name: "ValidateTokenAsync" } call when TokenValidators.Answers(call) && call.IsUnread():
                findings.Report(context, call, [], call.NameLocation(),
                    [
                        call.TargetMethod.Name, "throws nothing for a token that is not good, and nobody reads what it answers",
                        "go on only where result.IsValid",
                    ]);
                break;
            case IInvocationOperation call when TokenSignIn.IsRead(call) && IsReturnedAfterFailure(call):
                findings.Report(context, call, [], call.NameLocation(),
                    [call.TargetMethod.Name, "hands out what a token says that has just failed its validation", "return nothing there, or let the exception pass"]);
                break;
            case IInvocationOperation call when TokenSignIn.IsRead(call):
                signIn.CheckDecision(context, call);
                break;
            case IInvocationOperation call when JwtNet.FindUnverified(call) is { } name:
                findings.Report(context, call, [], call.NameLocation(),
                    [name, "accepts tokens that nobody signed", "have the signature verified: MustVerifySignature(), verify: true"]);
                break;
        }
    }

    /// <summary>catch (SecurityTokenException) { return handler.ReadJwtToken(token).Subject; } behind a validation.</summary>
    private static bool IsReturnedAfterFailure(IInvocationOperation call)
    {
        var isReturned = false;
        for (var around = call.Parent; around is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation); around = around.Parent)
        {
            isReturned |= around is IReturnOperation;
            if (around is ICatchClauseOperation { Parent: ITryOperation attempt })
                return isReturned && attempt.Body.Descendants().Any(part => part is IInvocationOperation { TargetMethod.Name: "ValidateToken" or "ValidateTokenAsync" });
        }

        return false;
    }

    private void CheckValidator(OperationAnalysisContext context, IDelegateCreationOperation creation)
    {
        var location = creation.Target.Syntax.GetLocation();
        var name = creation.Target is IMethodReferenceOperation { Method.Name: var method } ? method : creation.Type!.Name;
        switch (validators.Judge(creation, context.CancellationToken))
        {
            case CallbackVerdict.AcceptsAny:
                findings.Report(context, creation, _handedOn.Of(creation, context.CancellationToken), location,
                    [name, What(creation.Type!.Name), "remove it and have the library check, or throw for what you do not trust"]);
                break;
            case CallbackVerdict.LooksElsewhere:
                findings.NotProven(context, creation, location, $"'{name}' decides without a look at the token; compare what it is given");
                break;
            case CallbackVerdict.Unseen when creation.Target is IMethodReferenceOperation:
                findings.NotProven(context, creation, location, $"the code of '{name}' is not in sight; write the check here");
                break;
        }
    }

    private void CheckResolver(OperationAnalysisContext context, IDelegateCreationOperation creation)
    {
        if (_keys.BodyOf(creation, context.CancellationToken) is { } body && _keys.AreOfToken(body, context.CancellationToken))
        {
            findings.Report(context, creation, _handedOn.Of(creation, context.CancellationToken), creation.Target.Syntax.GetLocation(),
                [
                    creation.Target is IMethodReferenceOperation { Method.Name: var method } ? method : creation.Type!.Name,
                    "takes the key from the token that it is to check", "return keys that you know, found by their kid, or set Authority",
                ]);
        }
    }

    private static string What(string validator) => validator switch
    {
        "AudienceValidator" => "accepts tokens that were made for other applications",
        "LifetimeValidator" => "accepts tokens that are over",
        "SignatureValidator" or "SignatureValidatorUsingConfiguration" => "accepts tokens that nobody signed",
        "IssuerSigningKeyValidator" or "IssuerSigningKeyValidatorUsingConfiguration" => "accepts any key",
        "AlgorithmValidator" => "accepts any algorithm",
        "TokenReplayValidator" => "lets a stolen token be played in again",
        _ => "accepts tokens of any issuer",
    };

    private void CheckSetting(OperationAnalysisContext context, ISimpleAssignmentOperation assignment, TokenSetting setting)
    {
        var cancellation = context.CancellationToken;
        var values = _choices.Of(assignment.Value, cancellation)
            .Where(value => sources.Reach.IsInProduction(value, cancellation)).ToList();
        var truths = values.ConvertAll(value => _choices.TruthOf(value, cancellation));
        var isWeak = truths.Contains(setting.Weak);
        var isOpen = !isWeak && values.Where((_, at) => truths[at] is null).Any(IsConfigured);
        if (!isWeak && !isOpen || IsSetAgain(assignment, setting, cancellation) || HasValidator(assignment, setting, cancellation)
            || IsRefresh(context, assignment))
        {
            return;
        }

        var text = assignment.Syntax.OneLine();
        var location = assignment.Syntax.GetLocation();
        if (isOpen || !truths.TrueForAll(truth => truth == setting.Weak))
        {
            var cause = isOpen ? "configuration" : "a condition";
            findings.NotProven(context, assignment, location, $"'{text}' depends on {cause}; set it in every case");
        }
        else
        {
            var right = setting.Weak ? "false" : "true";
            findings.Report(
                context, assignment, [], location, [text, setting.What, $"remove it, or set it to {right}"], properties: right);
        }
    }

    /// <summary>Whether the value is read when the program runs: from configuration, or from an object that is bound to it.</summary>
    private bool IsConfigured(IOperation value) => value.DescendantsAndSelf().Any(part =>
        part.Type.IsA(sources.Configuration)
        || part is IPropertyReferenceOperation { Property: { SetMethod: not null, IsIndexer: false } property }
            && sources.Bodies.Has(property));

    /// <summary>Whether the same property gets the safe value further down, whatever else happens.</summary>
    private bool IsSetAgain(ISimpleAssignmentOperation assignment, TokenSetting setting, CancellationToken cancellation)
    {
        var last = _writes.Beside(assignment, cancellation).LastOrDefault(write => write.Name == setting.Property
            && write.Assignment.Syntax.SyntaxTree == assignment.Syntax.SyntaxTree);
        return last is not null && last.Assignment.Syntax.SpanStart > assignment.Syntax.SpanStart
            && last.Value.Unwrapped().ConstantValue is { HasValue: true, Value: bool value } && value != setting.Weak
            && BlockAround(last.Assignment.Syntax) is { } block && block.Span.Contains(assignment.Syntax.Span);
    }

    private static SyntaxNode? BlockAround(SyntaxNode assignment) => assignment.Parent switch
    {
        ExpressionStatementSyntax { Parent: BlockSyntax block } => block,
        ExpressionStatementSyntax { Parent: GlobalStatementSyntax { Parent: { } file } } => file,
        _ => null,
    };

    /// <summary>Whether a check of one's own stands in for the one that is off.</summary>
    private bool HasValidator(ISimpleAssignmentOperation assignment, TokenSetting setting, CancellationToken cancellation)
    {
        if (setting.Validator.Length == 0)
            return false;

        var own = _writes.Beside(assignment, cancellation)
            .Where(write => Array.IndexOf(setting.Validator, write.Name) >= 0 && !write.Value.IsNull()).ToList();
        return own.Count > 0
            && own.TrueForAll(write => validators.Judge(write.Value, cancellation) != CallbackVerdict.AcceptsAny);
    }

    /// <summary>
    /// The lifetime of a token that is exchanged for a new one does not count: it is validated on the spot, by nobody else, and its
    /// algorithm is looked at.
    /// </summary>
    private bool IsRefresh(OperationAnalysisContext context, ISimpleAssignmentOperation assignment)
    {
        if (assignment.Target is not IPropertyReferenceOperation { Property.Name: "ValidateLifetime", Instance: { } instance })
            return false;

        var cancellation = context.CancellationToken;
        if (!SpeaksOfRefresh(assignment, cancellation) || MadeAt(assignment, instance, cancellation) is not { } made)
            return false;

        var uses = _uses.Of(made, cancellation).Where(use => use.Parent is not IPropertyReferenceOperation).ToList();
        var root = Root(assignment);
        var writes = _writes.Beside(assignment, cancellation);
        return uses.Count > 0
            && uses.TrueForAll(use => IsValidated(use) && Root(use) == root)
            && (made is IInvocationOperation || writes.Any(write => write.Name.StartsWith("IssuerSigningKey", StringComparison.Ordinal)))
            && (writes.Any(write => write.Name == "ValidAlgorithms")
                || root.Descendants().Any(part => part is IPropertyReferenceOperation { Property.Name: "Alg" or "SignatureAlgorithm" }));
    }

    private static bool IsValidated(IOperation parameters) => parameters.Parent is IArgumentOperation
    {
        Parent: IInvocationOperation { TargetMethod.Name: "ValidateToken" or "ValidateTokenAsync" },
    };

    private IOperation? MadeAt(ISimpleAssignmentOperation assignment, IOperation instance, CancellationToken cancellation) =>
        _writes.CreationOf(assignment, instance, cancellation) as IOperation
        ?? sources.Values.Origin(instance, cancellation) as IInvocationOperation;

    private bool SpeaksOfRefresh(IOperation place, CancellationToken cancellation)
    {
        var symbol = sources.Bodies.ModelOf(place.Syntax.SyntaxTree).GetEnclosingSymbol(place.Syntax.SpanStart, cancellation);
        for (; symbol is IMethodSymbol method; symbol = symbol.ContainingSymbol)
        {
            foreach (var word in new[] { "Expired", "Refresh", "Renew" })
            {
                if (method.Name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0)
                    return true;
            }
        }

        return false;
    }

    private static IOperation Root(IOperation operation)
    {
        while (operation.Parent is { } parent)
            operation = parent;
        return operation;
    }

    private void CheckSkew(OperationAnalysisContext context, ISimpleAssignmentOperation assignment)
    {
        var limit = skew.For(assignment.Syntax.SyntaxTree);
        var seconds = _choices.Of(assignment.Value, context.CancellationToken).Max(value => Durations.SecondsOf(value));
        if (seconds > limit * 60d)
        {
            findings.Report(context, assignment, [], assignment.Syntax.GetLocation(),
                [assignment.Syntax.OneLine(), "accepts tokens long after their end",
                    $"stay within {limit.ToString(CultureInfo.InvariantCulture)} minutes; the default is five"]);
        }
    }
}
