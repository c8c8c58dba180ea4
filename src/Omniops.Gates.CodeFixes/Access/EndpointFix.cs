using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Omniops.Gates.CodeFixes.Headers;

namespace Omniops.Gates.CodeFixes.Access;

/// <summary>What the fixes share that decide who may call an endpoint: behind the call that maps it, or as an attribute.</summary>
public abstract class EndpointFix : PipelineFix
{
    private const string Attributes = "Microsoft.AspNetCore.Authorization";

    /// <summary>The method that an endpoint is continued with.</summary>
    private protected abstract string Method { get; }

    /// <summary>The class that the method stands in.</summary>
    private protected abstract string MethodType { get; }

    /// <summary>The attribute, without its last word.</summary>
    private protected abstract string Attribute { get; }

    /// <summary>The call to continue: of a mapped endpoint the call that maps it.</summary>
    private protected virtual InvocationExpressionSyntax? Decided(InvocationExpressionSyntax mapping, SemanticModel model, CancellationToken cancellation) => mapping;

    /// <summary>The declaration to put the attribute on.</summary>
    private protected virtual MemberDeclarationSyntax? Decided(MemberDeclarationSyntax member) => member;

    private protected sealed override async Task<IReadOnlyList<FileChange>> FindAsync(
        Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (await FileSource.ReadAsync(document, cancellation).ConfigureAwait(false) is not (_, var unit, var model))
            return [];

        var node = unit.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        var change = new FileChange(document, unit, model);
        // What has been said already is a matter for its author.
        if (node is SimpleNameSyntax { Identifier.ValueText: var name, Parent: MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax mapping } }
            && name.StartsWith("Map", StringComparison.Ordinal))
        {
            if (Decided(mapping, model, cancellation) is not { } call || !change.Means(call.SpanStart, $"{call}.{Method}()", MethodType))
                return [];

            change.Append(call, $".{Method}()");
            return [change];
        }

        if (node is not MethodDeclarationSyntax and not ClassDeclarationSyntax || Decided((MemberDeclarationSyntax)node) is not { } member
            || !change.Means(member.SpanStart, Attribute + "Attribute", $"{Attributes}.{Attribute}Attribute"))
        {
            return [];
        }

        var first = member.GetFirstToken();
        var line = first.SyntaxTree!.GetText(cancellation).Lines.GetLineFromPosition(first.SpanStart).ToString();
        var indentation = line.Substring(0, line.Length - line.TrimStart().Length);
        change.Replace(new Microsoft.CodeAnalysis.Text.TextSpan(first.SpanStart, 0), $"[{Attribute}]\n{indentation}");
        return [change];
    }
}
