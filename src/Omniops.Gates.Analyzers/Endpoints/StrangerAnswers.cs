using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>
/// What the conditions of a filter are worth for a caller who shows no credentials that count, at an endpoint without an attribute that exempts
/// it. Source: HttpContext.User, IAuthorizationService, IAuthenticationService, SignInManager.
/// </summary>
internal sealed class StrangerAnswers
{
    private const int MaxDepth = 12;

    /// <summary>Parts of the names of what code asks the framework, or of a principal.</summary>
    private static readonly string[] s_asking =
        ["authenticat", "authoriz", "hasaccess", "hasclaim", "haspermission", "hasrole", "hasscope", "isadmin", "isinrole", "loggedin", "signedin"];

    /// <summary>The same of a team's own, which no stranger is. What its services permit can be given to guests.</summary>
    private static readonly string[] s_own = ["hasrole", "isadmin", "isauthenticated", "isinrole", "loggedin", "signedin"];

    /// <summary>Parts of the names of what is true for those who may not.</summary>
    private static readonly string[] s_denying = ["anonymous", "banned", "blocked", "denied", "disabled", "fail", "guest", "locked", "missing", "skip"];

    /// <summary>Parts of the names under which a request carries a credential.</summary>
    private static readonly string[] s_credentials =
        ["accesskey", "access-key", "apikey", "api-key", "api_key", "authorization", "hmac", "password", "secret", "signature", "token", "x-auth"];

    /// <summary>Parts of the names of values that tell a form, a person or a retry, and not who calls.</summary>
    private static readonly string[] s_others = ["captcha", "continuation", "csrf", "forgery", "idempotency", "push", "verification", "xsrf"];

    /// <summary>Parts of the names under which an earlier middleware leaves the caller.</summary>
    private static readonly string[] s_callers = ["account", "client", "identity", "principal", "user"];

    /// <summary>Parts of the keys under which a session holds who has signed in.</summary>
    private static readonly string[] s_sessions =
        ["account", "admin", "auth", "customer", "employee", "logged", "login", "member", "principal", "role", "signedin", "staff", "user"];

    /// <summary>Parts of the keys under which it holds what guests have as well.</summary>
    private static readonly string[] s_guests =
        ["agent", "attempt", "basket", "cart", "cultur", "currency", "guest", "lang", "locale", "return", "setting", "theme", "time", "url", "visit"];

    /// <summary>Parts of the names of attributes that exempt an endpoint.</summary>
    private static readonly string[] s_exempting = ["allow", "anon", "bypass", "exempt", "ignore", "public", "skip"];

    /// <summary>What only asks whether there is anything, or what it looks like.</summary>
    private static readonly string[] s_shapes =
        ["Any", "ContainsKey", "Count", "EndsWith", "IsNullOrEmpty", "IsNullOrWhiteSpace", "StartsWith", "TryGetValue", "TryParse"];

    /// <summary>What asks the caller's claims or roles one by one; All says yes where there is none.</summary>
    private static readonly string[] s_searches = ["Any", "Contains", "Exists"];

    private static readonly string[] s_carriers = ["Cookies", "Form", "Headers", "Query"];

    private readonly Dictionary<CaptureId, List<IOperation>> _captures = [];
    private readonly Dictionary<ILocalSymbol, List<IOperation>> _locals = new(SymbolEqualityComparer.Default);
    private readonly Func<SyntaxNode, IOperation?> _read;

    /// <param name="read">Gives the code of a lambda, which a graph does not hold.</param>
    public StrangerAnswers(ControlFlowGraph graph, Func<SyntaxNode, IOperation?> read)
    {
        _read = read;
        foreach (var operation in graph.Blocks.SelectMany(StrangerPaths.Parts))
        {
            switch (operation)
            {
                case IFlowCaptureOperation capture:
                    Add(_captures, capture.Id, capture.Value);
                    break;
                case IAssignmentOperation { Target: ILocalReferenceOperation target } assignment:
                    Add(_locals, target.Local, assignment.Value);
                    break;
                case IArgumentOperation { Parameter.RefKind: RefKind.Out or RefKind.Ref, Parent: { } call } argument
                    when argument.Value.DescendantsAndSelf().OfType<ILocalReferenceOperation>().FirstOrDefault() is { } given:
                    Add(_locals, given.Local, call);
                    break;
                case IDeclarationPatternOperation { DeclaredSymbol: ILocalSymbol local }:
                    Add(_locals, local, Matched(operation));
                    break;
                case IRecursivePatternOperation { DeclaredSymbol: ILocalSymbol local }:
                    Add(_locals, local, Matched(operation));
                    break;
            }
        }
    }

