using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Cors;

/// <summary>Whether a value can be the origin <c>*</c> in production, as far as the source tells.</summary>
internal sealed class OriginValues(SourceBodies bodies, ValueSource values, SourceReferences references, Reach reach)
{
    private const string AnyOrigin = "*";
    private const int MaxDepth = 12;

    /// <summary>What hands the elements of a list on. Others, Except above all, may do the opposite.</summary>
    private static readonly string[] s_passing =
    [
        "Append", "AsEnumerable", "AsReadOnly", "Cast", "Clone", "Concat", "Create", "CreateRange", "Distinct", "OfType", "OrderBy", "Prepend",
        "Repeat", "Select", "Split", "ToArray", "ToFrozenSet", "ToHashSet", "ToImmutableArray", "ToImmutableList", "ToList", "ToLower",
        "ToLowerInvariant", "Trim", "Union", "Where",
    ];

    public bool MayBeAny(IOperation value, CancellationToken cancellation) => MayBeAny(value, 0, cancellation);

    private bool MayBeAny(IOperation? value, int depth, CancellationToken cancellation)
    {
        if (value is null || depth > MaxDepth)
            return false;

        var operation = value.Unwrapped();
        if (operation.ConstantValue is { HasValue: true, Value: var constant })
            return constant is string text && Names(text, operation) && reach.IsInProduction(operation, cancellation);

        // Roslyn 4.8 has no operation for a collection expression; its elements are the children.
        if (operation.Syntax is CollectionExpressionSyntax or SpreadElementSyntax)
            return operation.ChildOperations.Any(Inner);

        return operation switch
        {
            IArrayCreationOperation array => array.Initializer?.ElementValues.Any(Inner) == true,
            IConditionalOperation choice => Inner(choice.WhenTrue) || Inner(choice.WhenFalse),
            ICoalesceOperation coalesce => Inner(coalesce.Value) || Inner(coalesce.WhenNull),
            ISwitchExpressionOperation choice => choice.Arms.Any(arm => Inner(arm.Value)),
            IConditionalAccessOperation access => Inner(access.WhenNotNull),
            IConditionalAccessInstanceOperation access => Inner(access.Accessed()),
            IArrayElementReferenceOperation element => Inner(element.ArrayReference),
            IAwaitOperation @await => Inner(@await.Operation),
            IObjectCreationOperation creation =>
                Given(creation.Arguments) || creation.Initializer?.Initializers.Any(added => added is IInvocationOperation add && Given(add.Arguments)) == true,
            IInvocationOperation call => Called(call),
            ILocalReferenceOperation local => Local(local, depth, cancellation),
            IFieldReferenceOperation { Field: var field } => Inner(values.Of(operation, cancellation) ?? Initializer(field, cancellation)),
            IPropertyReferenceOperation { Property: var property } => property.GetMethod is { } getter && Returned(getter)
                || Inner(values.Of(operation, cancellation) ?? Initializer(property, cancellation)),
            IParameterReferenceOperation { Parameter: var parameter } => Parameter(parameter, depth, cancellation),
            // Nor has it one for the span behind a params parameter.
            _ => operation.IsImplicit && operation.ChildOperations.Any(Inner),
        };

        bool Inner(IOperation? inner) => MayBeAny(inner, depth + 1, cancellation);

        bool Given(ImmutableArray<IArgumentOperation> arguments) => arguments.Any(argument => Inner(argument.Value));

        bool Called(IInvocationOperation call) => bodies.Has(call.TargetMethod)
            ? !call.TargetMethod.IsOpen() && Returned(call.TargetMethod)
            : Array.IndexOf(s_passing, call.TargetMethod.Name) >= 0 && (Inner(call.Instance) || Given(call.Arguments));

        bool Returned(IMethodSymbol method) => bodies.Find(method, cancellation) is { } body
            && body.Descendants().Any(descendant => descendant is IReturnOperation returned && Inner(returned.ReturnedValue));
    }

    /// <summary>A text that is split holds the origin as one of its parts.</summary>
    private static bool Names(string text, IOperation operation) => text == AnyOrigin
        || operation.Parent is IInvocationOperation { TargetMethod.Name: "Split" } && text.Split(',', ';', ' ', '|').Contains(AnyOrigin);

    private IOperation? Initializer(ISymbol member, CancellationToken cancellation) =>
        (bodies.FindInitializer(member, cancellation) as ISymbolInitializerOperation)?.Value;

    private bool Local(ILocalReferenceOperation reference, int depth, CancellationToken cancellation)
    {
        var local = reference.Local;
        for (IOperation? parent = reference; parent is not null; parent = parent.Parent)
        {
            if (parent is IForEachLoopOperation loop && loop.Locals.Contains(local, SymbolEqualityComparer.Default))
                return MayBeAny(loop.Collection, depth + 1, cancellation);
        }

        // The last value wins: what stands before one that production certainly takes is gone there.
        var writes = values.WritesAround(reference).All(local);
        for (var i = writes.Count - 1; i >= 0; i--)
        {
            if (writes[i] is not { } write || write.Syntax.SpanStart > reference.Syntax.SpanStart)
                continue;

            if (MayBeAny(write, depth + 1, cancellation) && reach.IsInProduction(write, cancellation))
                return true;

            if (reach.IsCertainInProduction(write, cancellation))
                break;
        }

        return AddedTo(reference, depth, cancellation);
    }

    private bool AddedTo(ILocalReferenceOperation reference, int depth, CancellationToken cancellation)
    {
        IOperation root = reference;
        while (root.Parent is not null)
            root = root.Parent;

        return root.Descendants().Any(descendant =>
            descendant is IInvocationOperation { TargetMethod.Name: "Add" or "AddRange" or "Insert", Instance: ILocalReferenceOperation list } add
            && SymbolEqualityComparer.Default.Equals(list.Local, reference.Local)
            && add.Arguments.Any(argument => MayBeAny(argument.Value, depth + 1, cancellation)));
    }

    /// <summary>What the calls in sight hand over.</summary>
    private bool Parameter(IParameterSymbol parameter, int depth, CancellationToken cancellation)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction } method)
            return false;

        return references.To(method, cancellation).OfType<IInvocationOperation>().SelectMany(call => call.Arguments)
            .Any(argument => argument.Parameter?.Ordinal == parameter.Ordinal && MayBeAny(argument.Value, depth + 1, cancellation));
    }
}
