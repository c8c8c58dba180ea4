using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Endpoints;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Engine.Access;
using Omniops.Gates.Engine.Catalogue;

namespace Omniops.Gates.Analyzers.Access;

/// <summary>Judges a controller by what it and its bases say, and by what the source around it adds for all of them.</summary>
/// <param name="isWeb">Whether the project is known to be a web application, in which MVC serves public classes only.</param>
internal sealed class UnservedCheck(GateReporter reporter, ProgramSources sources, AntiforgeryTokens tokens, bool isWeb)
{
    private const string Off = "switches off what tells requests of other sites apart";
    private const string TakeAway = "take it away, and send the token with the form";

    private const string Discarded = "the refusal in it is made and not returned";
    private const string ReturnIt = "write 'return' in front of the refusal, or [Authorize] on the action or controller";
    private const string AskForSomebody = "write [Authorize], or name the route in 'access.public' of omniops.gates.json";

    /// <summary>Callers that show themselves in a header are known by no cookie.</summary>
    private static readonly string[] s_bearer = ["AddJwtBearer", "AddBearerToken", "AddMicrosoftIdentityWebApi", "AddMicrosoftIdentityWebApiAuthentication"];

    private static readonly string[] s_ofPages = ["AuthorizeAreaFolder", "AuthorizeAreaPage", "AuthorizeFolder", "AuthorizePage"];

    private static readonly string[] s_cookies =
        ["AddCookie", "AddDefaultIdentity", "AddIdentity", "AddIdentityApiEndpoints", "AddIdentityCookies", "AddNegotiate", "AddOpenIdConnect", "AddSession"];

    private readonly CrossSiteActions _actions = new(tokens, sources.Bodies, sources.References);
    private readonly UndecidedActions _undecided = new(sources);
    private readonly ConcurrentDictionary<Location, bool> _places = new();
    private StrongBox<bool>? _isServed;
    private StrongBox<bool>? _isAskedForAll;
    private StrongBox<bool>? _isBearerOnly;

    public void CheckType(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.TypeKind != TypeKind.Class || isWeb && type.DeclaredAccessibility != Accessibility.Public)
            return;

        var (isPage, isController) = (MvcNames.IsPage(type), MvcNames.IsController(type));
        if (!isPage && !isController && !MvcNames.IsNamedController(type) || IsServed(context.CancellationToken))
            return;

        if (isPage)
            CheckHandlers(context, type);
        else
            CheckAuthorize(context, type);
        if (!isPage && !isController || IsBearerOnly(context.CancellationToken))
            return;

