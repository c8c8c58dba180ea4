using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Omniops.Gates.CodeFixes.Sql;

/// <summary>
/// ADO.NET: values become parameters of the command, added right after the text is set.
/// Source: https://learn.microsoft.com/dotnet/framework/data/adonet/configuring-parameters-and-parameter-data-types
/// </summary>
internal sealed class AdoCommand
{
    private readonly GivenText _given;
    private readonly ILocalSymbol _local;
    private readonly ExpressionSyntax _created;
    private readonly StatementSyntax _statement;

    private AdoCommand(GivenText given, ILocalSymbol local, ExpressionSyntax created, StatementSyntax statement) =>
        (_given, _local, _created, _statement) = (given, local, created, statement);

    public static IReadOnlyList<TextChange>? Find(GivenText given, SourceText source, CancellationToken cancellation) =>
        (OfProperty(given, cancellation) ?? OfCreation(given, cancellation))?.Changes(source, cancellation);

    /// <summary><c>command.CommandText = …;</c> of a command that this member creates and gives no other text.</summary>
    private static AdoCommand? OfProperty(GivenText given, CancellationToken cancellation)
    {
        if (given.Given.Parent is not AssignmentExpressionSyntax
            {
                RawKind: (int)SyntaxKind.SimpleAssignmentExpression,
                Left: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax name },
                Parent: ExpressionStatementSyntax statement,
            } assignment
            || assignment.Right != given.Given || !IsCommandText(given.Model, assignment.Left, cancellation)
            || given.Model.GetSymbolInfo(name, cancellation).Symbol is not ILocalSymbol { DeclaringSyntaxReferences: [var reference] } local
            || reference.GetSyntax(cancellation) is not VariableDeclaratorSyntax { Initializer.Value: { } created } declarator
            || Unwrapped(created) is not (BaseObjectCreationExpressionSyntax or InvocationExpressionSyntax)
            // Run once more for the same command, the statement would add the parameters once more.
            || !given.IsStraightFrom(declarator)
            || TextsOf(given, local, cancellation) != 1)
        {
            return null;
        }

