using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Cors;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Transport;

/// <summary>What the properties of one object are given: in its initializer and, step by step, wherever it is followed to.</summary>
internal sealed class ObjectWrites(ProgramSources sources)
{
    /// <summary>Of an object that is made here.</summary>
    /// <param name="uses">Where it ends up.</param>
    public static IReadOnlyList<PropertyWrite> Of(IObjectCreationOperation creation, IEnumerable<IOperation> uses)
    {
        var writes = new List<PropertyWrite>();
        Add(writes, creation.Initializer);
        foreach (var use in uses)
        {
            if (use.Parent is IPropertyReferenceOperation { Parent: ISimpleAssignmentOperation assignment } property
                && property.Instance == use && assignment.Target == property)
            {
                writes.Add(new(property.Property.Name, assignment.Value, assignment));
            }
            else if (use.Parent is IPropertyReferenceOperation { Parent: ITupleOperation targets } one && one.Instance == use
                && targets.Parent is IDeconstructionAssignmentOperation several && several.Target == targets)
            {
                // (options.Secure, options.HttpOnly) = (true, true)
                var value = several.Value.Unwrapped() is ITupleOperation values && values.Elements.Length == targets.Elements.Length
                    ? values.Elements[targets.Elements.IndexOf(one)] : several.Value;
                writes.Add(new(one.Property.Name, value, several));
            }
        }

        return writes;
    }

    /// <summary>Of the object whose property is given a value here, itself included.</summary>
    public IReadOnlyList<PropertyWrite> Beside(ISimpleAssignmentOperation assignment, CancellationToken cancellation)
    {
        if (assignment.Target is not IPropertyReferenceOperation { Instance: { } instance })
            return [];

        if (CreationOf(assignment, instance, cancellation) is { } creation)
            return Of(creation, new ValueUses(sources).Of(creation, cancellation));

        var writes = new List<PropertyWrite>();
        if (assignment.Parent is IObjectOrCollectionInitializerOperation initializer)
        {
            Add(writes, initializer);
            return writes;
        }

        var (root, text) = (assignment as IOperation, instance.Syntax.ToString());
        while (root.Parent is { } parent)
            root = parent;
        foreach (var other in root.Descendants().OfType<ISimpleAssignmentOperation>())
        {
            if (other.Target is IPropertyReferenceOperation { Instance: { } owner } property
                && SymbolEqualityComparer.Default.Equals(owner.Type, instance.Type) && owner.Syntax.ToString() == text)
            {
                writes.Add(new(property.Property.Name, other.Value, other));
            }
        }

        return writes;
    }

    /// <summary>Where the object was made whose property is given a value here; null where that is not certain.</summary>
    public IObjectCreationOperation? CreationOf(ISimpleAssignmentOperation assignment, IOperation instance, CancellationToken cancellation) =>
        instance is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver }
            ? assignment.Parent?.Parent as IObjectCreationOperation
            : sources.Values.Origin(instance, cancellation) as IObjectCreationOperation;

    private static void Add(List<PropertyWrite> writes, IObjectOrCollectionInitializerOperation? initializer)
    {
        if (initializer is null)
            return;

        foreach (var part in initializer.Initializers)
        {
            if (part is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property } } assignment)
                writes.Add(new(property.Name, assignment.Value, assignment));
        }
    }
}
