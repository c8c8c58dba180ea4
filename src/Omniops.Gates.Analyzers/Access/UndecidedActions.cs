using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Endpoints;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Access;

/// <summary>
/// Actions of controllers without a program that say nothing about who may call them, where the source around them speaks of users. What turns
/// callers away by other means is left alone: a filter, a middleware, the action's own code. Source: CWE-862.
/// </summary>
internal sealed class UndecidedActions(ProgramSources sources)
{
    /// <summary>Authorization for all that says nothing.</summary>
    private static readonly string[] s_forAll =
        ["AuthorizeFilter", "FallbackPolicy", "SetFallbackPolicy", "AddFallbackPolicy", "RequireAuthorization", "AuthorizeAttribute"];

    /// <summary>What shows that the team decides who may call.</summary>
    private static readonly string[] s_spoken =
        ["Authorize", "AuthorizeAttribute", "AllowAnonymous", "AllowAnonymousAttribute", "IAuthorizeData", "IAllowAnonymous", "IAuthorizationService"];

    /// <summary>Parts of the names of what code calls that asks for users, or lets them in.</summary>
    private static readonly string[] s_asking =
        ["authoriz", "authoris", "authentic", "permission", "isinrole", "isadmin", "hasclaim", "forbid", "challenge", "signin", "signout"];

    /// <summary>How the names of actions begin that change something, where no verb says so.</summary>
    private static readonly string[] s_changing =
        ["Add", "Approve", "Assign", "Cancel", "Change", "Create", "Delete", "Edit", "Grant", "Insert", "Modify", "Remove", "Reset", "Revoke", "Save", "Set", "Update"];

    private readonly ActionVerbs _verbs = new(sources.Bodies);
    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _passing = new(SymbolEqualityComparer.Default);
    private StrongBox<bool>? _isDecidedForAll;
    private StrongBox<bool>? _isSpokenOf;

    /// <summary>Whether anything else may have decided for every controller.</summary>
    public bool IsDecidedForAll(CancellationToken cancellation) => Once(ref _isDecidedForAll, () =>
        s_forAll.SelectMany(name => sources.References.Named(name, cancellation)).Any(IsUsed) || sources.Bodies.Types.Any(IsRefusingMiddleware));

    /// <summary>Not as an attribute, an alias or a base class.</summary>
    private static bool IsUsed(SyntaxNode name) =>
        !name.Ancestors().Any(node => node is AttributeSyntax or UsingDirectiveSyntax or BaseListSyntax);

    /// <summary>Whether the source asks for users anywhere.</summary>
    public bool IsSpokenOf(CancellationToken cancellation) =>
        Once(ref _isSpokenOf, () => Array.Exists(s_spoken, name => sources.References.Named(name, cancellation).Count > 0));

    /// <summary>
    /// Whether an action changes something: by its verb, or by its name where it is for any. Nobody may do that unasked, whether or not the source
    /// speaks of users.
    /// </summary>
    public bool ChangesState(IMethodSymbol action, CancellationToken cancellation) =>
        // What is being typed may yet say who.
        !action.DeclaringSyntaxReferences.Any(part => part.GetSyntax(cancellation).ContainsDiagnostics)
        && (_verbs.IsUnsafe(action, cancellation) ?? action.Parameters.Length > 0 && Array.Exists(s_changing, word => CrossSiteActions.BeginsWith(action.Name, word)));

    /// <summary>Whether somebody has decided who may call an action, by an attribute or by what runs in front of it.</summary>
    public bool IsDecided(INamedTypeSymbol controller, IMethodSymbol action, CancellationToken cancellation) =>
        controller.WithBases().Any(type => Decides(type, cancellation) || IsRefusing(type)) || MvcNames.Overridden(action).Any(each => Decides(each, cancellation));

    /// <summary>The actions that a controller declares and nobody has decided on, whichever of the classes that derive from it serves them.</summary>
    public IEnumerable<IMethodSymbol> Of(INamedTypeSymbol controller, CancellationToken cancellation)
    {
        if (Served(controller).All(served => served.WithBases().Any(type => Decides(type, cancellation) || IsRefusing(type))))
            yield break;

        foreach (var action in controller.GetMembers().OfType<IMethodSymbol>().Where(MvcNames.IsAction))
        {
            if (!MvcNames.Overridden(action).Any(each => Decides(each, cancellation)) && !AsksItself(action, cancellation))
                yield return action;
        }
    }

