using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;
using Microsoft.CodeAnalysis.Text;

namespace Omniops.Gates.CodeFixes.Headers;

/// <summary>A local variable that holds the application where it is built, and what the statements after it do with it.</summary>
internal sealed class BuiltApplication
{
    private readonly LocalDeclarationStatementSyntax _declaration;
    private readonly ILocalSymbol _local;

    private BuiltApplication(SemanticModel model, LocalDeclarationStatementSyntax declaration, ILocalSymbol local) =>
        (Model, _declaration, _local) = (model, declaration, local);

    public SemanticModel Model { get; }

    /// <summary>The variable as the source writes it, with an @ where it needs one.</summary>
    public string Name => _declaration.Declaration.Variables[0].Identifier.Text;

    /// <summary>Null unless the finding stands on the call that gives the variable its value.</summary>
    public static BuiltApplication? Find(CompilationUnitSyntax unit, SemanticModel model, TextSpan finding, CancellationToken cancellation)
    {
        if (unit.FindNode(finding, getInnermostNodeForTie: true).FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call
            || call.Parent is not EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable }
            || variable.Parent is not VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax declaration }
            || declaration.Parent is not (BlockSyntax or GlobalStatementSyntax)
            || declaration.ContainsDiagnostics
            || IsOneOfSeveral(declaration))
        {
            return null;
        }

        return Builds(model, call, cancellation) && model.GetDeclaredSymbol(variable, cancellation) is ILocalSymbol local
            && local.Type.Equals(model.Compilation.GetTypeByMetadataName(KnownTypes.WebApplication), SymbolEqualityComparer.Default)
                ? new BuiltApplication(model, declaration, local)
                : null;
    }

    /// <summary>The statement after which the application knows the scheme of a request; null where that is not certain.</summary>
    /// <param name="schemes">Every place in the project that sets the scheme.</param>
    public StatementSyntax? LastForwarding(IReadOnlyList<ReferenceLocation> schemes)
    {
        var forwardings = StatementsAfter(_declaration).Where(IsForwarding).ToList();
        var isCertain = schemes.All(scheme => forwardings.Exists(statement => statement.GetLocation() is var place
            && place.SourceTree == scheme.Location.SourceTree && place.SourceSpan.Contains(scheme.Location.SourceSpan)));
        return isCertain ? forwardings.LastOrDefault() ?? _declaration : null;
    }

    /// <summary>What follows in the same list of statements.</summary>
    public IEnumerable<StatementSyntax> StatementsAfter(StatementSyntax statement)
    {
        var siblings = _declaration.Parent is BlockSyntax block
            ? block.Statements
            : _declaration.Parent!.Parent!.ChildNodes().OfType<GlobalStatementSyntax>().Select(global => global.Statement);
        return siblings.SkipWhile(sibling => sibling != statement).Skip(1);
    }

    /// <summary>The block of the statement that runs outside Development and only there.</summary>
    public BlockSyntax? BlockOutsideDevelopment(StatementSyntax statement) => statement switch
    {
        IfStatementSyntax { Condition: PrefixUnaryExpressionSyntax not, Statement: BlockSyntax block }
            when not.IsKind(SyntaxKind.LogicalNotExpression) && IsDevelopment(not.Operand) => block,
        IfStatementSyntax { Else.Statement: BlockSyntax block } choice when IsDevelopment(choice.Condition) => block,
        _ => null,
    };

    /// <summary>Whether responses outside Development are the same with and without the statement.</summary>
    public bool LeavesPipelineAlone(StatementSyntax statement) =>
        statement is IfStatementSyntax { Else: null } choice && IsDevelopment(choice.Condition)
        || statement.DescendantNodes().OfType<IdentifierNameSyntax>().Where(IsVariable).All(IsHarmless);

    /// <summary>Whether the statement is <c>app.UseExceptionHandler(...)</c>.</summary>
    public bool HandlesExceptions(StatementSyntax statement) =>
        Calls(statement, KnownTypes.ExceptionHandlerExtensions, "UseExceptionHandler");

    private bool IsForwarding(StatementSyntax statement) =>
        Calls(statement, KnownTypes.ForwardedHeadersExtensions, "UseForwardedHeaders");

    /// <summary>Elsewhere in the branch, or in its sibling, there can be another application.</summary>
    private static bool IsOneOfSeveral(SyntaxNode declaration) =>
        declaration.Ancestors().Any(node => node is IfStatementSyntax or ElseClauseSyntax or SwitchSectionSyntax);

    private static bool Builds(SemanticModel model, InvocationExpressionSyntax call, CancellationToken cancellation) =>
        model.GetSymbolInfo(call, cancellation).Symbol switch
        {
            { Name: "Build" } method => method.IsMemberOf(KnownTypes.WebApplicationBuilder, model.Compilation),
            { Name: "Create" } method => method.IsMemberOf(KnownTypes.WebApplication, model.Compilation),
            _ => false,
        };

    private bool IsDevelopment(ExpressionSyntax condition) =>
        condition is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call
        && access.Expression is MemberAccessExpressionSyntax environment && IsVariable(environment.Expression)
        && Model.GetSymbolInfo(environment).Symbol is { Name: "Environment" }
        && Model.GetSymbolInfo(call).Symbol is { Name: "IsDevelopment" } method
        && method.IsMemberOf(KnownTypes.HostEnvironmentExtensions, Model.Compilation);

    private bool Calls(StatementSyntax statement, string type, string name) =>
        statement is ExpressionStatementSyntax { Expression: InvocationExpressionSyntax call }
        && call.Expression is MemberAccessExpressionSyntax access && IsVariable(access.Expression)
        && Model.GetSymbolInfo(call).Symbol is { } method
        && method.Name == name && method.IsMemberOf(type, Model.Compilation);

    private bool IsVariable(ExpressionSyntax expression) =>
        expression is IdentifierNameSyntax && SymbolEqualityComparer.Default.Equals(Model.GetSymbolInfo(expression).Symbol, _local);

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
