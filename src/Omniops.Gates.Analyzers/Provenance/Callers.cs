using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Provenance;

/// <summary>Who calls a method in this compilation, and whether others can. Asked only when a parameter reaches a sink.</summary>
internal sealed class Callers(SourceBodies bodies, SourceReferences references)
{
    private readonly ConcurrentDictionary<ISymbol, CallerSet> _sets = new(SymbolEqualityComparer.Default);
    private ILookup<ISymbol, SyntaxNode>? _implicit;

    public CallerSet Of(IMethodSymbol method, CancellationToken cancellation) =>
        _sets.GetOrAdd(method.OriginalDefinition, symbol => Find((IMethodSymbol)symbol, cancellation));

    private CallerSet Find(IMethodSymbol method, CancellationToken cancellation)
    {
        var calls = new List<CallSite>();
        var isOpen = IsOpen(method, cancellation);
        if (method.MethodKind == MethodKind.Constructor)
            isOpen |= !FindCreations(method, calls, cancellation);
        else if (method.MethodKind is MethodKind.Ordinary or MethodKind.LocalFunction or MethodKind.ExplicitInterfaceImplementation)
            isOpen |= !FindCalls(method, calls, cancellation);
        else
            isOpen = true;

        // Where an attribute is applied it is given constants; whoever else creates one is to be seen.
        return method.ContainingType.IsAttribute() && method.MethodKind == MethodKind.Constructor
            ? new CallerSet(calls, IsOpen: false)
            : new CallerSet(calls, isOpen || calls.Count == 0);
    }

    /// <summary>All calls of a method and of what it implements; false where it is used in another way than a call.</summary>
    private bool FindCalls(IMethodSymbol method, List<CallSite> calls, CancellationToken cancellation)
    {
        var isCertain = true;
        foreach (var called in CalledAs(method))
        {
            if (!bodies.Has(called))
            {
                isCertain = false;
                continue;
            }

            foreach (var use in references.To(called, cancellation))
            {
                if (use is IInvocationOperation call && OwnerOf(call, cancellation) is { } owner)
                    calls.Add(new CallSite(call, owner));
                else
                    isCertain = false;
            }
        }

        return isCertain;
    }

    private bool FindCreations(IMethodSymbol constructor, List<CallSite> calls, CancellationToken cancellation)
    {
        var isCertain = true;
        var type = constructor.ContainingType;
        foreach (var name in references.Named(type.Name, cancellation))
        {
            // A name in front of a member is no use of the constructor; as a type argument or in typeof somebody else may create it.
            var use = name.Parent is QualifiedNameSyntax qualified && qualified.Right == name ? qualified.Parent : name.Parent;
            if (use is ObjectCreationExpressionSyntax creation)
                Add(creation);
            else if (use is TypeArgumentListSyntax or TypeOfExpressionSyntax)
                isCertain = false;
        }

        foreach (var creation in LazyInitializer.EnsureInitialized(ref _implicit, () => ImplicitCreations(cancellation))![constructor])
            Add(creation);

        foreach (var heir in bodies.Types)
        {
            if (!SymbolEqualityComparer.Default.Equals(heir.OriginalDefinition, type) && !SymbolEqualityComparer.Default.Equals(heir.BaseType?.OriginalDefinition, type))
                continue;

            foreach (var reference in heir.InstanceConstructors.Where(each => !each.IsImplicitlyDeclared).SelectMany(each => each.DeclaringSyntaxReferences))
            {
                if (reference.GetSyntax(cancellation) is ConstructorDeclarationSyntax { Initializer: { } initializer })
                    Add(initializer);
                else if (reference.GetSyntax(cancellation) is TypeDeclarationSyntax { BaseList: { } bases }
                    && bases.Types.OfType<PrimaryConstructorBaseTypeSyntax>().FirstOrDefault() is { } initialized)
                {
                    Add(initialized);
                }
            }
        }

        return isCertain;

        void Add(SyntaxNode syntax)
        {
            var operation = bodies.Read(syntax, cancellation);
            var called = operation switch
            {
                IObjectCreationOperation created => created.Constructor,
                IInvocationOperation chained => chained.TargetMethod,
                _ => null,
            };
            if (called is null)
                return;
            if (SymbolEqualityComparer.Default.Equals(called.OriginalDefinition, constructor) && OwnerOf(operation!, cancellation) is { } owner)
                calls.Add(new CallSite(operation!, owner));
        }
    }

