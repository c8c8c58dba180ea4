using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Omniops.Gates.Analyzers.Access;
using Omniops.Gates.CodeFixes.Transport;
using Omniops.Gates.Engine.Access;

namespace Omniops.Gates.CodeFixes.Access;

/// <summary>OMNI6003: writes [ValidateAntiForgeryToken] beside the verb. Forms made by Razor send the token already.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AntiforgeryMissingFix)), Shared]
public sealed class AntiforgeryMissingFix : TransportFix
{
    private const string Token = "ValidateAntiForgeryToken";

    private static readonly string[] s_verbs = ["HttpPost", "HttpPut", "HttpPatch", "HttpDelete", "AcceptVerbs"];

    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(AccessRules.AntiforgeryMissing.Id);

    private protected override string Title => "Ask for the token";

    private protected override Func<SyntaxNode>? Find(
        SyntaxNode root, SemanticModel model, Diagnostic diagnostic, string? settings, CancellationToken cancellation)
    {
        if (root.FindNode(diagnostic.Location.SourceSpan) is not MethodDeclarationSyntax method || method.Identifier.Span != diagnostic.Location.SourceSpan)
        {
            return null;
        }

        // Without the services of views the filter of an API finds none that it could ask.
        if (model.GetDeclaredSymbol(method, cancellation) is not { } action || MvcNames.IsApi(action.ContainingType))
            return null;

        // An action without a verb may only read: which it is, its author knows.
        var verb = method.AttributeLists.SelectMany(list => list.Attributes).FirstOrDefault(attribute => Array.IndexOf(s_verbs, NameOf(attribute)) >= 0);
        if (verb is not { Parent: AttributeListSyntax list }
            || model.GetSymbolInfo(verb, cancellation).Symbol?.ContainingType.ContainingNamespace.ToDisplayString() is not { } space)
        {
            return null;
        }

        var inScope = model.LookupNamespacesAndTypes(method.SpanStart, name: Token + "Attribute")
            .Any(type => type.ContainingNamespace.ToDisplayString() == space);
        var token = SyntaxFactory.Attribute(SyntaxFactory.ParseName(inScope ? Token : $"{space}.{Token}"));
        var attributes = list.Attributes.Insert(list.Attributes.IndexOf(verb) + 1, token);
        var separators = Enumerable.Repeat(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space), attributes.Count - 1);
        return () => root.ReplaceNode(list, list.WithAttributes(SyntaxFactory.SeparatedList(attributes, separators)));
    }

    private static string NameOf(AttributeSyntax attribute)
    {
        var name = attribute.Name switch
        {
            QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
            SimpleNameSyntax simple => simple.Identifier.ValueText,
            _ => "",
        };
        return name.EndsWith("Attribute", StringComparison.Ordinal) ? name.Substring(0, name.Length - "Attribute".Length) : name;
    }
}