    /// <summary>For an expression that stands alone, without variables.</summary>
    public StrangerAnswers(Func<SyntaxNode, IOperation?> read) => _read = read;

    /// <summary>The attributes that a condition looked for, by their full names.</summary>
    public HashSet<string> Exemptions { get; } = [];

    /// <summary>Whether any condition was about the caller.</summary>
    public bool IsAsked { get; private set; }

    /// <summary>What a condition is worth; null where that depends on anything else.</summary>
    public bool? Of(IOperation condition) => Of(condition, 0);

    /// <summary>The places that a capture stands for, where it is written to.</summary>
    public IEnumerable<IOperation> Captured(CaptureId capture) => _captures.TryGetValue(capture, out var values) ? values : [];

    private bool? Of(IOperation condition, int depth)
    {
        if (depth > MaxDepth)
            return null;

        var asked = condition.Unwrapped();
        switch (asked)
        {
            case IAwaitOperation awaited:
                return Of(awaited.Operation, depth + 1);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                return !Of(not.Operand, depth + 1);
            case IFlowCaptureReferenceOperation captured when _captures.TryGetValue(captured.Id, out var values):
                return Common(values, depth);
            case ILocalReferenceOperation { Local: { Type: var type } local } when IsTruth(type) && _locals.TryGetValue(local, out var values):
                return Common(values, depth);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } compared:
                return Compared(compared, depth) is { } equal ? equal == (compared.OperatorKind == BinaryOperatorKind.Equals) : null;
            case IIsNullOperation nullness:
                return IsAbsent(nullness.Operand) ? true : null;
            case IIsTypeOperation type:
                return IsAbsent(type.ValueOperand) || IsExempting(type.TypeOperand) && IsExemption(type) ? false : null;
            case IIsPatternOperation pattern:
                return Matches(pattern.Value, pattern.Pattern, depth);
            case IDefaultValueOperation when IsTruth(asked.Type):
                return false;
            // What the compiler makes of User.Identity?.IsAuthenticated ?? false.
            case IInvocationOperation { TargetMethod: { Name: "GetValueOrDefault", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }, Instance: { } held, Arguments: [] }
                when IsTruth(asked.Type):
                return Of(held, depth + 1);
            case IPropertyReferenceOperation { Property: { Name: "Value", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }, Instance: { } held }
                when IsTruth(asked.Type):
                return Of(held, depth + 1);
            case IPropertyReferenceOperation { Property: { Name: "HasValue", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }, Instance: { } held }
                when IsAbsent(held):
                return false;
            case { ConstantValue: { HasValue: true, Value: bool known } }:
                return known;
            case IPropertyReferenceOperation or IInvocationOperation or IFieldReferenceOperation when IsTruth(asked.Type):
                return IsExemption(asked) ? false : AskedOfCaller(asked);
            default:
                return null;
        }
    }

    private bool? AskedOfCaller(IOperation asked)
    {
        var name = asked switch
        {
            IInvocationOperation call => call.TargetMethod.Name,
            IMemberReferenceOperation member => member.Member.Name,
            _ => "",
        };
        if (name is "IsNullOrEmpty" or "IsNullOrWhiteSpace" && asked is IInvocationOperation { Arguments: [{ Value: var text }] })
            return IsAbsent(text) ? true : null;
        if (asked is IInvocationOperation { TargetMethod.Name: "TryGetValue" } kept && IsOfSession(kept))
        {
            IsAsked = true;
            return false;
        }

        var isAsked = IsOfCaller(asked) || asked switch
        {
            // Nobody in particular has one identity, of which nothing is known.
            IInvocationOperation { TargetMethod.Parameters.Length: 1 } whole when whole.Arguments[0].Value.Unwrapped() is IPropertyReferenceOperation { Property.Name: "Identities" } => false,
            IInvocationOperation { TargetMethod: var method } => Array.IndexOf(s_searches, name) >= 0 && KnownMiddleware.IsFramework(method.ContainingAssembly) && Mentions(asked, IsOfCaller, 0),
            IPropertyReferenceOperation { Property.Name: "Succeeded", Instance: { } result } => Mentions(result, IsOfCaller, 0),
            _ => false,
        };
        if (Holds(name, s_denying) || !isAsked)
            return null;

        IsAsked = true;
        return false;
    }

    /// <summary>Whether both sides are equal.</summary>
    private bool? Compared(IBinaryOperation compared, int depth)
    {
        foreach (var (side, other) in new[] { (compared.LeftOperand, compared.RightOperand), (compared.RightOperand, compared.LeftOperand) })
        {
            if (other.Unwrapped().ConstantValue is { HasValue: true, Value: bool truth })
                return Of(side, depth + 1) is { } known ? known == truth : null;
            if (other.IsNull())
                return IsAbsent(side) ? true : null;
            // Session.GetString("Role") == "admin"
            if (other.Unwrapped().ConstantValue is { HasValue: true, Value: not "" } && IsAbsent(side))
                return false;
        }

        if (!IsHeldAgainst([compared.LeftOperand, compared.RightOperand]))
            return null;

        IsAsked = true;
        return false;
    }

    private bool? Matches(IOperation value, IPatternOperation pattern, int depth)
    {
        switch (pattern)
        {
            case INegatedPatternOperation not:
                return !Matches(value, not.Pattern, depth);
            case IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: bool truth } }:
                return Of(value, depth + 1) is { } known ? known == truth : null;
            case IConstantPatternOperation { Value: var constant } when constant.IsNull():
                return IsAbsent(value) ? true : null;
            case IRecursivePatternOperation { PropertySubpatterns: { Length: > 0 } parts }
                when parts.Any(part => part is { Member: IPropertyReferenceOperation { Property: var property }, Pattern: IConstantPatternOperation { Value.ConstantValue.Value: true } }
                    && (IsPrincipal(property.ContainingType) || Holds(property.Name, s_asking))):
                IsAsked = true;
                return false;
            case IDeclarationPatternOperation or ITypePatternOperation or IRecursivePatternOperation when IsAbsent(value):
                return false;
            case IDeclarationPatternOperation { MatchedType: { } type } when IsExempting(type) && IsExemption(pattern):
                return false;
            case ITypePatternOperation { MatchedType: { } type } when IsExempting(type) && IsExemption(pattern):
                return false;
            default:
                return null;
        }
    }

    private bool? Common(List<IOperation> values, int depth)
    {
        var answers = values.Select(value => Of(value, depth + 1)).Distinct().ToList();
        return answers.Count == 1 ? answers[0] : null;
    }

    /// <summary>What a stranger does not have: a claim, the user that an earlier middleware has found, an attribute that exempts.</summary>
    private bool IsAbsent(IOperation value)
    {
        if (IsExemption(value))
            return true;
        if (!IsAbsent(value, 0))
            return false;

        IsAsked = true;
        return true;
    }

    private bool IsAbsent(IOperation value, int depth)
    {
        var held = value.Unwrapped();
        if (held is IInvocationOperation kept && IsOfSession(kept))
            return kept.TargetMethod.Name.StartsWith("Get", StringComparison.Ordinal);
        if (depth > MaxDepth || IsTruth(held.Type) || IsPrincipal(held.Type) && held.Type!.Name != "Claim" || IsList(held.Type))
            return false;

        return held switch
        {
            IAwaitOperation awaited => IsAbsent(awaited.Operation, depth + 1),
            IFlowCaptureReferenceOperation captured => _captures.TryGetValue(captured.Id, out var values) && AreAbsent(values, depth),
            ILocalReferenceOperation { Local: var local } => _locals.TryGetValue(local, out var values) && AreAbsent(values, depth),
            IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } items } indexed when IsItems(items) => IsNamed(indexed.Arguments.FirstOrDefault()?.Value, s_callers),
            IPropertyReferenceOperation { Property.Name: "Name", Instance.Type: var type } when IsPrincipal(type) => true,
            IPropertyReferenceOperation { Property.Name: var name } when Holds(name, ["currentuser"]) => true,
            IPropertyReferenceOperation { Instance: { } whole } => IsAbsent(whole, depth + 1),
            IInvocationOperation { TargetMethod: var method } call when IsFound(method, call) => true,
            IInvocationOperation { Instance: { } whole } => IsAbsent(whole, depth + 1),
            _ => held.IsNull(),
        };
    }

    /// <summary>HttpContext.Session.GetString("UserId"): the session of a stranger holds no such thing.</summary>
    private static bool IsOfSession(IInvocationOperation call) =>
        (call.Instance?.Type ?? call.Arguments.FirstOrDefault()?.Value.Unwrapped().Type) is { Name: "ISession" }
        && (call.Instance is null ? call.Arguments.Skip(1) : call.Arguments).FirstOrDefault()?.Value is { } key && IsNamed(key, s_sessions) && !IsNamed(key, s_guests);

    /// <summary>One of them must be more than nothing, or nothing was asked.</summary>
    private bool AreAbsent(List<IOperation> values, int depth) =>
        values.TrueForAll(each => IsAbsent(each, depth + 1)) && values.Exists(each => !each.IsNull());

    /// <summary>principal.FindFirstValue("sub"), users.GetUserAsync(principal)</summary>
    private static bool IsFound(IMethodSymbol method, IInvocationOperation call) =>
        (method.Name.StartsWith("Find", StringComparison.Ordinal) || method.Name.StartsWith("Get", StringComparison.Ordinal))
        && (IsPrincipal(method.ContainingType) || call.Arguments.Any(argument => IsPrincipal(argument.Value.Unwrapped().Type)))
        && (KnownMiddleware.IsFramework(method.ContainingAssembly) || Holds(method.Name, s_callers));

    private static bool IsList(ITypeSymbol? type) => type is { SpecialType: not SpecialType.System_String }
        && (type is IArrayTypeSymbol || type.AllInterfaces.Any(each => each.SpecialType == SpecialType.System_Collections_IEnumerable) || type.SpecialType == SpecialType.System_Collections_IEnumerable
            || type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [var result] } && IsList(result));

    /// <summary>endpoint.Metadata.GetMetadata&lt;IAllowAnonymous&gt;(), IsDefined(typeof(SkipKeyAttribute))</summary>
    private bool IsExemption(IOperation value)
    {
        var found = false;
        _ = Mentions(value, operation =>
        {
            foreach (var type in TypesOf(operation).Where(IsExempting))
            {
                found = true;
                Exemptions.Add(type.ToDisplayString());
            }

            return false;
        }, 0);
        return found;
    }

    private static IEnumerable<ITypeSymbol> TypesOf(IOperation operation)
    {
        switch (operation)
        {
            case IInvocationOperation call:
                foreach (var type in call.TargetMethod.TypeArguments)
                    yield return type;
                break;
            case ITypeOfOperation type:
                yield return type.TypeOperand;
                break;
            case IIsTypeOperation type:
                yield return type.TypeOperand;
                break;
            case ITypePatternOperation type:
                yield return type.MatchedType;
                break;
            case IDeclarationPatternOperation { MatchedType: { } type }:
                yield return type;
                break;
        }
    }

    private static bool IsExempting(ITypeSymbol type) =>
        (type.IsAttribute() || type.TypeKind == TypeKind.Interface || type.Name.EndsWith("Filter", StringComparison.Ordinal)) && Holds(type.Name, s_exempting);

    private bool IsOfCaller(IOperation operation) => operation switch
    {
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } items } indexed when IsItems(items) => IsNamed(indexed.Arguments.FirstOrDefault()?.Value, s_callers),
        IPropertyReferenceOperation { Property: var property } => IsPrincipal(property.Type) || IsPrincipal(property.ContainingType)
            || Holds(property.Name, s_own) && !IsSetting(property.ContainingType),
        IInvocationOperation { TargetMethod: var method } call => IsPrincipal(method.ContainingType)
            || Holds(method.Name, s_asking) && (KnownMiddleware.IsFramework(method.ContainingAssembly) || call.Arguments.Any(argument => IsPrincipal(argument.Value.Unwrapped().Type)))
            || Holds(method.Name, s_own) && !IsSetting(method.ContainingType)
            || IsTruth(Awaited(call.Type)) && Array.IndexOf(s_shapes, method.Name) < 0 && IsHeldAgainst(call.ChildOperations),
        _ => false,
    };

    /// <summary>options.RequireAuthenticatedUser is the same for everybody.</summary>
    private static bool IsSetting(INamedTypeSymbol type) => Holds(type.Name, ["config", "feature", "option", "setting"]);

    /// <summary>What a caller shows, held against something that is not written in the code.</summary>
    private bool IsHeldAgainst(IEnumerable<IOperation> parts)
    {
        var (shown, others) = (false, false);
        foreach (var part in parts.Select(part => part is IArgumentOperation argument ? argument.Value : part))
        {
            if (Mentions(part, IsShown, 0))
                shown = true;
            else if (part.Unwrapped() is not IInstanceReferenceOperation { Type.IsStatic: true } && !part.Unwrapped().ConstantValue.HasValue && !part.IsNull())
                others = true;
        }

        return shown && others;
    }

    /// <summary>context.Request.Headers["X-Api-Key"]</summary>
    private bool IsShown(IOperation operation) => operation switch
    {
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } carrier } indexed =>
            IsCarrier(carrier) && IsNamed(indexed.Arguments.FirstOrDefault()?.Value, s_credentials),
        IPropertyReferenceOperation { Property.Name: "Authorization", Instance: { } carrier } => IsCarrier(carrier),
        IInvocationOperation { Instance: { } carrier, TargetMethod.Name: "TryGetValue" } call => IsCarrier(carrier) && IsNamed(call.Arguments.FirstOrDefault()?.Value, s_credentials),
        _ => false,
    };

    private bool IsCarrier(IOperation value) => Mentions(value, operation =>
        operation is IPropertyReferenceOperation { Property: { Name: var name, ContainingType.Name: "HttpRequest" } } && Array.IndexOf(s_carriers, name) >= 0, 0);

    private bool IsItems(IOperation value) => Mentions(value, operation =>
        operation is IPropertyReferenceOperation { Property: { Name: "Items", ContainingType.Name: "HttpContext" } }, 0);

    /// <summary>By its text or by the name of the constant or option that holds it.</summary>
    private static bool IsNamed(IOperation? key, string[] words)
    {
        var name = key?.Unwrapped() switch
        {
            { ConstantValue: { HasValue: true, Value: string text } } => text,
            IMemberReferenceOperation { Member.Name: var member } => member,
            ILocalReferenceOperation { Local.Name: var local } => local,
            _ => "",
        };
        return Holds(name, words) && !Holds(name, s_others);
    }

    private static bool IsPrincipal(ITypeSymbol? type) => type is { Name: "ClaimsPrincipal" or "IPrincipal" or "ClaimsIdentity" or "IIdentity" or "Claim" };

    private static bool IsTruth(ITypeSymbol? type) => type is { SpecialType: SpecialType.System_Boolean }
        or INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [{ SpecialType: SpecialType.System_Boolean }] }
        or INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [{ SpecialType: SpecialType.System_Boolean }] };

    private static ITypeSymbol? Awaited(ITypeSymbol? type) => type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [var result] } ? result : type;

    private static bool Holds(string name, string[] words) => Array.Exists(words, word => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>Whether a value is made of what is asked for, through the variables, captures and lambdas that hold its parts.</summary>
    private bool Mentions(IOperation value, Func<IOperation, bool> isAsked, int depth) => depth <= MaxDepth && value.DescendantsAndSelf().Any(operation =>
        isAsked(operation) || operation switch
        {
            IFlowCaptureReferenceOperation captured when _captures.TryGetValue(captured.Id, out var values) => values.Exists(each => Mentions(each, isAsked, depth + 1)),
            IFlowAnonymousFunctionOperation lambda => _read(lambda.Syntax) is { } code && Mentions(code, isAsked, depth + 1),
            ILocalReferenceOperation { Local: var local } when _locals.TryGetValue(local, out var values) =>
                values.Exists(each => each != value && !each.DescendantsAndSelf().Contains(operation) && Mentions(each, isAsked, depth + 1)),
            _ => false,
        });

    private static IOperation Matched(IOperation pattern)
    {
        var current = pattern;
        while (current is not IIsPatternOperation && current.Parent is { } parent)
            current = parent;
        return current is IIsPatternOperation asked ? asked.Value : current;
    }

    private static void Add<TKey>(Dictionary<TKey, List<IOperation>> values, TKey key, IOperation value)
        where TKey : notnull
    {
        if (!values.TryGetValue(key, out var list))
            values[key] = list = [];
        list.Add(value);
    }
}
