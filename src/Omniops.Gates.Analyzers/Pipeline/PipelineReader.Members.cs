using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <content>Objects, fields, properties and variables: how the application gets from one place to another.</content>
internal sealed partial class PipelineReader
{
    /// <summary>A filter of MVC that redirects, for what MVC answers.</summary>
    private const string RequireHttps = "RequireHttpsAttribute";

    private void Create(IObjectCreationOperation creation, IMethodSymbol constructor, PipelineScope scope)
    {
        if (!bodies.Has(constructor.ContainingType))
        {
            if (constructor.ContainingType.Name == RequireHttps)
                Add(_facts.Middleware, RequireHttps, creation, scope, null);
            if (TakesPipeline(constructor) && !KnownMiddleware.IsFramework(constructor.ContainingAssembly))
                Gap(creation, scope, null, $"what '{constructor.ContainingType.Name}' does with the application cannot be seen");
            if (constructor.ContainingType.Is(types.BuilderOptions))
                _options.Add(creation);
            else if (types.IsBuilder(constructor.ContainingType))
                CreateHost(creation, [EnvironmentNames.AspNetCore], ImmutableArray<IArgumentOperation>.Empty, scope);
            RunFunctions(constructor, creation.Arguments, creation, scope, null);
            return;
        }

        // A class without a written constructor has no body to read; its initializers are read with its fields.
        if (!scope.IsRequest && bodies.Find(constructor, cancellation) is not null)
            Enter(constructor, creation, scope, creation.Arguments, exact: constructor.ContainingType);
        foreach (var parameter in constructor.Parameters)
        {
            if (creation.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal) is { } argument)
                _values.Give(parameter.OriginalDefinition, argument.Value);
        }
    }

    /// <summary>The initializer of a field or property that has to do with hosting, once.</summary>
    private void ReadMember(ISymbol member, ITypeSymbol type, IOperation at, PipelineScope scope)
    {
        if (!bodies.Has(member) || !types.CarriesHosting(type) || !_members.Add(member))
            return;

        if (member.IsStatic && member.ContainingType.StaticConstructors is [{ IsImplicitlyDeclared: false } constructor])
            Enter(constructor, at, scope, ImmutableArray<IArgumentOperation>.Empty);
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

        var targets = Dispatch.Targets(getter, reference.Instance, property.IsOpen(), reference.ConstrainedToType);
        if (targets is [var target] && bodies.Find(target, cancellation) is not null)
            _values.SetResult(reference, Enter(target, reference, scope, reference.Arguments, exact: Dispatch.TypeOf(reference.Instance)));
        else
            ReadMember(property, property.Type, reference, scope);
    }

    private void Assign(IAssignmentOperation assignment, PipelineScope scope)
    {
        WriteHeader(assignment, scope);
        NoteOption(assignment, scope);
        NotePolicy(assignment, scope);
        NoteRefusal(assignment, scope);
        SetEnvironment(assignment, scope);
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
            // OnPrepareResponse = ...: code that an option runs for some requests. A dictionary may keep commands.
            var isOption = target.Member.ContainingAssembly.Name.StartsWith("Microsoft.", StringComparison.Ordinal);
            Run(function, assignment, scope.Perhaps(assignment.Syntax, $"'{target.Member.Name}'") with { IsRequest = isOption }, _ => null);
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
