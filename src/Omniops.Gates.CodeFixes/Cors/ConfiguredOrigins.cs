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

    /// <summary>Notes the change of a call; false where configuration is out of reach.</summary>
    public static bool TryReplace(FileChange change, SemanticModel model, InvocationExpressionSyntax call, CancellationToken cancellation)
    {
        if (Find(model, call, cancellation) is not { } origins)
            return false;

        // The name and the arguments alone, so that several of them in one statement can be merged.
        var name = call.Expression switch
        {
            MemberAccessExpressionSyntax access => access.Name,
            MemberBindingExpressionSyntax binding => binding.Name,
            var callee => callee,
        };
        change.Replace(name.Span, Method);
        change.Replace(call.ArgumentList.Span, origins.ArgumentList.ToString());
        return true;
    }

    /// <summary>The call, or null where configuration is out of reach.</summary>
    public static InvocationExpressionSyntax? Find(SemanticModel model, InvocationExpressionSyntax call, CancellationToken cancellation)
    {
        // What is typed at the beginning of the chain sees the same variables.
        if (ConfigurationInReach.Find(model, call.SpanStart, cancellation) is not { } configuration)
            return null;

        var trial = new TrialReplacement(model, call, cancellation);
        foreach (var read in Reads(configuration, Key))
        {
            var argument = SyntaxFactory.Argument(SyntaxFactory.ParseExpression(read));
            var replacement = call.WithExpression(Named(call.Expression)).WithArgumentList(
                call.ArgumentList.WithArguments(SyntaxFactory.SingletonSeparatedList(argument)));
            if (trial.Compiles(replacement))
                return replacement;
        }

        return null;
    }

    /// <summary>The ways to read a list of origins, the shortest first: which of them compile depends on the file.</summary>
    public static IEnumerable<string> Reads(string configuration, string key)
    {
        var section = $"{configuration}.GetSection({SymbolDisplay.FormatLiteral(key, quote: true)})";
        yield return $"{section}.Get<string[]>() ?? []";
        yield return $"{section}.Get<string[]>() ?? new string[0]";
        yield return $"Microsoft.Extensions.Configuration.ConfigurationBinder.Get<string[]>({section}) ?? new string[0]";
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
