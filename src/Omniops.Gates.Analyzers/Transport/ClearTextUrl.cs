using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Cors;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Engine.Transport;

namespace Omniops.Gates.Analyzers.Transport;

/// <summary>OMNI3015: foreign hosts are reached over https.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ClearTextUrl() : GateAnalyzer(TransportRules.ClearTextUrl)
{
    /// <summary>Parameters and properties of libraries that take an address to connect to, in lower case.</summary>
    private static readonly string[] s_addresses =
    [
        "requesturi", "requesturistring", "uristring", "uri", "address", "baseaddress", "baseurl", "baseuri", "hosturl", "url", "endpoint",
        "serviceurl", "serviceuri", "serverurl", "authority", "metadataaddress", "remoteaddress", "endpointaddress", "resource", "serviceendpoint",
        "serverurlstring", "apiurl", "apibaseurl", "tokenendpoint", "authorizationendpoint", "userinformationendpoint", "hostname", "nodeuri",
    ];

    /// <summary>Those that name a link or a part of one as properties, which nobody need follow.</summary>
    private static readonly string[] s_links = ["uri", "url", "address", "resource", "hostname"];

    /// <summary>
    /// What of the framework takes addresses that nobody connects to: XML names, documentation, redirects and links, which the browser
    /// follows, and addresses to listen at.
    /// </summary>
    private static readonly string[] s_otherNamespaces =
    [
        "System.Xml", "System.Security.Claims", "System.Runtime.Serialization", "System.ServiceModel.Description", "Microsoft.OpenApi",
        "Microsoft.AspNetCore", "Swashbuckle", "NSwag", "System.Reflection", "Xunit", "NUnit", "Microsoft.VisualStudio", "System.Net.Http.Headers",
    ];

    private static readonly string[] s_clientNamespaces =
        ["Microsoft.AspNetCore.SignalR.Client", "Microsoft.AspNetCore.Authentication", "Microsoft.AspNetCore.Http.Connections.Client"];

    /// <inheritdoc />
    protected override void Register(CompilationStartAnalysisContext start, GateReporter reporter)
    {
        var sources = new ProgramSources(start.Compilation, start.Options);
        var findings = new TransportFindings(reporter, TransportRules.ClearTextUrl, sources);
        var uses = new ValueUses(sources, (parent, child) => IsBeginning(parent, child) || IsUri(parent, child));
        Action<OperationAnalysisContext> rule = context => Check(context, findings, uses);
        start.RegisterOperationAction(context => reporter.Guard(context, rule), OperationKind.Literal);
    }

    private static void Check(OperationAnalysisContext context, TransportFindings findings, ValueUses uses)
    {
        if (context.Operation.ConstantValue is not { HasValue: true, Value: string text } || !ClearTextAddress.Is(text))
            return;

        var address = LiteralWhole.Read(WholeOf(context.Operation));
        var reach = ClearTextAddress.ReachOf(address);
        if (reach is HostReach.Local or HostReach.Nearby)
            return;

        // A Uri is an address even where nobody is seen to use it.
        var all = uses.Of(context.Operation, context.CancellationToken);
        var ends = all.Where(IsAddress).ToList();
        if (ends.Count == 0 && (all.Count > 0 || !IsUriCreation(uses.Outermost(context.Operation))))
            return;

        var location = context.Operation.Syntax.GetLocation();
        var shown = text.Length > 80 ? text.Substring(0, 80) + "..." : text;
        if (reach == HostReach.Unknown)
        {
            findings.NotProven(
                context, context.Operation, location,
                $"'{shown}' is asked in clear text, and its host is not known before it runs; write https://");
            return;
        }

        findings.Report(context, context.Operation, ends, location, [shown, "https://" + shown.Substring("http://".Length)]);
    }

    /// <summary>The text that begins with the literal.</summary>
    private static IOperation WholeOf(IOperation literal)
    {
        var current = literal;
        while (current.Parent is { } parent && IsBeginning(parent, current))
            current = parent;
        return current;
    }

    private static bool IsBeginning(IOperation parent, IOperation child) => parent switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => sum.LeftOperand == child,
        IInterpolatedStringTextOperation => true,
        IInterpolatedStringOperation text => text.Parts.Length > 0 && text.Parts[0] == child,
        IInterpolationOperation hole => hole.Expression == child,
        _ => false,
    };

    /// <summary>A Uri is one more form of the text.</summary>
    private static bool IsUri(IOperation parent, IOperation child) => parent switch
    {
        IArgumentOperation { Parent: IObjectCreationOperation creation } argument => IsUri(creation) && argument.Value == child,
        IObjectCreationOperation { Arguments: [var first, ..] } creation => IsUri(creation) && first == child,
        _ => false,
    };

    private static bool IsUri(IObjectCreationOperation creation) => creation.Type is { Name: "Uri", ContainingNamespace.Name: "System" };

    /// <summary>Whether what takes the value connects to it.</summary>
    private static bool IsAddress(IOperation value) => value.Parent switch
    {
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod: var method }, Parameter: { } parameter } =>
            IsTaker(method.ContainingType) && IsTaking(method) && (IsAddressName(parameter.Name) || IsUriCreation(value)),
        IArgumentOperation { Parent: IObjectCreationOperation { Type: { } type }, Parameter: { } parameter } =>
            IsTaker(type) && (IsAddressName(parameter.Name) || IsUriCreation(value)),
        IAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property } } =>
            IsTaker(property.ContainingType)
            && (IsUriCreation(value) || IsAddressName(property.Name) && Array.IndexOf(s_links, property.Name.ToLowerInvariant()) < 0),
        IReturnOperation => IsUriCreation(value),
        _ => false,
    };

    private static bool IsUriCreation(IOperation value) => value.Unwrapped() is IObjectCreationOperation { Type.Name: "Uri" };

    private static bool IsTaking(IMethodSymbol method) =>
        !method.Name.StartsWith("Is", StringComparison.Ordinal) && method.Name is not ("TryCreate" or "Redirect" or "Equals");

    private static bool IsAddressName(string name) => Array.IndexOf(s_addresses, name.ToLowerInvariant()) >= 0;

    private static bool IsTaker(ITypeSymbol type)
    {
        var name = type.ContainingNamespace?.ToDisplayString() ?? "";
        return Array.Exists(s_clientNamespaces, IsIn) || !Array.Exists(s_otherNamespaces, IsIn);

        bool IsIn(string other) => name.StartsWith(other, StringComparison.Ordinal) && (name.Length == other.Length || name[other.Length] == '.');
    }
}
