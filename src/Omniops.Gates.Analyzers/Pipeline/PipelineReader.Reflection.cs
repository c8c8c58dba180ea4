using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Endpoints;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <content>
/// Methods that are found by their name at run time, by reflection or as members of a dynamic object, and handed what routes or middleware are
/// added with. Those that can be told are read; for others there may be endpoints of which nothing is known.
/// </content>
internal sealed partial class PipelineReader
{
    private static readonly string[] s_reflection =
    [
        "Activator", "ActivatorUtilities", "ConstructorInfo", "ConstructorInvoker", "Delegate", "MethodBase", "MethodInfo", "MethodInvoker", "Type",
    ];

    /// <summary>type.GetMethod("Map").Invoke(null, [app]), map.DynamicInvoke(app), Activator.CreateInstance(type, app)</summary>
    private bool NoteReflection(IInvocationOperation call, IMethodSymbol method, PipelineScope scope)
    {
        if (method.Name is not "CreateInstance" and not "DynamicInvoke" and not "Invoke" and not "InvokeMember"
            || Array.IndexOf(s_reflection, method.ContainingType.Name) < 0 || !KnownMiddleware.IsFramework(method.ContainingAssembly)
            || call.Arguments.Select(argument => HandedIn(argument.Value)).FirstOrDefault(each => each is not null) is not { } handed)
        {
            return false;
        }

        var routes = _values.Of(handed) ?? new PipelineValue();
        if (_values.Of(call.Instance) is { Function: not null } function)
        {
            Run(function, call, scope, parameter => types.CarriesHosting(parameter.Type) ? routes : null);
            return true;
        }

        var found = FoundMethods(call, scope, routes);
        if (found is { Count: 0 })
            NoteUnknownCode(call, handed, method.Name, scope, routes.Host);
        foreach (var (type, target) in found ?? [])
        {
            var within = scope.Perhaps(PlaceOf(type), $"whether '{type.Name}' is found");
            if (bodies.Has(target))
                EnterModule(target, type, call, within, routes);
            else if (libraries.Of(target) is { } facts)
                As(type, () => Import(facts, target, call, within, routes.Host, routes.Group));
            else
                NoteUnknownCode(call, handed, target.Name, within, routes.Host);
        }

        return true;
    }

    /// <summary>((dynamic)part).Map(app), and a method of a dynamic application.</summary>
    private void NoteDynamic(IOperation call, PipelineScope scope)
    {
        var given = call switch
        {
            IDynamicInvocationOperation { Operation: IDynamicMemberReferenceOperation { Instance: { } instance } } invocation => invocation.Arguments.Add(instance),
            IDynamicInvocationOperation invocation => invocation.Arguments,
            IDynamicObjectCreationOperation creation => creation.Arguments,
            _ => ImmutableArray<IOperation>.Empty,
        };
        if (given.Select(HandedIn).FirstOrDefault(each => each is not null) is not { } handed)
            return;

        // Own.Map((dynamic)app): which methods of that name there are is known.
        if (call is IDynamicInvocationOperation { Operation: IDynamicMemberReferenceOperation { Instance: null, ContainingType: INamedTypeSymbol type, MemberName: var name } }
            && bodies.Has(type))
        {
            var methods = type.GetMembers(name).OfType<IMethodSymbol>().Where(IsModule).ToList();
            foreach (var method in methods)
            {
                var within = methods.Count == 1 ? scope : scope.Perhaps(call.Syntax, Which(method));
                EnterModule(method, type, call, within, _values.Of(handed) ?? new PipelineValue());
            }

            return;
        }

        NoteUnknownCode(call, handed, "dynamic", scope, HostOf(handed));
    }

    private void NoteUnknownCode(IOperation call, IOperation handed, string name, PipelineScope scope, PipelineCall? host)
    {
        if (types.CarriesPipeline(handed.Type))
            Gap(call, scope, host, $"'{call.Syntax.OneLine()}' hands the application to code that is known only at run time");
        NoteHiddenEndpoints(name, call, scope, host, $"'{call.Syntax.OneLine()}' may map endpoints; {CallByName}");
    }

    /// <summary>What an argument hands over that routes or middleware are added with, by itself or among others; null where it is nothing of that kind.</summary>
    private IOperation? HandedIn(IOperation argument)
    {
        var origin = _values.Origin(argument);
        return origin is IArrayCreationOperation { Initializer: not null } || origin.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.CollectionExpressionSyntax
            ? Elements(argument).FirstOrDefault(IsHanded)
            : IsHanded(origin) ? origin : origin.Descendants().FirstOrDefault(each => IsHanded(each) && !IsAsked(each));
    }

    private bool IsHanded(IOperation value) => _values.Origin(value).Type is { } type && (types.CarriesPipeline(type) || type.IsA(types.EndpointRouteBuilder));

    /// <summary>app.Services, app.Configuration.Get(...): something of it is handed over, not itself.</summary>
    private static bool IsAsked(IOperation value) => value.Parent switch
    {
        IMemberReferenceOperation member => member.Instance == value,
        IInvocationOperation call => call.Instance == value,
        IConversionOperation or IParenthesizedOperation => IsAsked(value.Parent),
        _ => false,
    };

