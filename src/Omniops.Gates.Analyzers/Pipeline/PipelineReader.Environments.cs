using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <content>
/// Where code sets the name of the environment, by the ways that take effect. Tried with ASP.NET Core 10.0.12: <c>UseEnvironment</c> on
/// <c>builder.WebHost</c> or <c>builder.Host</c> of minimal hosting throws, and <c>builder.Configuration["environment"]</c> comes too late.
/// </content>
internal sealed partial class PipelineReader
{
    private const string Key = "environment";

    private void SetEnvironment(IAssignmentOperation assignment, PipelineScope scope)
    {
        if (assignment is IDeconstructionAssignmentOperation { Target: ITupleOperation targets } deconstruction)
        {
            var values = deconstruction.Value.Unwrapped() as ITupleOperation;
            for (var i = 0; i < targets.Elements.Length; i++)
                SetEnvironment(assignment, targets.Elements[i], values?.Elements.ElementAtOrDefault(i), scope);
        }
        else if (assignment is not ICoalesceAssignmentOperation)
        {
            SetEnvironment(assignment, assignment.Target, assignment is ISimpleAssignmentOperation ? assignment.Value : null, scope);
        }
    }

    private void SetEnvironment(IAssignmentOperation assignment, IOperation target, IOperation? value, PipelineScope scope)
    {
        if (target is not IPropertyReferenceOperation { Instance: { } environment, Property: var property }
            || !_names.IsNameProperty(property) || bodies.Has(property) || !IsOfWebHost(environment))
        {
            return;
        }

        _order++;
        var creation = environments.CreationOf(environment, _values.Origin);
        environments.Add(AssignmentKind.Property, assignment, scope, Named(value, scope), creation);
    }

    /// <summary>An environment that the source makes itself, or that of a worker, is not the one of a web host.</summary>
    private bool IsOfWebHost(IOperation environment) => _values.Origin(environment) switch
    {
        IObjectCreationOperation or IInstanceReferenceOperation => false,
        IPropertyReferenceOperation { Instance.Type: var owner } => !owner.Is(types.WorkerBuilder),
        _ => true,
    };

    private void SetEnvironment(IInvocationOperation call, IMethodSymbol method, PipelineScope scope)
    {
        if (_names.SetVariable(call) is { } variable)
        {
            _order++;
            environments.Add(AssignmentKind.Variable, call, scope, Named(ArgumentOf(call, "value"), scope), null, variable);
        }
        else if (KnownMiddleware.IsFramework(method.ContainingAssembly))
        {
            CreateHost(call, method, scope);
            ConfigureHost(call, method, scope);
        }
    }

    private void CreateHost(IInvocationOperation call, IMethodSymbol method, PipelineScope scope)
    {
        string[]? variables = method.Name switch
        {
            "CreateBuilder" or "CreateSlimBuilder" or "Create" when method.ContainingType.Is(types.WebApplication) =>
                [EnvironmentNames.AspNetCore, EnvironmentNames.DotNet],
            "CreateEmptyBuilder" when method.ContainingType.Is(types.WebApplication) => [],
            "CreateDefaultBuilder" when method.ContainingType.Is(types.WebHostFactory) => [EnvironmentNames.AspNetCore],
            "CreateDefaultBuilder" when method.ReturnType.Is(types.HostBuilder) => [EnvironmentNames.DotNet, EnvironmentNames.AspNetCore],
            _ => null,
        };
        if (variables is not null)
            CreateHost(call, variables, call.Arguments, scope);
    }

    private void CreateHost(IOperation creation, string[] variables, ImmutableArray<IArgumentOperation> arguments, PipelineScope scope)
    {
        environments.Create(creation, variables);
        foreach (var argument in arguments)
        {
            var given = _values.Origin(argument.Value);
            if (argument.Parameter?.Type is IArrayTypeSymbol)
            {
                SetByArguments(given, AssignmentKind.Arguments, creation.Syntax, scope);
            }
            else if (argument.Parameter?.Type.Is(types.BuilderOptions) == true)
            {
                // Options that a method returns were made when that method was read.
                foreach (var options in given is IObjectCreationOperation made ? [made] : _options)
                    SetByOptions(options, creation.Syntax, scope);
            }
        }
    }

    private void SetByOptions(IObjectCreationOperation options, SyntaxNode creation, PipelineScope scope)
    {
        foreach (var member in options.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>() ?? [])
        {
            if (member.Target is not IPropertyReferenceOperation { Property.Name: var name })
                continue;

            if (name == "EnvironmentName")
                environments.Add(AssignmentKind.Options, member, scope, Named(member.Value, scope), creation);
            else if (name == "Args")
                SetByArguments(_values.Origin(member.Value), AssignmentKind.Arguments, creation, scope);
        }
    }

