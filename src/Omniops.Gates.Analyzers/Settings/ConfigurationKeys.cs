using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Settings;

/// <summary>
/// Which configuration keys a value is read from: by indexer, section or binding. More than one where a helper is called for several;
/// none where that cannot be told.
/// </summary>
/// <param name="bodies">The source.</param>
/// <param name="values">What variables hold.</param>
/// <param name="references">Where names are used.</param>
/// <param name="configuration">The type of a configuration.</param>
/// <param name="section">The type of a section.</param>
/// <param name="given">What a parameter holds in the calls being followed; null where that is not known.</param>
internal sealed class ConfigurationKeys(
    SourceBodies bodies,
    ValueSource values,
    SourceReferences references,
    INamedTypeSymbol? configuration,
    INamedTypeSymbol? section,
    Func<IParameterSymbol, IOperation?> given)
{
    private const int MaxDepth = 8;

    private static readonly string[] s_none = [];

    /// <summary>The key of the application's whole configuration.</summary>
    private static readonly string[] s_root = [""];

    /// <summary>What binds a section to a type that it names as its type argument, or to an object.</summary>
    private static readonly string[] s_binders = ["Get", "Configure", "Bind", "BindConfiguration"];

    /// <summary>The keys of a value that is read from configuration, the empty one for all of it.</summary>
    public IReadOnlyList<string> Of(IOperation value, CancellationToken cancellation) => Of(value, 0, cancellation);

    /// <summary>The keys that a property of a bound settings class is filled from.</summary>
    public IReadOnlyList<string> OfMember(IPropertyReferenceOperation reference, CancellationToken cancellation) =>
        OfMember(reference, 0, cancellation);

    /// <summary>The sections that a call of <c>Get</c>, <c>Bind</c> or their like reads.</summary>
    public IReadOnlyList<string> SectionsOf(IInvocationOperation call, CancellationToken cancellation) =>
        SectionsOf(call, 0, cancellation);

    /// <summary>The keys that a call of <c>Bind</c> fills its argument from.</summary>
    public IReadOnlyList<string> BoundTo(IInvocationOperation call, IArgumentOperation argument, CancellationToken cancellation) =>
        call.TargetMethod.Name == "Bind" && Receiver(call) is { } receiver && receiver.Type.IsA(configuration)
        && !argument.Value.Unwrapped().Type.IsA(configuration)
            ? SectionsOf(call, 0, cancellation)
            : s_none;

    private IReadOnlyList<string> Of(IOperation? value, int depth, CancellationToken cancellation)
    {
        if (value is null || depth > MaxDepth)
            return s_none;

        var operation = Origin(value, cancellation);
        if (operation is IConditionalAccessInstanceOperation or IConditionalAccessOperation)
            return Of(Accessed(operation), depth + 1, cancellation);

        if (operation is IPropertyReferenceOperation { Property: var property } reference && property.ContainingType.IsA(configuration))
        {
            if (property is { IsIndexer: true } && reference.Arguments is [{ Value: var key }])
                return Joined(Of(reference.Instance, depth + 1, cancellation), TextsOf(key, cancellation));
            if (property.Name == "Value" && property.ContainingType.IsA(section))
                return Of(reference.Instance, depth + 1, cancellation);
        }

        if (operation is IInvocationOperation call && Receiver(call) is { } receiver && receiver.Type.IsA(configuration)
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

        if (!operation.Type.IsA(configuration) || operation is IObjectCreationOperation)
            return s_none;

        if (operation is IParameterReferenceOperation { Parameter: var parameter }
            && OfCallers(parameter, depth, cancellation) is { Count: > 0 } sections)
        {
            return sections;
        }

        // The application's configuration comes from outside: a parameter, a field, a property of the builder.
        return operation.Type.IsA(section) ? s_none : s_root;
    }

    private IReadOnlyList<string> OfCallers(IParameterSymbol parameter, int depth, CancellationToken cancellation) =>
        parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction } method
            ? references.To(method, cancellation).OfType<IInvocationOperation>()
                .Select(call => call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal)?.Value)
                .SelectMany(value => Of(value, depth + 1, cancellation))
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .ToList()
            : s_none;

    private IReadOnlyList<string> OfMember(IPropertyReferenceOperation reference, int depth, CancellationToken cancellation) =>
        depth > MaxDepth || !bodies.Has(reference.Property) || reference.Property.IsIndexer
            ? s_none
            : Joined(OfObject(reference.Instance, reference.Property.ContainingType, depth + 1, cancellation), [NameOf(reference.Property)]);

    /// <summary>The sections that fill a settings object: by the way it is reached where that is seen, else by its type.</summary>
    private IReadOnlyList<string> OfObject(IOperation? value, INamedTypeSymbol declaring, int depth, CancellationToken cancellation)
    {
        if (value is null || depth > MaxDepth)
            return s_none;

        var operation = Origin(value, cancellation);
        var keys = operation switch
        {
            IConditionalAccessInstanceOperation or IConditionalAccessOperation =>
                OfObject(Accessed(operation), declaring, depth + 1, cancellation),
            ICoalesceOperation coalesce => OfObject(coalesce.Value, declaring, depth + 1, cancellation),
            IPropertyReferenceOperation reference => OfMember(reference, depth + 1, cancellation),
            IInvocationOperation call => Of(call, depth + 1, cancellation),
            _ => s_none,
        };
        return keys.Count > 0 ? keys : OfType(operation.Type as INamedTypeSymbol ?? declaring, depth + 1, cancellation);
    }

    /// <summary>The sections that a settings class is bound to, by itself or as part of another.</summary>
    private IReadOnlyList<string> OfType(INamedTypeSymbol type, int depth, CancellationToken cancellation)
    {
        if (depth > MaxDepth || !bodies.Has(type))
            return s_none;

        var keys = new List<string>();
        foreach (var name in s_binders.SelectMany(binder => references.Named(binder, cancellation)))
        {
            // Without a type argument it binds nothing that it could name.
            if (name is not GenericNameSyntax && name.Identifier.ValueText is "Get" or "Configure")
                continue;

            if (references.UseOf(name, cancellation) is IInvocationOperation call && Binds(call, type))
                keys.AddRange(SectionsOf(call, depth + 1, cancellation));
        }

        foreach (var name in references.Named(type.Name, cancellation))
        {
            if (DeclaredWith(name, cancellation) is { } part && part.Type.Is(type))
                keys.AddRange(Joined(OfType(part.ContainingType, depth + 1, cancellation), [NameOf(part)]));
        }

        return keys.Distinct(StringComparer.OrdinalIgnoreCase).ToList();
    }

    /// <summary>The property whose type a name is, also in the parameter list of a record.</summary>
    private IPropertySymbol? DeclaredWith(SimpleNameSyntax name, CancellationToken cancellation)
    {
        var declaration = name.Parent is NullableTypeSyntax ? name.Parent.Parent : name.Parent;
        return declaration is PropertyDeclarationSyntax or ParameterSyntax { Parent.Parent: RecordDeclarationSyntax }
            ? bodies.ModelOf(name.SyntaxTree).GetDeclaredSymbol(declaration, cancellation) switch
            {
                IPropertySymbol property => property,
                IParameterSymbol parameter => parameter.ContainingType.GetMembers(parameter.Name).OfType<IPropertySymbol>().FirstOrDefault(),
                _ => null,
            }
            : null;
    }

    /// <summary>A property may be bound under another name than its own.</summary>
    private static string NameOf(IPropertySymbol property) => property.GetAttributes()
        .Where(attribute => attribute.AttributeClass?.Name == "ConfigurationKeyNameAttribute" && attribute.ConstructorArguments.Length == 1)
        .Select(attribute => attribute.ConstructorArguments[0].Value as string)
        .FirstOrDefault() ?? property.Name;

    private static bool Binds(IInvocationOperation call, INamedTypeSymbol type) =>
        call.TargetMethod.TypeArguments.Any(argument => argument.Is(type))
        || call.TargetMethod.Name == "Bind" && call.Arguments.Any(argument => argument.Value.Unwrapped().Type.Is(type));

    private IReadOnlyList<string> SectionsOf(IInvocationOperation call, int depth, CancellationToken cancellation)
    {
        if (call.TargetMethod.Name == "BindConfiguration")
            return KeysOf(call, cancellation);

        var bound = call.Arguments.Select(argument => argument.Value).Prepend(call.Instance)
            .FirstOrDefault(argument => argument?.Unwrapped().Type.IsA(configuration) == true);
        var keys = Of(bound, depth, cancellation);
        return call.TargetMethod.Parameters.Any(IsKey) ? Joined(keys, KeysOf(call, cancellation)) : keys;
    }

    private IOperation Origin(IOperation value, CancellationToken cancellation)
    {
        var origin = values.Origin(value, cancellation);
        for (var depth = 0; depth < MaxDepth && origin is IParameterReferenceOperation parameter; depth++)
        {
            if (given(parameter.Parameter) is not { } outer)
                break;

            origin = values.Origin(outer, cancellation);
        }

        return origin;
    }

    private static IOperation? Accessed(IOperation operation) => operation switch
    {
        IConditionalAccessInstanceOperation instance => instance.Accessed(),
        IConditionalAccessOperation access => access.WhenNotNull.Unwrapped(),
        _ => null,
    };

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
        var origin = Origin(value, cancellation);
        if (origin is not IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol method } parameter })
            return origin.ConstantValue is { HasValue: true, Value: string text } ? [text] : s_none;

        var texts = new List<string>();
        foreach (var use in references.To(method, cancellation))
        {
            if (use is not IInvocationOperation call
                || call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal) is not { } handed
                || values.Origin(handed.Value, cancellation).ConstantValue is not { HasValue: true, Value: string key })
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
