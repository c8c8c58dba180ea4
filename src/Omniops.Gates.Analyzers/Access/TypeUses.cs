using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Access;

/// <summary>Where a class of the source is made or registered: a middleware or handler that only Development uses does nothing elsewhere.</summary>
internal sealed class TypeUses(ProgramSources sources)
{
    /// <summary>None where another project does that.</summary>
    public List<IOperation> Of(INamedTypeSymbol type, CancellationToken cancellation)
    {
        var uses = new List<IOperation>();
        foreach (var name in sources.References.Named(type.Name, cancellation))
        {
            var symbol = sources.Bodies.ModelOf(name.SyntaxTree).GetSymbolInfo(name, cancellation).Symbol;
            if (!SymbolEqualityComparer.Default.Equals(symbol is IMethodSymbol { MethodKind: MethodKind.Constructor } made ? made.ContainingType : symbol, type)
                || type.DeclaringSyntaxReferences.Any(part => part.SyntaxTree == name.SyntaxTree && part.Span.Contains(name.Span)))
            {
                continue;
            }

            for (SyntaxNode? node = name; node is not null and not MemberDeclarationSyntax; node = node.Parent)
            {
                if (sources.Bodies.Read(node, cancellation) is { } use)
                {
                    uses.Add(use);
                    break;
                }
            }
        }

        return uses;
    }
}
