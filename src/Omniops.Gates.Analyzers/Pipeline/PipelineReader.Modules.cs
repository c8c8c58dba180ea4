using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Endpoints;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <content>
/// Modules: classes that are handed the application through an interface or base class. A library that calls them does not know them; the
/// program that it is part of does, and takes them all to run.
/// </content>
internal sealed partial class PipelineReader
{
    private const int MaxParts = 512;

    private static readonly string[] s_finding = ["DefinedTypes", "ExportedTypes", "GetExportedTypes", "GetTypes"];

    private static readonly string[] s_choosing =
        ["Except", "First", "FirstOrDefault", "Intersect", "Last", "LastOrDefault", "OfType", "Single", "SingleOrDefault", "Skip", "SkipWhile", "Take", "TakeWhile"];

    /// <summary>What says of which kind a class is.</summary>
    private static readonly string[] s_ofKind =
    [
        "BaseType", "Contains", "GetInterface", "GetInterfaces", "ImplementedInterfaces", "IsAbstract", "IsAssignableFrom", "IsAssignableTo", "IsClass", "IsGenericType",
        "IsGenericTypeDefinition", "IsInterface", "IsPublic", "IsSubclassOf", "IsValueType", "ModuleType",
    ];

    /// <summary>Stands in front of the number of the parameter that holds a delegate.</summary>
    private const string Parameter = "#";

    /// <summary>Stands behind a method, in front of the number of the type argument whose method it is.</summary>
    private const string TypeArgument = " @";

    /// <summary>module.Map(routes) in a library, of which projects that reference it may have classes of their own.</summary>
    private bool NoteDispatch(IInvocationOperation call, IMethodSymbol method, PipelineScope scope)
    {
        if (!_isLibrary || scope.IsRequest || !(call.IsVirtual && method.IsOpen() || method.IsAbstract) || !Dispatch.IsOpen(method)
            || KnownMiddleware.IsFramework(method.ContainingAssembly) || !bodies.Has(method) && !libraries.IsProject(method.ContainingAssembly)
            || Dispatch.TypeOf(call.Instance) is not null || LibraryFacts.IdOf(method) is not { } id)
        {
            return false;
        }

        var routes = call.Arguments.FirstOrDefault(argument => argument.Parameter?.Type.IsA(types.EndpointRouteBuilder) == true)?.Value;
        // T.Map(routes): the class is the caller's type argument.
        NoteDispatch(id + Argument(call.ConstrainedToType), call, scope, HostOf(Pipeline(call)), _values.Of(routes)?.Group);
        return true;
    }

    private string Argument(ITypeSymbol? type) => type is ITypeParameterSymbol { DeclaringMethod: { } method, Ordinal: var ordinal }
        && SymbolEqualityComparer.Default.Equals(method, _alone) ? $"{TypeArgument}{ordinal}" : "";

    /// <summary>configure?.Invoke(app) in a library, where the method's caller gives the delegate.</summary>
    private bool NoteInvocation(IInvocationOperation call, PipelineScope scope)
    {
        var invoked = call.Instance is IConditionalAccessInstanceOperation access ? access.Accessed() : call.Instance;
        if (!_isLibrary || scope.IsRequest || !Dispatch.IsModule(call.TargetMethod) || invoked is null
            || _values.Origin(invoked) is not IParameterReferenceOperation { Parameter: var parameter }
            || !SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, _alone))
        {
            return false;
        }

