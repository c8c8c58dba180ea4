using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>
/// Reads what a rate limit lets through, from its options or from the function that chooses a partition. Source: System.Threading.RateLimiting
/// and Microsoft.AspNetCore.RateLimiting.
/// </summary>
/// <param name="configured">What a value holds that is read from configuration; null where no file says.</param>
internal sealed class RateLimitReader(
    SourceBodies bodies, Func<IOperation, IOperation> origin, Func<IOperation, string?> configured, CancellationToken cancellation)
{
    private const int MaxDepth = 6;

    private const string Rating = "System.Threading.RateLimiting";

    private readonly Dictionary<IParameterSymbol, IOperation> _given = new(SymbolEqualityComparer.Default);

    /// <summary>One bucket for all: options.AddFixedWindowLimiter("api", limiter => ...).</summary>
    public IReadOnlyList<LimitPartition> ReadShared(IInvocationOperation call)
    {
        var algorithm = AlgorithmOf(call.TargetMethod.Name);
        var options = call.Arguments[call.Arguments.Length - 1].Value;
        return [Partition(algorithm, Code(options) is { } code ? [code] : [options], LimitKey.Shared, null, call.NameLocation())];
    }

    /// <summary>What a function, a policy object or a partitioned limiter chooses from.</summary>
    /// <param name="isChained">Whether all that it chooses from must agree.</param>
    public IReadOnlyList<LimitPartition> Read(IOperation limiter, out bool isChained)
    {
        var found = new List<LimitPartition>();
        isChained = Read(limiter, found, 0);
        return found;
    }

    /// <summary>What a class that is a policy chooses from.</summary>
    public IReadOnlyList<LimitPartition> Read(INamedTypeSymbol policy)
    {
        var found = new List<LimitPartition>();
        ReadClass(policy, found, 0);
        return found;
    }

    private bool Read(IOperation limiter, List<LimitPartition> found, int depth)
    {
        var source = Origin(limiter);
        if (depth > MaxDepth)
            return false;

        switch (source)
        {
            case IInvocationOperation { TargetMethod: { Name: "CreateChained", ContainingType.Name: "PartitionedRateLimiter" } } chained:
                foreach (var part in chained.Arguments.SelectMany(argument => Elements(argument.Value)))
                    Read(part, found, depth + 1);
                return true;
            case IInvocationOperation { TargetMethod: { Name: "Create", ContainingType.Name: "PartitionedRateLimiter" }, Arguments: [var partitioner, ..] }:
                Read(partitioner.Value, found, depth + 1);
                return false;
            case IInvocationOperation { TargetMethod: var called } when bodies.Has(called):
                Give((IInvocationOperation)source);
                var body = bodies.Find(called, cancellation);
                // A method that does nothing but make a limiter is that limiter.
                var returns = body?.DescendantsAndSelf().OfType<IReturnOperation>().Where(each => IsReturnOf(each, body)).ToList();
                if (called.ReturnType.Name == "PartitionedRateLimiter" && returns is [{ ReturnedValue: { } made }])
                    return Read(made, found, depth + 1);

                ReadCode(body, found, depth + 1);
                return false;
            case IObjectCreationOperation { Type: INamedTypeSymbol type } when bodies.Has(type):
                ReadClass(type, found, depth);
                return false;
            default:
                ReadCode(Code(source) ?? source, found, depth + 1);
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
                ReadCode(bodies.Find(choose, cancellation), found, depth + 1);
                return;
            }
        }
    }

    private void ReadCode(IOperation? code, List<LimitPartition> found, int depth)
    {
        if (code is null || depth > MaxDepth)
            return;

        foreach (var call in code.DescendantsAndSelf().OfType<IInvocationOperation>())
        {
            if (call.TargetMethod.ContainingType.Name == "RateLimitPartition" && IsRating(call.TargetMethod))
                found.Add(Chosen(call));
            else if (bodies.Has(call.TargetMethod) && call.TargetMethod.ReturnType.Name == "RateLimitPartition")
            {
                Give(call);
                ReadCode(bodies.Find(call.TargetMethod, cancellation), found, depth + 1);
            }
        }
    }

    /// <summary>What the parameters of a helper method hold while its body is read.</summary>
    private void Give(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.OriginalDefinition is { } parameter)
                _given[parameter] = Origin(argument.Value);
        }
    }

    private IOperation Origin(IOperation value)
    {
        // The reading of the pipeline knows what the first call of a helper gives, which is not what this one does.
        return Given(value.Unwrapped()) ?? (origin(value.Unwrapped()).Unwrapped() is var source ? Given(source) ?? source : value);

        IOperation? Given(IOperation operand) =>
            operand is IParameterReferenceOperation { Parameter: var parameter }
                && _given.TryGetValue(parameter.OriginalDefinition, out var given) ? given : null;
    }

    private LimitPartition Chosen(IInvocationOperation call)
    {
        var (key, chosen) = new LimitKeyReader(bodies, Origin, cancellation).Read(call.Arguments[0].Value);
        var factory = call.Arguments.Length > 1 ? call.Arguments[1].Value : null;
        IReadOnlyList<IOperation> code = factory is null ? [] : [Code(factory) ?? factory];
        var algorithm = call.TargetMethod.Name == "Get" ? Created(code) : AlgorithmOf(call.TargetMethod.Name);
        return Partition(algorithm, code, key, chosen, call.NameLocation());
    }

    /// <summary>RateLimitPartition.Get(key, _ => new TokenBucketRateLimiter(...))</summary>
    private static LimitAlgorithm Created(IReadOnlyList<IOperation> code)
    {
        foreach (var creation in code.SelectMany(each => each.DescendantsAndSelf()).OfType<IObjectCreationOperation>())
        {
            if (AlgorithmOf(creation.Type?.Name ?? "") is not LimitAlgorithm.Unknown and var algorithm)
                return algorithm;
        }

        return LimitAlgorithm.Unknown;
    }

    private LimitPartition Partition(LimitAlgorithm algorithm, IReadOnlyList<IOperation> options, LimitKey key, string? chosen, Location place)
    {
        var given = new Dictionary<string, IOperation>();
        foreach (var assignment in options.SelectMany(each => Assignments(each, 0)))
        {
            if (assignment is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property } }
                && property.ContainingType.Name.EndsWith("Options", StringComparison.Ordinal) && IsRating(property))
            {
                given[property.Name] = assignment.Value;
            }
        }

        var isBucket = algorithm == LimitAlgorithm.TokenBucket;
        return new LimitPartition(
            algorithm,
            Number(given, isBucket ? "TokensPerPeriod" : "PermitLimit"),
            Seconds(given, isBucket ? "ReplenishmentPeriod" : "Window"),
            isBucket ? Number(given, "TokenLimit") : null,
            key, place)
        { Chosen = chosen };
    }

    /// <summary>What options are given where they are written, or in a method that makes them.</summary>
    private IEnumerable<IAssignmentOperation> Assignments(IOperation code, int depth)
    {
        var source = code is IBlockOperation ? code : Origin(code);
        foreach (var operation in source.DescendantsAndSelf())
        {
            if (operation is IAssignmentOperation assignment)
                yield return assignment;
            var made = operation switch
            {
                IInvocationOperation { TargetMethod: var called } when bodies.Has(called) && IsOptions(called.ReturnType) => bodies.Find(called, cancellation),
                ILocalReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation or IParameterReferenceOperation
                    when IsOptions(operation.Type) && Origin(operation) is var held && held != operation => held,
                _ => null,
            };
            if (made is null || depth >= MaxDepth)
                continue;

            foreach (var inner in Assignments(made, depth + 1))
                yield return inner;
        }
    }

    private static bool IsOptions(ITypeSymbol? type) => type?.Name.EndsWith("LimiterOptions", StringComparison.Ordinal) == true;

    private double? Number(Dictionary<string, IOperation> given, string name) => given.TryGetValue(name, out var value) ? Number(value) : null;

    private double? Number(IOperation value)
    {
        var source = Origin(value);
        return source switch
        {
            { ConstantValue: { HasValue: true, Value: int number } } => number,
            { ConstantValue: { HasValue: true, Value: long number } } => number,
            { ConstantValue: { HasValue: true, Value: double number } } => number,
            ICoalesceOperation coalesce => Number(coalesce.Value)
                ?? (configured(Origin(coalesce.Value)) is "" ? Number(coalesce.WhenNull) : null),
            _ => configured(source) is { Length: > 0 } text && double.TryParse(text, out var read) ? read : null,
        };
    }

    private double? Seconds(Dictionary<string, IOperation> given, string name)
    {
        if (!given.TryGetValue(name, out var value))
            return null;

        var source = Origin(value);
        if (Durations.SecondsOf(source) is { } seconds)
            return seconds;

        if (source is IInvocationOperation { TargetMethod: { ContainingType.Name: "TimeSpan", IsStatic: true } factory, Arguments: [{ Value: var argument }, ..] }
            && Number(argument) is { } number)
        {
            return factory.Name switch
            {
                "FromSeconds" => number,
                "FromMinutes" => number * 60,
                "FromHours" => number * 3600,
                "FromDays" => number * 86400,
                "FromMilliseconds" => number / 1000,
                _ => null,
            };
        }

        return configured(source) is { Length: > 0 } text && TimeSpan.TryParse(text, out var read) ? read.TotalSeconds : null;
    }

    /// <summary>The code of a delegate; null for what is none.</summary>
    private IOperation? Code(IOperation value) => Origin(value) switch
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
