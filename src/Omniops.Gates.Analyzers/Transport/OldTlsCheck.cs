using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Cors;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Engine.Transport;

namespace Omniops.Gates.Analyzers.Transport;

/// <summary>
/// Looks for values of the framework's TLS enumerations that are used and not only compared, for switches that turn TLS back, and for
/// connection strings and settings that do without it.
/// </summary>
internal sealed class OldTlsCheck
{
    /// <summary>Source: AppContext switches of .NET Framework's and .NET's network and WCF libraries.</summary>
    private static readonly string[] s_switches =
    [
        "Switch.System.Net.DontEnableSchUseStrongCrypto", "Switch.System.Net.DontEnableSystemDefaultTlsVersions",
        "Switch.System.ServiceModel.DisableUsingServicePointManagerSecurityProtocols",
        "Switch.System.ServiceModel.DontEnableSystemDefaultTlsVersions",
    ];

    private const string SmtpClient = "System.Net.Mail.SmtpClient";

    private readonly ProgramSources _sources;
    private readonly TransportFindings _findings;
    private readonly ValueUses _uses;
    private readonly ObjectWrites _writes;

    public OldTlsCheck(GateReporter reporter, Compilation compilation, AnalyzerOptions options)
    {
        _sources = new ProgramSources(compilation, options);
        _findings = new TransportFindings(reporter, TransportRules.OldTls, _sources);
        _uses = new ValueUses(_sources, (parent, _) => parent is IBinaryOperation { OperatorKind: BinaryOperatorKind.Or });
        _writes = new ObjectWrites(_sources);
    }

