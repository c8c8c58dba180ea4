using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Access;

/// <summary>
/// Whether a piece of code may find out who sent a request. It does not where all that it does is known: it reads the request, takes texts
/// apart, asks whether they are there, and makes claims of them.
/// </summary>
internal sealed class PossibleChecks(List<IOperation> parts, ClaimFlow flow, CalledCode code, SourceBodies bodies)
{
    /// <summary>Namespaces whose methods make one value of another; with a dot, those below as well.</summary>
    private static readonly string[] s_plain =
    [
        "System", "System.Text.", "System.Buffers.", "System.Collections.", "System.Linq", "System.Globalization", "System.IO",
        "System.Threading.Tasks", "System.Runtime.CompilerServices", "System.Security.Claims", "System.Security.Principal",
        "System.Net.Http.Headers", "System.IdentityModel.Tokens.Jwt", "Microsoft.IdentityModel.JsonWebTokens",
        "Microsoft.Net.Http.Headers", "Microsoft.Extensions.Logging", "Microsoft.Extensions.Primitives",
        "Microsoft.AspNetCore.Authentication", "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Mvc", "Microsoft.AspNetCore.Mvc.Filters",
        "Microsoft.AspNetCore.WebUtilities", "Newtonsoft.Json.",
    ];

    private static readonly string[] s_plainTypes = ["WebUtility", "HttpUtility", "Base64UrlEncoder", "Base64UrlTextEncoder"];

    /// <summary>Words in the names of members of the plain ones that check, or hand out what has been checked before.</summary>
    private static readonly string[] s_asking = ["Validate", "Verif", "Authenticate", "Unprotect", "Decrypt", "GetToken"];

    private static readonly string[] s_services = ["Environment", "Activator", "File", "Directory", "IServiceProvider", "ISession"];

    private static readonly string[] s_comparing = ["Equals", "SequenceEqual", "Compare", "CompareTo", "CompareOrdinal"];

    /// <summary>What finds something in a collection. In one that came with the request, that is no check.</summary>
    private static readonly string[] s_finding =
        ["Contains", "ContainsKey", "ContainsValue", "TryGetValue", "Any", "All", "First", "FirstOrDefault", "Single", "SingleOrDefault", "Find", "Exists", "IndexOf",
            "StartsWith", "EndsWith", "Where", "Count", "Join", "Intersect", "Except", "GetValueOrDefault", "BinarySearch"];

    private static readonly string[] s_schemes = ["", "Bearer", "Basic", "Token", "JWT", "ApiKey", "Digest", "Negotiate"];

    private static readonly string[] s_context = ["Request", "Response", "RequestAborted", "TraceIdentifier"];

    private static readonly string[] s_aside =
        ["Path", "Method", "ContentType", "Key", "Type", "Scheme", "ValueKind", "Alg", "ContentLength", "AuthenticationType", "HasValue", "HasStarted", "HasFormContentType"];

    private readonly HashSet<IOperation> _roots = [.. parts.Where(part => part.Parent is null || part is ILocalFunctionOperation)];

    /// <summary>Whether anything in it may.</summary>
    public bool Exist(CancellationToken cancellation) => parts.Exists(part => MayCheck(part, cancellation));

