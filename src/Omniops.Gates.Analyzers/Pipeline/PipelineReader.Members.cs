using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <content>Objects, fields, properties and variables: how the application gets from one place to another.</content>
internal sealed partial class PipelineReader
{
    private void Create(IObjectCreationOperation creation, IMethodSymbol constructor, PipelineScope scope)
    {
        var isSource = bodies.Has(constructor.ContainingType);
        if (!isSource)
        {
            if (TakesPipeline(constructor) && !KnownMiddleware.IsFramework(constructor.ContainingAssembly))
                Gap(creation, scope, null, $"what '{constructor.ContainingType.Name}' does with the application cannot be seen");
            RunFunctions(constructor, creation.Arguments, creation, scope, null);
            return;
        }

        if (!IsRead(creation, constructor, scope))
            return;

        // A class without a written constructor has no body to read; its initializers are read with its fields.
        if (bodies.Find(constructor, cancellation) is not null)
            Enter(constructor, creation, scope, creation.Arguments, exact: constructor.ContainingType);
        foreach (var parameter in constructor.Parameters)
        {
            if (creation.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal) is { } argument)
                _values.Give(parameter.OriginalDefinition, argument.Value);
        }
    }

    /// <summary>Objects of the domain are no part of the pipeline.</summary>
    private bool IsRead(IObjectCreationOperation creation, IMethodSymbol constructor, PipelineScope scope) =>
        scope.Site is null
        || constructor.ContainingType.GetMembers().Any(member => member is IFieldSymbol field && types.CarriesHosting(field.Type))
        || creation.Arguments.Any(argument => types.CarriesHosting(argument.Parameter?.Type) || _values.Of(argument.Value)?.Function is not null);

    /// <summary>The initializer of a field or property that has to do with hosting, once.</summary>
    private void ReadMember(ISymbol member, ITypeSymbol type, IOperation at, PipelineScope scope)
    {
        if (!bodies.Has(member) || !types.CarriesHosting(type) || !_members.Add(member))
            return;

        if (member.IsStatic && member.ContainingType.StaticConstructors is [var constructor] && bodies.Find(constructor, cancellation) is not null)
            Enter(constructor, at, scope, []);
        if (bodies.FindInitializer(member, cancellation) is not ISymbolInitializerOperation { Value: var value })
            return;

        Visit(value, Inner(at, scope));
        _values.Assign(member, value, scope);
    }

    private void ReadProperty(IPropertyReferenceOperation reference, IPropertySymbol property, IMethodSymbol getter, PipelineScope scope)
    {
        if (!bodies.Has(property) || !types.CarriesHosting(property.Type))
        {
            if (reference.Property.Name == "Value" && types.CarriesHosting(property.Type))
                _values.SetResult(reference, _values.Of(reference.Instance));
            return;
        }

        var target = property.IsOpen() ? Dispatch.Target(getter, reference.Instance, isVirtual: true, reference.ConstrainedToType) : getter;
        if (target is not null && bodies.Find(target, cancellation) is not null)
            _values.SetResult(reference, Enter(target, reference, scope, reference.Arguments, exact: Dispatch.TypeOf(reference.Instance)));
        else
            ReadMember(property, property.Type, reference, scope);
    }

    private void Assign(IAssignmentOperation assignment, PipelineScope scope)
    {
        WriteHeader(assignment, scope);
        if (assignment is IDeconstructionAssignmentOperation { Target: ITupleOperation targets })
        {
            foreach (var element in targets.Elements)
            {
                if (Variable(element) is { } forgotten)
                    _values.Forget(forgotten);
            }
        }
        else if (Variable(assignment.Target) is { } variable && (variable is ILocalSymbol or IParameterSymbol || bodies.Has(variable)))
        {
            if (assignment is ISimpleAssignmentOperation or ICoalesceAssignmentOperation)
                _values.Assign(variable, assignment.Value, scope);
            else
                _values.Forget(variable);
        }
        else if (_values.Of(assignment.Value) is { Function: not null } function && assignment.Target is IMemberReferenceOperation target)
        {
            // OnPrepareResponse = ...: code that an option runs for some requests.
            Run(function, assignment, scope.Perhaps(assignment.Syntax, $"'{target.Member.Name}'") with { IsRequest = true }, _ => null);
        }
    }

    private static ISymbol? Variable(IOperation target) => target switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IPropertyReferenceOperation { Property.IsIndexer: true } => null,
        IFieldReferenceOperation or IPropertyReferenceOperation => ((IMemberReferenceOperation)target).Member,
        _ => null,
    };

    private static bool IsTarget(IOperation reference) =>
        reference.Parent is ISimpleAssignmentOperation assignment && assignment.Target == reference;
}