    public void Check(OperationAnalysisContext context)
    {
        switch (context.Operation)
        {
            case IFieldReferenceOperation { Field: { HasConstantValue: true, ContainingType.TypeKind: TypeKind.Enum } field } reference:
                CheckValue(context, reference, field.ContainingType, field.Name, field.ConstantValue);
                break;
            case IConversionOperation { Type: { TypeKind: TypeKind.Enum } enumeration, ConstantValue: { HasValue: true, Value: var value } } cast
                when cast.Operand.Unwrapped().Type?.TypeKind != TypeKind.Enum:
                CheckValue(context, cast, enumeration, null, value);
                break;
            case IInvocationOperation call:
                CheckCall(context, call);
                break;
            case IObjectCreationOperation { Type: { Name: "SmtpClient" } type } creation when type.ToDisplayString() == SmtpClient:
                CheckMail(context, creation);
                break;
            case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property } } assignment:
                CheckSetting(context, assignment, property);
                break;
            case ILiteralOperation { ConstantValue: { HasValue: true, Value: string text } } literal:
                CheckText(context, literal, text);
                break;
        }
    }

    private void CheckValue(OperationAnalysisContext context, IOperation value, ITypeSymbol type, string? member, object? constant)
    {
        if (WeakProtocols.Describe(type, member, constant) is not { } what
            || context.ContainingSymbol is IFieldSymbol { ContainingType.TypeKind: TypeKind.Enum })
        {
            return;
        }

        // Of several in one expression the first speaks for all.
        var whole = WholeOf(value);
        if (whole.DescendantsAndSelf().OfType<IFieldReferenceOperation>().FirstOrDefault(part =>
                WeakProtocols.Describe(part.Type, part.Field.Name, part.Field.ConstantValue) is not null) is { } first && first != value
            && first.Syntax.SpanStart < value.Syntax.SpanStart)
        {
            return;
        }

        if (whole.ConstantValue is { HasValue: true, Value: { } all })
            what = WeakProtocols.Describe(type, member, all) ?? what;
        if (Questions.Asks(Outer(whole)))
            return;

        var uses = _uses.Of(whole, context.CancellationToken);
        if (uses.Count > 0 && uses.All(Questions.Asks) || IsLocalConnection(whole))
            return;

        _findings.Report(
            context, value, uses, value.Syntax.GetLocation(), [whole.Syntax.OneLine(), what, WeakProtocols.InsteadOf(type)],
            properties: WeakProtocols.DefaultOf(type));
    }

    /// <summary>MailKit's <c>Connect("localhost", 25, SecureSocketOptions.None)</c> stays on this machine.</summary>
    private static bool IsLocalConnection(IOperation value) =>
        value.Type?.Name == "SecureSocketOptions" && value.Parent is IArgumentOperation { Parent: IInvocationOperation call }
        && call.Arguments.Any(argument => argument.Value.Unwrapped().ConstantValue is { HasValue: true, Value: string host }
            && ConnectionSecurity.ReachOf(host) == HostReach.Local);

    /// <summary>The flags that a value is combined with.</summary>
    private static IOperation WholeOf(IOperation value)
    {
        var current = Outer(value);
        while (current.Parent is IBinaryOperation { OperatorKind: BinaryOperatorKind.Or } or)
            current = Outer(or);
        return current.Unwrapped() is IBinaryOperation ? current : value;
    }

    private static IOperation Outer(IOperation operation)
    {
        while (operation.Parent is IParenthesizedOperation
            or IConversionOperation { IsImplicit: false, Type.TypeKind: TypeKind.Enum or TypeKind.Struct })
        {
            operation = operation.Parent;
        }

        return operation;
    }

    private void CheckCall(OperationAnalysisContext context, IInvocationOperation call)
    {
        switch (call.TargetMethod)
        {
            case { Name: "SetSwitch", ContainingType: { Name: "AppContext", ContainingNamespace.Name: "System" } } when call.Arguments.Length == 2:
                var given = call.Arguments.Select(argument => Constant(argument.Value, context)).ToList();
                if (given.Contains(true) && given.OfType<string>().FirstOrDefault() is { } name && Array.IndexOf(s_switches, name) >= 0)
                {
                    _findings.Report(context, call, [], call.Syntax.GetLocation(), [name, "turns modern TLS off", "remove the call"]);
                }

                break;
            case { Name: "Parse", ContainingType.SpecialType: SpecialType.System_Enum } parse:
                CheckParse(context, call, parse);
                break;
        }
    }

    private void CheckParse(OperationAnalysisContext context, IInvocationOperation call, IMethodSymbol parse)
    {
        var type = parse.TypeArguments.FirstOrDefault() ?? (call.Arguments[0].Value.Unwrapped() as ITypeOfOperation)?.TypeOperand;
        if (type?.Name is not ("SslProtocols" or "SecurityProtocolType"))
            return;

        foreach (var argument in call.Arguments)
        {
            if (Constant(argument.Value, context) is not string text)
                continue;

            var member = text.Split(',').SelectMany(name => type.GetMembers(name.Trim())).OfType<IFieldSymbol>()
                .FirstOrDefault(field => WeakProtocols.Describe(type, field.Name, field.ConstantValue) is not null);
            if (member is not null)
            {
                _findings.Report(context, call, [], call.Syntax.GetLocation(),
                    [text, WeakProtocols.Describe(type, member.Name, member.ConstantValue)!, WeakProtocols.InsteadOf(type)]);
            }
        }
    }

    /// <summary>Without <c>EnableSsl = true</c> a mail goes out in clear text.</summary>
    private void CheckMail(OperationAnalysisContext context, IObjectCreationOperation creation)
    {
        var uses = _uses.Of(creation, context.CancellationToken);
        var writes = ObjectWrites.Of(creation, uses);
        if (writes.Any(write => write.Name is "EnableSsl" or "PickupDirectoryLocation" or "DeliveryMethod"))
            return;

        var host = creation.Arguments.Where(argument => argument.Parameter?.Type.SpecialType == SpecialType.System_String)
            .Select(argument => argument.Value)
            .Concat(writes.Where(write => write.Name == "Host").Select(write => write.Value)).LastOrDefault();
        var reach = host is null ? HostReach.Unknown : ReachOf(host, context);
        if (reach != HostReach.Local)
        {
            _findings.Report(context, creation, uses, creation.Syntax.GetLocation(),
                ["SmtpClient", "lets mails and passwords travel unencrypted", "set EnableSsl = true"], isMinor: reach == HostReach.Nearby);
        }
    }

    private void CheckSetting(OperationAnalysisContext context, ISimpleAssignmentOperation assignment, IPropertySymbol property)
    {
        if (property.IsIndexer)
        {
            CheckIndexer(context, assignment, property);
            return;
        }

        if (WeakSetting.Find(property, _sources.Values.Origin(assignment.Value, context.CancellationToken)) is not { } setting)
            return;

        var reach = HostOf(context, assignment, setting.Host);
        if (reach != HostReach.Local)
        {
            _findings.Report(context, assignment, [], assignment.Syntax.GetLocation(),
                [assignment.Syntax.OneLine(), setting.What, $"set {property.Name} = {setting.Instead}"], isMinor: reach == HostReach.Nearby);
        }
    }

    /// <summary><c>builder["Encrypt"] = false</c> on a connection string builder.</summary>
    private void CheckIndexer(OperationAnalysisContext context, ISimpleAssignmentOperation assignment, IPropertySymbol property)
    {
        if (!property.ContainingType.Name.EndsWith("ConnectionStringBuilder", StringComparison.Ordinal)
            || assignment.Target is not IPropertyReferenceOperation { Arguments: [{ Value: var key }] }
            || Constant(key, context) is not string name || Constant(assignment.Value, context)?.ToString() is not { } value
            || ConnectionSecurity.FindPair(name, value, $"{name}={value}") is not { } weak)
        {
            return;
        }

        _findings.Report(context, assignment, [], assignment.Syntax.GetLocation(), [weak.Settings, weak.What, $"write {weak.Instead}"]);
    }

    private HostReach HostOf(OperationAnalysisContext context, ISimpleAssignmentOperation assignment, string property)
    {
        var writes = _writes.Beside(assignment, context.CancellationToken);
        if (property.Length > 0 && writes.LastOrDefault(write => write.Name == property) is { } named)
            return ReachOf(named.Value, context);

        // The text that the builder or client was made of.
        if (assignment.Target is IPropertyReferenceOperation { Instance: { } instance }
            && _writes.CreationOf(assignment, instance, context.CancellationToken) is { Arguments: [{ Value: var made }, ..] }
            && made.Type?.SpecialType == SpecialType.System_String
            && Constant(made, context) is string text)
        {
            return ConnectionSecurity.IsLocal(text) ? HostReach.Local
                : text.IndexOf('=') < 0 ? ConnectionSecurity.ReachOf(text)
                : HostReach.Unknown;
        }

        return HostReach.Unknown;
    }

    private HostReach ReachOf(IOperation host, OperationAnalysisContext context) =>
        Constant(host, context) is string name ? ConnectionSecurity.ReachOf(name) : HostReach.Unknown;

    private void CheckText(OperationAnalysisContext context, ILiteralOperation literal, string text)
    {
        if (!ConnectionSecurity.MaySay(text))
            return;

        var whole = LiteralWhole.Of(literal);
        if (whole != literal && whole.Descendants().OfType<ILiteralOperation>()
                .FirstOrDefault(part => part.ConstantValue.Value is string other && ConnectionSecurity.MaySay(other)) is { } first
            && first.Syntax.SpanStart < literal.Syntax.SpanStart)
        {
            return;
        }

        if (ConnectionSecurity.Find(LiteralWhole.Read(whole)) is not { } weak || Questions.Asks(whole))
            return;

        var uses = _uses.Of(whole, context.CancellationToken);
        _findings.Report(context, literal, uses, literal.Syntax.GetLocation(),
            [weak.Settings.Replace(ClearTextAddress.Hole.ToString(), "{...}"), weak.What, $"write {weak.Instead}"],
            isMinor: weak.Reach == HostReach.Nearby);
    }

    private object? Constant(IOperation value, OperationAnalysisContext context) =>
        _sources.Values.Origin(value, context.CancellationToken).ConstantValue is { HasValue: true, Value: var constant } ? constant : null;
}
