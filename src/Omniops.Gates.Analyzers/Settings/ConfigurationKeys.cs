using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Settings;

/// <summary>
/// Which configuration keys a value is read from: by indexer, section or binding. More than one where a helper is called for several;
/// none where that cannot be told.
/// </summary>
internal sealed class ConfigurationKeys(SourceBodies bodies, ValueSource values, SourceReferences references)
{
    private const int MaxDepth = 8;

    private static readonly string[] s_none = [];

    /// <summary>The key of the application's whole configuration.</summary>
    private static readonly string[] s_root = [""];

    /// <summary>What binds a section to a type that it names as its type argument, or to an object.</summary>
    private static readonly string[] s_binders = ["Get", "Configure", "Bind", "BindConfiguration"];

    private readonly INamedTypeSymbol? _configuration = bodies.Compilation.GetTypeByMetadataName(KnownTypes.Configuration);
    private readonly INamedTypeSymbol? _section = bodies.Compilation.GetTypeByMetadataName(KnownTypes.ConfigurationSection);

    /// <summary>The keys of a value that is read from configuration, the empty one for all of it.</summary>
    public IReadOnlyList<string> Of(IOperation value, CancellationToken cancellation) => Of(value, 0, cancellation);

    /// <summary>The keys that a property of a bound settings class is filled from.</summary>
    public IReadOnlyList<string> Of(IPropertySymbol property, CancellationToken cancellation) => Of(property, 0, cancellation);

    /// <summary>The keys that a call of <c>Bind</c> fills this local from.</summary>
    public IReadOnlyList<string> BoundTo(IInvocationOperation call, ISymbol local, CancellationToken cancellation) =>
        call.TargetMethod.Name == "Bind" && Receiver(call) is { } receiver && receiver.Type.IsA(_configuration)
        && call.Arguments.Any(argument => argument.Value.Unwrapped() is ILocalReferenceOperation bound
            && SymbolEqualityComparer.Default.Equals(bound.Local, local))
            ? SectionsOf(call, 0, cancellation)
            : s_none;

    private IReadOnlyList<string> Of(IOperation? value, int depth, CancellationToken cancellation)
    {
        if (value is null || depth > MaxDepth)
            return s_none;

        var operation = values.Origin(value, cancellation);
        if (operation is IConditionalAccessInstanceOperation access)
            return Of(access.Accessed(), depth + 1, cancellation);

        if (operation is IPropertyReferenceOperation { Property: var property } reference && property.ContainingType.IsA(_configuration))
        {
            if (property is { IsIndexer: true } && reference.Arguments is [{ Value: var key }])
                return Joined(Of(reference.Instance, depth + 1, cancellation), TextsOf(key, cancellation));
            if (property.Name == "Value" && property.ContainingType.IsA(_section))
                return Of(reference.Instance, depth + 1, cancellation);
        }

        if (operation is IInvocationOperation call && Receiver(call) is { } receiver && receiver.Type.IsA(_configuration)
            && KnownMiddleware.IsFramework(call.TargetMethod.ContainingAssembly))
        {
            return call.TargetMethod.Name switch
            {
                "GetSection" or "GetRequiredSection" or "GetValue" => Joined(Of(receiver, depth + 1, cancellation), KeysOf(call, cancellation)),
                "GetConnectionString" => Joined(["ConnectionStrings"], KeysOf(call, cancellation)),
                "Get" or "GetChildren" => Of(receiver, depth + 1, cancellation),
                _ => s_none,
            };
        }

        // The application's configuration comes from outside: a parameter, a field, a property of the builder.
        return operation.Type.IsA(_configuration) && !operation.Type.IsA(_section) && operation is not IObjectCreationOperation ? s_root : s_none;
    }

    private IReadOnlyList<string> Of(IPropertySymbol property, int depth, CancellationToken cancellation) =>
        depth > MaxDepth || !bodies.Has(property) || property.IsIndexer
            ? s_none
            : Joined(OfType(property.ContainingType, depth, cancellation), [property.Name]);

    /// <summary>The sections that a settings class is bound to, by itself or as part of another.</summary>
    private IReadOnlyList<string> OfType(INamedTypeSymbol type, int depth, CancellationToken cancellation)
    {
        foreach (var name in s_binders.SelectMany(binder => references.Named(binder, cancellation)))
        {
            if (references.UseOf(name, cancellation) is IInvocationOperation call && Binds(call, type)
                && SectionsOf(call, depth + 1, cancellation) is { Count: > 0 } keys)
            {
                return keys;
            }
        }

        foreach (var name in references.Named(type.Name, cancellation))
        {
            if (name.Parent is PropertyDeclarationSyntax declaration
                && bodies.ModelOf(name.SyntaxTree).GetDeclaredSymbol(declaration, cancellation) is IPropertySymbol part && part.Type.Is(type)
                && Of(part, depth + 1, cancellation) is { Count: > 0 } keys)
            {
                return keys;
            }
        }

        return s_none;
    }

    private static bool Binds(IInvocationOperation call, INamedTypeSymbol type) => call.TargetMethod.TypeArguments.Any(argument => argument.Is(type))
        || call.TargetMethod.Name == "Bind" && call.Arguments.Any(argument => argument.Value.Unwrapped().Type.Is(type));

    private IReadOnlyList<string> SectionsOf(IInvocationOperation call, int depth, CancellationToken cancellation)
    {
        if (call.TargetMethod.Name == "BindConfiguration")
            return KeysOf(call, cancellation);

        var section = call.Arguments.Select(argument => argument.Value).Prepend(call.Instance)
            .FirstOrDefault(argument => argument?.Unwrapped().Type.IsA(_configuration) == true);
        var keys = Of(section, depth, cancellation);
        return call.TargetMethod.Parameters.Any(IsKey) ? Joined(keys, KeysOf(call, cancellation)) : keys;
    }

    /// <summary>What an instance method or an extension method is called on.</summary>
    private static IOperation? Receiver(IInvocationOperation call) =>
        (call.Instance ?? (call.TargetMethod.IsExtensionMethod && call.Arguments.Length > 0 ? call.Arguments[0].Value : null))?.Unwrapped();

    private static bool IsKey(IParameterSymbol parameter) => parameter is { Name: "key", Type.SpecialType: SpecialType.System_String };

    private IReadOnlyList<string> KeysOf(IInvocationOperation call, CancellationToken cancellation) =>
        call.Arguments.FirstOrDefault(argument => argument.Parameter?.Type.SpecialType == SpecialType.System_String) is { } key
            ? TextsOf(key.Value, cancellation)
            : s_none;

    /// <summary>A constant, or what every call in sight hands to a helper.</summary>
    private IReadOnlyList<string> TextsOf(IOperation value, CancellationToken cancellation)
    {
        var origin = values.Origin(value, cancellation);
        if (origin is not IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol method } parameter })
            return origin.ConstantValue is { HasValue: true, Value: string text } ? [text] : s_none;

        var texts = new List<string>();
        foreach (var use in references.To(method, cancellation))
        {
            if (use is not IInvocationOperation call
                || call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal) is not { } given
                || values.Origin(given.Value, cancellation).ConstantValue is not { HasValue: true, Value: string key })
            {
                return s_none;
            }

            texts.Add(key);
        }

        return texts;
    }

    private static IReadOnlyList<string> Joined(IReadOnlyList<string> sections, IReadOnlyList<string> keys) =>
        sections.SelectMany(_ => keys, (section, key) => section.Length == 0 ? key : key.Length == 0 ? section : $"{section}:{key}").ToList();
}
