using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Injection;

/// <summary>The types registered as services in the source: <c>AddScoped&lt;Orders&gt;()</c>, <c>AddSingleton(new Orders())</c>.</summary>
internal sealed class RegisteredServices(SourceBodies bodies)
{
    private readonly Lazy<Dictionary<string, List<TypeSyntax>>> _named = new(() => Collect(bodies.Compilation));

    /// <summary>Whether a type is registered somewhere in the source.</summary>
    public bool Has(INamedTypeSymbol type, CancellationToken cancellation)
    {
        if (!_named.Value.TryGetValue(type.Name, out var places))
            return false;

        foreach (var place in places)
        {
            var registered = bodies.ModelOf(place.SyntaxTree).GetSymbolInfo(place, cancellation).Symbol;
            if (SymbolEqualityComparer.Default.Equals(registered?.OriginalDefinition, type.OriginalDefinition))
                return true;
        }

        return false;
    }

    private static Dictionary<string, List<TypeSyntax>> Collect(Compilation compilation)
    {
        var named = new Dictionary<string, List<TypeSyntax>>(StringComparer.Ordinal);
        foreach (var tree in compilation.SyntaxTrees)
        {
            foreach (var node in tree.GetRoot().DescendantNodes())
            {
                if (node is InvocationExpressionSyntax call && NameOf(call.Expression) is { } name && Registers(name.Identifier.ValueText))
                    AddAll(call, name, named);
            }
        }

        return named;
    }

    private static void AddAll(InvocationExpressionSyntax call, SimpleNameSyntax name, Dictionary<string, List<TypeSyntax>> named)
    {
        if (name is GenericNameSyntax generic)
        {
            foreach (var type in generic.TypeArgumentList.Arguments)
                Add(type, named);
        }

        foreach (var argument in call.ArgumentList.Arguments)
        {
            if (argument.Expression is TypeOfExpressionSyntax { Type: var registered })
                Add(registered, named);
            else if (argument.Expression is ObjectCreationExpressionSyntax { Type: var created })
                Add(created, named);
        }
    }

    private static void Add(TypeSyntax type, Dictionary<string, List<TypeSyntax>> named)
    {
        if (NameOf(type) is not { Identifier.ValueText: var name })
            return;

        if (!named.TryGetValue(name, out var places))
            named.Add(name, places = []);
        places.Add(type);
    }

    private static bool Registers(string method) =>
        method.StartsWith("Add", StringComparison.Ordinal)
        || method.StartsWith("TryAdd", StringComparison.Ordinal)
        || method is "Singleton" or "Scoped" or "Transient" or "RegisterType" or "Register" or "RegisterInstance";

    private static SimpleNameSyntax? NameOf(ExpressionSyntax expression) => expression switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        QualifiedNameSyntax qualified => qualified.Right,
        SimpleNameSyntax simple => simple,
        _ => null,
    };
}
