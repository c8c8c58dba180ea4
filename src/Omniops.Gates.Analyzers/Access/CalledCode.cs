using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Access;

/// <summary>What a function does, with what the methods of the source do that it calls, through interfaces too.</summary>
internal sealed class CalledCode(SourceBodies bodies)
{
    private const int MaxDepth = 4;

    /// <summary>Everything in the function, then in what it calls, each body once.</summary>
    public List<IOperation> PartsOf(IOperation function, CancellationToken cancellation)
    {
        var parts = new List<IOperation>();
        var seen = new HashSet<IOperation>();
        var open = new Queue<(IOperation Body, int Depth)>([(function, 0)]);
        while (open.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            var (body, depth) = open.Dequeue();
            if (!seen.Add(body))
                continue;

            foreach (var part in body.DescendantsAndSelf())
            {
                parts.Add(part);
                var called = part switch
                {
                    IInvocationOperation { TargetMethod: var method } => method,
                    // claims.Select(ToClaim)
                    IMethodReferenceOperation { Method: var method } => method,
                    _ => null,
                };
                if (depth == MaxDepth || called is null || !bodies.Has(called))
                    continue;

                foreach (var target in TargetsOf(called))
                {
                    if (bodies.Find(target, cancellation) is { } inner)
                        open.Enqueue((inner, depth + 1));
                }
            }
        }

        return parts;
    }

    /// <summary>The methods of the source that may run where this one is called.</summary>
    public IEnumerable<IMethodSymbol> TargetsOf(IMethodSymbol method)
    {
        if (!bodies.Has(method))
            return [];
        if (!method.IsAbstract)
            return [method];

        var owner = method.ContainingType;
        return bodies.Types.Where(type => type is { TypeKind: TypeKind.Class, IsAbstract: false } && type.IsA(owner))
            .Select(type => owner.TypeKind == TypeKind.Interface
                ? type.FindImplementationForInterfaceMember(method) as IMethodSymbol
                : type.GetMembers(method.Name).OfType<IMethodSymbol>().FirstOrDefault(member => SymbolEqualityComparer.Default.Equals(member.OverriddenMethod, method)))
            .OfType<IMethodSymbol>();
    }
}
