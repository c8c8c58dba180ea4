using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>What of a DEBUG build a release build does not have. Only the latter is deployed.</summary>
internal static class ReleaseBuild
{
    private const string Debug = "DEBUG";
    private const string Release = "RELEASE";

    /// <summary>Whether this is compiled for developers only.</summary>
    public static bool IsDebug(SyntaxTree file) => file.Options.PreprocessorSymbolNames.Contains(Debug);

    /// <summary>Whether an <c>#if</c> takes the code out of a release build.</summary>
    public static bool LeavesOut(SyntaxNode node)
    {
        var root = node.SyntaxTree.GetRoot();
        if (!IsDebug(node.SyntaxTree) || !root.ContainsDirectives)
            return false;

        var symbols = Symbols(node.SyntaxTree);
        var groups = new Stack<(bool IsTaken, bool WasTaken)>();
        for (var directive = root.GetFirstDirective(); directive is not null; directive = directive.GetNextDirective())
        {
            if (directive.SpanStart > node.SpanStart)
                break;

            switch (directive)
            {
                case IfDirectiveTriviaSyntax start:
                    var holds = Holds(start.Condition, symbols);
                    groups.Push((holds, holds));
                    break;
                case ElifDirectiveTriviaSyntax next when groups.Count > 0:
                    var taken = groups.Pop().WasTaken;
                    var applies = !taken && Holds(next.Condition, symbols);
                    groups.Push((applies, taken || applies));
                    break;
                case ElseDirectiveTriviaSyntax when groups.Count > 0:
                    groups.Push((!groups.Pop().WasTaken, true));
                    break;
                case EndIfDirectiveTriviaSyntax when groups.Count > 0:
                    groups.Pop();
                    break;
            }
        }

        return groups.Any(group => !group.IsTaken);
    }

    /// <summary>Whether <c>[Conditional("DEBUG")]</c> takes the calls of a method out of a release build, arguments and all.</summary>
    public static bool LeavesOut(IMethodSymbol method, SyntaxTree file)
    {
        var conditions = method.GetAttributes()
            .Where(attribute => attribute.AttributeClass is { Name: "ConditionalAttribute", ContainingNamespace.Name: "Diagnostics" })
            .ToList();
        return conditions.Count > 0 && !conditions.Exists(condition =>
            condition.ConstructorArguments is [{ Value: string symbol }] && Symbols(file).Contains(symbol));
    }

    private static ImmutableHashSet<string> Symbols(SyntaxTree file) =>
        ImmutableHashSet.CreateRange(file.Options.PreprocessorSymbolNames).Remove(Debug).Add(Release);

    private static bool Holds(ExpressionSyntax condition, ImmutableHashSet<string> symbols) => condition switch
    {
        IdentifierNameSyntax name => symbols.Contains(name.Identifier.ValueText),
        LiteralExpressionSyntax literal => literal.IsKind(SyntaxKind.TrueLiteralExpression),
        ParenthesizedExpressionSyntax inner => Holds(inner.Expression, symbols),
        PrefixUnaryExpressionSyntax not => !Holds(not.Operand, symbols),
        BinaryExpressionSyntax binary => binary.Kind() switch
        {
            SyntaxKind.LogicalAndExpression => Holds(binary.Left, symbols) && Holds(binary.Right, symbols),
            SyntaxKind.LogicalOrExpression => Holds(binary.Left, symbols) || Holds(binary.Right, symbols),
            SyntaxKind.NotEqualsExpression => Holds(binary.Left, symbols) != Holds(binary.Right, symbols),
            _ => Holds(binary.Left, symbols) == Holds(binary.Right, symbols),
        },
        _ => false,
    };
}
