using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Endpoints;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <content>
/// Classes of FastEndpoints: endpoints ask for authorization unless they say otherwise. Source: documentation of FastEndpoints, its running
/// endpoints.
/// </content>
internal sealed partial class PipelineReader
{
    private const string FoundEndpoint = "MapFastEndpoints";

    private const string FastEndpoints = "FastEndpoints";

    private const string EndpointClassLevel = "endpoint class";

    /// <summary>The page with the routes of all classes, for tests. Source: versions 6.2, 7.2 and 8.3.</summary>
    private const string TestPage = "_test_url_cache_";

    private static readonly string[] s_fastVerbs = ["Connect", "Delete", "Get", "Head", "Options", "Patch", "Post", "Put", "Query", "Trace"];

    private static readonly string[] s_fastPolicies =
        ["AccessControl", "Claims", "ClaimsAll", "Permissions", "PermissionsAll", "Policies", "Policy", "Roles", "Scopes", "ScopesAll"];

    /// <summary>Each class with a method Configure that names its verb and route, or with attributes that do.</summary>
    private void NoteEndpointClasses(IInvocationOperation call, PipelineCall mapped, EndpointGroup all)
    {
        var options = new EndpointClassOptions();
        foreach (var argument in call.Arguments.Where(each => each.Parameter?.Type.TypeKind == TypeKind.Delegate && !each.Value.IsNull()))
        {
            if (_values.Of(argument.Value) is { Function: not null } function && CodeOf(function) is { } code)
            {
                Configure(options, code, all, call, mapped.Scope);
                continue;
            }

            options.Forget();
            all.Conventions.Add(Hidden(argument.Value, mapped.Scope, "library", $"what '{argument.Value.Syntax.OneLine()}' configures"));
        }

        foreach (var type in bodies.Types.Where(IsEndpointClass))
            NoteEndpointClass(type, mapped, all, options);
        foreach (var type in Dispatch.Referenced.Where(IsEndpointClass))
            ImportClass(type, call, mapped, all, options.Of);
        if (call.TargetMethod.ContainingAssembly.Identity.Version.Major >= 7)
        {
            _facts.Mappings.Add(new EndpointMapping(EndpointKind.Static, mapped, all)
            {
                Pattern = TestPage,
                Verbs = ["GET"],
                HandlerName = FastEndpoints,
            });
        }
    }

    private static string WhatSays(IMethodSymbol method) => $"what '{method.Name}' of {method.ContainingAssembly.Name} says";

    private IOperation? CodeOf(PipelineValue function) => function.Lambda?.Body ?? bodies.Find(function.Method!.Method, cancellation);

    /// <summary>app.UseFastEndpoints(c => c.Endpoints.RoutePrefix = "api")</summary>
    private void Configure(EndpointClassOptions options, IOperation code, EndpointGroup all, IOperation call, PipelineScope scope)
    {
        foreach (var assignment in code.Descendants().OfType<ISimpleAssignmentOperation>())
        {
            if (assignment.Target is not IPropertyReferenceOperation { Property: { ContainingAssembly.Name: var assembly } property } || !IsFast(assembly))
                continue;

            var value = _values.Origin(assignment.Value).ConstantValue.Value;
            switch (property.Name, property.ContainingType.Name)
            {
                case ("RoutePrefix", _):
                    options.Prefix = assignment.Value.IsNull() ? "" : TextOf(assignment.Value);
                    break;
                case ("Configurator", _):
                    ReadConfigurator(assignment.Value, all, call, scope);
                    break;
                case ("PrependToRoute", _):
                    options.PrependsVersion = value as bool?;
                    break;
                case ("DefaultVersion", _):
                    options.DefaultVersion = value as int?;
                    break;
                case ("Prefix", "VersioningOptions"):
                    options.VersionPrefix = assignment.Value.IsNull() ? "v" : value as string;
                    break;
                case (_, "VersioningOptions"):
                    options.VersionPrefix = null;
                    break;
            }
        }

        // c => c.UseOurDefaults()
        if (code.Descendants().OfType<IInvocationOperation>().FirstOrDefault(each => !IsFast(each.TargetMethod.ContainingAssembly.Name)
            && each.Arguments.Any(argument => argument.Parameter?.Type is { Name: "Config", ContainingNamespace.Name: FastEndpoints })) is { } handed)
        {
            all.Conventions.Add(Hidden(handed, scope, "library", $"what '{handed.TargetMethod.Name}' configures"));
            options.Forget();
        }
    }

