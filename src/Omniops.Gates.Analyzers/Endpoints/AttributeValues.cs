using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>What attributes of a team's own give the members that they have from the framework, by the code of their constructors.</summary>
internal sealed class AttributeValues(SourceBodies bodies, CancellationToken cancellation)
{
    /// <summary>Constructors that call each other; half-typed code can let them do so in a circle.</summary>
    private const int MaxConstructors = 16;

    private static readonly string s_unknown = HeaderTexts.Hole.ToString();

    private readonly Dictionary<ISymbol, IOperation> _given = new(SymbolEqualityComparer.Default);

    /// <summary>
    /// What a property holds that the attribute, a constructor or the property itself gives one thing; null where nothing of it is in sight,
    /// with a mark where parts are not known.
    /// </summary>
    public string? OfProperty(AttributeData attribute, string name)
    {
        if (attribute.NamedArguments.FirstOrDefault(given => given.Key == name).Value is { Kind: TypedConstantKind.Primitive, Value: string named })
            return named;
        if (attribute.AttributeConstructor is not { } constructor || !bodies.Has(constructor.ContainingType) || !Give(attribute))
            return null;

        // The constructor of the class itself runs last.
        for (var depth = 0; depth < MaxConstructors; depth++)
        {
            var written = (bodies.Find(constructor, cancellation)?.Descendants() ?? []).OfType<ISimpleAssignmentOperation>()
                .Where(assignment => assignment.Target is IPropertyReferenceOperation { Property.Name: var target } && target == name)
                .Select(assignment => assignment.Value).ToList();
            if (written.Count == 0)
                written.AddRange(Own(constructor.ContainingType, name));
            if (written.Count > 0)
                return written is [var only] ? TextOf(only) : s_unknown;
            if (bodies.FindBaseCall(constructor, cancellation) is not { } call)
            {
                if (constructor.ImplicitBase() is not { } above || !bodies.Has(above.ContainingType))
                    return null;

                constructor = above;
                continue;
            }

            Give(call.Arguments);
            constructor = call.TargetMethod;
            if (bodies.Has(constructor.ContainingType))
                continue;

            return call.Arguments.FirstOrDefault(argument => argument.ArgumentKind == ArgumentKind.Explicit
                && string.Equals(argument.Parameter?.Name, name, StringComparison.OrdinalIgnoreCase)) is { } given ? TextOf(given.Value) : null;
        }

        return null;
    }

    /// <summary>A text of the attribute's code; parts that are not known are a <see cref="HeaderTexts.Hole"/>.</summary>
    private string TextOf(IOperation value) => Origin(value).ConstantValue.Value is "" ? "" : HeaderTexts.Of(value, Origin, _ => null) ?? s_unknown;

    /// <summary>public string Template => "x"; and public string Template { get; } = "x";</summary>
    private IEnumerable<IOperation> Own(INamedTypeSymbol type, string name)
    {
        if (type.GetMembers(name).OfType<IPropertySymbol>().FirstOrDefault() is not { } property)
            return [];

        if (bodies.FindInitializer(property, cancellation) is ISymbolInitializerOperation { Value: var initial })
            return [initial];

        return property.GetMethod is not { } getter ? []
            : (bodies.Find(getter, cancellation)?.Descendants() ?? []).OfType<IReturnOperation>().Select(each => each.ReturnedValue).OfType<IOperation>();
    }

    /// <summary>Notes what the attribute gives its constructor; false where that is not in sight.</summary>
    private bool Give(AttributeData attribute)
    {
        if (attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is not { } syntax
            || bodies.Read(syntax, cancellation) is not IAttributeOperation { Operation: IObjectCreationOperation creation })
        {
            return false;
        }

        Give(creation.Arguments);
        return true;
    }

    private void Give(IEnumerable<IArgumentOperation> arguments)
    {
        foreach (var argument in arguments)
        {
            if (argument.Parameter is { } parameter)
                _given[parameter.OriginalDefinition] = Origin(argument.Value);
        }
    }

    private IOperation Origin(IOperation value) => value.Unwrapped() switch
    {
        IParameterReferenceOperation { Parameter: var parameter } when _given.TryGetValue(parameter.OriginalDefinition, out var given) => given,
        IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true } field }
            when bodies.FindInitializer(field, cancellation) is ISymbolInitializerOperation { Value: var initial } => initial.Unwrapped(),
        var other => other,
    };
}