        CheckOff(context, type, isPage);
        if (isController)
            CheckTokens(context, type);
    }

    /// <summary>Where the token is switched off for all controllers, or for an endpoint that takes a form.</summary>
    public void CheckCall(OperationAnalysisContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        var isOff = call.TargetMethod.Name == "DisableAntiforgery" ? TakesForm(call) : AntiforgeryTokens.IsIgnored(AntiforgeryTokens.AddedBy(call));
        if (!isOff || !sources.Reach.IsInProduction(call, context.CancellationToken)
            || IsServed(context.CancellationToken) || IsBearerOnly(context.CancellationToken))
        {
            return;
        }

        var name = call.TargetMethod.Name == "DisableAntiforgery" ? call.TargetMethod.Name : "IgnoreAntiforgeryTokenAttribute";
        Report(context.ReportDiagnostic, Outcome.Fails, call.NameLocation(), context.ContainingSymbol.ToDisplayString(), name, Off, TakeAway);
    }

    /// <summary>app.MapPost("/a", (IFormFile file) => ...).DisableAntiforgery()</summary>
    private static bool TakesForm(IInvocationOperation call)
    {
        for (var current = call.Instance ?? call.Arguments.FirstOrDefault()?.Value; current?.Unwrapped() is IInvocationOperation inner;
            current = inner.Instance ?? inner.Arguments.FirstOrDefault()?.Value)
        {
            if (inner.TargetMethod.Name is not ("MapPost" or "MapPut" or "MapPatch" or "MapDelete" or "MapMethods" or "Map"))
                continue;

            return inner.Arguments.Select(argument => argument.Value.Unwrapped()).OfType<IDelegateCreationOperation>().Any(handler => handler.Target switch
            {
                IAnonymousFunctionOperation { Symbol: var lambda } => AntiforgeryDecisions.BindsForm(lambda),
                IMethodReferenceOperation { Method: var method } => AntiforgeryDecisions.BindsForm(method),
                _ => false,
            });
        }

        return false;
    }

    private void CheckOff(SymbolAnalysisContext context, INamedTypeSymbol type, bool isPage)
    {
        if (type.GetAttributes().FirstOrDefault(attribute => AntiforgeryTokens.IsIgnored(attribute.AttributeClass)) is { } ofClass
            && (isPage ? PageNeed(type) : NeedOfClass(type, ofClass, context.CancellationToken)) is { } need)
        {
            Report(context.ReportDiagnostic, need, PlaceOf(ofClass, type, context.CancellationToken), type.ToDisplayString(), type.Name, Off, TakeAway);
        }

        foreach (var method in type.GetMembers().OfType<IMethodSymbol>().Where(isPage ? MvcNames.IsUnsafeHandler : MvcNames.IsAction))
        {
            if (method.GetAttributes().FirstOrDefault(attribute => AntiforgeryTokens.IsIgnored(attribute.AttributeClass)) is { } own
                && (isPage ? Outcome.Fails : NeedOf(type, method, own, context.CancellationToken)) is { } outcome)
            {
                Report(context.ReportDiagnostic, outcome, PlaceOf(own, method, context.CancellationToken), method.ToDisplayString(), $"{type.Name}.{method.Name}", Off, TakeAway);
            }
        }
    }

    private static Outcome? PageNeed(INamedTypeSymbol page) =>
        page.GetMembers().OfType<IMethodSymbol>().Any(MvcNames.IsUnsafeHandler) ? Outcome.Fails : null;

    /// <summary>The worst that comes of it for actions of the class and those that derive from it; a base without any is there for those of others.</summary>
    private Outcome? NeedOfClass(INamedTypeSymbol type, AttributeData off, CancellationToken cancellation)
    {
        var served = sources.Bodies.Types.Where(each => each.WithBases().Any(up => SymbolEqualityComparer.Default.Equals(up.OriginalDefinition, type)))
            .SelectMany(each => each.GetMembers().OfType<IMethodSymbol>().Where(MvcNames.IsAction).Select(action => (Type: each, Action: action))).ToList();
        return served.Count == 0 ? (MvcNames.IsApi(type) ? null : Outcome.Fails)
            : served.Select(each => NeedOf(each.Type, each.Action, off, cancellation)).OfType<Outcome>().OrderBy(outcome => outcome).Select(outcome => (Outcome?)outcome).FirstOrDefault();
    }

    /// <summary>What comes of it for an action; null where another attribute decides, or no form can be sent to it.</summary>
    private Outcome? NeedOf(INamedTypeSymbol controller, IMethodSymbol action, AttributeData off, CancellationToken cancellation) =>
        Deciding(controller, action, cancellation) == off
            && !SignInSchemes.AreTokens(Said(controller, action)) ? _actions.NeedOf(controller, action, isOff: true, parameters: null, cancellation)?.Outcome : null;

    /// <summary>
    /// The attribute that decides on the token: the nearest of those with the highest order, and on one target the last. Source: FilterDescriptor,
    /// FindEffectivePolicy.
    /// </summary>
    private AttributeData? Deciding(INamedTypeSymbol controller, IMethodSymbol action, CancellationToken cancellation) =>
        MvcNames.Overridden(action).Cast<ISymbol>().Concat(controller.WithBases()).SelectMany(level => level.GetAttributes().Reverse())
            .Where(attribute => AntiforgeryTokens.IsIgnored(attribute.AttributeClass) || tokens.Asks(attribute, cancellation))
            .OrderByDescending(attribute => attribute.NamedArguments.FirstOrDefault(given => given.Key == "Order").Value.Value as int? ?? EndpointConvention.UsualOrder).FirstOrDefault();

    private static IEnumerable<AttributeData> Said(INamedTypeSymbol controller, IMethodSymbol action) =>
        MvcNames.Overridden(action).SelectMany(each => each.GetAttributes()).Concat(controller.WithBases().SelectMany(each => each.GetAttributes()));

    private void CheckTokens(SymbolAnalysisContext context, INamedTypeSymbol type)
    {
        var cancellation = context.CancellationToken;
        foreach (var action in type.GetMembers().OfType<IMethodSymbol>().Where(MvcNames.IsAction))
        {
            if (action.IsAbstract || ServedBy(type).All(controller => IsSaid(controller, action, cancellation))
                || _actions.NeedOf(type, action, isOff: false, parameters: null, cancellation) is not { } need
                || SignInSchemes.AreTokens(Said(type, action)) || IsAskedForAll(cancellation))
            {
                continue;
            }

            var place = action.Locations.FirstOrDefault() ?? Location.None;
            var name = $"{type.Name}.{action.Name}";
            if (CrossSiteActions.RefusesForms(type, action))
            {
                reporter.NotProven(
                    context.ReportDiagnostic, AccessRules.AntiforgeryMissing, place, action.ToDisplayString(), $"'{name}': {CrossSiteActions.WithoutType}");
            }
            else
            {
                Report(context.ReportDiagnostic, need.Outcome, place, action.ToDisplayString(), name, need.Problem, need.WayOut);
            }
        }
    }

    /// <summary>The class, or those that derive from one that MVC does not make itself.</summary>
    private IEnumerable<INamedTypeSymbol> ServedBy(INamedTypeSymbol type)
    {
        var derived = type.IsAbstract
            ? sources.Bodies.Types.Where(each => !each.IsAbstract && each.WithBases().Skip(1).Any(up => SymbolEqualityComparer.Default.Equals(up.OriginalDefinition, type))).ToList()
            : [];
        return derived.Count > 0 ? derived : [type];
    }

    /// <summary>Whether the action or its controller asks for a token or (which is another finding) takes it away.</summary>
    private bool IsSaid(INamedTypeSymbol controller, IMethodSymbol action, CancellationToken cancellation) =>
        Said(controller, action).Any(attribute => AntiforgeryTokens.IsIgnored(attribute.AttributeClass) || tokens.Asks(attribute, cancellation));

    private void CheckHandlers(SymbolAnalysisContext context, INamedTypeSymbol page)
    {
        foreach (var (authorize, on) in OverriddenAuthorize.OnHandlers(page))
        {
            // options.Conventions.AuthorizeFolder("/")
            if (_undecided.IsDecidedForAll(context.CancellationToken) || Array.Exists(s_ofPages, name => sources.References.Named(name, context.CancellationToken).Count > 0))
                return;

            reporter.Finding(
                context.ReportDiagnostic, AccessRules.EndpointUndecided, PlaceOf(authorize, on, context.CancellationToken), on.ToDisplayString(), $"{page.Name}.{on.Name}",
                "[Authorize] on a handler of a page is not looked at", "write it on the page's model");
        }
    }

    private void CheckAuthorize(SymbolAnalysisContext context, INamedTypeSymbol type)
    {
        foreach (var (authorize, on) in OverriddenAuthorize.In(type))
        {
            var place = PlaceOf(authorize, on, context.CancellationToken);
            // Of a base each class that derives from it tells.
            if (!_places.TryAdd(place, true))
                continue;

            var name = SymbolEqualityComparer.Default.Equals(on, type) ? type.Name : $"{type.Name}.{on.Name}";
            reporter.Finding(
                context.ReportDiagnostic, AccessRules.EndpointUndecided, place, on.ToDisplayString(), name,
                "[AllowAnonymous] wins over what it asks for", "take the one or the other away");
        }

        // MVC serves no other classes.
        if (!MvcNames.IsController(type) || type.DeclaredAccessibility != Accessibility.Public)
            return;

        CheckUndecided(context, type);
        CheckOpen(context, type);
    }

    /// <summary>
    /// Where the source asks for users, an action that says nothing was forgotten; where administrators work or something is changed, in any
    /// case. A program out of sight may decide for all of them, so it is no more than advice, but for what lets everybody in whatever a program says.
    /// </summary>
    private void CheckUndecided(SymbolAnalysisContext context, INamedTypeSymbol type)
    {
        var cancellation = context.CancellationToken;
        var isAsking = type.GetMembers().OfType<IMethodSymbol>().Where(MvcNames.IsAction)
            .Any(action => action.GetAttributes().Any(attribute => MvcNames.IsAuthorize(attribute.AttributeClass)));
        foreach (var action in _undecided.Of(type, cancellation))
        {
            var isSensitive = RouteWords.IsSensitive(MvcNames.RouteOf(type, action), reporter.Access);
            if (!isSensitive && !_undecided.IsSpokenOf(cancellation) && !_undecided.ChangesState(action, cancellation))
                continue;
            if (_undecided.IsDecidedForAll(cancellation) || HasHost(cancellation))
                return;

            var (place, name) = (action.Locations.FirstOrDefault() ?? Location.None, $"{type.Name}.{action.Name}");
            var isDiscarded = UndecidedActions.Discards(action, cancellation);
            reporter.Report(context.ReportDiagnostic, isSensitive
                ? new GateDiagnostic(
                    AccessRules.SensitiveEndpointOpen, Outcome.Advised, place, action.ToDisplayString(), name,
                    isDiscarded ? $"as {Discarded}" : "as nobody has decided who may call it", isDiscarded ? ReturnIt : AskForSomebody)
                : new GateDiagnostic(
                    AccessRules.EndpointUndecided, Outcome.Advised, place, action.ToDisplayString(), name,
                    isDiscarded ? Discarded : isAsking ? "others beside it ask who calls" : "nobody has decided that",
                    isDiscarded ? ReturnIt : "write [Authorize] or [AllowAnonymous] on the action or controller"));
        }
    }

    /// <summary>[AllowAnonymous] where administrators work.</summary>
    private void CheckOpen(SymbolAnalysisContext context, INamedTypeSymbol type)
    {
        var ofClass = type.WithBases().Any(each => each.GetAttributes().Any(attribute => MvcNames.IsAnonymous(attribute.AttributeClass)));
        foreach (var action in type.GetMembers().OfType<IMethodSymbol>().Where(MvcNames.IsAction))
        {
            var said = MvcNames.Overridden(action).SelectMany(each => each.GetAttributes()).ToList();
            if ((ofClass || said.Exists(attribute => MvcNames.IsAnonymous(attribute.AttributeClass))) && !MvcNames.IsEntrance(action.Name)
                && !said.Exists(attribute => MvcNames.IsAuthorize(attribute.AttributeClass))
                && RouteWords.IsSensitive(MvcNames.RouteOf(type, action), reporter.Access) && !HasHost(context.CancellationToken))
            {
                reporter.Finding(
                    context.ReportDiagnostic, AccessRules.SensitiveEndpointOpen, action.Locations.FirstOrDefault() ?? Location.None,
                    action.ToDisplayString(), $"{type.Name}.{action.Name}", "as 'AllowAnonymous' says", AskForSomebody);
            }
        }
    }

    private void Report(Action<Diagnostic> report, Outcome outcome, Location place, string anchor, string name, string what, string wayOut) =>
        reporter.Report(report, new GateDiagnostic(AccessRules.AntiforgeryMissing, outcome, place, anchor, name, what, wayOut));

    private static Location PlaceOf(AttributeData attribute, ISymbol on, CancellationToken cancellation) =>
        attribute.ApplicationSyntaxReference?.GetSyntax(cancellation).GetLocation() ?? on.Locations.FirstOrDefault() ?? Location.None;

    /// <summary>
    /// Whether a program of this compilation builds a host: the rules over its endpoints judge it. What a project maps out of sight is not asked
    /// about here; code without a project has to map its controllers in sight.
    /// </summary>
    private bool IsServed(CancellationToken cancellation) => Once(ref _isServed, () =>
        HostingTypes.Find(sources.Bodies.Compilation) is { } types
        && sources.ReadProgram(types, cancellation) is { Hosts.Count: > 0 } pipeline
        && (isWeb || pipeline.Mappings.Exists(mapping => mapping.Kind is EndpointKind.Controllers or EndpointKind.Pages)));

    /// <summary>A host in sight that maps no controllers serves none.</summary>
    private bool HasHost(CancellationToken cancellation) =>
        HostingTypes.Find(sources.Bodies.Compilation) is { } types && sources.HasHost(types, cancellation);

    private bool IsAskedForAll(CancellationToken cancellation) => Once(ref _isAskedForAll, () => tokens.IsAskedForAll(cancellation));

    private bool IsBearerOnly(CancellationToken cancellation) => Once(ref _isBearerOnly, () =>
        Array.Exists(s_bearer, name => sources.References.Named(name, cancellation).Count > 0)
        && !Array.Exists(s_cookies, name => sources.References.Named(name, cancellation).Count > 0));

    private static bool Once(ref StrongBox<bool>? answer, Func<bool> ask) => LazyInitializer.EnsureInitialized(ref answer, () => new StrongBox<bool>(ask()))!.Value;
}
