using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <content>Conditions on what is being read.</content>
internal sealed partial class PipelineReader
{
    /// <summary>An application that is kept in a field is built once, however often a property asks for it.</summary>
    protected override bool IsGiven(IOperation value) => _values.Of(value) is { } held && (held.Host is not null || held.Group is not null);

    protected override EnvironmentSplit Split(IOperation condition) => condition.Unwrapped() switch
    {
        IIsPatternOperation test when IsGiven(test.Value) && Matches(test.Value, test.Pattern) is { } matches => matches,
        var asked when _values.Truth(asked) is { } truth => truth ? EnvironmentSplit.Always : EnvironmentSplit.Always.Negated,
        _ => base.Split(condition),
    };

    /// <summary>While a request runs, whether it is https and whether the header is there already belongs to the header.</summary>
    protected override PipelineScope Narrow(PipelineScope scope, EnvironmentSplit split, bool isTrue, IOperation condition)
    {
        var narrowed = base.Narrow(scope, split, isTrue, condition);
        return scope.IsRequest && IsAboutHeader(condition) ? narrowed with { Conditions = scope.Conditions } : narrowed;
    }

    private static EnvironmentSplit? Matches(IOperation given, IPatternOperation pattern) => pattern switch
    {
        IConstantPatternOperation { Value: var other } when other.IsNull() => EnvironmentSplit.Always.Negated,
        INegatedPatternOperation not => Matches(given, not.Pattern)?.Negated,
        IDeclarationPatternOperation or IRecursivePatternOperation { PropertySubpatterns: [], DeconstructionSubpatterns: [] }
            when given.Type.IsA(pattern.NarrowedType as INamedTypeSymbol) => EnvironmentSplit.Always,
        _ => null,
    };

    private static bool IsAboutHeader(IOperation condition) => condition.Unwrapped() switch
    {
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => IsAboutHeader(not.Operand),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } both =>
            IsAboutHeader(both.LeftOperand) && IsAboutHeader(both.RightOperand),
        IBinaryOperation comparison => IsAboutHeader(comparison.LeftOperand) || IsAboutHeader(comparison.RightOperand),
        IPropertyReferenceOperation property => property.Property.Name is "IsHttps" or "Scheme" or "HasStarted",
        IInvocationOperation { TargetMethod.Name: "ContainsKey", Instance: var headers } => !IsOfRequest(headers),
        IInvocationOperation { TargetMethod.Name: "Equals" } call => call.ChildOperations.Any(IsAboutHeader),
        IArgumentOperation argument => IsAboutHeader(argument.Value),
        IIsPatternOperation pattern => IsAboutHeader(pattern.Value),
        _ => false,
    };

    /// <summary>context.Request.Headers, which are the caller's.</summary>
    private static bool IsOfRequest(IOperation? headers) => headers?.Unwrapped() is IPropertyReferenceOperation { Property.ContainingType.Name: "HttpRequest" };

    /// <summary>
    /// foreach (var (name, permits) in limits) options.AddPolicy(name, ...), or app.MapGet(name, ...), where the elements are written out.
    /// </summary>
    protected override IReadOnlyList<Action> Rounds(IForEachLoopOperation loop)
    {
        if (!loop.Body.Descendants().OfType<IInvocationOperation>().Any(IsOfPolicyOrEndpoint)
            || WrittenElements.Of(_values.Origin(loop.Collection)) is not { } elements)
        {
            return [];
        }

        return [.. elements.Select(element => (Action)(() => GiveElement(loop.LoopControlVariable, element)))];
    }

    private bool IsOfPolicyOrEndpoint(IInvocationOperation call) =>
        (call.Instance?.Unwrapped().Type ?? call.TargetMethod.Parameters.FirstOrDefault()?.Type) is { } receiver
        && (Array.IndexOf(s_policyTypes, receiver.Name) >= 0 || receiver.IsA(types.EndpointRouteBuilder));

    private void GiveElement(IOperation variable, IOperation element)
    {
        switch (variable)
        {
            case IVariableDeclaratorOperation { Symbol: var local }:
                _values.Give(local, element);
                break;
            case IDeclarationExpressionOperation { Expression: var declared }:
                GiveElement(declared, element);
                break;
            case ILocalReferenceOperation { Local: var local }:
                _values.Give(local, element);
                break;
            case ITupleOperation names:
                var parts = WrittenElements.PartsOf(_values.Origin(element));
                for (var i = 0; i < names.Elements.Length && parts.Count == names.Elements.Length; i++)
                    GiveElement(names.Elements[i], parts[i]);
                break;
        }
    }
}
