using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>
/// Reads what a rate limit lets through, from its options or from the function that chooses a partition. Source: System.Threading.RateLimiting
/// and Microsoft.AspNetCore.RateLimiting.
/// </summary>
/// <param name="bound">What settings say of a property of options that a call binds; null where they say nothing.</param>
internal sealed class RateLimitReader(
    SourceBodies bodies, LimitValues values, Func<IInvocationOperation, string, string?> bound, CancellationToken cancellation)
{
    private const int MaxDepth = 6;

    private const string Rating = "System.Threading.RateLimiting";

    private readonly RouteConditionReader _conditions = new(bodies, values.Origin, cancellation);

    /// <summary>Which of the chained limiters is read.</summary>
    private int _link;

    /// <summary>One bucket for all: options.AddFixedWindowLimiter("api", limiter => ...).</summary>
    public IReadOnlyList<LimitPartition> ReadShared(IInvocationOperation call)
    {
        var options = call.Arguments[call.Arguments.Length - 1].Value;
        var code = Code(options);
        // The limiters of packages have options, and needs, of their own.
        var isFilled = code is not null && KnownMiddleware.IsFramework(call.TargetMethod.ContainingAssembly);
        return [Partition(AlgorithmOf(call.TargetMethod.Name), code ?? options, isFilled, LimitKey.Shared, null, call.NameLocation())];
    }

    /// <summary>What a function, a policy object or a partitioned limiter chooses from.</summary>
    /// <param name="isChained">Whether all that it chooses from must agree.</param>
    public IReadOnlyList<LimitPartition> Read(IOperation limiter, out bool isChained)
    {
        _link = 0;
        var found = new List<LimitPartition>();
        isChained = Read(limiter, found, RouteCondition.Always, 0);
        return found;
    }

    /// <summary>What a class that is a policy chooses from.</summary>
    public IReadOnlyList<LimitPartition> Read(INamedTypeSymbol policy)
    {
        _link = 0;
        var found = new List<LimitPartition>();
        ReadClass(policy, found, 0);
        return found;
    }

    private bool Read(IOperation limiter, List<LimitPartition> found, RouteCondition when, int depth)
    {
        var source = values.Origin(limiter);
        if (depth > MaxDepth)
            return false;

        switch (source)
        {
            case IInvocationOperation { TargetMethod: { Name: "CreateChained", ContainingType.Name: "PartitionedRateLimiter" } } chained:
                foreach (var part in chained.Arguments.SelectMany(argument => Elements(argument.Value)))
                {
                    Read(part, found, when, depth + 1);
                    _link++;
                }

                return true;
            case IInvocationOperation { TargetMethod: { Name: "Create", ContainingType.Name: "PartitionedRateLimiter" }, Arguments: [var partitioner, ..] }:
                Read(partitioner.Value, found, when, depth + 1);
                return false;
            case IInvocationOperation { TargetMethod: var called } when bodies.Has(called):
                values.Give((IInvocationOperation)source);
                var body = bodies.Find(called, cancellation);
                // A method that does nothing but make a limiter is that limiter.
                var returns = body?.DescendantsAndSelf().OfType<IReturnOperation>().Where(each => IsReturnOf(each, body)).ToList();
                if (called.ReturnType.Name == "PartitionedRateLimiter" && returns is [{ ReturnedValue: { } made }])
                    return Read(made, found, when, depth + 1);

                ReadCode(body, found, when, depth + 1);
                return false;
            case IObjectCreationOperation { Type: INamedTypeSymbol type } when bodies.Has(type):
                ReadClass(type, found, depth);
                return false;
            default:
                ReadCode(Code(source) ?? source, found, when, depth + 1);
                return false;
        }
    }

    /// <summary>Whether a return is one of the method's own, not of a lambda in it.</summary>
    private static bool IsReturnOf(IReturnOperation statement, IOperation body)
    {
        for (var around = statement.Parent; around is not null && around != body; around = around.Parent)
        {
            if (around is IAnonymousFunctionOperation or ILocalFunctionOperation)
                return false;
        }

        return true;
    }

    private void ReadClass(INamedTypeSymbol policy, List<LimitPartition> found, int depth)
    {
        for (INamedTypeSymbol? type = policy; type is not null && bodies.Has(type); type = type.BaseType)
        {
            if (type.GetMembers("GetPartition").OfType<IMethodSymbol>().FirstOrDefault(method => !method.IsAbstract) is { } choose)
            {
                ReadCode(bodies.Find(choose, cancellation), found, RouteCondition.Always, depth + 1);
                return;
            }
        }
    }

    private void ReadCode(IOperation? code, List<LimitPartition> found, RouteCondition when, int depth)
    {
        if (code is null || depth > MaxDepth)
            return;

        foreach (var call in code.DescendantsAndSelf().OfType<IInvocationOperation>())
        {
            if (call.TargetMethod.ContainingType.Name == "RateLimitPartition" && IsRating(call.TargetMethod))
            {
                found.Add(Chosen(call) with { When = when.And(_conditions.Of(call, code)), Link = _link });
            }
            else if (bodies.Has(call.TargetMethod) && call.TargetMethod.ReturnType.Name == "RateLimitPartition")
            {
                values.Give(call);
                ReadCode(bodies.Find(call.TargetMethod, cancellation), found, when.And(_conditions.Of(call, code)), depth + 1);
            }
        }
    }

    private LimitPartition Chosen(IInvocationOperation call)
    {
        var (key, chosen) = new LimitKeyReader(bodies, values.Origin, cancellation).Read(call.Arguments[0].Value);
        var factory = call.Arguments.Length > 1 ? call.Arguments[1].Value : null;
        var code = factory is null ? null : Code(factory) ?? factory;
        var algorithm = call.TargetMethod.Name == "Get" ? Created(code) : AlgorithmOf(call.TargetMethod.Name);
        return Partition(algorithm, code, isFilled: false, key, chosen, call.NameLocation());
    }

    /// <summary>RateLimitPartition.Get(key, _ => new TokenBucketRateLimiter(...))</summary>
    private static LimitAlgorithm Created(IOperation? code)
    {
        foreach (var creation in (code?.DescendantsAndSelf() ?? []).OfType<IObjectCreationOperation>())
        {
            if (AlgorithmOf(creation.Type?.Name ?? "") is not LimitAlgorithm.Unknown and var algorithm)
                return algorithm;
        }

        return LimitAlgorithm.Unknown;
    }

    private LimitPartition Partition(LimitAlgorithm algorithm, IOperation? code, bool isFilled, LimitKey key, string? chosen, Location place)
    {
        var options = new LimitOptions(bodies, values, bound, cancellation);
        if (code is not null)
            options.Read(code, isFilled);

        var isBucket = algorithm == LimitAlgorithm.TokenBucket;
        return new LimitPartition(
            algorithm,
            options.Number(isBucket ? "TokensPerPeriod" : "PermitLimit"),
            options.Seconds(isBucket ? "ReplenishmentPeriod" : "Window"),
            isBucket ? options.Number("TokenLimit") : null,
            key, place)
        {
            Chosen = chosen,
            Queue = options.Number("QueueLimit"),
            Fault = algorithm switch
            {
                LimitAlgorithm.FixedWindow => options.Fault("PermitLimit", "Window"),
                LimitAlgorithm.SlidingWindow => options.Fault("PermitLimit", "Window", "SegmentsPerWindow"),
                LimitAlgorithm.TokenBucket => options.Fault("TokenLimit", "TokensPerPeriod", "ReplenishmentPeriod"),
                LimitAlgorithm.Concurrency => options.Fault("PermitLimit"),
                _ => null,
            },
        };
    }

    /// <summary>The code of a delegate; null for what is none.</summary>
    private IOperation? Code(IOperation value) => values.Origin(value) switch
    {
        IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda } => lambda.Body,
        IAnonymousFunctionOperation lambda => lambda.Body,
        IDelegateCreationOperation { Target: IMethodReferenceOperation { Method: var method } } => bodies.Find(method, cancellation),
        IMethodReferenceOperation { Method: var method } => bodies.Find(method, cancellation),
        _ => null,
    };

    private static IEnumerable<IOperation> Elements(IOperation value) =>
        value.Unwrapped() is IArrayCreationOperation { Initializer: { } initializer } ? initializer.ElementValues : ImmutableArray.Create(value);

    private static LimitAlgorithm AlgorithmOf(string name) =>
        name.Contains("FixedWindow") ? LimitAlgorithm.FixedWindow
        : name.Contains("SlidingWindow") ? LimitAlgorithm.SlidingWindow
        : name.Contains("TokenBucket") ? LimitAlgorithm.TokenBucket
        : name.Contains("Concurrency") ? LimitAlgorithm.Concurrency
        : name.Contains("NoLimiter") ? LimitAlgorithm.None
        : LimitAlgorithm.Unknown;

    private static bool IsRating(ISymbol symbol) => symbol.ContainingNamespace.ToDisplayString() == Rating;
}