    /// <summary>
    /// The methods of a constant name in the classes that are in sight; none where they cannot be told, null where they are left to the program
    /// that a library is part of.
    /// </summary>
    private IReadOnlyList<(INamedTypeSymbol Class, IMethodSymbol Method)>? FoundMethods(IInvocationOperation call, PipelineScope scope, PipelineValue routes)
    {
        var invoked = call.Instance is IConditionalAccessInstanceOperation access ? access.Accessed() : call.Instance;
        if (invoked is not null && _values.Origin(invoked) is IInvocationOperation { TargetMethod.Name: "MakeGenericMethod", Instance: { } generic } made)
            return MadeMethods(generic, made, call);

        var (type, name) = call.TargetMethod.Name == "InvokeMember" ? (invoked, call.Arguments.FirstOrDefault()?.Value)
            : invoked is not null && _values.Origin(invoked) is IInvocationOperation { TargetMethod.Name: "GetMethod" or "GetRuntimeMethod" or "GetDeclaredMethod" } get
                ? (get.Instance ?? get.Arguments.FirstOrDefault()?.Value, get.Arguments.FirstOrDefault(each => each.Parameter?.Type.SpecialType == SpecialType.System_String)?.Value)
            : default;
        if (type is null || name is null || _values.Origin(name).ConstantValue.Value is not string text)
            return [];

        if (_values.Origin(type) is ITypeOfOperation { TypeOperand: var operand } && _values.TypeOf(operand) is INamedTypeSymbol exact)
            return Member(exact, text, IsModule) is { } only ? [(exact, only)] : [];

        var contracts = ContractsAround(call, text);
        if (_isLibrary)
        {
            var declared = contracts.SelectMany(contract => contract.GetMembers(text)).OfType<IMethodSymbol>().FirstOrDefault(Dispatch.IsOpen);
            if (declared is null || LibraryFacts.IdOf(declared) is not { } id)
                return [];

            NoteDispatch(id, call, scope, routes.Host, routes.Group);
            return null;
        }

        var found = bodies.Types.Concat(Dispatch.Referenced)
            .Where(each => each is { IsAbstract: false, TypeKind: TypeKind.Class or TypeKind.Struct } or { IsStatic: true }
                && (contracts.Count == 0 || contracts.Exists(contract => each.IsA(contract))))
            .Select(each => (Class: each, Method: Member(each, text, IsModule)))
            .Where(each => each.Method is not null).Select(each => (each.Class, each.Method!)).ToList();
        return found.Count > Dispatch.MaxModules ? [] : found;
    }

    /// <summary>
    /// typeof(Own).GetMethod("MapPart").MakeGenericMethod(type).Invoke(null, [app]): the method for each class that its type parameter can stand
    /// for.
    /// </summary>
    private IReadOnlyList<(INamedTypeSymbol Class, IMethodSymbol Method)> MadeMethods(IOperation generic, IInvocationOperation made, IInvocationOperation call)
    {
        if (_isLibrary
            || _values.Origin(generic) is not IInvocationOperation { TargetMethod.Name: "GetMethod", Instance: { } owner, Arguments: [var name, ..] }
            || _values.Origin(name.Value).ConstantValue.Value is not string text
            || _values.Origin(owner) is not ITypeOfOperation { TypeOperand: var operand } || _values.TypeOf(operand) is not INamedTypeSymbol type
            || Member(type, text, IsModule) is not { TypeParameters: [var parameter] } method)
        {
            return [];
        }

        var asked = made.Arguments.SelectMany(argument => Elements(argument.Value)).ToList();
        if (asked is [var one] && _values.Origin(one) is ITypeOfOperation { TypeOperand: INamedTypeSymbol exact })
            return [(exact, method.Construct(exact))];

        // Which classes are asked for stands in what the parameter must be, or else in the code that looks for them.
        var contracts = parameter.ConstraintTypes.OfType<INamedTypeSymbol>().Where(contract => bodies.Has(contract) || libraries.IsProject(contract.ContainingAssembly)).ToList();
        if (contracts.Count == 0)
            contracts = ContractsAround(call, member: null);
        var found = contracts.Count == 0 ? [] : bodies.Types.Concat(Dispatch.Referenced)
            .Where(each => each is { IsAbstract: false, IsGenericType: false, TypeKind: TypeKind.Class or TypeKind.Struct } && contracts.TrueForAll(contract => each.IsA(contract)))
            .Select(each => (each, method.Construct(each))).ToList();
        return found.Count > Dispatch.MaxModules ? [] : found;
    }

    private bool IsModule(IMethodSymbol method) => Dispatch.IsModule(method);

    /// <summary>The interfaces and base classes, with a method of this name, that the code around a call asks for: typeof(IPart), nameof(IPart).</summary>
    private List<INamedTypeSymbol> ContractsAround(IOperation call, string? member)
    {
        var around = new List<IOperation>();
        for (var current = call.Parent; current is not null; current = current.Parent)
        {
            if (current is IForEachLoopOperation loop)
                around.AddRange([loop, _values.Origin(loop.Collection)]);
            else if (current is IAnonymousFunctionOperation { Parent: { } given })
                around.Add(given.Parent?.Parent ?? given);
        }

        var all = around.SelectMany(each => each.DescendantsAndSelf()).ToList();
        // parts.Where(...).Select(...) over a variable
        all.AddRange(all.OfType<ILocalReferenceOperation>().Select(_values.Origin).ToList().SelectMany(each => each.DescendantsAndSelf()));
        var named = new HashSet<string>(all.Select(each => each.ConstantValue.Value).OfType<string>(), StringComparer.Ordinal);
        return [.. all.OfType<ITypeOfOperation>().Select(each => _values.TypeOf(each.TypeOperand)).OfType<INamedTypeSymbol>()
            .Concat(bodies.Types.Concat(Dispatch.Referenced).Where(each => named.Contains(each.Name)))
            .Where(each => (member is null || each.GetMembers(member).OfType<IMethodSymbol>().Any(IsModule))
                && each is { TypeKind: TypeKind.Interface } or { TypeKind: TypeKind.Class, IsAbstract: true, IsStatic: false })
            .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)];
    }
}
