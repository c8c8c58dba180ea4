using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>
/// Reads conditions on the path and the verb of a request. One on the host, the endpoint or its values is known to be one and not what it is;
/// any other is about the caller.
/// </summary>
/// <param name="origin">What a variable holds.</param>
internal sealed class RouteConditionReader(SourceBodies bodies, Func<IOperation, IOperation> origin, CancellationToken cancellation)
{
    private const int MaxDepth = 16;

    private static readonly string[] s_parts = ["Host", "Method", "Path", "PathBase", "RouteValues"];

    private static readonly string[] s_calls =
        ["GetDisplayUrl", "GetEncodedPathAndQuery", "GetEncodedUrl", "GetEndpoint", "GetRouteData", "GetRouteValue"];

    private static readonly string[] s_features = ["IEndpointFeature", "IHttpRequestFeature", "IRouteValuesFeature", "IRoutingFeature"];

    /// <summary>Under which conditions a part of some code is reached.</summary>
    public RouteCondition Of(IOperation part, IOperation code)
    {
        var all = RouteCondition.Always;
        for (var child = part; child != code && child.Parent is { } parent; child = parent)
        {
            all = parent switch
            {
                IConditionalOperation choice when child == choice.WhenTrue => all.And(Read(choice.Condition)),
                IConditionalOperation choice when child == choice.WhenFalse => all.And(Read(choice.Condition).Negated),
                ISwitchExpressionOperation choice when child is ISwitchExpressionArmOperation arm =>
                    choice.Arms.TakeWhile(each => each != arm).Aggregate(all, (so, each) => so.And(Read(choice, each).Negated)).And(Read(choice, arm)),
                ISwitchOperation choice when child is ISwitchCaseOperation section => all.And(Read(choice, section)),
                IBlockOperation block => block.Operations.TakeWhile(each => each != child).Aggregate(all, (so, each) => so.And(Passed(each))),
                _ => all,
            };
        }

        return all;
    }

    /// <summary>What a condition says.</summary>
    public RouteCondition Read(IOperation condition) => Read(condition, 0);