    /// <summary>The last one wins. Arguments that the deployment gives carry none.</summary>
    private void SetByArguments(IOperation arguments, AssignmentKind kind, SyntaxNode? creation, PipelineScope scope)
    {
        var items = Items(arguments, 0).ToList();
        for (var i = 0; i < items.Count; i++)
        {
            if (_values.Origin(items[i]).ConstantValue is not { HasValue: true, Value: string text })
                continue;

            var isSwitch = text.StartsWith("--", StringComparison.Ordinal) || text.StartsWith("/", StringComparison.Ordinal);
            var name = text.TrimStart('-', '/');
            var equals = name.IndexOf('=');
            if (equals >= 0 && string.Equals(name.Substring(0, equals), Key, StringComparison.OrdinalIgnoreCase))
                environments.Add(kind, items[i], scope, _ => AssignedName.Of(name.Substring(equals + 1)), creation);
            else if (isSwitch && string.Equals(name, Key, StringComparison.OrdinalIgnoreCase) && i + 1 < items.Count)
                environments.Add(kind, items[i], scope, Named(items[i + 1], scope), creation);
        }
    }

    /// <summary>The elements of a list of arguments, as far as they are written out.</summary>
    private IEnumerable<IOperation> Items(IOperation list, int depth)
    {
        var current = _values.Origin(list);
        if (depth > MaxNesting)
            return [];

        if (current.Type?.SpecialType == SpecialType.System_String)
            return [current];

        // The compiler has no operation for a collection expression in its oldest supported version.
        return current switch
        {
            IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues.SelectMany(Inner),
            IInvocationOperation { TargetMethod.ContainingType: { Name: "Enumerable", ContainingNamespace.Name: "Linq" } } call =>
                (call.TargetMethod.Name == "Prepend" ? call.Arguments.Reverse() : call.Arguments)
                    .SelectMany(argument => Inner(argument.Value)),
            { Syntax: CollectionExpressionSyntax or SpreadElementSyntax } => current.ChildOperations.SelectMany(Inner),
            _ => [],
        };

        IEnumerable<IOperation> Inner(IOperation item) => Items(item, depth + 1);
    }

    private void ConfigureHost(IInvocationOperation call, IMethodSymbol method, PipelineScope scope)
    {
        var receiver = call.Instance ?? call.Arguments.FirstOrDefault()?.Value;
        if (receiver?.Unwrapped().Type is not { } type || !type.IsA(types.HostBuilder) && !type.IsA(types.WebHostBuilder))
            return;

        var origin = _values.Origin(receiver);
        // Minimal hosting does not let its environment be changed: the application does not start.
        if (types.IsFixedBuilder(origin.Type))
            return;

        var creation = environments.CreationOf(receiver, _values.Origin);
        switch (method.Name)
        {
            case "UseEnvironment":
                environments.Add(AssignmentKind.Host, call, scope, Named(ArgumentOf(call, Key), scope), creation);
                break;
            case "UseSetting" when ArgumentOf(call, "key") is { } key && IsKey(key):
                environments.Add(AssignmentKind.Host, call, scope, Named(ArgumentOf(call, "value"), scope), creation);
                break;
            case "ConfigureHostConfiguration" or "UseConfiguration":
                foreach (var argument in call.Arguments)
                    SetByConfiguration(_values.Origin(argument.Value), creation, scope);
                break;
        }
    }

    /// <summary>Configuration in memory, or from arguments that are written out.</summary>
    private void SetByConfiguration(IOperation configuration, SyntaxNode? creation, PipelineScope scope)
    {
        var code = _values.Of(configuration) is { Lambda.Body: { } body } ? body : configuration;
        foreach (var operation in code.DescendantsAndSelf())
        {
            if (operation is IInvocationOperation { TargetMethod.Name: "AddCommandLine" } line)
            {
                foreach (var argument in line.Arguments)
                    SetByArguments(_values.Origin(argument.Value), AssignmentKind.Host, creation, scope);
            }
            else if (operation is IArgumentOperation { Parent: { } pair } key && IsKey(key.Value))
            {
                SetByPair(pair, key, creation, scope);
            }
        }
    }