        var routes = call.Arguments.FirstOrDefault(argument => argument.Parameter?.Type.IsA(types.EndpointRouteBuilder) == true)?.Value;
        NoteDispatch($"{Parameter}{parameter.Ordinal}", call, scope, HostOf(Pipeline(call)), _values.Of(routes)?.Group);
        return true;
    }

    /// <summary>
    /// Whether a loop takes every class that is of a kind: foreach (var type in assembly.GetTypes().Where(t => t.IsAssignableTo(typeof(IModule)))).
    /// A condition of any other sort may leave some out.
    /// </summary>
    private static bool GoesThroughAll(CommonForEachStatementSyntax loop)
    {
        var parts = new List<SyntaxNode>(loop.Expression.DescendantNodesAndSelf());
        var body = loop.FirstAncestorOrSelf<BaseMethodDeclarationSyntax>();
        for (var at = 0; at < parts.Count && parts.Count < MaxParts; at++)
        {
            if (parts[at] is IdentifierNameSyntax { Identifier.ValueText: var name } && body is not null)
            {
                parts.AddRange(body.DescendantNodes().OfType<VariableDeclaratorSyntax>().Where(declared => declared.Identifier.ValueText == name && declared.Initializer is not null)
                    .SelectMany(declared => declared.Initializer!.DescendantNodes()));
            }
        }

        var calls = parts.OfType<InvocationExpressionSyntax>().Select(call => (Call: call, Name: (call.Expression as MemberAccessExpressionSyntax)?.Name.Identifier.ValueText)).ToList();
        return parts.Count < MaxParts && parts.OfType<MemberAccessExpressionSyntax>().Any(each => Array.IndexOf(s_finding, each.Name.Identifier.ValueText) >= 0) && !calls.Exists(each => Array.IndexOf(s_choosing, each.Name) >= 0)
            && calls.Where(each => each.Name == "Where").SelectMany(each => each.Call.ArgumentList.DescendantNodes()).All(node => node switch
            {
                MemberAccessExpressionSyntax { Name.Identifier.ValueText: var asked } => Array.IndexOf(s_ofKind, asked) >= 0,
                InvocationExpressionSyntax { Expression: var called } => called is MemberAccessExpressionSyntax,
                NameColonSyntax { Name.Identifier.ValueText: var asked } => Array.IndexOf(s_ofKind, asked) >= 0,
                _ => true,
            });
    }

    private void NoteDispatch(string id, IOperation at, PipelineScope scope, PipelineCall? host, EndpointGroup? group)
    {
        Add(_facts.Dispatches, id, at, scope.Without(GoesThroughAll), host);
        _facts.Mappings.Add(new EndpointMapping(EndpointKind.Library, _facts.Dispatches[_facts.Dispatches.Count - 1], group));
    }

    private void ImportDispatch(
        LibraryFact fact, IInvocationOperation call, PipelineScope scope, PipelineCall? host, EndpointGroup? group, EndpointGroup returned)
    {
        var argument = fact.Name.StartsWith(Parameter, StringComparison.Ordinal)
            ? call.Arguments.FirstOrDefault(each => $"{Parameter}{each.Parameter?.Ordinal}" == fact.Name) : null;
        if (argument?.ArgumentKind == ArgumentKind.DefaultValue || argument?.Value.IsNull() == true)
            return;

        var names = fact.Name.Split([TypeArgument], StringSplitOptions.None);
        var given = names.Length == 2 && int.TryParse(names[1], out var ordinal) && ordinal < call.TargetMethod.TypeArguments.Length
            ? _values.TypeOf(call.TargetMethod.TypeArguments[ordinal]) : null;
        Add(_facts.Dispatches, names[0] + Argument(given), call, scope, host);
        var noted = _facts.Dispatches[_facts.Dispatches.Count - 1];
        var handed = Handed(null);

        if (argument is not null)
        {
            _facts.Dispatches.RemoveAt(_facts.Dispatches.Count - 1);
            RunGiven(argument, call, scope, new PipelineValue(host, Group: handed));
            return;
        }

        if (_isLibrary)
        {
            _facts.Mappings.Add(new EndpointMapping(EndpointKind.Library, noted, handed));
            return;
        }

        if (DocumentationCommentId.GetFirstSymbolForDeclarationId(names[0], bodies.Compilation) is not IMethodSymbol method)
        {
            Gap(call, scope, host, $"'{fact.Name}', which a library calls, cannot be found");
            return;
        }

        // What a module of a library calls of itself is its own.
        var known = (given as INamedTypeSymbol ?? Dispatch.TypeOf(call.Instance) ?? _module) is { } exact && exact.IsA(method.ContainingType) ? exact : method.ContainingType;
        var modules = Dispatch.Modules(method, known);
        if (modules.Count == 0 && TakesPipeline(method))
            Gap(call, scope, host, $"{Which(method)} is known only at run time");
        if (modules.Count == 0 && MayMap(method))
            NoteHiddenEndpoints(method, call, scope, host, $"{Which(method)} is known only at run time, and it may map endpoints; {CallByName}");
        foreach (var (type, target) in modules)
        {
            handed = Handed(type);
            var within = modules.Count == 1 && method.IsAbstract ? scope : scope.Found(PlaceOf(type), Which(method), IsNamed(type, call));
            if (bodies.Has(target))
                EnterModule(target, type, call, within, new PipelineValue(host, Group: handed));
            else if (libraries.Of(target) is { } facts)
                As(type, () => Import(facts, target, call, within, host, handed));
            else if (TakesPipeline(target) || MayMap(target))
                Provided(target, call, within, host, $"'{target.Name}' of {target.ContainingAssembly.Name} cannot be seen");
        }

        // The group that a module of this class is handed.
        EndpointGroup Handed(INamedTypeSymbol? type)
        {
            var text = fact.Value as string ?? "";
            if (!_isLibrary)
                text = LibraryTexts.WithProperties(text, id => type is null ? null : TextOf(id, type));
            if (LibraryEndpoint.ReadMapping(text, noted, group, returned, call.NameLocation(), scope) is not { } mapping)
                return new EndpointGroup(group, HeaderTexts.Hole.ToString());

            var made = new EndpointGroup(mapping.Group, mapping.Pattern);
            made.Conventions.AddRange(mapping.Conventions);
            return made;
        }
    }

    /// <summary>What a property of a module says, of which a library knows the name only.</summary>
    private string? TextOf(string id, INamedTypeSymbol type) =>
        DocumentationCommentId.GetFirstSymbolForDeclarationId(id, bodies.Compilation) is IPropertySymbol property
        && source.Of(Dispatch.PropertyOf(type, property), cancellation) is { } value ? TextOf(value) : null;

    /// <summary>Runs a delegate as the library that is given it does.</summary>
    private void RunGiven(IArgumentOperation argument, IInvocationOperation call, PipelineScope scope, PipelineValue routes)
    {
        if (_values.Of(argument.Value) is { Function: not null } function)
        {
            var outer = _given;
            _invoked.Add(argument);
            _given = routes;
            Run(function, call, scope, parameter => parameter.Type.IsA(types.EndpointRouteBuilder) ? routes
                : types.CarriesHosting(parameter.Type) ? new PipelineValue(routes.Host) : null);
            _given = outer;
        }
        else if (_isLibrary && _values.Origin(argument.Value) is IParameterReferenceOperation { Parameter: var parameter }
            && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, _alone))
        {
            NoteDispatch($"{Parameter}{parameter.Ordinal}", call, scope, routes.Host, routes.Group);
        }
        else
        {
            Gap(call, scope, routes.Host, $"'{argument.Syntax}' hands the application to a delegate");
            NoteHiddenEndpoints(call.TargetMethod, call, scope, routes.Host, $"'{argument.Syntax.OneLine()}' may map endpoints; {CallByName}");
        }
    }

    /// <summary>Reads a method that code out of sight hands the application or its routes.</summary>
    private void EnterModule(IMethodSymbol method, INamedTypeSymbol type, IOperation from, PipelineScope scope, PipelineValue routes)
    {
        var outer = _given;
        _given = routes;
        Enter(method, from, scope, ImmutableArray<IArgumentOperation>.Empty, routes.Host, type);
        _given = outer;
    }

    /// <summary>module.Map(routes): each class under a condition of its own, as what one adds is not there when another runs.</summary>
    private void RunModules(IReadOnlyList<(INamedTypeSymbol Class, IMethodSymbol Method)> modules, IInvocationOperation call, PipelineScope scope)
    {
        // A library's own method may have others in its place that come in at run time.
        var isCertain = modules.Count == 1 && (bodies.Has(call.TargetMethod) || call.TargetMethod.IsAbstract);
        foreach (var (type, method) in modules)
        {
            var within = isCertain ? scope : scope.Found(PlaceOf(type), Which(call.TargetMethod), IsNamed(type, call));
            if (!bodies.Has(method) || IsRead(method, scope))
                RunModule(type, method, call, within);
        }
    }

    /// <summary>
    /// Whether the assembly of a module stands in the call that looks for modules, or in the loop around it. Which classes of it are left out the
    /// code that looks for them may still say.
    /// </summary>
    private bool IsNamed(INamedTypeSymbol type, IOperation call)
    {
        var around = call.Parent;
        while (around is not null and not IForEachLoopOperation)
            around = around.Parent;
        var asked = new List<IOperation>();
        if (around is IForEachLoopOperation loop)
            asked.Add(loop.Collection);
        if (call is IInvocationOperation { Arguments: var arguments })
            asked.AddRange(arguments.Select(argument => argument.Value));
        return asked.SelectMany(each => each.DescendantsAndSelf().Concat(_values.Origin(each).DescendantsAndSelf()))
            .Any(each => each is ITypeOfOperation { TypeOperand: var named } && SymbolEqualityComparer.Default.Equals(_values.TypeOf(named).ContainingAssembly, type.ContainingAssembly));
    }

    /// <summary>Does something for a module of which only the facts are known.</summary>
    private void As(INamedTypeSymbol module, Action action)
    {
        var outer = _module;
        _module = module;
        action();
        _module = outer;
    }

    private void RunModule(INamedTypeSymbol type, IMethodSymbol method, IInvocationOperation call, PipelineScope scope)
    {
        var (held, @this) = (new List<(ISymbol Variable, PipelineValue? Value)>(), Dispatch.This);
        if (call.Instance is IInstanceReferenceOperation)
            Dispatch.This = type;
        if (call.Instance is { } instance && Variable(instance.Unwrapped()) is ILocalSymbol or IParameterSymbol)
            Hold(Variable(instance.Unwrapped())!, new PipelineValue(Type: type), held);
        held.AddRange(HoldGroupsAnew(call, scope));
        Dispatch.This = @this;
        if (bodies.Has(method))
            Enter(method, call, scope, call.Arguments, exact: type);
        else
            As(type, () => Leave(call, method, scope));
        Restore(held);
    }

    /// <summary>module.Map(app.MapGroup(module.Name)): a group of its own for each, as one that is made in the loop is.</summary>
    private List<(ISymbol Variable, PipelineValue? Value)> HoldGroupsAnew(IInvocationOperation call, PipelineScope scope)
    {
        var held = new List<(ISymbol Variable, PipelineValue? Value)>();
        foreach (var argument in call.Arguments)
        {
            if (_values.Of(argument.Value) is not { Group: { } group } value)
                continue;

            if (argument.Value.Unwrapped() is IInvocationOperation)
                Visit(argument.Value, scope);
            else if (argument.Value.Unwrapped() is ILocalReferenceOperation { Local: var local } && IsOfLoop(local, call))
                Hold(local, value with { Group = new EndpointGroup(group, "") }, held);
        }

        return held;
    }

    private void Hold(ISymbol variable, PipelineValue value, List<(ISymbol Variable, PipelineValue? Value)> held)
    {
        held.Add((variable, _values.HeldBy(variable)));
        _values.Give(variable, value);
    }

    private void Restore(List<(ISymbol Variable, PipelineValue? Value)> held)
    {
        foreach (var (variable, value) in held)
            _values.Give(variable, value);
    }

    /// <summary>Whether a variable is declared within the loop around a call.</summary>
    private static bool IsOfLoop(ILocalSymbol local, IOperation call)
    {
        for (var around = call.Parent; around is not null; around = around.Parent)
        {
            if (around is ILoopOperation { Body.Syntax: var body })
                return local.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree == body.SyntaxTree && body.Span.Contains(reference.Span));
        }

        return false;
    }

    /// <summary>A place that stands for the code of a class, wherever that is.</summary>
    private SyntaxNode PlaceOf(INamedTypeSymbol type) => bodies.Has(type)
        ? type.DeclaringSyntaxReferences[0].GetSyntax(cancellation) : SyntaxFactory.IdentifierName(type.Name);

    /// <summary>What an expression is that has to do with the class of a module, as its name or a property that it overrides; else what settings say.</summary>
    private string? KnownText(IOperation value) => value switch
    {
        IParameterReferenceOperation { Parameter: { Type.SpecialType: SpecialType.System_String } parameter }
            when SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, _alone) => LibraryTexts.Of(parameter),
        IPropertyReferenceOperation { Property: { IsStatic: true, IsAbstract: true, Type.SpecialType: SpecialType.System_String } property }
            when _isLibrary && bodies.Has(property) => LibraryTexts.Of(property),
        IPropertyReferenceOperation { Property: { Type.SpecialType: SpecialType.System_String } property, Instance: { } module }
            when _isLibrary && property.IsOpen() && Dispatch.TypeOf(module) is null && module.Type?.TypeKind != TypeKind.Error
                && bodies.Has(property) => LibraryTexts.Of(property),
        IPropertyReferenceOperation { Property: { Name: "Name", ContainingType.Name: "MemberInfo" or "Type" }, Instance: { } named } => NameOf(named.Unwrapped()),
        IPropertyReferenceOperation { Property: { SetMethod: null } property, Instance: { } instance }
            when Dispatch.TypeOf(instance) is { } type && Dispatch.PropertyOf(type, property) is var own && IsNeverGiven(own) => "",
        _ => configured?.Of(value, cancellation),
    };

    private string? NameOf(IOperation type) => type switch
    {
        IInvocationOperation { TargetMethod.Name: "GetType", Instance: { } instance } => Dispatch.TypeOf(instance)?.Name,
        ITypeOfOperation { TypeOperand: var operand } => _values.TypeOf(operand).Name,
        _ => null,
    };

    /// <summary>public virtual string? Name { get; }</summary>
    private bool IsNeverGiven(IPropertySymbol property) => bodies.Has(property) && property.GetMethod is { } getter && bodies.Find(getter, cancellation) is null
        && bodies.FindInitializer(property, cancellation) is null && property.ContainingType.InstanceConstructors.All(constructor => constructor.IsImplicitlyDeclared);
}
