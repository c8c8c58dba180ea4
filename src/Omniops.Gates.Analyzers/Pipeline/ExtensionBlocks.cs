using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>
/// Members of extension blocks of C# 14. The oldest compiler that the gate runs in has no words for them: the type that they stand in has no
/// name, and what they extend is a parameter of that type and of the static method that the compiler makes of each, not of their own.
/// </summary>
internal static class ExtensionBlocks
{
    /// <summary>Whether a method is written in such a block.</summary>
    public static bool Has(IMethodSymbol method) => method.ContainingType is { Name.Length: 0, IsAnonymousType: false, ContainingType.IsStatic: true };

    /// <summary>The parameters of a method, with what it extends in front.</summary>
    public static IEnumerable<IParameterSymbol> AllParameters(this IMethodSymbol method) =>
        !method.IsStatic && Has(method) && MadeOf(method.OriginalDefinition) is { } made ? made.Parameters : method.Parameters;

    /// <summary>The parameter that stands for what a member extends, as its code reads it; null where it does not.</summary>
    public static IParameterSymbol? ReceiverIn(IOperation body, IMethodSymbol member) => body.Descendants().OfType<IParameterReferenceOperation>()
        .Select(each => each.Parameter).FirstOrDefault(each => SymbolEqualityComparer.Default.Equals(each.ContainingSymbol, member.ContainingType));

    /// <summary>The member as it is written of the static method that is made of it; null for any other method.</summary>
    public static IMethodSymbol? WrittenOf(IMethodSymbol made) =>
        made is { IsImplicitlyDeclared: true, IsStatic: true, ContainingType.IsStatic: true, DeclaringSyntaxReferences: [var place] }
            ? made.ContainingType.GetTypeMembers("").SelectMany(block => block.GetMembers(made.Name)).OfType<IMethodSymbol>().FirstOrDefault(member =>
                member.DeclaringSyntaxReferences is [var own] && own.SyntaxTree == place.SyntaxTree && own.Span == place.Span)
            : null;

    private static IMethodSymbol? MadeOf(IMethodSymbol member) => member.ContainingType.ContainingType.GetMembers(member.Name).OfType<IMethodSymbol>()
        .FirstOrDefault(made => made.IsStatic && made.Parameters.Length == member.Parameters.Length + 1
            && made.Arity == member.Arity + member.ContainingType.Arity
            && member.Parameters.Zip(made.Parameters.Skip(1), (left, right) => left.Type.ToDisplayString() == right.Type.ToDisplayString()).All(same => same));
}