    private RouteCondition Read(IOperation condition, int depth)
    {
        var source = origin(condition.Unwrapped()).Unwrapped();
        if (depth > MaxDepth)
            return Unknown(source);

        return source switch
        {
            { ConstantValue: { HasValue: true, Value: bool value } } => value ? RouteCondition.Always : RouteCondition.Always.Negated,
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => Read(not.Operand, depth + 1).Negated,
            IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And } both =>
                Read(both.LeftOperand, depth + 1).And(Read(both.RightOperand, depth + 1)),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.Or } either =>
                Read(either.LeftOperand, depth + 1).Or(Read(either.RightOperand, depth + 1)),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } test => Equal(test.LeftOperand, test.RightOperand, test, depth),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } test => Equal(test.LeftOperand, test.RightOperand, test, depth).Negated,
            IIsPatternOperation test => Match(test.Value, test.Pattern, test, depth),
            // Path.Value?.StartsWith("/api") ?? false
            ICoalesceOperation { WhenNull: var otherwise } coalesce when otherwise.Unwrapped().ConstantValue.Value is bool => Read(coalesce.Value, depth + 1),
            IConditionalAccessOperation access => Read(access.WhenNotNull, depth + 1),
            IInvocationOperation call => ReadCall(call, depth),
            _ => Unknown(source),
        };
    }

    private RouteCondition ReadCall(IInvocationOperation call, int depth)
    {
        var method = call.TargetMethod;
        if (method.ContainingType.Name == "HttpMethods")
        {
            return method.Name == "Equals" && call.Arguments.Length == 2
                ? Equal(call.Arguments[0].Value, call.Arguments[1].Value, call, depth)
                : method.Name.StartsWith("Is", StringComparison.Ordinal) && call.Arguments is [{ Value: var verb }] && IsVerb(verb)
                    ? Verb(method.Name.Substring(2), call) : Unknown(call);
        }

        if (method is { Name: "Equals", IsStatic: true, ContainingType.SpecialType: SpecialType.System_String } && call.Arguments.Length >= 2)
            return Equal(call.Arguments[0].Value, call.Arguments[1].Value, call, depth);
        if (call is { Instance: { } instance, Arguments: [{ Value: var first }, ..] } && Array.IndexOf(["Contains", "EndsWith", "Equals", "StartsWith", "StartsWithSegments"], method.Name) >= 0)
        {
            if (method.Name == "Equals")
                return Equal(instance, first, call, depth);
            if (TextOf(first) is { } text && IsPath(instance, out var isFolded))
            {
                var ignoresCase = isFolded || IgnoresCase(call, byDefault: method.Name == "StartsWithSegments");
                return Path(call, ignoresCase, method.Name switch
                {
                    "StartsWithSegments" => endpoint => RouteMatch.HasSegments(endpoint, text, ignoresCase),
                    "StartsWith" => endpoint => RouteMatch.StartsWith(endpoint, text, ignoresCase),
                    _ => endpoint => RouteMatch.Contains(endpoint, text, ignoresCase && method.Name == "Contains"),
                });
            }
        }

        // A helper that does nothing but answer.
        return bodies.Has(method) && depth < MaxDepth && bodies.Find(method, cancellation)?.DescendantsAndSelf().OfType<IReturnOperation>().Take(2).ToList() is [{ ReturnedValue: { } answer }]
            && !TakesText(method) && Read(answer, depth + 1) is { Text: not null } known
                ? known : Unknown(call);
    }

    /// <summary>What a helper is given besides the request is not followed.</summary>
    private static bool TakesText(IMethodSymbol method) => method.Parameters.Any(parameter => parameter.Type.Name is not "HttpContext" and not "HttpRequest");

    private RouteCondition Equal(IOperation left, IOperation right, IOperation test, int depth)
    {
        if (right.Unwrapped().ConstantValue.Value is bool isTrue)
            return isTrue ? Read(left, depth + 1) : Read(left, depth + 1).Negated;

        var (subject, text) = TextOf(right) is { } known ? (left, known) : (right, TextOf(left));
        return text is null ? Unknown(test)
            : IsVerb(subject) ? Verb(text, test)
            : IsPath(subject, out _) ? Path(test, ignoresCase: true, endpoint => RouteMatch.Is(endpoint, text), ", which a slash at the end of the path evades")
            : Unknown(test);
    }

    private RouteCondition Match(IOperation value, IPatternOperation pattern, IOperation test, int depth) => pattern switch
    {
        _ when depth > MaxDepth => Unknown(test),
        IDiscardPatternOperation or IDeclarationPatternOperation { MatchesNull: true } => RouteCondition.Always,
        INegatedPatternOperation not => Match(value, not.Pattern, test, depth + 1).Negated,
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } both =>
            Match(value, both.LeftPattern, test, depth + 1).And(Match(value, both.RightPattern, test, depth + 1)),
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either =>
            Match(value, either.LeftPattern, test, depth + 1).Or(Match(value, either.RightPattern, test, depth + 1)),
        IConstantPatternOperation constant => Equal(value, constant.Value, test, depth + 1),
        _ => Unknown(test, Speaks(value)),
    };

    private RouteCondition Read(ISwitchExpressionOperation choice, ISwitchExpressionArmOperation arm)
    {
        var match = Match(choice.Value, arm.Pattern, choice.Value, 0);
        return arm.Guard is { } guard ? match.And(Read(guard)) : match;
    }

    private RouteCondition Read(ISwitchOperation choice, ISwitchCaseOperation section)
    {
        if (section.Clauses.Any(clause => clause is IDefaultCaseClauseOperation))
            return choice.Cases.Where(each => each != section).Aggregate(RouteCondition.Always, (so, each) => so.And(Read(choice, each).Negated));

        return section.Clauses.Select(clause => clause switch
        {
            ISingleValueCaseClauseOperation single => Equal(choice.Value, single.Value, choice.Value, 0),
            IPatternCaseClauseOperation { Guard: { } guard } pattern => Match(choice.Value, pattern.Pattern, choice.Value, 0).And(Read(guard)),
            IPatternCaseClauseOperation pattern => Match(choice.Value, pattern.Pattern, choice.Value, 0),
            _ => Unknown(choice.Value),
        }).Aggregate((one, other) => one.Or(other));
    }

    /// <summary>What holds behind a statement: if (...) return; leaves the rest to the other requests.</summary>
    private RouteCondition Passed(IOperation statement) => statement switch
    {
        IConditionalOperation { WhenFalse: null } test when Leaves(test.WhenTrue) => Read(test.Condition).Negated,
        IConditionalOperation { WhenFalse: { } otherwise } test when Leaves(test.WhenTrue) && !Leaves(otherwise) => Read(test.Condition).Negated,
        IConditionalOperation { WhenFalse: { } otherwise } test when Leaves(otherwise) && !Leaves(test.WhenTrue) => Read(test.Condition),
        ISwitchOperation choice => choice.Cases.Where(section => section.Body.LastOrDefault() is { } last && Leaves(last))
            .Aggregate(RouteCondition.Always, (so, section) => so.And(Read(choice, section).Negated)),
        _ => RouteCondition.Always,
    };

    private static bool Leaves(IOperation statement) => statement switch
    {
        IReturnOperation or IThrowOperation => true,
        IExpressionStatementOperation { Operation: IThrowOperation } => true,
        IBlockOperation block => block.Operations.LastOrDefault() is { } last && Leaves(last),
        IConditionalOperation { WhenFalse: { } otherwise } test => Leaves(test.WhenTrue) && Leaves(otherwise),
        _ => false,
    };

    private static RouteCondition Verb(string verb, IOperation test) => RouteCondition.OfEndpoint(endpoint => RouteMatch.HasVerb(endpoint, verb), Shown(test));

    private static RouteCondition Path(IOperation test, bool ignoresCase, Func<Endpoint, bool?> of, string but = "") =>
        RouteCondition.OfEndpoint(of, Shown(test) + (ignoresCase ? but : ", which tells upper from lower case as routes do not"));

    private RouteCondition Unknown(IOperation test) => Unknown(test, Speaks(test));

    private static RouteCondition Unknown(IOperation test, bool isOfEndpoint) =>
        isOfEndpoint ? RouteCondition.OfEndpoint(_ => null, Shown(test)) : RouteCondition.OfCaller;

    private static string Shown(IOperation test) => $"'{test.Syntax.OneLine()}'";

    private bool IsVerb(IOperation value) => origin(value.Unwrapped()).Unwrapped() switch
    {
        IPropertyReferenceOperation { Property: { Name: "Method", ContainingType.Name: "HttpRequest" } } => true,
        IInvocationOperation { TargetMethod.Name: "ToUpper" or "ToUpperInvariant", Instance: { } instance } => IsVerb(instance),
        _ => false,
    };

    private bool IsPath(IOperation value, out bool isFolded)
    {
        isFolded = false;
        var source = value;
        for (var depth = 0; depth < MaxDepth; depth++)
        {
            source = origin(source.Unwrapped()).Unwrapped();
            switch (source)
            {
                case IPropertyReferenceOperation { Property: { Name: "Path", ContainingType.Name: "HttpRequest" } }:
                    return true;
                case IPropertyReferenceOperation { Property: { Name: "Value", ContainingType.Name: "PathString" }, Instance: { } path }:
                    source = path;
                    break;
                case IInvocationOperation { TargetMethod.Name: "ToLower" or "ToLowerInvariant" or "ToUpper" or "ToUpperInvariant" or "ToString", Instance: { } instance } call:
                    isFolded |= call.TargetMethod.Name != "ToString";
                    source = instance;
                    break;
                case ICoalesceOperation { Value: var given }:
                    source = given;
                    break;
                case IConditionalAccessOperation access:
                    source = access.WhenNotNull;
                    break;
                case IConditionalAccessInstanceOperation access when access.Accessed() is { } accessed:
                    source = accessed;
                    break;
                default:
                    return false;
            }
        }

        return false;
    }

    private string? TextOf(IOperation value) => origin(value.Unwrapped()).Unwrapped() switch
    {
        { ConstantValue: { HasValue: true, Value: string text } } => text,
        IObjectCreationOperation { Type.Name: "PathString", Arguments: [{ Value: var text }] } => TextOf(text),
        IFieldReferenceOperation { Field: { ContainingType.Name: "HttpMethods", Name: var verb } } => verb,
        _ => null,
    };

    /// <summary>By the comparison that a call is given. The odd values of StringComparison ignore case.</summary>
    private static bool IgnoresCase(IInvocationOperation call, bool byDefault) =>
        call.Arguments.FirstOrDefault(argument => argument.Parameter?.Type.Name == nameof(StringComparison)) is not { } given ? byDefault
        : given.Value.Unwrapped().ConstantValue.Value is int comparison && comparison % 2 == 1;

    /// <summary>Whether an expression asks what is called. What is handed the request and cannot be seen may.</summary>
    private bool Speaks(IOperation value)
    {
        var (open, read) = (new Stack<IOperation>([value]), new HashSet<IOperation>());
        while (open.Count > 0)
        {
            var code = open.Pop();
            if (!read.Add(code) || read.Count > MaxDepth * MaxDepth)
                continue;

            foreach (var operation in code.DescendantsAndSelf())
            {
                cancellation.ThrowIfCancellationRequested();
                switch (operation)
                {
                    case IPropertyReferenceOperation { Property: { ContainingType.Name: "HttpRequest", Name: var part } } when Array.IndexOf(s_parts, part) >= 0:
                    case IInvocationOperation { TargetMethod: var named } when Array.IndexOf(s_calls, named.Name) >= 0 || named.TypeArguments.Any(type => Array.IndexOf(s_features, type.Name) >= 0):
                        return true;
                    case ILocalReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation or IParameterReferenceOperation
                        when origin(operation).Unwrapped() is var held && held != operation:
                        open.Push(held);
                        break;
                    case IInvocationOperation { TargetMethod: var called } when (OnlyImplementation.Of(called, bodies) ?? called) is var target:
                        if (bodies.Find(target, cancellation) is { } body)
                            open.Push(body);
                        else if (!KnownMiddleware.IsFramework(called.ContainingAssembly) && called.Parameters.Any(parameter => parameter.Type.Name is "HttpContext" or "HttpRequest"))
                            return true;
                        break;
                }
            }
        }

        return false;
    }
}