    /// <summary><c>["environment"] = value</c>, <c>{ "environment", value }</c> and <c>new("environment", value)</c>.</summary>
    private void SetByPair(IOperation pair, IArgumentOperation key, SyntaxNode? creation, PipelineScope scope)
    {
        var (place, value) = pair switch
        {
            IPropertyReferenceOperation { Parent: ISimpleAssignmentOperation element } when element.Target == pair =>
                (element, element.Value),
            IInvocationOperation { TargetMethod.Name: "Add" or "Create", Arguments: [var first, var second] } when first == key =>
                (pair, second.Value),
            IObjectCreationOperation { Arguments: [var first, var second] } when first == key => (pair, second.Value),
            _ => (pair, null),
        };
        if (value is not null)
            environments.Add(AssignmentKind.Host, place, scope, Named(value, scope), creation);
    }

    private bool IsKey(IOperation operation) => _values.Origin(operation) switch
    {
        IFieldReferenceOperation { Field: { Name: "EnvironmentKey", ContainingType.Name: "HostDefaults" or "WebHostDefaults" } } => true,
        var origin => origin.Is(Key),
    };

    private static IOperation? ArgumentOf(IInvocationOperation call, string parameter) =>
        call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == parameter)?.Value;

    private Func<EnvironmentSet, AssignedName> Named(IOperation? value, PipelineScope scope) =>
        one => value is null ? AssignedName.Unknown : Name(value, one, scope, 0);

    /// <summary>The name that an expression stands for where the deployment chose <paramref name="one"/>.</summary>
    private AssignedName Name(IOperation value, EnvironmentSet one, PipelineScope scope, int depth)
    {
        var origin = _values.Origin(value);
        if (_names.TryText(origin, out var text, cancellation))
            return AssignedName.Of(text);

        if (depth > MaxNesting)
            return AssignedName.Unknown;

        return origin switch
        {
            IConditionalOperation { WhenFalse: { } whenFalse } choice =>
                Chosen(SplitIn(choice.Condition, scope), one, Inner(choice.WhenTrue), Inner(whenFalse)),
            ICoalesceOperation coalesce => Inner(coalesce.Value),
            ILocalReferenceOperation { Local: var local } => Held(local, origin, one, scope, depth),
            _ => IsDeployed(origin, depth) ? AssignedName.Deployed : AssignedName.Unknown,
        };

        AssignedName Inner(IOperation part) => Name(part, one, scope, depth + 1);
    }

    private static AssignedName Chosen(EnvironmentSplit split, EnvironmentSet one, AssignedName whenTrue, AssignedName whenFalse)
    {
        if (!split.Undecided.Includes(one))
            return split.WhenTrue.Includes(one) ? whenTrue : whenFalse;

        if (whenTrue == whenFalse)
            return whenTrue;

        // args.Length > 0 ? args[0] : "Development": the deployment chooses.
        return whenTrue == AssignedName.Deployed || whenFalse == AssignedName.Deployed ? AssignedName.Deployed : AssignedName.Unknown;
    }

    /// <summary>What a local holds that is written more than once.</summary>
    private AssignedName Held(ILocalSymbol local, IOperation reference, EnvironmentSet one, PipelineScope scope, int depth)
    {
        var names = new HashSet<AssignedName>();
        foreach (var write in source.WritesAround(reference).All(local))
        {
            if (write is null || !ReleaseBuild.LeavesOut(write.Syntax))
                names.Add(write is null ? AssignedName.Unknown : Name(write, one, scope, depth + 1));
        }

        return names.Count == 1 ? names.First() : names.Contains(AssignedName.Deployed) ? AssignedName.Deployed : AssignedName.Unknown;
    }

    /// <summary>A value that the deployment gives: a variable, an argument, configuration, and what the framework makes of one.</summary>
    private bool IsDeployed(IOperation? value, int depth)
    {
        if (value is null || depth > MaxNesting)
            return false;

        var origin = _values.Origin(value);
        return _names.IsDeployed(origin) || IsName(origin) || origin switch
        {
            IParameterReferenceOperation { Parameter: { Type: IArrayTypeSymbol, ContainingSymbol: var method } } =>
                SymbolEqualityComparer.Default.Equals(method, bodies.Compilation.GetEntryPoint(cancellation)),
            IArrayElementReferenceOperation element => IsDeployed(element.ArrayReference, depth + 1),
            IConditionalAccessOperation access => IsDeployed(access.Operation, depth + 1),
            IInvocationOperation call when KnownMiddleware.IsFramework(call.TargetMethod.ContainingAssembly) =>
                IsDeployed(call.Instance ?? call.Arguments.FirstOrDefault()?.Value, depth + 1),
            _ => false,
        };
    }

    /// <summary>The name that the environment has anyway, as long as no code has set it to another.</summary>
    private bool IsName(IOperation value) =>
        environments.IsEmpty && _names.Read(value, cancellation) is { Variable: null };
}
