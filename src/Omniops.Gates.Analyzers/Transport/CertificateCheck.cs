using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Cors;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Engine.Transport;

namespace Omniops.Gates.Analyzers.Transport;

/// <summary>
/// Looks at every function that becomes a certificate callback, wherever it is handed to, and for the members of frameworks that stand for
/// one which accepts everything.
/// </summary>
internal sealed class CertificateCheck(GateReporter reporter, ProgramSources sources)
{
    private const string AcceptsAny = "accepts the certificate of anybody in between";
    private const string Remove = "remove it and trust the certificate's issuer instead";

    private readonly TransportFindings _findings = new(reporter, TransportRules.CertificateValidationOff, sources);
    private readonly ValueUses _uses = new(sources, (parent, _) => parent is IDelegateCreationOperation);

    public void Check(OperationAnalysisContext context)
    {
        switch (context.Operation)
        {
            case IDelegateCreationOperation creation when IsCallback(creation):
                CheckCallback(context, creation);
                break;
            case IPropertyReferenceOperation { Property: { Name: "DangerousAcceptAnyServerCertificateValidator" } property } reference
                when property.ContainingType.ToDisplayString() == "System.Net.Http.HttpClientHandler":
                Report(context, reference, reference.NameLocation(), property.Name);
                break;
            case IFieldReferenceOperation { Field: { Name: "None", ContainingType.Name: "X509CertificateValidationMode" } } mode:
                if (!Questions.Asks(_uses.Outermost(mode)))
                    Report(context, mode, mode.Syntax.GetLocation(), "X509CertificateValidationMode.None");
                break;
            case IInvocationOperation { TargetMethod: { Name: "AllowAnyClientCertificate" } method } call
                when method.ContainingType.Name == "HttpsConnectionAdapterOptions" && !sources.Bodies.Has(method):
                Report(context, call, call.NameLocation(), method.Name, "have the client's certificate checked: remove the call");
                break;
            case IInvocationOperation { TargetMethod: { Name: "Add", ContainingType.Name: "X509Store" } } add
                when add.Instance is { } store && IsRootStore(sources.Values.Origin(store, context.CancellationToken)):
                _findings.Report(
                    context, add, [], add.NameLocation(),
                    ["X509Store.Add", "has the whole machine or user trust what this certificate signs", "have whoever runs the machine decide, or set CustomTrustStore"],
                    isMinor: true);
                break;
            case ISimpleAssignmentOperation assignment:
                CheckAssignment(context, assignment);
                break;
        }
    }

    private void CheckCallback(OperationAnalysisContext context, IDelegateCreationOperation creation)
    {
        var location = creation.Target is IMethodReferenceOperation ? creation.Target.Syntax.GetLocation() : creation.Syntax.GetLocation();
        var name = NameOf(creation);
        switch (new CallbackJudge(sources, context.CancellationToken).Judge(creation.Target))
        {
            case CallbackVerdict.AcceptsAny:
                Report(context, creation, location, name, "remove it, or compare: errors == SslPolicyErrors.None");
                break;
            case CallbackVerdict.LooksElsewhere:
                _findings.NotProven(context, creation, location,
                    $"'{name}' decides without a look at the certificate; compare: errors == SslPolicyErrors.None");
                break;
            case CallbackVerdict.Unseen when creation.Target is IMethodReferenceOperation:
                _findings.NotProven(context, creation, location, $"the code of '{name}' is not in sight; write the check here");
                break;
        }
    }

    private void CheckAssignment(OperationAnalysisContext context, ISimpleAssignmentOperation assignment)
    {
        if (assignment.Target is not IPropertyReferenceOperation { Property: var property } || sources.Bodies.Has(property))
            return;

        var value = assignment.Value.Unwrapped();
        if (property is { Name: "VerificationFlags", ContainingType.Name: "X509ChainPolicy" })
        {
            if (value is IFieldReferenceOperation { Field.Name: "AllFlags" } && IsChainBelieved(assignment))
                Report(context, assignment, assignment.Syntax.GetLocation(), assignment.Syntax.OneLine(), "leave it out, or trust a root of your own: CustomTrustStore");
        }
        else if (property.Name.StartsWith("DangerousAcceptAnyServerCertificate", StringComparison.Ordinal))
        {
            if (sources.Values.Origin(value, context.CancellationToken).ConstantValue is { HasValue: true, Value: true })
                Report(context, assignment, assignment.Syntax.GetLocation(), property.Name);
        }
        else if (property.Name == "AcceptablePolicyErrors")
        {
            // RabbitMQ's list of errors that do not count.
            if (value.ConstantValue is { HasValue: true, Value: int and not 0 })
                Report(context, assignment, assignment.Syntax.GetLocation(), assignment.Syntax.OneLine());
        }
        else if (IsCallback(property.Type as INamedTypeSymbol)
            && sources.Values.Origin(value, context.CancellationToken) is var origin && IsElsewhere(origin))
        {
            _findings.NotProven(context, assignment, assignment.Value.Syntax.GetLocation(),
                $"the code of '{value.Syntax.OneLine()}' is not in sight; write the check here");
        }
    }