    /// <summary>The method itself, and the members of interfaces and base classes through which it is called.</summary>
    private static IEnumerable<IMethodSymbol> CalledAs(IMethodSymbol method)
    {
        yield return method;
        for (var overridden = method.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
            yield return overridden.OriginalDefinition;
        if (method.IsStatic || method.MethodKind == MethodKind.LocalFunction)
            yield break;

        foreach (var contract in method.ContainingType.AllInterfaces)
        {
            foreach (var member in contract.GetMembers().OfType<IMethodSymbol>())
            {
                if (SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member)?.OriginalDefinition, method))
                    yield return member.OriginalDefinition;
            }
        }
    }

    /// <summary>Whether code that is not in sight may call the method: other projects, or the runtime at the entry point.</summary>
    private bool IsOpen(IMethodSymbol method, CancellationToken cancellation)
    {
        if (method.MethodKind == MethodKind.LocalFunction)
            return false;
        if (SymbolEqualityComparer.Default.Equals(method, bodies.Compilation.GetEntryPoint(cancellation)))
            return true;
        if (bodies.Compilation.Options.OutputKind != OutputKind.DynamicallyLinkedLibrary)
            return false;

        for (ISymbol symbol = method; symbol is not null and not INamespaceSymbol; symbol = symbol.ContainingSymbol)
        {
            if (symbol.DeclaredAccessibility is Accessibility.Private or Accessibility.Internal or Accessibility.ProtectedAndInternal)
                return false;
        }

        return true;
    }

    /// <summary>The method, field or property whose body a call stands in.</summary>
    private ISymbol? OwnerOf(IOperation call, CancellationToken cancellation)
    {
        var model = bodies.ModelOf(call.Syntax.SyntaxTree);
        foreach (var node in call.Syntax.AncestorsAndSelf())
        {
            switch (node)
            {
                case BaseMethodDeclarationSyntax or AccessorDeclarationSyntax:
                    return model.GetDeclaredSymbol(node, cancellation);
                case ArrowExpressionClauseSyntax { Parent: BasePropertyDeclarationSyntax property }:
                    return (model.GetDeclaredSymbol(property, cancellation) as IPropertySymbol)?.GetMethod;
                case VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax }:
                    return model.GetDeclaredSymbol(node, cancellation);
                case PropertyDeclarationSyntax:
                    return model.GetDeclaredSymbol(node, cancellation);
                case GlobalStatementSyntax:
                    return bodies.Compilation.GetEntryPoint(cancellation);
                case TypeDeclarationSyntax type:
                    return (model.GetDeclaredSymbol(type, cancellation) as INamedTypeSymbol)?.InstanceConstructors
                        .FirstOrDefault(constructor => constructor.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(cancellation) == type));
            }
        }

        return null;
    }

    /// <summary>Each <c>new()</c> by the constructor that it calls.</summary>
    private ILookup<ISymbol, SyntaxNode> ImplicitCreations(CancellationToken cancellation)
    {
        var found = new List<(ISymbol Constructor, SyntaxNode Creation)>();
        foreach (var tree in bodies.Compilation.SyntaxTrees)
        {
            foreach (var creation in tree.GetRoot(cancellation).DescendantNodes().OfType<ImplicitObjectCreationExpressionSyntax>())
            {
                if (bodies.ModelOf(tree).GetSymbolInfo(creation, cancellation).Symbol is { } constructor && bodies.Has(constructor))
                    found.Add((constructor.OriginalDefinition, creation));
            }
        }

        return found.ToLookup(each => each.Constructor, each => each.Creation, SymbolEqualityComparer.Default);
    }
}
