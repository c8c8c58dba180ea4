using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Omniops.Gates.Analyzers.Secrets;

/// <summary>Finds what a place in code can read configuration from: a builder, an application, or the configuration itself.</summary>
public static class ConfigurationInReach
{
    /// <summary>Whether a call can stand in place of the literal: not in attributes, constants, default values and labels.</summary>
    public static bool IsReadAtRunTime(this SyntaxNode literal)
    {
        for (var node = literal.Parent; node is not null; node = node.Parent)
        {
            switch (node)
            {
                case AttributeSyntax or ParameterSyntax or CaseSwitchLabelSyntax or PatternSyntax or EnumMemberDeclarationSyntax:
                case LocalDeclarationStatementSyntax { IsConst: true }:
                case FieldDeclarationSyntax { Modifiers: var modifiers } when modifiers.Any(SyntaxKind.ConstKeyword):
                    return false;
                case StatementSyntax or MemberDeclarationSyntax or AnonymousFunctionExpressionSyntax:
                    return true;
            }
        }

        return true;
    }

    /// <summary>The expression, such as <c>builder.Configuration</c>, or null where there is none in scope.</summary>
    public static string? Find(SemanticModel model, int position, CancellationToken cancellation)
    {
        var member = model.GetEnclosingSymbol(position, cancellation);
        string? found = null;
        foreach (var symbol in model.LookupSymbols(position))
        {
            var (type, isUsable) = symbol switch
            {
                ILocalSymbol local => (local.Type, IsAssigned(local, model.SyntaxTree, position)),
                IParameterSymbol parameter => (parameter.Type, parameter.RefKind != RefKind.Out),
                IFieldSymbol field => (field.Type, field.IsStatic || IsInstance(member)),
                IPropertySymbol { IsIndexer: false } property => (property.Type, property.IsStatic || IsInstance(member)),
                _ => (null, false),
            };
            if (!isUsable || type is null || Access(type) is not { } access || !IsCaptured(symbol, model.SyntaxTree, position))
                continue;

            // A variable is nearer than a member, a configuration by itself nearer than a builder.
            var expression = symbol.Name + access;
            if (found is null || symbol is ILocalSymbol or IParameterSymbol)
                found = expression;
        }

        return found;
    }

    /// <summary>What has to be written behind a variable of the type to reach its configuration.</summary>
    private static string? Access(ITypeSymbol type)
    {
        if (type.ContainingNamespace is not { IsGlobalNamespace: false } space || !IsFramework(space))
            return null;

        return type.Name switch
        {
            "IConfiguration" or "IConfigurationManager" or "IConfigurationRoot" or "ConfigurationManager" => "",
            "WebApplicationBuilder" or "HostApplicationBuilder" or "IHostApplicationBuilder" or "WebApplication" => ".Configuration",
            "HostBuilderContext" or "WebHostBuilderContext" => ".Configuration",
            _ => null,
        };
    }

    private static bool IsFramework(INamespaceSymbol space) => space.ToDisplayString() is
        "Microsoft.Extensions.Configuration" or "Microsoft.Extensions.Hosting"
        or "Microsoft.AspNetCore.Builder" or "Microsoft.AspNetCore.Hosting";

    private static bool IsInstance(ISymbol? member) => member is IMethodSymbol { IsStatic: false };

    private static bool IsAssigned(ILocalSymbol local, SyntaxTree tree, int position) =>
        local.DeclaringSyntaxReferences is { Length: > 0 } declared && declared[0].SyntaxTree == tree && declared[0].Span.End < position
        && (declared[0].GetSyntax() is not VariableDeclaratorSyntax declarator || declarator.Initializer is not null);

    /// <summary>A static lambda or local function sees no variables from outside.</summary>
    private static bool IsCaptured(ISymbol symbol, SyntaxTree tree, int position)
    {
        if (symbol is not (ILocalSymbol or IParameterSymbol) || symbol.DeclaringSyntaxReferences.Length == 0)
            return true;

        var declared = symbol.DeclaringSyntaxReferences[0].Span;
        for (var node = tree.GetRoot().FindToken(position).Parent; node is not null && !node.Span.Contains(declared); node = node.Parent)
        {
            if (node is AnonymousFunctionExpressionSyntax { Modifiers: var modifiers } && modifiers.Any(SyntaxKind.StaticKeyword)
                || node is LocalFunctionStatementSyntax { Modifiers: var own } && own.Any(SyntaxKind.StaticKeyword))
            {
                return false;
            }
        }

        return true;
    }
}