    private bool MayCheck(IOperation part, CancellationToken cancellation) => part switch
    {
        IInvalidOperation or IDynamicInvocationOperation or IDynamicMemberReferenceOperation or IDynamicIndexerAccessOperation => true,
        IInvocationOperation call => MayCheck(call, cancellation),
        IConversionOperation { OperatorMethod: { } converting } => bodies.Has(converting),
        IBinaryOperation { OperatorMethod: { } comparing } when bodies.Has(comparing) => true,
        IObjectCreationOperation { Type: { } type, Constructor: { } constructor } => MayCheck(type, constructor),
        IMethodReferenceOperation { Method: var method } => bodies.Has(method) ? !IsRead(method, cancellation) : !IsPlain(method),
        IPropertyReferenceOperation reference => MayCheck(reference),
        IFieldReferenceOperation { Field: { IsConst: false, Type.SpecialType: SpecialType.System_Boolean } } => true,
        IParameterReferenceOperation { Parameter.Type.SpecialType: SpecialType.System_Boolean } => true,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } compared =>
            !IsFormal(compared.LeftOperand, compared.RightOperand),
        IIsPatternOperation tested => !IsFormal(tested.Value, tested.Pattern),
        ISwitchOperation choice => choice.Cases.SelectMany(each => each.Clauses).Any(clause => clause switch
        {
            ISingleValueCaseClauseOperation { Value: var value } => !IsFormal(choice.Value, value),
            IPatternCaseClauseOperation { Pattern: var pattern } => !IsFormal(choice.Value, pattern),
            _ => false,
        }),
        ISwitchExpressionOperation choice => choice.Arms.Any(arm => !IsFormal(choice.Value, arm.Pattern)),
        _ => false,
    };

    private bool MayCheck(IInvocationOperation call, CancellationToken cancellation)
    {
        var method = call.TargetMethod;
        if (method.MethodKind == MethodKind.DelegateInvoke)
            return call.Arguments.Length > 0 && !IsGoingOn(method.ContainingType);

        if (bodies.Has(method))
            return !IsRead(method, cancellation);

        if (!IsPlain(method))
            return true;
        if (Array.IndexOf(s_comparing, method.Name) >= 0)
        {
            var sides = call.Arguments.Select(argument => argument.Value).Where(value => value.Type?.TypeKind != TypeKind.Enum).ToList();
            if (call.Instance is { } instance)
                sides.Insert(0, instance);
            return sides.Count < 2 || !IsFormal(sides[0], sides[1]);
        }

        // string.Join finds nothing.
        var isText = method.ContainingType.SpecialType == SpecialType.System_String;
        if (Array.IndexOf(s_finding, method.Name) < 0 || isText && method.Name == "Join")
            return false;

        var receiver = call.Instance ?? call.Arguments.FirstOrDefault()?.Value;
        return receiver is not null && !IsHeaders(receiver.Type)
            && (!flow.IsSent(receiver) || call.Arguments.Any(argument => argument.Value != receiver && IsKnownHere(argument)));
    }

    /// <summary>What does not come with the request, and is not written out: header.EndsWith(secret).</summary>
    private bool IsKnownHere(IArgumentOperation argument) => argument.Parameter?.RefKind is not RefKind.Out
        && argument.Value.Unwrapped() is not IDelegateCreationOperation && !argument.Value.ConstantValue.HasValue && !flow.IsSent(argument.Value);

    /// <summary>Whether the code of all that a call may reach is among the parts.</summary>
    private bool IsRead(IMethodSymbol method, CancellationToken cancellation)
    {
        var targets = code.TargetsOf(method).ToList();
        return targets.Count > 0 && (method.IsAbstract || !method.IsOpen()) && targets.TrueForAll(target => bodies.Find(target, cancellation) is { } body && _roots.Contains(body));
    }

    private bool MayCheck(ITypeSymbol type, IMethodSymbol constructor) => bodies.Has(type)
        // A record, or a class that only holds what it is given.
        ? constructor.DeclaringSyntaxReferences.Any(part => part.GetSyntax() is ConstructorDeclarationSyntax)
        : !IsPlain(constructor);

    private bool MayCheck(IPropertyReferenceOperation reference)
    {
        var property = reference.Property;
        if (property is { Name: "User", Type.Name: "ClaimsPrincipal" })
            return reference.Parent is not ISimpleAssignmentOperation { Target: var target } || target != reference;
        if (property.ContainingType is { Name: "HttpContext", ContainingNamespace.Name: "Http" })
            return Array.IndexOf(s_context, property.Name) < 0;
        if (property.ContainingType.Name == "ModelStateDictionary")
            return false;

        if (bodies.Has(property))
            return !IsAuto(property) || IsFlag(reference);
        if (property.IsIndexer)
            return !IsPlain(property) || reference.Instance is { } list && !flow.IsSent(list) && !IsHeaders(list.Type);
        return !IsPlain(property) || IsFlag(reference);
    }

    /// <summary>Whether a switch that is not out of the request may say that somebody else has checked it.</summary>
    private bool IsFlag(IPropertyReferenceOperation reference) => reference.Type?.SpecialType == SpecialType.System_Boolean
        && Array.IndexOf(s_aside, reference.Property.Name) < 0 && !flow.IsSent(reference);

    private static bool IsAuto(IPropertySymbol property) =>
        property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));

    /// <summary>Whether a comparison asks only for the form: whether something is there, of which kind it is, or what everybody can write.</summary>
    private static bool IsFormal(IOperation left, IOperation right)
    {
        var (first, second) = (left.Unwrapped(), right.Unwrapped());
        return IsFormalValue(first) || IsFormalValue(second) || IsAside(first) || IsAside(second);
    }

    private static bool IsFormal(IOperation value, IPatternOperation pattern) => IsAside(value.Unwrapped())
        || pattern.DescendantsAndSelf().OfType<IConstantPatternOperation>().All(constant => IsFormalValue(constant.Value.Unwrapped()))
            && !pattern.DescendantsAndSelf().Any(part => part is IPropertySubpatternOperation);

    private static bool IsFormalValue(IOperation value) => value.IsNull() || value is IDefaultValueOperation
        || value.ConstantValue is { HasValue: true, Value: var constant }
            && (constant is not string text || Array.Exists(s_schemes, scheme => scheme.Equals(text.Trim(), StringComparison.OrdinalIgnoreCase)))
        || value is IFieldReferenceOperation { Field: { Name: "Empty", IsStatic: true } };

    private static bool IsAside(IOperation value) => value is IPropertyReferenceOperation { Property.Name: var name } && Array.IndexOf(s_aside, name) >= 0;

    private static bool IsHeaders(ITypeSymbol? type) =>
        type?.Name is "IQueryCollection" or "IHeaderDictionary" or "IRequestCookieCollection" or "IFormCollection" or "StringValues";

    /// <summary>RequestDelegate and its like, which go on with the request; a Func may be anything.</summary>
    private static bool IsGoingOn(INamedTypeSymbol function) =>
        function.Name.EndsWith("Delegate", StringComparison.Ordinal) && KnownMiddleware.IsFramework(function.ContainingAssembly);

    private static bool IsPlain(ISymbol member)
    {
        var owner = member.ContainingType;
        if (owner is null || Array.IndexOf(s_plainTypes, owner.Name) >= 0)
            return true;
        if (Array.IndexOf(s_services, owner.Name) >= 0 || Array.Exists(s_asking, word => member.Name.IndexOf(word, StringComparison.Ordinal) >= 0))
            return false;

        var home = owner.ContainingNamespace.ToDisplayString();
        return Array.Exists(s_plain, each => each.EndsWith(".", StringComparison.Ordinal) ? (home + ".").StartsWith(each, StringComparison.Ordinal) : home == each);
    }
}