    private static bool IsRootStore(IOperation store) => store is IObjectCreationOperation { Arguments: var arguments }
        && arguments.Any(argument => argument.Value.Unwrapped() is IFieldReferenceOperation { Field: { Name: "Root", ContainingType.Name: "StoreName" } } || argument.Value.Is("Root"));

    /// <summary>Whether the answer of Build, which is always yes then, is used, and nothing else about the certificate is asked.</summary>
    private static bool IsChainBelieved(IOperation place)
    {
        var root = place;
        while (root.Parent is { } parent)
            root = parent;
        var parts = root.Descendants().ToList();
        return parts.Exists(part => part is IInvocationOperation { TargetMethod: { Name: "Build", ContainingType.Name: "X509Chain" }, Parent: not IExpressionStatementOperation })
            && !parts.Exists(part => part is IMemberReferenceOperation { Member.Name: "Thumbprint" or "RawData" or "ChainStatus" }
                or IInvocationOperation { TargetMethod.Name: "SequenceEqual" or "FixedTimeEquals" or "GetCertHashString" or "Equals" });
    }

    /// <summary>Whether a callback comes out of another assembly. What another rule of this check knows by name it reports itself.</summary>
    private bool IsElsewhere(IOperation origin) => origin switch
    {
        IInvocationOperation { TargetMethod: { MethodKind: MethodKind.Ordinary } method } => !sources.Bodies.Has(method),
        IPropertyReferenceOperation { Property: var property } =>
            !sources.Bodies.Has(property) && property.Name is not "DangerousAcceptAnyServerCertificateValidator" && !IsCallbackName(property.Name),
        IFieldReferenceOperation { Field: var field } => !sources.Bodies.Has(field),
        _ => false,
    };

    private void Report(OperationAnalysisContext context, IOperation place, Location location, string name, string instead = Remove)
    {
        var uses = _uses.Of(place, context.CancellationToken);
        if (uses.Count > 0 && uses.All(Questions.Asks))
            return;

        _findings.Report(context, place, uses, location, [name, AcceptsAny, instead]);
    }

    private static bool IsCallback(IDelegateCreationOperation creation) =>
        creation.Type is INamedTypeSymbol { DelegateInvokeMethod.ReturnType.SpecialType: SpecialType.System_Boolean } type
        && (IsCallback(type) || type.DelegateInvokeMethod.Parameters.Length == 1 && IsCallbackName(TakerOf(creation)));

    /// <summary>A function that answers to the errors that were found in a certificate. LDAP's gets the certificate alone.</summary>
    private static bool IsCallback(INamedTypeSymbol? type)
    {
        if (type?.DelegateInvokeMethod is not { ReturnType.SpecialType: SpecialType.System_Boolean } invoke)
            return false;

        foreach (var parameter in invoke.Parameters)
        {
            if (parameter.Type is { Name: "SslPolicyErrors", ContainingNamespace.Name: "Security" })
                return true;
        }

        return type.Name == "VerifyServerCertificateCallback";
    }

    /// <summary>The property or method that takes the function.</summary>
    private static string TakerOf(IOperation creation) => creation.Parent switch
    {
        IAssignmentOperation { Target: IMemberReferenceOperation { Member.Name: var name } } => name,
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: var name } } => name,
        _ => "",
    };

    private static bool IsCallbackName(string name) => name.IndexOf("CertificateValidation", StringComparison.Ordinal) >= 0;

    private static string NameOf(IDelegateCreationOperation creation) =>
        creation.Target is IMethodReferenceOperation { Method.Name: var method } ? method
        : TakerOf(creation) is { Length: > 0 } taker && creation.Parent is IAssignmentOperation ? taker
        : creation.Syntax.OneLine();
}
