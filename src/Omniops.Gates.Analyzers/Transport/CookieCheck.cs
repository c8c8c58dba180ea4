using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using Omniops.Gates.Analyzers.Access;
using Omniops.Gates.Analyzers.Cors;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Engine.Transport;

namespace Omniops.Gates.Analyzers.Transport;

/// <summary>
/// Looks at the objects that describe a cookie where they are made, at what their properties are given anywhere, and at the calls that write
/// a cookie without one. Defaults as measured on ASP.NET Core 10: CookieOptions sets nothing, a session's cookie is not Secure.
/// </summary>
internal sealed class CookieCheck(GateReporter reporter, ProgramSources sources)
{
    private const string ClearText = "lets the cookie travel in clear text";
    private const string Readable = "lets scripts read the cookie";

    private readonly TransportFindings _findings = new(reporter, TransportRules.WeakCookie, sources);
    private readonly ValueUses _uses = new(sources);
    private readonly ObjectWrites _writes = new(sources);
    private readonly CookiePolicy _policy = new(sources);
    private readonly ValueChoices _choices = new(sources);

    public void Check(OperationAnalysisContext context)
    {
        switch (context.Operation)
        {
            case IObjectCreationOperation { Type: { } type } creation when IsCookie(type):
                CheckCreation(context, creation, type);
                break;
            case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property } } assignment:
                CheckAssignment(context, assignment, property);
                break;
            case IInvocationOperation call:
                CheckCall(context, call);
                break;
        }
    }

    private static bool IsCookie(ITypeSymbol type) => type.Name switch
    {
        "CookieOptions" => type.ContainingNamespace.ToDisplayString() is "Microsoft.AspNetCore.Http" or "Microsoft.Owin",
        "CookieBuilder" => type.ContainingNamespace.ToDisplayString() == "Microsoft.AspNetCore.Http",
        "HttpCookie" => type.ContainingNamespace.ToDisplayString() == "System.Web",
        "NancyCookie" => type.ContainingNamespace.ToDisplayString() == "Nancy.Cookies",
        _ => false,
    };

    private void CheckCreation(OperationAnalysisContext context, IObjectCreationOperation creation, ITypeSymbol type)
    {
        // A copy has what the original has.
        if (creation.Arguments.Any(argument => argument.Value.Type.Is(type)))
            return;

        var uses = _uses.Of(creation, context.CancellationToken);
        var writes = ObjectWrites.Of(creation, uses);
        if (IsDeletion(writes, uses, context.CancellationToken))
            return;

        var name = NameOf(creation, writes, uses, context.CancellationToken);
        var missing = new List<string>();
        if (type.Name != "CookieBuilder" && !IsWritten("Secure"))
            missing.Add("Secure");
        if (!IsWritten("HttpOnly") && !CookieNames.IsForScripts(name))
            missing.Add("HttpOnly");
        missing.RemoveAll(property => _policy.Sets(property, creation, context.CancellationToken));
        if (missing.Count > 0)
        {
            Report(context, creation, uses, LocationOf(creation), NameOf(creation), missing);
            return;
        }

        foreach (var property in new[] { "Secure", "HttpOnly" })
        {
            if (FindChosen(creation, writes, property, context.CancellationToken) is { } chosen
                && !(property == "HttpOnly" && CookieNames.IsForScripts(name)) && !_policy.Sets(property, creation, context.CancellationToken))
            {
                _findings.NotProven(context, creation, LocationOf(creation),
                    $"'{chosen.Syntax.OneLine()}' depends on a condition; set it in every case");
                return;
            }
        }

        CheckPrefix(context, creation, name, writes, isSecureWritten: true);

        bool IsWritten(string property) => writes.Any(write => write.Name == property)
            || creation.Arguments.Any(argument => argument.Parameter is { } parameter
                && parameter.Name.Equals(property, StringComparison.OrdinalIgnoreCase)
                && argument.Value.ConstantValue is not { HasValue: true, Value: false });
    }

    /// <summary>if (x) options.Secure = true; where nothing else sets it. That the request came by https is as good as SameAsRequest.</summary>
    private IOperation? FindChosen(
        IObjectCreationOperation creation, IReadOnlyList<PropertyWrite> writes, string property, CancellationToken cancellation)
    {
        var set = writes.Where(write => write.Name == property).ToList();
        return set.Count > 0 && set.TrueForAll(write => IsChosen(write.Assignment, creation, cancellation)) && !HasBoth(set) ? set[0].Assignment : null;
    }

    private bool IsChosen(IOperation write, IObjectCreationOperation creation, CancellationToken cancellation)
    {
        for (var (child, parent) = (write, write.Parent); parent is not null; (child, parent) = (parent, parent.Parent))
        {
            if (parent.Syntax.Span.Contains(creation.Syntax.Span) && parent.Syntax.SyntaxTree == creation.Syntax.SyntaxTree)
                return false;
            if (parent is ISwitchOperation { Cases: var cases } && !cases.Any(one => one.Clauses.Any(clause => clause.CaseKind == CaseKind.Default)))
                return true;
            if (parent is IConditionalOperation choice && choice.Condition != child
                && !choice.Condition.DescendantsAndSelf().Any(part => part is IPropertyReferenceOperation { Property.Name: "IsHttps" or "Scheme" })
                && _choices.TruthOf(choice.Condition.Unwrapped(), cancellation) is var holds && holds != (child == choice.WhenTrue))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether an if and its else both write.</summary>
    private static bool HasBoth(List<PropertyWrite> writes) => writes.Exists(one => writes.Exists(other =>
        ChoiceAround(one.Assignment) is { WhenFalse: { } otherwise } choice && ChoiceAround(other.Assignment) == choice
        && choice.WhenTrue.Syntax.Span.Contains(one.Assignment.Syntax.Span) && otherwise.Syntax.Span.Contains(other.Assignment.Syntax.Span)));

    private static IConditionalOperation? ChoiceAround(IOperation write)
    {
        for (var parent = write.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IConditionalOperation choice)
                return choice;
        }

        return null;
    }

    /// <summary>Without the initializer, which can be long.</summary>
    private static Location LocationOf(IObjectCreationOperation creation) => creation.Syntax switch
    {
        ObjectCreationExpressionSyntax { Initializer: not null } syntax => UpTo(syntax, (syntax.ArgumentList?.Span ?? syntax.Type.Span).End),
        ImplicitObjectCreationExpressionSyntax { Initializer: not null } syntax => UpTo(syntax, syntax.ArgumentList.Span.End),
        var other => other.GetLocation(),
    };

    private static Location UpTo(SyntaxNode syntax, int end) =>
        Location.Create(syntax.SyntaxTree, TextSpan.FromBounds(syntax.SpanStart, end));

    private static string NameOf(IObjectCreationOperation creation) => $"new {creation.Type!.Name}";

    private void Report(
        OperationAnalysisContext context, IOperation place, IReadOnlyList<IOperation> uses, Location location, string subject, List<string> missing)
    {
        var what = string.Join(" and ", missing.Select(property => property == "HttpOnly" ? Readable : ClearText));
        var instead = string.Join(", ", missing.Select(property =>
            property == "SecurePolicy" ? "SecurePolicy = CookieSecurePolicy.Always" : $"{property} = true"));
        _findings.Report(context, place, uses, location, [subject, what, $"set {instead}"], properties: string.Join(",", missing));
    }

    /// <summary>A cookie that is over already, or options that only tell which cookie to delete.</summary>
    private bool IsDeletion(IReadOnlyList<PropertyWrite> writes, IReadOnlyList<IOperation> uses, CancellationToken cancellation)
    {
        var calls = uses.Select(use => (use.Parent as IArgumentOperation)?.Parent as IInvocationOperation).OfType<IInvocationOperation>().ToList();
        return calls.Count > 0 && calls.TrueForAll(call => call.TargetMethod.Name is "Delete" or "Remove" or "DeleteCookie")
            || writes.Any(write => write.Name is "Expires" or "MaxAge" && IsOver(sources.Values.Origin(write.Value, cancellation)));
    }

    private static bool IsOver(IOperation time) => time switch
    {
        IInvocationOperation { TargetMethod.Name: var name, Arguments: [{ Value: var amount }] } when name.StartsWith("Add", StringComparison.Ordinal) =>
            amount.Unwrapped().ConstantValue is { HasValue: true, Value: IConvertible number } and not { Value: string }
                && Convert.ToDouble(number, System.Globalization.CultureInfo.InvariantCulture) < 0,
        IMemberReferenceOperation { Member.Name: "MinValue" or "UnixEpoch" or "Zero" } => true,
        IObjectCreationOperation { Arguments: [{ Value: var year }, ..] } created =>
            created.Type?.Name is "DateTime" or "DateTimeOffset" && year.ConstantValue is { HasValue: true, Value: int and < 2000 },
        _ => false,
    };

    /// <summary>The name under which the cookie is written, where it is constant.</summary>
    private string? NameOf(
        IObjectCreationOperation creation, IReadOnlyList<PropertyWrite> writes, IReadOnlyList<IOperation> uses, CancellationToken cancellation)
    {
        var name = writes.LastOrDefault(write => write.Name == "Name")?.Value
            ?? uses.Select(use => (use.Parent as IArgumentOperation)?.Parent as IInvocationOperation).OfType<IInvocationOperation>()
                .Select(call => call.Arguments.FirstOrDefault(argument => argument.Parameter is { Name: "key" or "name" })?.Value)
                .FirstOrDefault(value => value is not null)
            ?? creation.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "name")?.Value;
        return name is null ? null : TextOf(name, cancellation);
    }

    /// <summary>Constant text; of the framework's own names of cookies, which are no constants, the name of the field.</summary>
    private string? TextOf(IOperation value, CancellationToken cancellation) => sources.Values.Origin(value, cancellation) switch
    {
        { ConstantValue: { HasValue: true, Value: string text } } => text,
        IFieldReferenceOperation { Field: { IsStatic: true, Name: "DefaultCookieName" } field } => field.ContainingType.Name,
        _ => null,
    };

    private void CheckAssignment(OperationAnalysisContext context, ISimpleAssignmentOperation assignment, IPropertySymbol property)
    {
        switch (property.Name)
        {
            case "Secure" or "HttpOnly" when IsCookie(property.ContainingType):
                CheckWeak(context, assignment, property.Name, value => value.ConstantValue is { HasValue: true, Value: false });
                break;
            case "SecurePolicy" when IsCookie(property.ContainingType):
                CheckWeak(context, assignment, property.Name, value => value is IFieldReferenceOperation { Field.Name: "None" });
                break;
            case "CookieHttpOnly" when IsOldOptions(property):
                CheckWeak(context, assignment, property.Name, value => value.ConstantValue is { HasValue: true, Value: false });
                break;
            case "CookieSecure" when IsOldOptions(property):
                CheckWeak(context, assignment, property.Name, value => value is IFieldReferenceOperation { Field.Name: "Never" or "None" });
                break;
            case "Name" when property.ContainingType.Name == "CookieBuilder" && IsCookie(property.ContainingType):
                if (assignment.Parent?.Parent is not IObjectCreationOperation
                    && TextOf(assignment.Value, context.CancellationToken) is { } name && CookieNames.IsSecure(name))
                {
                    CheckPrefix(context, assignment, name, _writes.Beside(assignment, context.CancellationToken), isSecureWritten: false);
                }

                break;
            case "SetCookie" when property.ContainingType.Name is "IHeaderDictionary":
                CheckHeader(context, assignment, assignment.Value);
                break;
            default:
                if (property.IsIndexer && assignment.Target is IPropertyReferenceOperation { Arguments: [{ Value: var key }, ..] } && IsSetCookie(key))
                    CheckHeader(context, assignment, assignment.Value);
                break;
        }
    }

    /// <summary>Options of ASP.NET Core 1 and OWIN.</summary>
    private bool IsOldOptions(IPropertySymbol property) =>
        property.ContainingType.Name.EndsWith("Options", StringComparison.Ordinal) && !sources.Bodies.Has(property);

    private void CheckWeak(OperationAnalysisContext context, ISimpleAssignmentOperation assignment, string property, Func<IOperation, bool> isWeak)
    {
        var cancellation = context.CancellationToken;
        var values = _choices.Of(assignment.Value, cancellation).Where(value => sources.Reach.IsInProduction(value, cancellation)).ToList();
        var isOpen = !values.Exists(IsWeak);
        if (isOpen && !values.Exists(value => IsOpen(value, assignment, cancellation)))
            return;

        var policy = property.EndsWith("HttpOnly", StringComparison.Ordinal) ? "HttpOnly" : "Secure";
        if (_policy.Sets(policy, assignment, cancellation))
            return;

        var writes = _writes.Beside(assignment, cancellation);
        var instance = ((IPropertyReferenceOperation)assignment.Target).Instance;
        var creation = instance is null ? null : _writes.CreationOf(assignment, instance, cancellation);
        var uses = creation is null ? [] : _uses.Of(creation, cancellation);
        if (IsDeletion(writes, uses, cancellation))
            return;

        var name = creation is not null ? NameOf(creation, writes, uses, cancellation)
            : writes.LastOrDefault(write => write.Name == "Name") is { } named ? TextOf(named.Value, cancellation) : null;
        if (policy == "HttpOnly" && CookieNames.IsForScripts(name))
            return;

        if (isOpen || !values.TrueForAll(IsWeak))
        {
            var cause = isOpen && values.Exists(value => value.DescendantsAndSelf().Any(part => part.Type.IsA(sources.Configuration))) ? "configuration" : "a condition";
            _findings.NotProven(context, assignment, assignment.Syntax.GetLocation(),
                $"'{assignment.Syntax.OneLine()}' depends on {cause}; set it in every case");
            return;
        }

        Report(context, assignment, uses, assignment.Syntax.GetLocation(), assignment.Syntax.OneLine(),
            [property is "CookieHttpOnly" or "CookieSecure" ? policy : property]);

        bool IsWeak(IOperation value) => isWeak(value) || value.Type?.SpecialType == SpecialType.System_Boolean && _choices.TruthOf(value, cancellation) == false;
    }

    /// <summary>Whether a value may be the weak one: it is known when the program runs, and not from the request or another cookie.</summary>
    private bool IsOpen(IOperation value, ISimpleAssignmentOperation assignment, CancellationToken cancellation) => value switch
    {
        { ConstantValue.HasValue: true } or IInvalidOperation or { Syntax.IsMissing: true } => false,
        IFieldReferenceOperation { Field: { IsStatic: true, ContainingType.TypeKind: TypeKind.Enum } } => false,
        IMemberReferenceOperation { Member: { Name: var name, ContainingType: var owner } } when IsCookie(owner) || name == "IsHttps" => false,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr, LeftOperand: var left, RightOperand: var right } =>
            IsOpen(left.Unwrapped(), assignment, cancellation) && IsOpen(right.Unwrapped(), assignment, cancellation),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } compared when IsOfScheme(compared.LeftOperand) || IsOfScheme(compared.RightOperand) => false,
        IParameterReferenceOperation { Parameter: { HasExplicitDefaultValue: true, ExplicitDefaultValue: true } parameter } => IsGivenOtherwise(parameter, cancellation),
        IInvocationOperation { TargetMethod.Name: "Equals" } call when call.Descendants().Any(IsOfScheme) => false,
        _ => _choices.TruthOf(value, cancellation) != true,
    };

    /// <summary>Whether a call in sight gives a parameter something else than the true that it has by itself.</summary>
    private bool IsGivenOtherwise(IParameterSymbol parameter, CancellationToken cancellation) =>
        parameter.ContainingSymbol is IMethodSymbol method && sources.References.To(method, cancellation).Any(use =>
            (use as IInvocationOperation)?.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal)?.Value.ConstantValue
                is not { HasValue: true, Value: true });

    private static bool IsOfScheme(IOperation value) => value.Unwrapped() is IPropertyReferenceOperation { Property.Name: "Scheme" };

    private void CheckPrefix(
        OperationAnalysisContext context, IOperation place, string? name, IReadOnlyList<PropertyWrite> writes, bool isSecureWritten)
    {
        if (!CookieNames.IsSecure(name))
            return;

        var location = place is IObjectCreationOperation creation ? LocationOf(creation) : place.Syntax.GetLocation();
        string? instead = null;
        if (!isSecureWritten && !writes.Any(write => write.Name == "SecurePolicy") && !_policy.Sets("Secure", place, context.CancellationToken))
            instead = "set SecurePolicy = CookieSecurePolicy.Always";
        else if (CookieNames.IsOfHost(name) && writes.Any(write => write.Name == "Domain" && !write.Value.IsNull()))
            instead = "remove Domain, or name it __Secure-";
        else if (CookieNames.IsOfHost(name) && writes.Any(write => write.Name == "Path"
                && write.Value.Unwrapped().ConstantValue is { HasValue: true, Value: string path } && path != "/"))
            instead = "set Path = \"/\", or name it __Secure-";

        if (instead is not null)
            _findings.Report(context, place, [], location, [name!, "does not keep what its prefix promises, so browsers refuse the cookie", instead]);
    }

    private void CheckCall(OperationAnalysisContext context, IInvocationOperation call)
    {
        switch (call.TargetMethod.Name)
        {
            case "Append" when IsResponseCookies(call.TargetMethod.ContainingType):
                CheckAppend(context, call);
                break;
            case "Append" or "Add" or "TryAdd" when call.Arguments.Length >= 2 && call.Arguments.Any(argument => IsSetCookie(argument.Value)):
                CheckHeader(context, call, call.Arguments[call.Arguments.Length - 1].Value);
                break;
            case "AddSession" when call.TargetMethod.ContainingType.Name == "SessionServiceCollectionExtensions":
                CheckSession(context, call);
                break;
        }
    }

    private static bool IsResponseCookies(INamedTypeSymbol type) =>
        type.Name is "IResponseCookies" or "ResponseCookieCollection"
        || type.AllInterfaces.Any(contract => contract.Name == "IResponseCookies");

    private void CheckAppend(OperationAnalysisContext context, IInvocationOperation call)
    {
        var options = call.Arguments.FirstOrDefault(argument => argument.Parameter?.Type.Name == "CookieOptions");
        if (options is not null && !options.Value.IsNull())
            return;

        var name = call.Arguments.Length > 0 ? TextOf(call.Arguments[0].Value, context.CancellationToken) : null;
        List<string> missing = CookieNames.IsForScripts(name) ? ["Secure"] : ["Secure", "HttpOnly"];
        missing.RemoveAll(property => _policy.Sets(property, call, context.CancellationToken));
        if (missing.Count > 0)
            Report(context, call, [], call.NameLocation(), call.TargetMethod.Name, missing);
    }

    private static bool IsSetCookie(IOperation key) => key.Is("Set-Cookie")
        || key.Unwrapped() is IFieldReferenceOperation { Field: { Name: "SetCookie", ContainingType.Name: "HeaderNames" } };

    /// <summary>A header that is written by hand, past every cookie policy.</summary>
    private void CheckHeader(OperationAnalysisContext context, IOperation place, IOperation value)
    {
        var text = LiteralWhole.Read(sources.Values.Origin(value, context.CancellationToken));
        var parts = text.Split(';');
        if (text.IndexOf('=') <= 0 || parts.Skip(1).Any(part => part.Trim().Length > 0 && part.Trim()[0] == ClearTextAddress.Hole)
            || (parts.Length == 1 && text[text.Length - 1] == ClearTextAddress.Hole && text.IndexOf('=') != text.Length - 2))
        {
            return;
        }

        var attributes = parts.Skip(1).Select(part => part.Split('=')[0].Trim().ToLowerInvariant()).ToList();
        if (parts.Any(part => part.Trim() is var attribute
            && (attribute.Equals("max-age=0", StringComparison.OrdinalIgnoreCase) || attribute.IndexOf("1970", StringComparison.Ordinal) > 0)))
        {
            return;
        }

        var missing = new List<string>();
        if (!attributes.Contains("secure"))
            missing.Add("Secure");
        if (!attributes.Contains("httponly") && !CookieNames.IsForScripts(text.Split('=')[0]))
            missing.Add("HttpOnly");
        if (missing.Count == 0)
            return;

        var what = string.Join(" and ", missing.Select(property => property == "HttpOnly" ? Readable : ClearText));
        _findings.Report(context, place, [], place.Syntax.GetLocation(),
            ["Set-Cookie", what, $"append \"; {string.Join("; ", missing)}\", or write it with Response.Cookies.Append"]);
    }

    /// <summary>The cookie of a session is not Secure unless somebody says so.</summary>
    private void CheckSession(OperationAnalysisContext context, IInvocationOperation call)
    {
        var cancellation = context.CancellationToken;
        if (IsSessionConfigured("SecurePolicy", cancellation) || IsSessionConfigured("Cookie", cancellation)
            || _policy.Sets("Secure", call, cancellation))
        {
            return;
        }

        _findings.Report(context, call, [], call.NameLocation(),
            ["AddSession", ClearText, "set options.Cookie.SecurePolicy = CookieSecurePolicy.Always"]);
    }

    private bool IsSessionConfigured(string property, CancellationToken cancellation)
    {
        foreach (var name in sources.References.Named(property, cancellation))
        {
            SyntaxNode target = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
            if (target.Parent is not AssignmentExpressionSyntax assignment || assignment.Left != target
                || sources.Bodies.Read(assignment, cancellation) is not ISimpleAssignmentOperation { Target: IPropertyReferenceOperation written })
            {
                continue;
            }

            var owner = property == "Cookie" ? written.Instance : (written.Instance as IPropertyReferenceOperation)?.Instance;
            // In Cookie = { SecurePolicy = ... } the object is the property that is initialized.
            if (written.Instance is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver }
                && written.Parent?.Parent?.Parent is IMemberInitializerOperation { InitializedMember: IPropertyReferenceOperation { Property: var member } })
            {
                if (member.ContainingType.Name == "SessionOptions")
                    return true;
            }

            // var cookie = options.Cookie;
            if (owner is null && written.Instance is { } local && property != "Cookie")
                owner = (sources.Values.Origin(local, cancellation) as IPropertyReferenceOperation)?.Instance;
            if (owner?.Type?.Name == "SessionOptions")
                return true;
        }

        return false;
    }
}
