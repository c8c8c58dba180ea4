using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;
using Microsoft.CodeAnalysis.Text;

namespace Omniops.Gates.CodeFixes.Headers;

/// <summary>The statements that put a pipeline together, and the variable through which they do.</summary>
internal sealed class PipelineBody
{
    /// <summary>What reads the scheme or the address that forwarded headers set.</summary>
    private static readonly string[] s_readers = ["UseHsts", "UseHttpsRedirection", "UseRateLimiter", "UseAuthentication"];

    private readonly ISymbol _variable;

    private PipelineBody(Document document, SemanticModel model, InsertionPlace start, ISymbol variable, string name) =>
        (Document, Model, Start, _variable, Name) = (document, model, start, variable, name);

    public Document Document { get; }

    public SemanticModel Model { get; }

    public CompilationUnitSyntax Unit => Start.Anchor.SyntaxTree.GetCompilationUnitRoot();

    /// <summary>Where the application is there and has no middleware yet.</summary>
    public InsertionPlace Start { get; }

    /// <summary>The variable as the source writes it, with an @ where it needs one.</summary>
    public string Name { get; }

    /// <summary>The variable that holds the builder of the application; null where none does.</summary>
    public IdentifierNameSyntax? Builder =>
        Start.Anchor is LocalDeclarationStatementSyntax { Declaration.Variables: [{ Initializer.Value: var value }] }
        && value is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax name } }
        && Model.GetTypeInfo(name).Type?.ToDisplayString() == KnownTypes.WebApplicationBuilder
            ? name
            : null;

    /// <summary>The class that a host is told to start up with; null where the application is built in plain sight.</summary>
    public INamedTypeSymbol? Startup { get; private init; }

    /// <summary>
    /// Null unless the finding stands on the call that gives a variable its value, or names a start-up class or function that is in
    /// plain sight.
    /// </summary>
    public static async Task<PipelineBody?> FindAsync(Document document, TextSpan finding, CancellationToken cancellation)
    {
        if (await FileSource.ReadAsync(document, cancellation).ConfigureAwait(false) is not (_, var unit, var model)
            || unit.FindNode(finding, getInnermostNodeForTie: true).FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call)
        {
            return null;
        }

        return call.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable }
            ? FindLocal(document, model, call, variable, cancellation)
            : await FindParameterAsync(document, model, call, cancellation).ConfigureAwait(false);
    }

    /// <summary>The body in which a middleware is added by the call that stands there; null where it cannot be told.</summary>
    public static async Task<PipelineBody?> FindAroundAsync(Document document, TextSpan call, CancellationToken cancellation)
    {
        if (await FileSource.ReadAsync(document, cancellation).ConfigureAwait(false) is not (_, var unit, var model)
            || unit.FindNode(call, getInnermostNodeForTie: true).FirstAncestorOrSelf<InvocationExpressionSyntax>()
                is not { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax name } })
        {
            return null;
        }

        return model.GetSymbolInfo(name, cancellation).Symbol switch
        {
            ILocalSymbol { DeclaringSyntaxReferences: [var reference] } local
                when await reference.GetSyntaxAsync(cancellation).ConfigureAwait(false)
                    is VariableDeclaratorSyntax { Initializer.Value: InvocationExpressionSyntax build } variable =>
                FindLocal(document, model, build, variable, cancellation),
            IParameterSymbol { ContainingSymbol: IMethodSymbol { Name: "Configure", DeclaringSyntaxReferences: [var method] } configure }
                when await method.GetSyntaxAsync(cancellation).ConfigureAwait(false)
                    is MethodDeclarationSyntax { Body: { ContainsDiagnostics: false } body }
                && model.Compilation.GetTypeByMetadataName(KnownTypes.ApplicationBuilder) is { } type =>
                Of(document, model, body, configure, type, configure.ContainingType),
            _ => null,
        };
    }

    /// <summary>The only body in a file; null where there is none, or another.</summary>
    public static async Task<PipelineBody?> FindOnlyAsync(Document document, CancellationToken cancellation)
    {
        if (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root)
            return null;

        PipelineBody? only = null;
        foreach (var name in root.DescendantNodes().OfType<SimpleNameSyntax>()
            .Where(name => name.Identifier.ValueText is "Build" or "Create" or "UseStartup" or "Configure"))
        {
            if (await FindAsync(document, name.Span, cancellation).ConfigureAwait(false) is not { } found)
                continue;
            if (only is not null)
                return null;
            only = found;
        }

        return only;
    }

    /// <summary>The place after which the application knows the scheme of a request; null where that is not certain.</summary>
    /// <param name="schemes">Every place in the project that sets the scheme.</param>
    public InsertionPlace? AfterForwarding(IReadOnlyList<ReferenceLocation> schemes)
    {
        var forwardings = Following(Start).Where(IsForwarding).ToList();
        var isCertain = schemes.All(scheme => forwardings.Exists(statement => statement.GetLocation() is var place
            && place.SourceTree == scheme.Location.SourceTree && place.SourceSpan.Contains(scheme.Location.SourceSpan)));
        if (!isCertain || forwardings.Count == 0)
            return isCertain ? Start : null;

        var last = forwardings[forwardings.Count - 1];
        // A call that comes too late belongs further up, which OMNI3010 says and mends.
        return Following(Start).TakeWhile(statement => statement != last)
            .Any(statement => CalledBy(statement) is { } method && Array.IndexOf(s_readers, method.Name) >= 0)
                ? null
                : InsertionPlace.After(last);
    }

    /// <summary>What follows in the same list of statements.</summary>
    public IEnumerable<StatementSyntax> Following(InsertionPlace place)
    {
        return place.IsWithin
            ? ((BlockSyntax)place.Anchor).Statements
            : Siblings(place.Anchor).SkipWhile(sibling => sibling != place.Anchor).Skip(1);
    }

    /// <summary>What comes before the variable is declared, in the same list of statements.</summary>
    public IEnumerable<StatementSyntax> Preceding() =>
        Start.IsWithin ? [] : Siblings(Start.Anchor).TakeWhile(sibling => sibling != Start.Anchor);

    /// <summary>The block of the statement that runs outside Development and only there.</summary>
    public BlockSyntax? BlockOutsideDevelopment(StatementSyntax statement) => statement switch
    {
        IfStatementSyntax { Condition: PrefixUnaryExpressionSyntax not, Statement: BlockSyntax block }
            when not.IsKind(SyntaxKind.LogicalNotExpression) && IsDevelopment(not.Operand) => block,
        IfStatementSyntax { Else.Statement: BlockSyntax block } choice when IsDevelopment(choice.Condition) => block,
        _ => null,
    };

    /// <summary>How the statements ask for the environment; null where they cannot.</summary>
    public string? Environment
    {
        get
        {
            if (_variable is ILocalSymbol)
                return $"{Name}.Environment";

            return ((IMethodSymbol)_variable.ContainingSymbol).Parameters.FirstOrDefault(parameter => IsEnvironment(parameter.Type))?.Name;
        }
    }

    /// <summary>Whether the condition is true in Development and only there.</summary>
    public bool IsDevelopment(ExpressionSyntax condition) =>
        condition is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call
        && IsOwnEnvironment(access.Expression)
        && Model.GetSymbolInfo(call).Symbol is { Name: "IsDevelopment" } method
        && method.IsOf(KnownTypes.HostEnvironmentExtensions, Model.Compilation);

    /// <summary>Whether responses outside Development are the same with and without the statement.</summary>
    public bool LeavesPipelineAlone(StatementSyntax statement) =>
        statement is IfStatementSyntax { Else: null } choice && IsDevelopment(choice.Condition)
        || statement.DescendantNodes().OfType<IdentifierNameSyntax>().Where(IsVariable).All(IsHarmless);

    /// <summary>Whether the statement is <c>app.UseExceptionHandler(...)</c>.</summary>
    public bool HandlesExceptions(StatementSyntax statement) =>
        Calls(statement, KnownTypes.ExceptionHandlerExtensions, "UseExceptionHandler");

    /// <summary>Whether the statement is <c>app.UseForwardedHeaders(...)</c>.</summary>
    public bool IsForwarding(StatementSyntax statement) =>
        Calls(statement, KnownTypes.ForwardedHeadersExtensions, "UseForwardedHeaders");

    /// <summary>The method that the statement calls on the application and nothing else; null where it does something else.</summary>
    public IMethodSymbol? CalledBy(StatementSyntax statement) =>
        statement is ExpressionStatementSyntax { Expression: InvocationExpressionSyntax call }
        && call.Expression is MemberAccessExpressionSyntax access && IsVariable(access.Expression)
            ? Model.GetSymbolInfo(call).Symbol as IMethodSymbol
            : null;

    private static IEnumerable<StatementSyntax> Siblings(StatementSyntax statement) => statement.Parent switch
    {
        BlockSyntax block => block.Statements,
        var global => global!.Parent!.ChildNodes().OfType<GlobalStatementSyntax>().Select(member => member.Statement),
    };

    private static PipelineBody? FindLocal(
        Document document,
        SemanticModel model,
        InvocationExpressionSyntax call,
        VariableDeclaratorSyntax variable,
        CancellationToken cancellation)
    {
        if (variable.Parent is not VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax declaration }
            || declaration.Parent is not (BlockSyntax or GlobalStatementSyntax)
            || declaration.ContainsDiagnostics
            || IsOneOfSeveral(declaration))
        {
            return null;
        }

        return Builds(model, call, cancellation) && model.GetDeclaredSymbol(variable, cancellation) is ILocalSymbol local
            && local.Type.Equals(model.Compilation.GetTypeByMetadataName(KnownTypes.WebApplication), SymbolEqualityComparer.Default)
                ? new PipelineBody(document, model, InsertionPlace.After(declaration), local, variable.Identifier.Text)
                : null;
    }

    /// <summary><c>UseStartup&lt;Startup&gt;()</c> and <c>Configure(app => { ... })</c>.</summary>
    private static async Task<PipelineBody?> FindParameterAsync(
        Document document, SemanticModel model, InvocationExpressionSyntax call, CancellationToken cancellation)
    {
        if (model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol method
            || model.Compilation.GetTypeByMetadataName(KnownTypes.ApplicationBuilder) is not { } type)
        {
            return null;
        }

        if (method is { Name: "Configure", IsExtensionMethod: true } && call.ArgumentList.Arguments is [{ Expression: var code }])
        {
            return code is AnonymousFunctionExpressionSyntax { Block: { ContainsDiagnostics: false } own }
                && model.GetSymbolInfo(code, cancellation).Symbol is IMethodSymbol function
                    ? Of(document, model, own, function, type)
                    : null;
        }

        if (method is not { Name: "UseStartup", TypeArguments: [INamedTypeSymbol startup] }
            // Which of several runs depends on the environment.
            || startup.GetMembers().OfType<IMethodSymbol>().Where(member => Takes(member, type)).ToList()
                is not [{ Name: "Configure", DeclaringSyntaxReferences: [var reference] } configure]
            || document.Project.Solution.GetDocument(reference.SyntaxTree) is not { } other
            || other.Project.Id != document.Project.Id
            || await reference.GetSyntaxAsync(cancellation).ConfigureAwait(false)
                is not MethodDeclarationSyntax { Body: { ContainsDiagnostics: false } body }
            || await other.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } otherModel)
        {
            return null;
        }

        return Of(other, otherModel, body, configure, type, startup);
    }

    private static PipelineBody? Of(
        Document document,
        SemanticModel model,
        BlockSyntax body,
        IMethodSymbol function,
        INamedTypeSymbol type,
        INamedTypeSymbol? startup = null)
    {
        var application = function.Parameters.FirstOrDefault(parameter => SymbolEqualityComparer.Default.Equals(parameter.Type, type));
        return application is null
            ? null
            : new PipelineBody(document, model, InsertionPlace.Within(body), application, application.Name) { Startup = startup };
    }

    private static bool Takes(IMethodSymbol method, INamedTypeSymbol type) =>
        method.Name.StartsWith("Configure", StringComparison.Ordinal)
        && method.Parameters.Any(parameter => SymbolEqualityComparer.Default.Equals(parameter.Type, type));

    /// <summary>Elsewhere in the branch, or in its sibling, there can be another application.</summary>
    private static bool IsOneOfSeveral(SyntaxNode declaration) =>
        declaration.Ancestors().Any(node => node is IfStatementSyntax or ElseClauseSyntax or SwitchSectionSyntax);

    private static bool Builds(SemanticModel model, InvocationExpressionSyntax call, CancellationToken cancellation) =>
        model.GetSymbolInfo(call, cancellation).Symbol switch
        {
            { Name: "Build" } method => method.IsOf(KnownTypes.WebApplicationBuilder, model.Compilation),
            { Name: "Create" } method => method.IsOf(KnownTypes.WebApplication, model.Compilation),
            _ => false,
        };

    private bool IsOwnEnvironment(ExpressionSyntax expression) => _variable is ILocalSymbol
        ? expression is MemberAccessExpressionSyntax environment && IsVariable(environment.Expression)
            && Model.GetSymbolInfo(environment).Symbol is { Name: "Environment" }
        : expression is IdentifierNameSyntax && Model.GetTypeInfo(expression).Type is { } type && IsEnvironment(type);

    private bool IsEnvironment(ITypeSymbol type) =>
        Model.Compilation.GetTypeByMetadataName(KnownTypes.HostEnvironment) is { } environment
        && (SymbolEqualityComparer.Default.Equals(type, environment)
            || type.AllInterfaces.Contains(environment, SymbolEqualityComparer.Default));

    private bool Calls(StatementSyntax statement, string type, string name) =>
        CalledBy(statement) is { } method && method.Name == name && method.IsOf(type, Model.Compilation);

    private bool IsVariable(ExpressionSyntax expression) =>
        expression is IdentifierNameSyntax && SymbolEqualityComparer.Default.Equals(Model.GetSymbolInfo(expression).Symbol, _variable);

    /// <summary>Reading a property adds no middleware, and endpoints run after all of it.</summary>
    private bool IsHarmless(IdentifierNameSyntax variable) =>
        variable.Parent is MemberAccessExpressionSyntax access && access.Expression == variable
        && Model.GetSymbolInfo(access).Symbol switch
        {
            IPropertySymbol => true,
            IMethodSymbol { ReducedFrom: { } extension } => extension.Parameters[0].Type.Equals(
                Model.Compilation.GetTypeByMetadataName(KnownTypes.EndpointRouteBuilder), SymbolEqualityComparer.Default),
            _ => false,
        };
}
