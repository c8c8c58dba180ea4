using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>The expression that a variable holds, where it is certain to hold no other.</summary>
internal sealed class ValueSource(SourceBodies bodies)
{
    private const int MaxDepth = 16;

    private readonly ConditionalWeakTable<IOperation, LocalWrites> _writes = new();

    /// <summary>The value behind a local that is written once, a readonly field or a property without a setter; else null.</summary>
    public IOperation? Of(IOperation reference, CancellationToken cancellation) => reference switch
    {
        ILocalReferenceOperation local => WritesAround(local).Single(local.Local),
        IFieldReferenceOperation { Field: { IsReadOnly: true } field } => Held(field, cancellation),
        IPropertyReferenceOperation { Property: { SetMethod: null, IsIndexer: false } property } when !property.IsOpen() =>
            Held(property, cancellation),
        _ => null,
    };

    /// <summary>The value behind a property, whatever classes that derive from its own do.</summary>
    public IOperation? Of(IPropertySymbol property, CancellationToken cancellation) => Held(property, cancellation);

    /// <summary>The expression that a value comes from, through as many variables as are certain.</summary>
    public IOperation Origin(IOperation value, CancellationToken cancellation)
    {
        var current = value.Unwrapped();
        for (var depth = 0; depth < MaxDepth && Of(current, cancellation) is { } next; depth++)
            current = next.Unwrapped();
        return current;
    }

    /// <summary>Every value that a local is given in the body that the reference stands in.</summary>
    public LocalWrites WritesAround(IOperation operation)
    {
        var root = operation;
        while (root.Parent is not null)
            root = root.Parent;

        return _writes.GetValue(root, key => new LocalWrites(key));
    }

    private IOperation? Held(ISymbol member, CancellationToken cancellation)
    {
        if (!bodies.Has(member))
            return null;

        if (member is IPropertySymbol { GetMethod: { } getter } && bodies.Find(getter, cancellation) is { } body)
            return OnlyReturn(body);

        var initializer = (bodies.FindInitializer(member, cancellation) as ISymbolInitializerOperation)?.Value;
        var given = GivenByConstructors(member, cancellation);
        // "= null!" only silences the compiler.
        if (initializer is null || given.Count > 0 && initializer.IsNull())
            return given.Count == 1 ? given[0] : null;

        return given.Count == 0 ? initializer : null;
    }

    private static IOperation? OnlyReturn(IOperation body)
    {
        var statements = body.Descendants().Where(operation => operation is IReturnOperation).Take(2).ToList();
        return statements.Count == 1 ? ((IReturnOperation)statements[0]).ReturnedValue : null;
    }

    /// <summary>Every value that constructors give a member; null for one that is no expression.</summary>
    private List<IOperation?> GivenByConstructors(ISymbol member, CancellationToken cancellation)
    {
        var given = new List<IOperation?>();
        foreach (var constructor in member.ContainingType.Constructors)
        {
            if (constructor.IsStatic != member.IsStatic || bodies.Find(constructor, cancellation) is not { } body)
                continue;

            given.AddRange(body.Descendants().OfType<IAssignmentOperation>()
                .Where(assignment => assignment.Target is IMemberReferenceOperation target
                    && SymbolEqualityComparer.Default.Equals(target.Member.OriginalDefinition, member.OriginalDefinition))
                .Select(assignment => assignment is ISimpleAssignmentOperation ? assignment.Value : null));
        }

        return given;
    }
}
