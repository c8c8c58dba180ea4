using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.RateLimits;

/// <summary>
/// Reads with which status a callback answers who is rejected: what it, or a method that it calls, gives the response or a result that it
/// executes. The status of the options is set before it runs. Source: RateLimitingMiddleware.
/// </summary>
internal sealed class RejectionReader(SourceBodies bodies, CancellationToken cancellation)
{
    private const int MaxMethods = 32;

    private const string Callback = "OnRejected";

    private const int TooManyRequests = 429;

    /// <summary>Whether a policy has a callback of its own.</summary>
    public bool HasOwn(INamedTypeSymbol policy) => CallbackOf(policy) is { } callback && !Values(callback).All(each => each.IsNull());

    /// <summary>The status of a policy's own callback; null where it cannot be told.</summary>
    public int? StatusOf(INamedTypeSymbol policy, int before) =>
        CallbackOf(policy) is { } callback && Values(callback).Where(value => !value.IsNull()).ToList() is { Count: > 0 } values
            ? values.Select(value => StatusOf(value, before)).Aggregate((one, other) => one == other ? one : null) : null;

    /// <summary>The status of a callback; null where it cannot be told.</summary>
    /// <param name="before">The status that it finds.</param>
    public int? StatusOf(IOperation? callback, int before)
    {
        var open = new Stack<IOperation>();
        var read = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
        if (callback is null || !Push(callback))
            return null;

        int? last = before;
        while (open.Count > 0)
        {
            foreach (var operation in open.Pop().Descendants())
            {
                cancellation.ThrowIfCancellationRequested();
                switch (operation)
                {
                    case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "StatusCode" or "Status" }, Value: var value }:
                        last = Constant(value);
                        break;
                    // Results.Problem(statusCode: 429).ExecuteAsync(context.HttpContext)
                    case IInvocationOperation { TargetMethod: { Name: "ExecuteAsync" or "ExecuteResultAsync" } } run:
                        last = run.Descendants().OfType<IArgumentOperation>().Any(argument => Constant(argument.Value) == TooManyRequests) ? TooManyRequests : null;
                        break;
                    case IInvocationOperation { TargetMethod: { Name: "Redirect" } }:
                        last = null;
                        break;
                    case IInvocationOperation { TargetMethod: var called } when bodies.Has(called):
                        if (bodies.Find(called, cancellation) is { } body && read.Add(called.OriginalDefinition))
                            open.Push(body);
                        else if (called.IsAbstract && TakesResponse(called))
                            return null;
                        break;
                    case IInvocationOperation { TargetMethod: var unseen } when !KnownMiddleware.IsFramework(unseen.ContainingAssembly) && TakesResponse(unseen):
                        return null;
                }

                if (last is null or TooManyRequests)
                    return last;
            }

            if (read.Count > MaxMethods)
                return null;
        }

        return last;

        bool Push(IOperation value)
        {
            var code = value.Unwrapped() switch
            {
                IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda } => lambda.Body,
                IAnonymousFunctionOperation lambda => lambda.Body,
                IDelegateCreationOperation { Target: IMethodReferenceOperation { Method: var method } } => bodies.Find(method, cancellation),
                IMethodReferenceOperation { Method: var method } => bodies.Find(method, cancellation),
                _ => (IOperation?)null,
            };
            if (code is not null)
                open.Push(code);
            return code is not null;
        }
    }

    private static bool TakesResponse(IMethodSymbol method) =>
        method.Parameters.Any(parameter => parameter.Type.Name is "HttpContext" or "HttpResponse" or "OnRejectedContext");

    private static int? Constant(IOperation value) => value.Unwrapped().ConstantValue.Value as int?;

    private IPropertySymbol? CallbackOf(INamedTypeSymbol policy)
    {
        for (INamedTypeSymbol? type = policy; type is not null && bodies.Has(type); type = type.BaseType)
        {
            if (type.GetMembers(Callback).OfType<IPropertySymbol>().FirstOrDefault(property => !property.IsAbstract) is { } callback)
                return callback;
        }

        return null;
    }

    /// <summary>What a property can hold: what it returns, what it is given at first, and what constructors give it or the field that it returns.</summary>
    private IEnumerable<IOperation> Values(IPropertySymbol property)
    {
        var returned = property.GetMethod is { } getter && bodies.Find(getter, cancellation) is { } body
            ? body.Descendants().OfType<IReturnOperation>().Where(each => !IsWithinFunction(each, body)).Select(each => each.ReturnedValue).OfType<IOperation>().ToList() : [];
        foreach (var value in returned)
        {
            if (value.Unwrapped() is not IFieldReferenceOperation { Field: var field })
                yield return value.Unwrapped();
            else
                foreach (var held in Given(field))
                    yield return held;
        }

        if (returned.Count == 0)
        {
            foreach (var held in Given(property))
                yield return held;
        }
    }

    private IEnumerable<IOperation> Given(ISymbol member)
    {
        if ((bodies.FindInitializer(member, cancellation) as ISymbolInitializerOperation)?.Value is { } initial)
            yield return initial.Unwrapped();
        foreach (var constructor in member.ContainingType.InstanceConstructors)
        {
            foreach (var assignment in (bodies.Find(constructor, cancellation)?.Descendants() ?? []).OfType<ISimpleAssignmentOperation>())
            {
                if (assignment.Target is IMemberReferenceOperation { Member: var target } && SymbolEqualityComparer.Default.Equals(target, member))
                    yield return assignment.Value.Unwrapped();
            }
        }
    }

    private static bool IsWithinFunction(IOperation statement, IOperation body)
    {
        for (var around = statement.Parent; around is not null && around != body; around = around.Parent)
        {
            if (around is IAnonymousFunctionOperation or ILocalFunctionOperation)
                return true;
        }

        return false;
    }
}
