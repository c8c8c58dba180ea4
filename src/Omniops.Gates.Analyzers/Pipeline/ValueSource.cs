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

        return bodies.FindInitializer(member, cancellation) is { } initializer
            ? (initializer as ISymbolInitializerOperation)?.Value
            : GivenByConstructor(member, cancellation);
    }

    private static IOperation? OnlyReturn(IOperation body)
    {
        var statements = body.Descendants().Where(operation => operation is IReturnOperation).Take(2).ToList();
        return statements.Count == 1 ? ((IReturnOperation)statements[0]).ReturnedValue : null;
    }

    private IOperation? GivenByConstructor(ISymbol member, CancellationToken cancellation)
    {
        IOperation? given = null;
        foreach (var constructor in member.ContainingType.Constructors)
        {
            if (constructor.IsStatic != member.IsStatic || bodies.Find(constructor, cancellation) is not { } body)
                continue;

            foreach (var operation in body.Descendants())
            {
                if (operation is not IAssignmentOperation { Target: IMemberReferenceOperation target } assignment
                    || !SymbolEqualityComparer.Default.Equals(target.Member.OriginalDefinition, member.OriginalDefinition))
                {
                    continue;
                }

                if (given is not null || assignment is not ISimpleAssignmentOperation)
                    return null;

                given = assignment.Value;
            }
        }

        return given;
    }
}
