using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Cors;

internal sealed partial class OriginWalker
{
    /// <summary>Properties of the framework that hold what their object was made of.</summary>
    private static readonly string[] s_passingProperties = ["Value", "Values", "Keys", "Key", "Result", "Current"];

    private OriginVerdict Property(IPropertyReferenceOperation reference)
    {
        var property = reference.Property;
        if (reference.Instance?.Unwrapped().Type.Is(_sources.Address) == true)
            return OriginVerdict.Named;

        if (!_sources.Bodies.Has(property))
        {
            // An element of a list or a value of a dictionary.
            return reference.Instance is { } whole && (property.IsIndexer || Array.IndexOf(s_passingProperties, property.Name) >= 0)
                ? Judge(whole)
                : Doubtful(reference);
        }

        if (property.IsOpen())
            return Doubtful(reference);

        if (property.GetMethod is { } getter && _sources.Bodies.Find(getter, _cancellation) is not null)
            return Returned(getter, reference);

        return _keys.OfMember(reference, _cancellation) is { Count: > 0 } keys
            ? Configured(keys, reference) | Held(property)
            : Member(property, reference);
    }

    /// <summary>A field or a property that holds what it is given, here or where the program assigns it.</summary>
    private OriginVerdict Member(ISymbol member, IOperation use)
    {
        if (!_sources.Bodies.Has(member))
        {
            return member is IFieldSymbol { Name: nameof(string.Empty), ContainingType.SpecialType: SpecialType.System_String }
                ? OriginVerdict.Named
                : Doubtful(use);
        }

        var isGiven = InitializerOf(member) is not null || MentionsOf(member).Any(IsWritten);
        return !isGiven || IsSetElsewhere(member) ? Held(member) | Doubtful(use) : Held(member);
    }

    private OriginVerdict Held(ISymbol member)
    {
        if (!_open.Add(member))
            return OriginVerdict.Named;

        var inner = _call;
        _call = null;
        var verdict = Judge(InitializerOf(member));
        foreach (var name in MentionsOf(member))
            verdict |= Written(name);
        _call = inner;
        _open.Remove(member);
        return verdict;
    }

    private IOperation? InitializerOf(ISymbol member) =>
        (_sources.Bodies.FindInitializer(member, _cancellation) as ISymbolInitializerOperation)?.Value;

    private IEnumerable<ExpressionSyntax> MentionsOf(ISymbol member) => _sources.References.Named(member.Name, _cancellation)
        .Where(name => Is(_sources.Bodies.ModelOf(name.SyntaxTree).GetSymbolInfo(name, _cancellation).Symbol, member))
        .Select(name => name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? (ExpressionSyntax)access : name);

    private static bool IsWritten(ExpressionSyntax member) => member.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == member,
        ArgumentSyntax argument => !argument.RefOrOutKeyword.IsKind(SyntaxKind.None) || argument.Parent is TupleExpressionSyntax,
        _ => false,
    };

    /// <summary>What a member is given, or what is put into the list that it holds, at one place.</summary>
    private OriginVerdict Written(ExpressionSyntax member)
    {
        if (member.Parent is AssignmentExpressionSyntax assignment && assignment.Left == member)
            return Judge(_sources.Bodies.Read(assignment.Right, _cancellation));

        if (_sources.Bodies.Read(member, _cancellation) is not { } operation)
            return OriginVerdict.Named;

        if (!IsWritten(member))
            return JudgePutInto(operation);

        // A tuple's values stand beside their targets; what a method writes through a reference is not looked for.
        if (operation.Parent is ITupleOperation { Parent: IDeconstructionAssignmentOperation { Value: var value } pairs } targets)
        {
            return pairs.Target == targets
                ? value.Unwrapped() is ITupleOperation values && values.Elements.Length == targets.Elements.Length
                    ? Judge(values.Elements[targets.Elements.IndexOf(operation)])
                    : Doubtful(operation)
                : OriginVerdict.Named;
        }

        return operation.Parent is ITupleOperation ? OriginVerdict.Named : Doubtful(operation);
    }

    /// <summary>Serializers, binders and other projects set what is public and can be set.</summary>
    private bool IsSetElsewhere(ISymbol member) => member switch
    {
        { IsStatic: true } when _sources.Bodies.Compilation.Options.OutputKind != OutputKind.DynamicallyLinkedLibrary => false,
        IPropertySymbol { SetMethod: { } setter } => setter.DeclaredAccessibility == Accessibility.Public,
        IFieldSymbol { IsReadOnly: false, IsConst: false } field => field.DeclaredAccessibility == Accessibility.Public,
        _ => false,
    };
}
