using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>What the options of one limiter are given: where they are written, in a method that makes them, or by a section of the settings.</summary>
/// <param name="bound">What settings say of a property of the options that a call binds; null where they say nothing.</param>
internal sealed class LimitOptions(SourceBodies bodies, LimitValues values, Func<IInvocationOperation, string, string?> bound, CancellationToken cancellation)
{
    private const int MaxDepth = 6;

    private const string Rating = "System.Threading.RateLimiting";

    private readonly Dictionary<string, IOperation> _given = [];
    private readonly HashSet<string> _twice = [];
    private readonly HashSet<IOperation> _read = [];
    private readonly List<IInvocationOperation> _bindings = [];
    private bool _isMade;
    private bool _isHidden;

    /// <summary>Reads code that fills or makes options.</summary>
    /// <param name="isFilled">Whether the code is handed options to fill.</param>
    public void Read(IOperation code, bool isFilled)
    {
        _isMade |= isFilled;
        Read(code, 0);
    }

    public double? Number(string name) =>
        _given.TryGetValue(name, out var value) ? values.Number(value) : Bound(name) is { } text ? LimitValues.Number(text) : null;

    public double? Seconds(string name) =>
        _given.TryGetValue(name, out var value) ? values.Seconds(value) : Bound(name) is { } text ? LimitValues.Seconds(text) : null;

    /// <summary>
    /// What makes it impossible to make the limiter, which is tried with the first request; null where nothing does, or it is not certain.
    /// Source: the constructors of System.Threading.RateLimiting, tried on a running server.
    /// </summary>
    /// <param name="needed">What must be above zero, which it is not by default.</param>
    public string? Fault(params string[] needed)
    {
        if (!_isMade || _isHidden || _bindings.Count > 0)
            return null;

        foreach (var name in needed)
        {
            if (!_given.TryGetValue(name, out var value))
                return $"'{name}' is not set";
            if (!_twice.Contains(name) && (values.Number(value) ?? values.Seconds(value)) is <= 0 and { } number)
                return $"'{name}' is {number.ToString(CultureInfo.InvariantCulture)}";
        }

        return _given.TryGetValue("QueueLimit", out var queue) && values.Number(queue) < 0 ? "'QueueLimit' is below zero" : null;
    }

    private string? Bound(string name) => _bindings.Select(call => bound(call, name)).FirstOrDefault(text => text is not null);

    private void Read(IOperation code, int depth)
    {
        var source = code is IBlockOperation ? code : values.Origin(code);
        foreach (var operation in source.DescendantsAndSelf())
        {
            switch (operation)
            {
                case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property } } assignment
                    when IsRated(property.ContainingType) && _read.Add(assignment):
                    if (_given.ContainsKey(property.Name))
                        _twice.Add(property.Name);
                    _given[property.Name] = assignment.Value;
                    break;
                case IObjectCreationOperation { Type: { } type } when IsRated(type):
                    _isMade = true;
                    break;
                // section.Bind(options), section.Get<FixedWindowRateLimiterOptions>()
                case IInvocationOperation { TargetMethod: { Name: "Bind" or "Get", ContainingAssembly: var assembly } } call when KnownMiddleware.IsFramework(assembly)
                    && (IsRated(call.Type) || call.Arguments.Any(argument => IsRated(argument.Value.Unwrapped().Type))):
                    _bindings.Add(call);
                    break;
                case IInvocationOperation { TargetMethod: var called } call
                    when bodies.Has(called) && (IsRated(called.ReturnType) || called.Parameters.Any(parameter => IsRated(parameter.Type))):
                    values.Give(call);
                    Inner(bodies.Find(called, cancellation), depth);
                    break;
                case ILocalReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation or IParameterReferenceOperation
                    when IsRated(operation.Type) && operation.Parent is not IPropertyReferenceOperation:
                    Inner(values.Origin(operation) is var held && held != operation ? held : null, depth);
                    break;
                case IInvocationOperation when IsRated(operation.Type):
                    _isHidden = true;
                    break;
            }
        }
    }

    private void Inner(IOperation? code, int depth)
    {
        if (code is null || depth >= MaxDepth)
            _isHidden = true;
        else
            Read(code, depth + 1);
    }

    private static bool IsRated(ITypeSymbol? type) =>
        type?.Name.EndsWith("LimiterOptions", StringComparison.Ordinal) == true && type.ContainingNamespace?.ToDisplayString() == Rating;
}