        return new AdoCommand(given, local, created, statement);
    }

    /// <summary><c>var command = new SqlCommand(…);</c> or one with the text in its initializer.</summary>
    private static AdoCommand? OfCreation(GivenText given, CancellationToken cancellation)
    {
        var created = given.Given.Parent switch
        {
            ArgumentSyntax { Parent.Parent: BaseObjectCreationExpressionSyntax creation } => creation,
            AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax { Parent: BaseObjectCreationExpressionSyntax creation } }
                assignment
                when IsCommandText(given.Model, assignment.Left, cancellation) => creation,
            _ => null,
        };
        if (created is null || !IsCommand(given.Model.GetTypeInfo(created, cancellation).Type))
            return null;

        var (name, statement) = created.Parent switch
        {
            EqualsValueClauseSyntax
            {
                Parent: VariableDeclaratorSyntax
                {
                    Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: StatementSyntax parent },
                } declarator,
            } =>
                (given.Model.GetDeclaredSymbol(declarator, cancellation), parent),
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax left, Parent: ExpressionStatementSyntax parent } =>
                (given.Model.GetSymbolInfo(left, cancellation).Symbol, parent),
            _ => (null, null),
        };
        return name is ILocalSymbol local && statement is not null && TextsOf(given, local, cancellation) == 0
            ? new AdoCommand(given, local, created, statement)
            : null;
    }

    private IReadOnlyList<TextChange>? Changes(SourceText source, CancellationToken cancellation)
    {
        if (ParameterSigns.AreOther(_given.Model.GetTypeInfo(_created, cancellation).Type, _given.Model.Compilation)
            || InsertedStatements.After(_statement, source) is not { } place
            || Parametrization.Of(_given.Text, Names(cancellation)) is not { } parametrization
            || !_given.HoldsValues(parametrization, cancellation)
            || TextWriting.Rewritten(_given.Text, parametrization, source) is not { } text
            || !_given.IsStraight
            || !_given.CanMove(place.Position, cancellation))
        {
            return null;
        }

        var addsWithValue = AddsWithValue();
        var variables = new ParameterNames();
        foreach (var symbol in _given.Model.LookupSymbols(place.Position))
            variables.Take(symbol.Name);
        var function = _statement.Ancestors().FirstOrDefault(IsFunction) ?? _given.Body;
        foreach (var declarator in function.DescendantNodes().OfType<VariableDeclaratorSyntax>())
            variables.Take(declarator.Identifier.ValueText);

        var statements = parametrization.Parameters.SelectMany(parameter => addsWithValue
            ? [$"{Written}.Parameters.AddWithValue(\"@{parameter.Name}\", {ValueOf(parameter)});"]
            : Created(parameter, variables));
        return [new TextChange(_given.Text.Expression.Span, text), place.Insert(statements)];
    }

    private string Written => SyntaxFacts.GetKeywordKind(_local.Name) == SyntaxKind.None ? _local.Name : "@" + _local.Name;

    private IEnumerable<string> Created(SqlParameter parameter, ParameterNames variables)
    {
        var variable = variables.For(SyntaxFactory.IdentifierName(parameter.Name + "Parameter"));
        return
        [
            $"var {variable} = {Written}.CreateParameter();",
            $"{variable}.ParameterName = \"@{parameter.Name}\";",
            $"{variable}.Value = {ValueOf(parameter)};",
            $"{Written}.Parameters.Add({variable});",
        ];
    }

    /// <summary>ADO.NET takes null for a parameter that nobody has given, where the text had nothing between its quotes.</summary>
    private string ValueOf(SqlParameter parameter)
    {
        var info = _given.Model.GetTypeInfo(parameter.Value.Subject);
        var isNullable = info.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T };
        if (!parameter.Value.IsSubject || !isNullable && info.Nullability.FlowState != NullableFlowState.MaybeNull)
            return parameter.Value.Written;

        var written = parameter.Value.Subject is BinaryExpressionSyntax or ConditionalExpressionSyntax or CastExpressionSyntax
            ? $"({parameter.Value.Written})"
            : parameter.Value.Written;
        if (!isNullable)
            return $"{written} ?? \"\"";

        var position = _statement.SpanStart;
        var database = _given.Model.LookupNamespacesAndTypes(position, name: nameof(DBNull)).Any() ? "DBNull.Value" : "System.DBNull.Value";
        var type = _given.Model.GetNullableContext(position).AnnotationsEnabled() ? "object?" : "object";
        return $"({type}){written} ?? {database}";
    }

    private bool AddsWithValue()
    {
        for (var type = _local.Type; type is not null; type = type.BaseType)
        {
            if (type.GetMembers("Parameters").OfType<IPropertySymbol>().FirstOrDefault(property => !property.IsStatic) is { } parameters)
                return HasAddWithValue(parameters.Type);
        }

        return false;
    }

    private static bool HasAddWithValue(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.GetMembers("AddWithValue").OfType<IMethodSymbol>().Any(method => method is
                {
                    DeclaredAccessibility: Accessibility.Public,
                    Parameters: [{ Type.SpecialType: SpecialType.System_String }, { Type.SpecialType: SpecialType.System_Object }],
                }))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What the member names beside the command may be its parameters.</summary>
    private ParameterNames Names(CancellationToken cancellation)
    {
        var names = new ParameterNames();
        foreach (var node in _given.Body.DescendantNodes())
        {
            var isNear = node switch
            {
                InvocationExpressionSyntax call => Mentions(call, cancellation),
                BaseObjectCreationExpressionSyntax creation => creation != _created || creation.Initializer is not null,
                AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ParameterName" } access } =>
                    !IsOfOther(access.Expression, cancellation),
                _ => false,
            };
            if (!isNear)
                continue;

            foreach (var literal in node.DescendantNodes().OfType<LiteralExpressionSyntax>())
            {
                if (literal.Token.Value is string { Length: < 100 } text && !_given.Text.Expression.Span.Contains(literal.Span))
                    names.Take(text);
            }
        }

        return names;
    }

    /// <summary>Whether a parameter was made by another command.</summary>
    private bool IsOfOther(ExpressionSyntax parameter, CancellationToken cancellation) =>
        _given.Model.GetSymbolInfo(parameter, cancellation).Symbol is ILocalSymbol { DeclaringSyntaxReferences: [var reference] }
        && reference.GetSyntax(cancellation) is VariableDeclaratorSyntax { Initializer.Value: InvocationExpressionSyntax creation }
        && !Mentions(creation, cancellation);

    private static bool IsFunction(SyntaxNode node) => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax;

    private bool Mentions(SyntaxNode node, CancellationToken cancellation) =>
        node.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == _local.Name
            && _local.Equals(_given.Model.GetSymbolInfo(name, cancellation).Symbol, SymbolEqualityComparer.Default));

    /// <summary>How often a member gives a text to the command.</summary>
    private static int TextsOf(GivenText given, ILocalSymbol command, CancellationToken cancellation) =>
        given.Body.DescendantNodes().OfType<MemberAccessExpressionSyntax>().Count(access =>
            access is { Name.Identifier.ValueText: "CommandText", Expression: IdentifierNameSyntax name }
            && access.Parent is AssignmentExpressionSyntax assignment
            && assignment.Left == access && name.Identifier.ValueText == command.Name
            && command.Equals(given.Model.GetSymbolInfo(name, cancellation).Symbol, SymbolEqualityComparer.Default));

    private static bool IsCommandText(SemanticModel model, ExpressionSyntax property, CancellationToken cancellation) =>
        model.GetSymbolInfo(property, cancellation).Symbol is IPropertySymbol { Name: "CommandText" } symbol
        && IsCommand(symbol.ContainingType);

    private static bool IsCommand(ITypeSymbol? type) => type is not null && (Is(type) || type.AllInterfaces.Any(Is));

    private static bool Is(ITypeSymbol type) =>
        type is { Name: "IDbCommand", ContainingNamespace: { Name: "Data", ContainingNamespace.Name: "System" } };

    private static ExpressionSyntax Unwrapped(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax inner => Unwrapped(inner.Expression),
        CastExpressionSyntax cast => Unwrapped(cast.Expression),
        AwaitExpressionSyntax awaited => Unwrapped(awaited.Expression),
        PostfixUnaryExpressionSyntax suppressed => Unwrapped(suppressed.Operand),
        _ => expression,
    };
}
