using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Omniops.Gates.Engine.Transport;

namespace Omniops.Gates.CodeFixes.Transport;

/// <summary>OMNI3009: sets the properties that the finding says are missing, or turns those around that are off.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(WeakCookieFix)), Shared]
public sealed class WeakCookieFix : TransportFix
{
    private const string Options = "Microsoft.AspNetCore.Http.CookieOptions";

    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(TransportRules.WeakCookie.Id);

    private protected override string Title => "Protect the cookie";

    private protected override Func<SyntaxNode>? Find(
        SyntaxNode root, SemanticModel model, Diagnostic diagnostic, string? settings, CancellationToken cancellation)
    {
        if (settings is null)
            return null;

        var properties = settings.Split(',');
        var span = diagnostic.Location.SourceSpan;
        var node = root.FindNode(span, getInnermostNodeForTie: true);
        if (node is AssignmentExpressionSyntax assignment)
            return Turn(root, assignment, settings);

        if (root.FindToken(span.Start).Parent?.AncestorsAndSelf().OfType<BaseObjectCreationExpressionSyntax>()
                .FirstOrDefault(creation => creation.SpanStart == span.Start) is { } made)
        {
            return () => root.ReplaceNode(made, Set(made, properties).WithAdditionalAnnotations(Formatter.Annotation));
        }

        return node.AncestorsAndSelf().OfType<InvocationExpressionSyntax>().FirstOrDefault() is { ArgumentList.Arguments.Count: 2 } call
            && model.Compilation.GetTypeByMetadataName(Options) is { } type
            ? () => root.ReplaceNode(call, AddOptions(call, type.ToMinimalDisplayString(model, call.SpanStart), properties))
            : null;
    }

    private static Func<SyntaxNode>? Turn(SyntaxNode root, AssignmentExpressionSyntax assignment, string property)
    {
        var name = assignment.Left is MemberAccessExpressionSyntax access ? access.Name.Identifier.ValueText : assignment.Left.ToString();
        if (name != property)
            return null;

        ExpressionSyntax? right = assignment.Right switch
        {
            LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.FalseLiteralExpression) =>
                SyntaxFactory.LiteralExpression(SyntaxKind.TrueLiteralExpression),
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "None" } none => none.WithName(SyntaxFactory.IdentifierName("Always")),
            _ => null,
        };
        return right is null ? null : () => root.ReplaceNode(assignment.Right, right.WithTriviaFrom(assignment.Right));
    }

    private static InvocationExpressionSyntax AddOptions(InvocationExpressionSyntax call, string type, string[] properties)
    {
        var options = SyntaxFactory.ParseExpression($"new {type} {{ {string.Join(", ", properties.Select(property => property + " = true"))} }}");
        var arguments = call.ArgumentList.Arguments;
        var comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);
        var list = SyntaxFactory.SeparatedList<ArgumentSyntax>(
            arguments.GetWithSeparators().Add(comma).Add(SyntaxFactory.Argument(options)));
        return call.WithArgumentList(call.ArgumentList.WithArguments(list));
    }

    private static BaseObjectCreationExpressionSyntax Set(BaseObjectCreationExpressionSyntax creation, string[] properties)
    {
        if (creation.Initializer is { Expressions.Count: > 0 } initializer)
            return creation.WithInitializer(Extended(initializer, properties));

        var fresh = (InitializerExpressionSyntax)((ObjectCreationExpressionSyntax)SyntaxFactory.ParseExpression(
            $"new x {{ {string.Join(", ", properties.Select(property => property + " = true"))} }}")).Initializer!;
        return creation switch
        {
            ObjectCreationExpressionSyntax { ArgumentList: { Arguments.Count: 0 } } plain => plain
                .WithType(plain.Type.WithTrailingTrivia(SyntaxFactory.Space)).WithArgumentList(null)
                .WithInitializer(fresh.WithTrailingTrivia(creation.GetTrailingTrivia())),
            ImplicitObjectCreationExpressionSyntax { ArgumentList: var list } plain => plain
                .WithArgumentList(list.WithTrailingTrivia(SyntaxFactory.Space)).WithInitializer(fresh.WithTrailingTrivia(creation.GetTrailingTrivia())),
            ObjectCreationExpressionSyntax { ArgumentList: { } list } other => other
                .WithArgumentList(list.WithTrailingTrivia(SyntaxFactory.Space)).WithInitializer(fresh.WithTrailingTrivia(creation.GetTrailingTrivia())),
            _ => creation.WithInitializer(fresh.WithTrailingTrivia(creation.GetTrailingTrivia())),
        };
    }

    /// <summary>Each on a line of its own where the others are.</summary>
    private static InitializerExpressionSyntax Extended(InitializerExpressionSyntax initializer, string[] properties)
    {
        var parts = initializer.Expressions.GetWithSeparators().ToList();
        var last = initializer.Expressions[initializer.Expressions.Count - 1];
        var hasTrailingComma = parts[parts.Count - 1].IsToken;
        var end = hasTrailingComma ? parts[parts.Count - 1].GetTrailingTrivia() : last.GetTrailingTrivia();
        var isTall = end.Any(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)) && last.GetLeadingTrivia().Any();
        var gap = isTall ? end : SyntaxFactory.TriviaList(SyntaxFactory.Space);
        var comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(gap);
        var leading = SyntaxFactory.TriviaList(last.GetLeadingTrivia().Where(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)));
        if (hasTrailingComma)
            parts[parts.Count - 1] = comma;
        else
            parts[parts.Count - 1] = last.WithoutTrailingTrivia();

        for (var i = 0; i < properties.Length; i++)
        {
            if (i > 0 || !hasTrailingComma)
                parts.Add(comma);
            var added = SyntaxFactory.ParseExpression($"{properties[i]} = true");
            parts.Add(isTall ? added.WithLeadingTrivia(leading) : added);
        }

        if (hasTrailingComma)
            parts.Add(comma.WithTrailingTrivia(end));
        else
            parts[parts.Count - 1] = parts[parts.Count - 1].AsNode()!.WithTrailingTrivia(end);

        return initializer.WithExpressions(SyntaxFactory.SeparatedList<ExpressionSyntax>(SyntaxFactory.NodeOrTokenList(parts)));
    }
}