    /// <summary>c.Endpoints.Configurator = endpoint => endpoint.Roles("staff"): holds for all of them, or for those that its conditions choose.</summary>
    private void ReadConfigurator(IOperation value, EndpointGroup all, IOperation call, PipelineScope scope)
    {
        if (value.IsNull())
            return;

        if (_values.Of(value) is not { Function: not null } function || CodeOf(function) is not { } code)
        {
            all.Conventions.Add(Hidden(value, scope, "configurator", "a configurator"));
            return;
        }

        var read = new EndpointClass();
        ReadConfiguration(code, read, scope, "configurator");
        var isChosen = code.Descendants().Any(each => each is IConditionalOperation or ISwitchOperation or ISwitchExpressionOperation or IConditionalAccessOperation
            or IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr });
        var within = isChosen || read.OpenVerbs?.Count > 0 ? scope.Perhaps(call.Syntax, "a configurator") : scope;
        if (read.OpenVerbs is not null)
            all.Conventions.Add(new EndpointConvention(ConventionKind.Anonymous, read.OpenPlace!, within, "configurator"));
        all.Conventions.AddRange(read.Options.Concat(read.Said).Select(said => said with { Scope = isChosen ? within : said.Scope }));
    }

    /// <summary>Code that cannot be seen can let everybody in, whatever is asked for beside it.</summary>
    private static EndpointConvention Hidden(Location place, string name, PipelineScope scope, string level, string what) =>
        new(ConventionKind.Anonymous, place, scope.Perhaps(SyntaxFactory.IdentifierName(name), what), level);

    private static EndpointConvention Hidden(IOperation at, PipelineScope scope, string level, string what) =>
        new(ConventionKind.Anonymous, at.NameLocation(), scope.Perhaps(at.Syntax, what), level);

    /// <param name="options">What the program puts around routes; null in a library, which does not know it.</param>
    private void NoteEndpointClass(INamedTypeSymbol type, PipelineCall mapped, EndpointGroup? all, EndpointClassOptions? options)
    {
        var read = ReadClass(type, mapped.Scope);
        var place = type.Locations.FirstOrDefault() ?? mapped.Location;
        var said = ControllerReader.TypeAttributes(type, mapped.Scope, EndpointClassLevel, bodies, cancellation).ToList();
        var prefix = Routes.Combine(
            read.Prefix ?? (options is null ? EndpointClassOptions.PrefixName : options.Prefix ?? HeaderTexts.Hole.ToString()),
            options?.Before(read.Version) ?? EndpointClassOptions.BeforeName(read.Version));
        var behind = options?.Behind(read.Version) ?? EndpointClassOptions.BehindName(read.Version);
        // One endpoint for each verb and route.
        foreach (var (route, verb) in read.Routes.Distinct().DefaultIfEmpty(HeaderTexts.Hole.ToString())
            .SelectMany(route => read.Verbs.Distinct().DefaultIfEmpty(HeaderTexts.Hole.ToString()), (route, verb) => (route, verb)))
        {
            if (_isLibrary)
            {
                _facts.Endpoints.Add(mapped with { Name = FoundEndpoint, Order = _order++ });
                mapped = _facts.Endpoints[_facts.Endpoints.Count - 1];
            }

            var group = read.Groups.Aggregate(new EndpointGroup(all, prefix), (outer, each) => GroupOf(each, mapped, outer, verb));
            var mapping = new EndpointMapping(EndpointKind.Minimal, mapped, group)
            {
                Pattern = Routes.Combine(route, behind),
                Verbs = Routes.IsKnown(verb) ? [verb] : null,
                HandlerName = type.Name,
                Place = place,
            };
            mapping.Conventions.AddRange(said);
            mapping.Conventions.AddRange(read.Of(verb, open => new EndpointConvention(ConventionKind.Anonymous, open, mapped.Scope, EndpointClassLevel)));
            // An asking that is certain, beside what lets everybody in, would be one without effect.
            if (!mapping.Conventions.Concat(group.All).Any(each => each.Kind == ConventionKind.Anonymous && each.IsCertain(mapped.Scope)))
                mapping.Conventions.Add(new EndpointConvention(ConventionKind.Authorize, place, mapped.Scope, EndpointClassLevel));
            _facts.Mappings.Add(mapping);
        }
    }

    /// <summary>What a class says of itself, by its attributes and in its method Configure, its own or one that it inherits.</summary>
    private EndpointClass ReadClass(INamedTypeSymbol type, PipelineScope scope)
    {
        var read = new EndpointClass();
        foreach (var attribute in type.GetAttributes())
        {
            if (attribute.AttributeClass is not { } kind || !IsFast(kind.ContainingAssembly.Name))
                continue;

            var place = attribute.ApplicationSyntaxReference is { } written ? Location.Create(written.SyntaxTree, written.Span) : type.Locations[0];
            switch (kind.Name)
            {
                case "GroupAttribute" when kind.TypeArguments is [var group]:
                    read.Groups.Add(group);
                    break;
                case "ThrottleAttribute":
                    object? Given(int at) => at < attribute.ConstructorArguments.Length ? attribute.ConstructorArguments[at].Value : null;
                    read.Said.Add(Throttled(Given(0), Given(1), Given(2) as string, place, scope));
                    break;
                case { Length: > 13 } name when name.StartsWith("Http", StringComparison.Ordinal):
                    read.Verbs.Add(name.Substring(4, name.Length - 13).ToUpperInvariant());
                    read.Routes.AddRange(attribute.ConstructorArguments
                        .SelectMany(each => each.Kind == TypedConstantKind.Array ? each.Values.Select(value => value.Value) : [each.Value]).OfType<string>());
                    break;
            }
        }

        var @this = Dispatch.This;
        Dispatch.This = type;
        if (Member(type, "Configure", method => method.Parameters.Length == 0) is { } configure && !IsFast(configure.ContainingAssembly.Name))
        {
            if (bodies.Find(configure, cancellation) is { } body)
                ReadConfiguration(body, read, scope, EndpointClassLevel);
            else
                read.Options.Add(Hidden(type.Locations[0], configure.Name, scope, EndpointClassLevel, WhatSays(configure)));
        }

        Dispatch.This = @this;
        return read;
    }

    /// <summary>Reads the code that configures a class or group of them, and methods of the source that it calls for that.</summary>
    private void ReadConfiguration(IOperation code, EndpointClass read, PipelineScope scope, string level)
    {
        foreach (var call in code.Descendants().OfType<IInvocationOperation>())
        {
            var method = call.TargetMethod;
            if (IsFast(method.ContainingAssembly.Name))
            {
                NoteConfiguration(call, method, read, scope, level);
                continue;
            }

            if (call.Instance is not IInstanceReferenceOperation && !call.Arguments.Any(argument => argument.Value.Type is { } type && IsFast(type.ContainingAssembly?.Name)))
                continue;

            var target = Dispatch.Targets(method, call.Instance, call.IsVirtual, call.ConstrainedToType) is [var only] ? only : method;
            if (bodies.Find(target, cancellation) is not { } body)
            {
                if (!KnownMiddleware.IsFramework(target.ContainingAssembly))
                    read.Options.Add(Hidden(call, scope, level, WhatSays(target)));
            }
            else if (_open.Add(target.OriginalDefinition))
            {
                foreach (var argument in call.Arguments)
                {
                    if (argument.Parameter is { } parameter)
                        _values.Give(parameter.OriginalDefinition, argument.Value);
                }

                ReadConfiguration(body, read, scope, level);
                _open.Remove(target.OriginalDefinition);
            }
        }
    }

    private void NoteConfiguration(IInvocationOperation call, IMethodSymbol method, EndpointClass read, PipelineScope scope, string level)
    {
        var takesText = method.Parameters.FirstOrDefault()?.Type is { SpecialType: SpecialType.System_String } or IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_String };
        var place = call.NameLocation();
        var first = call.Arguments.FirstOrDefault()?.Value;
        switch (method.Name)
        {
            case "Options" or "Description" when !takesText:
                SayThroughBuilder(call, read, scope, level);
                break;
            case "Routes" or "Connect" or "Delete" or "Get" or "Head" or "Options" or "Patch" or "Post" or "Put" or "Query" or "Trace" when takesText:
                read.Routes.AddRange(call.Arguments.SelectMany(argument => Elements(argument.Value))
                    .Where(each => each.Type?.SpecialType == SpecialType.System_String).Select(ShownText));
                if (Array.IndexOf(s_fastVerbs, method.Name) >= 0)
                    read.Verbs.Add(method.Name.ToUpperInvariant());
                break;
            case "Verbs" or "AdditionalVerbs":
                read.Verbs.AddRange(VerbsIn(call));
                break;
            case "Group" when method.TypeArguments is [var group]:
                read.Groups.Add(_values.TypeOf(group));
                break;
            case "Version" or "EndpointVersion":
                read.Version = first is null ? null : _values.Origin(first).ConstantValue.Value as int?;
                break;
            case "RoutePrefixOverride" when first is not null:
                read.Prefix = ShownText(first);
                break;
            case "Configure" when takesText && first is not null:
                read.GroupPrefix = ShownText(first);
                break;
            case "AllowAnonymous":
                var verbs = VerbsIn(call).ToList();
                if (verbs.TrueForAll(Routes.IsKnown))
                    (read.OpenVerbs, read.OpenPlace) = (verbs, place);
                else
                    read.Options.Add(Hidden(call, scope, level, "for which verbs it is said"));
                break;
            case "Throttle":
                object? Given(string name) => call.Arguments.FirstOrDefault(each => each.Parameter?.Name == name) is { } given
                    ? _values.Origin(given.Value).ConstantValue.Value : null;
                read.Said.Add(Throttled(Given("hitLimit"), Given("durationSeconds"), Given("headerName") as string, place, scope));
                break;
            case "Policies":
                read.Said.AddRange(call.Arguments.SelectMany(argument => Elements(argument.Value))
                    .Select(name => Named(name, new EndpointConvention(ConventionKind.Authorize, place, scope, level))));
                break;
            case { } name when Array.IndexOf(s_fastPolicies, name) >= 0:
                read.Said.Add(new EndpointConvention(ConventionKind.Authorize, place, scope, level)
                {
                    IsPolicyUnknown = true,
                    Access = name == "Policy" && first is not null ? Policies.Read(null, first, place, scope) : new AccessPolicy(null, PolicyStrength.Guards, place, scope),
                    Roles = name == "Roles" ? string.Join(",", call.Arguments.SelectMany(argument => Elements(argument.Value)).Select(TextOf).OfType<string>()) : null,
                });
                break;
        }
    }

    /// <summary>Options(builder => builder.RequireRateLimiting("p")): what is said to the framework's own builder.</summary>
    private void SayThroughBuilder(IInvocationOperation call, EndpointClass read, PipelineScope scope, string level)
    {
        foreach (var argument in call.Arguments.Where(each => each.Parameter?.Type.TypeKind == TypeKind.Delegate && !each.Value.IsNull()))
        {
            if (_values.Of(argument.Value) is not { Function: not null } function || CodeOf(function) is null)
            {
                read.Options.Add(Hidden(argument.Value, scope, level, $"what '{call.TargetMethod.Name}' is given"));
                continue;
            }

            var said = new EndpointGroup(parent: null, "");
            Run(function, call, scope, _ => new PipelineValue(Group: said));
            read.Options.AddRange(said.Conventions.Select(each => each with { Level = level }));
        }
    }

    private IEnumerable<string> VerbsIn(IInvocationOperation call) => call.Arguments.SelectMany(argument => Elements(argument.Value)).Select(each => _values.Origin(each) switch
    {
        IFieldReferenceOperation { Field: { ContainingType.TypeKind: TypeKind.Enum, Name: var name } } => name,
        { ConstantValue.Value: string text } => text.ToUpperInvariant(),
        _ => HeaderTexts.Hole.ToString(),
    });

    /// <summary>A text with holes where parts of it are not known.</summary>
    private string ShownText(IOperation value) => _values.Origin(value).ConstantValue.Value is "" ? ""
        : HeaderTexts.Of(value, _values.Origin, KnownText) ?? HeaderTexts.Hole.ToString();

    /// <summary>The class counts by itself, by a header that its caller sends.</summary>
    private static EndpointConvention Throttled(object? hits, object? seconds, string? header, Location place, PipelineScope scope) =>
        new(ConventionKind.RateLimit, place, scope, EndpointClassLevel)
        {
            Limit = new RateLimit(
                RateLimit.Own,
                [new LimitPartition(LimitAlgorithm.FixedWindow, Number(hits), Number(seconds), null, LimitKey.ClientChosen, place) { Chosen = header ?? "X-Forwarded-For" }],
                IsChained: false, place, scope),
        };

    private static double? Number(object? constant) => constant is int or double ? Convert.ToDouble(constant, CultureInfo.InvariantCulture) : null;

    /// <summary>class Admin : Group { public Admin() => Configure("admin", endpoint => ...); }, perhaps within another.</summary>
    private EndpointGroup GroupOf(ITypeSymbol type, PipelineCall mapped, EndpointGroup parent, string verb)
    {
        // One that is within itself.
        if (!_open.Add(type))
            return parent;

        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (current is { Name: "SubGroup", TypeArguments: [var outer] })
                parent = GroupOf(outer, mapped, parent, verb);
        }

        _open.Remove(type);
        if (!bodies.Has(type) && libraries.Of(type)?.FirstOrDefault(fact => fact.Kind == LibraryFactKind.Group)?.Value is string text
            && LibraryEndpoint.ReadMapping(text, mapped, parent, new EndpointGroup(parent: null, ""), mapped.Location, mapped.Scope) is { } written)
        {
            var known = new EndpointGroup(parent, written.Pattern);
            known.Conventions.AddRange(written.Conventions);
            return known;
        }

        var read = ReadGroup(type, mapped.Scope);
        var group = new EndpointGroup(parent, read.GroupPrefix);
        group.Conventions.AddRange(read.Of(verb, open => new EndpointConvention(ConventionKind.Anonymous, open, mapped.Scope, "group")));
        if (read.GroupPrefix is null)
            group.Conventions.Add(Hidden(type.Locations.FirstOrDefault() ?? mapped.Location, type.Name, mapped.Scope, "group", $"what the group '{type.Name}' says"));
        return group;
    }

    private EndpointClass ReadGroup(ITypeSymbol type, PipelineScope scope)
    {
        var (read, @this) = (new EndpointClass(), Dispatch.This);
        Dispatch.This = type as INamedTypeSymbol;
        foreach (var code in Dispatch.This?.InstanceConstructors.Select(each => bodies.Find(each, cancellation)).OfType<IOperation>() ?? [])
            ReadConfiguration(code, read, scope, "group");
        Dispatch.This = @this;
        return read;
    }

    /// <summary>Reads a group of a library; what it says for some verbs only is not written down.</summary>
    public PipelineFacts ReadEndpointGroup(INamedTypeSymbol type)
    {
        _isLibrary = true;
        var read = ReadGroup(type, PipelineScope.Entry);
        if (read.GroupPrefix is null || read.OpenVerbs?.Count > 0)
            return _facts;

        var group = new EndpointGroup(parent: null, read.GroupPrefix);
        group.Conventions.AddRange(read.Of("", open => new EndpointConvention(ConventionKind.Anonymous, open, PipelineScope.Entry, "group")));
        _facts.Returned = new PipelineValue(Group: group);
        return _facts;
    }

    /// <summary>Whether a class is a group of endpoint classes.</summary>
    public static bool IsEndpointGroup(INamedTypeSymbol type)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (current is { Name: "Group", ContainingNamespace.Name: FastEndpoints })
                return true;
        }

        return false;
    }

    private static bool IsFast(string? assembly) => assembly?.StartsWith(FastEndpoints, StringComparison.Ordinal) == true;

    private static bool IsEndpointClass(INamedTypeSymbol type)
    {
        if (type is { TypeKind: not TypeKind.Class } or { IsAbstract: true } || type.GetAttributes().Any(each => each.AttributeClass?.Name == "DontRegisterAttribute"))
            return false;

        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (current is { Name: "BaseEndpoint", ContainingNamespace.Name: FastEndpoints })
                return true;
        }

        return false;
    }
}
