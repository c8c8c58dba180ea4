using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Cors;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Transport;

/// <summary>
/// Where a value ends up: through variables, members, parameters and results that are written in this compilation. Asked only when a
/// candidate for a finding is at hand.
/// </summary>
/// <param name="sources">The source of the compilation.</param>
/// <param name="carries">What else hands the value on: a parent and its child, such as a concatenation and the text it begins with.</param>
internal sealed class ValueUses(ProgramSources sources, Func<IOperation, IOperation, bool>? carries = null)
{
    private const int MaxSteps = 500;

    /// <summary>The expressions that hold the value where something else than a variable takes it; what takes it is their parent.</summary>
    public IReadOnlyList<IOperation> Of(IOperation value, CancellationToken cancellation)
    {
        var ends = new List<IOperation>();
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var open = new Queue<IOperation>([value]);
        for (var steps = 0; open.Count > 0 && steps < MaxSteps; steps++)
        {
            cancellation.ThrowIfCancellationRequested();
            var current = Outermost(open.Dequeue());
            var holder = HolderOf(current);
            if (holder is null || !IsOurs(holder))
            {
                ends.Add(current);
                continue;
            }

            if (!seen.Add(holder.OriginalDefinition))
                continue;

            foreach (var reference in ReferencesTo(holder, current, cancellation))
                open.Enqueue(reference);
        }

        return ends;
    }

    /// <summary>The expression that the value is all of, or one possible value of.</summary>
    public IOperation Outermost(IOperation value)
    {
        var current = value;
        while (current.Parent is { } parent && (parent switch
        {
            IConversionOperation or IParenthesizedOperation or ICoalesceOperation or ISwitchExpressionArmOperation => true,
            ISwitchExpressionOperation => current is ISwitchExpressionArmOperation,
            IConditionalOperation choice => choice.Type is not null && choice.Condition != current,
            IArrayInitializerOperation or IArrayCreationOperation => true,
            _ => carries?.Invoke(parent, current) == true,
        }))
        {
            current = parent;
        }

        return current;
    }

    private static ISymbol? HolderOf(IOperation value) => value.Parent switch
    {
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } => local,
        IFieldInitializerOperation { InitializedFields: [var field, ..] } => field,
        IPropertyInitializerOperation { InitializedProperties: [var property, ..] } => property,
        IAssignmentOperation assignment when assignment.Value == value => assignment.Target switch
        {
            ILocalReferenceOperation { Local: var local } => local,
            IFieldReferenceOperation { Field: var field } => field,
            IPropertyReferenceOperation { Property: { IsIndexer: false } property } => property,
            IParameterReferenceOperation { Parameter: var parameter } => parameter,
            _ => null,
        },
        IArgumentOperation { Parameter: { } parameter } argument when argument.Parent is IInvocationOperation or IObjectCreationOperation => parameter,
        IReturnOperation returned => FunctionAround(returned),
        _ => null,
    };

    private static IMethodSymbol? FunctionAround(IOperation returned)
    {
        for (var parent = returned.Parent; parent is not null; parent = parent.Parent)
        {
            switch (parent)
            {
                case IAnonymousFunctionOperation:
                    return null;
                case ILocalFunctionOperation { Symbol: var local }:
                    return local;
                case IMethodBodyOperation or IBlockOperation { Parent: null }:
                    return parent.SemanticModel?.GetEnclosingSymbol(returned.Syntax.SpanStart) as IMethodSymbol;
            }
        }

        return null;
    }

    private bool IsOurs(ISymbol holder) => holder switch
    {
        ILocalSymbol => true,
        IParameterSymbol { ContainingSymbol: IMethodSymbol method } => sources.Bodies.Has(method),
        IMethodSymbol { MethodKind: MethodKind.PropertyGet, AssociatedSymbol: { } property } => sources.Bodies.Has(property),
        IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction } method => sources.Bodies.Has(method),
        IFieldSymbol or IPropertySymbol => sources.Bodies.Has(holder),
        _ => false,
    };

    private IEnumerable<IOperation> ReferencesTo(ISymbol holder, IOperation place, CancellationToken cancellation) => holder switch
    {
        ILocalSymbol local => References(RootOf(place), operation => operation is ILocalReferenceOperation { Local: var used } && Is(used, local)),
        IParameterSymbol { ContainingSymbol: IMethodSymbol method } parameter => Parameters(method, parameter, cancellation),
        IMethodSymbol { AssociatedSymbol: { } property } => Members(property, cancellation),
        IMethodSymbol method => sources.References.To(method, cancellation).OfType<IInvocationOperation>(),
        _ => Members(holder, cancellation),
    };

    private IEnumerable<IOperation> Parameters(IMethodSymbol method, IParameterSymbol parameter, CancellationToken cancellation)
    {
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        var ordinal = parameter.Ordinal + (method.ReducedFrom is null ? 0 : 1);
        return ordinal < definition.Parameters.Length && sources.Bodies.Find(definition, cancellation) is { } body
            ? References(body, operation => operation is IParameterReferenceOperation { Parameter: var used }
                && used.Ordinal == ordinal && Is(used.ContainingSymbol, definition))
            : [];
    }

    private IEnumerable<IOperation> Members(ISymbol member, CancellationToken cancellation)
    {
        foreach (var name in sources.References.Named(member.Name, cancellation))
        {
            SyntaxNode node = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
            if (sources.Bodies.Read(node, cancellation) is IMemberReferenceOperation { Member: var used } reference
                && Is(used, member) && !IsWritten(reference))
            {
                yield return reference;
            }
        }
    }

    private static IEnumerable<IOperation> References(IOperation root, Func<IOperation, bool> isOne) =>
        root.DescendantsAndSelf().Where(operation => isOne(operation) && !IsWritten(operation));

    /// <summary>Whether the reference stands where a value is put in, not where it is taken out.</summary>
    private static bool IsWritten(IOperation reference) =>
        reference.Parent is ISimpleAssignmentOperation assignment && assignment.Target == reference;

    private static IOperation RootOf(IOperation operation)
    {
        while (operation.Parent is { } parent)
            operation = parent;
        return operation;
    }

    private static bool Is(ISymbol? one, ISymbol other) => SymbolEqualityComparer.Default.Equals(one?.OriginalDefinition, other.OriginalDefinition);
}
