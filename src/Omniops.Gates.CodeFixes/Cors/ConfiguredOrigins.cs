using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Omniops.Gates.Analyzers.Secrets;

namespace Omniops.Gates.CodeFixes.Cors;

/// <summary>What can stand in place of a call that allows every origin, and compiles without a new warning.</summary>
internal static class ConfiguredOrigins
{
    /// <summary>The method that takes the place of the other.</summary>
    public const string Method = "WithOrigins";

    private const string Key = "Cors:Origins";

    /// <summary>The call, or null where configuration is out of reach.</summary>
    public static InvocationExpressionSyntax? Find(SemanticModel model, InvocationExpressionSyntax call, CancellationToken cancellation)
    {
        // What is typed at the beginning of the chain sees the same variables.
        if (ConfigurationInReach.Find(model, call.SpanStart, cancellation) is not { } configuration)
            return null;

        var section = $"{configuration}.GetSection({SymbolDisplay.FormatLiteral(Key, quote: true)})";
        var trial = new TrialReplacement(model, call, cancellation);
        foreach (var read in new[]
        {
            $"{section}.Get<string[]>() ?? []",
            $"{section}.Get<string[]>() ?? new string[0]",
            $"Microsoft.Extensions.Configuration.ConfigurationBinder.Get<string[]>({section}) ?? new string[0]",
        })
        {
            var argument = SyntaxFactory.Argument(SyntaxFactory.ParseExpression(read));
            var replacement = call.WithExpression(Named(call.Expression)).WithArgumentList(
                call.ArgumentList.WithArguments(SyntaxFactory.SingletonSeparatedList(argument)));
            if (trial.Compiles(replacement))
                return replacement;
        }

        return null;
    }

    private static ExpressionSyntax Named(ExpressionSyntax callee)
    {
        var name = SyntaxFactory.IdentifierName(Method);
        return callee switch
        {
            MemberAccessExpressionSyntax access => access.WithName(name.WithTriviaFrom(access.Name)),
            MemberBindingExpressionSyntax binding => binding.WithName(name.WithTriviaFrom(binding.Name)),
            _ => name.WithTriviaFrom(callee),
        };
    }
}
