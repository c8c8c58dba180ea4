using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Cors;

/// <summary>A call that is being followed into its method: the parameters hold what this call gives, not what others do.</summary>
/// <param name="Call">The call.</param>
/// <param name="Method">The definition of what it calls.</param>
/// <param name="Outer">The call that led to the method which this one stands in.</param>
internal sealed record OriginCall(IInvocationOperation Call, ISymbol Method, OriginCall? Outer)
{
    /// <summary>The innermost call that gives this parameter its value; null where none is being followed.</summary>
    public static OriginCall? Of(IParameterSymbol parameter, OriginCall? innermost)
    {
        for (var call = innermost; call is not null; call = call.Outer)
        {
            if (SymbolEqualityComparer.Default.Equals(call.Method, parameter.ContainingSymbol.OriginalDefinition))
                return call;
        }

        return null;
    }

    /// <summary>What the call gives a parameter; a default value, too.</summary>
    public IOperation? Given(IParameterSymbol parameter) =>
        Call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal)?.Value;
}
