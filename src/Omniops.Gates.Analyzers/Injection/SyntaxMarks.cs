using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Injection;

/// <summary>
/// Parameters and properties that say of themselves what language their text is in: <c>[StringSyntax("sql")]</c>. Source:
/// System.Diagnostics.CodeAnalysis.StringSyntaxAttribute, which .NET 7 and polyfills have.
/// </summary>
internal sealed class SyntaxMarks(string language, Compilation compilation, TypeLookup lookup)
{
    private readonly ImmutableArray<INamedTypeSymbol> _attributes = lookup.Find("System.Diagnostics.CodeAnalysis.StringSyntaxAttribute");
    private readonly ConcurrentDictionary<IMethodSymbol, bool> _methods = new(SymbolEqualityComparer.Default);

    /// <summary>Whether there is no such attribute.</summary>
    public bool IsEmpty => _attributes.IsEmpty;

    /// <summary>
    /// Whether one of the parameters may be marked. Of a method in metadata only one whose name speaks of a statement is looked at: its
    /// attributes have to be read from the assembly.
    /// </summary>
    public bool MayHave(IMethodSymbol method)
    {
        if (_attributes.IsEmpty)
            return false;

        var definition = method.OriginalDefinition;
        if (!SymbolEqualityComparer.Default.Equals(definition.ContainingAssembly, compilation.Assembly))
            return HasSpeakingParameter(definition);
        if (_methods.TryGetValue(definition, out var known))
            return known;

        var has = false;
        foreach (var parameter in definition.Parameters)
            has |= Has(parameter);
        return _methods.GetOrAdd(definition, has);
    }

    /// <summary>Whether a parameter is marked.</summary>
    public bool Has(IParameterSymbol parameter) =>
        parameter.Type.SpecialType == SpecialType.System_String && IsMarked(parameter);

    /// <summary>Whether a property is marked.</summary>
    public bool Has(IPropertySymbol property) =>
        !_attributes.IsEmpty
        && property.Type.SpecialType == SpecialType.System_String
        && StatementNames.SpeakOfStatement(property.Name)
        && IsMarked(property.OriginalDefinition);

    private static bool HasSpeakingParameter(IMethodSymbol method)
    {
        foreach (var parameter in method.Parameters)
        {
            if (parameter.Type.SpecialType == SpecialType.System_String && StatementNames.SpeakOfStatement(parameter.Name))
                return true;
        }

        return false;
    }

    private bool IsMarked(ISymbol symbol)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.ConstructorArguments is [{ Value: string syntax }, ..]
                && string.Equals(syntax, language, StringComparison.OrdinalIgnoreCase)
                && attribute.AttributeClass is { } type
                && _attributes.Contains(type, SymbolEqualityComparer.Default))
            {
                return true;
            }
        }

        return false;
    }
}