    /// <summary>Whether the class itself is served, and which others that derive from it.</summary>
    private IEnumerable<INamedTypeSymbol> Served(INamedTypeSymbol controller) => controller is { IsAbstract: false, Arity: 0 }
        ? [controller]
        : sources.Bodies.Types.Where(each => each is { IsAbstract: false, Arity: 0 }
            && each.WithBases().Skip(1).Any(up => SymbolEqualityComparer.Default.Equals(up.OriginalDefinition, controller)));

    /// <summary>By an attribute, of MVC or of the team's own that may turn callers away.</summary>
    private bool Decides(ISymbol symbol, CancellationToken cancellation) => symbol.GetAttributes().Any(attribute => MvcNames.IsAuthorize(attribute.AttributeClass)
        || MvcNames.IsAnonymous(attribute.AttributeClass)
        || attribute.AttributeClass is { } filter && (filter.Name is "ServiceFilterAttribute" or "TypeFilterAttribute" || !MvcNames.IsMvc(filter))
            && AccessDecisions.MayRefuse(filter) && !IsMark(filter, cancellation) && !LetsAllPass(filter, cancellation));

    /// <summary>[AdminOnly], a filter that ends no request.</summary>
    private bool LetsAllPass(INamedTypeSymbol filter, CancellationToken cancellation) =>
        sources.Bodies.Has(filter) && _passing.GetOrAdd(filter, each => new PassingFilters(sources.Bodies, _ => false, cancellation).PassAll(each));

    /// <summary>[AdminOnly], which is no filter, and which no code looks for: it does nothing.</summary>
    private bool IsMark(INamedTypeSymbol attribute, CancellationToken cancellation) => sources.Bodies.Has(attribute)
        && attribute.AllInterfaces.IsEmpty && attribute.BaseType is { Name: "Attribute", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } }
        && !sources.References.Named(attribute.Name, cancellation).Any(IsUsed);

    /// <summary>Whether what runs before the actions of the class turns callers away.</summary>
    private static bool IsRefusing(INamedTypeSymbol type) => type.GetMembers().OfType<IMethodSymbol>().Any(method =>
        method is { IsOverride: true, Name: "OnActionExecuting" or "OnActionExecutionAsync" or "OnAuthorization" or "Initialize" });

    private static bool IsRefusingMiddleware(INamedTypeSymbol type) => type.GetMembers().OfType<IMethodSymbol>().Any(method =>
        method.Name is "Invoke" or "InvokeAsync" && method.DeclaringSyntaxReferences.Any(part => AccessDecisions.SpeaksOfRefusal(part.GetSyntax())));

    /// <summary>Whether an action makes refusals, and returns none of them.</summary>
    public static bool Discards(IMethodSymbol action, CancellationToken cancellation) => !DiscardedRefusals.AreOwn(action.ContainingType) && action.DeclaringSyntaxReferences.Any(part =>
        part.GetSyntax(cancellation) is var code && DiscardedRefusals.Without(code) is { } rest && !AccessDecisions.SpeaksOfRefusal(rest));

    private bool AsksItself(IMethodSymbol action, CancellationToken cancellation) =>
        !Discards(action, cancellation) && sources.Bodies.Find(action, cancellation)?.Descendants().Any(operation => operation switch
        {
            IInvocationOperation { TargetMethod.Name: var name } => IsAsking(name),
            IPropertyReferenceOperation { Property: { Name: "User", Type.Name: "ClaimsPrincipal" or "IPrincipal" } } user => IsCondition(user),
            IPropertyReferenceOperation { Property.Name: var name } => IsAsking(name),
            _ => false,
        }) == true;

    /// <summary>if (CanEdit(id, User.Identity.Name))</summary>
    private static bool IsCondition(IOperation operation)
    {
        var child = operation;
        for (var parent = operation.Parent; parent is not null and not IBlockOperation; (child, parent) = (parent, parent.Parent))
        {
            if (parent is IConditionalOperation choice && choice.Condition == child)
                return true;
        }

        return false;
    }

    private static bool IsAsking(string name) => Array.Exists(s_asking, word => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);

    private static bool Once(ref StrongBox<bool>? answer, Func<bool> ask) =>
        LazyInitializer.EnsureInitialized(ref answer, () => new StrongBox<bool>(ask()))!.Value;
}
