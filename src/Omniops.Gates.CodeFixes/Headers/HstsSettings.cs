using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;

namespace Omniops.Gates.CodeFixes.Headers;

/// <summary>What HSTS promises, as the services of an application are told: a year, subdomains included.</summary>
internal static class HstsSettings
{
    private const string MaxAge = nameof(MaxAge);
    private const string SubDomains = "IncludeSubDomains";

    /// <summary>Every place in the project that sets the options.</summary>
    public static async Task<IReadOnlyList<ReferenceLocation>> FindAsync(
        Project project, Compilation compilation, CancellationToken cancellation)
    {
        var documents = project.Documents.ToImmutableHashSet();
        var found = new List<ReferenceLocation>();
        foreach (var symbol in Symbols(compilation))
        {
            var references = await SymbolFinder.FindReferencesAsync(symbol, project.Solution, documents, cancellation)
                .ConfigureAwait(false);
            found.AddRange(references.SelectMany(reference => reference.Locations));
        }

        return found;
    }

    /// <summary>Notes the registration of strong options. False where a name it needs is taken.</summary>
    public static bool TryAdd(FileChange change, ServicesPlace services)
    {
        var position = services.Place.Position;
        if (change.Free(position, "options", "hsts") is not { } options
            || !change.Means(position, $"{services.Services}.AddHsts({options} => {{ }})", KnownTypes.HstsServices)
            || !change.Means(position, Value(MaxAge), KnownTypes.TimeSpan))
        {
            return false;
        }

        change.Insert(services.Place, string.Join(
            "\n",
            $"{services.Services}.AddHsts({options} =>",
            "{",
            $"    {options}.{MaxAge} = {Value(MaxAge)};",
            $"    {options}.{SubDomains} = {Value(SubDomains)};",
            "});"));
        return true;
    }

    /// <summary>Notes what has to change in the code that sets the options; false where it does more than that.</summary>
    /// <param name="settings">The options that have to change.</param>
    public static bool TryChange(FileChange change, SyntaxNode reference, string[] settings)
    {
        if (reference.FirstAncestorOrSelf<InvocationExpressionSyntax>()
                is not { ArgumentList.Arguments: [{ Expression: LambdaExpressionSyntax code }] }
            || Parameter(code) is not { } options
            || settings.Contains(MaxAge) && !change.Means(code.Body.SpanStart, Value(MaxAge), KnownTypes.TimeSpan))
        {
            return false;
        }

        if (code.ExpressionBody is { } only)
            return Rewrite(change, only, options, settings);

        foreach (var setting in settings)
        {
            var writes = code.Block!.Statements.OfType<ExpressionStatementSyntax>()
                .Where(statement => Writes(statement.Expression, options, setting)).ToList();
            if (writes.Count > 0)
                change.Replace(((AssignmentExpressionSyntax)writes[writes.Count - 1].Expression).Right.Span, Value(setting));
            else if (End(code.Block) is { IsFree: true } end)
                change.Insert(end, $"{options}.{setting} = {Value(setting)};");
            else
                return false;
        }

        return true;
    }

    private static IEnumerable<ISymbol> Symbols(Compilation compilation)
    {
        if (compilation.GetTypeByMetadataName(KnownTypes.HstsOptions) is { } options)
            yield return options;
        var services = compilation.GetTypeByMetadataName(KnownTypes.HstsServices);
        foreach (var method in services?.GetMembers("AddHsts") ?? ImmutableArray<ISymbol>.Empty)
            yield return method;
    }

    private static string Value(string setting) => setting == MaxAge ? "TimeSpan.FromDays(365)" : "true";

    private static string? Parameter(LambdaExpressionSyntax code) => code switch
    {
        SimpleLambdaExpressionSyntax simple => simple.Parameter.Identifier.Text,
        ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters: [var only] } => only.Identifier.Text,
        _ => null,
    };

    private static bool Rewrite(FileChange change, ExpressionSyntax only, string options, string[] settings)
    {
        var own = Array.Find(settings, setting => Writes(only, options, setting));
        var added = settings.Where(setting => setting != own).ToList();
        if (own is not null && added.Count == 0)
        {
            change.Replace(((AssignmentExpressionSyntax)only).Right.Span, Value(own));
            return true;
        }

        var kept = own is null ? only.ToString() : $"{((AssignmentExpressionSyntax)only).Left} = {Value(own)}";
        change.ReplaceByLines(
            only.Span, $"\n{{\n    {kept};\n{string.Concat(added.Select(setting => $"    {options}.{setting} = {Value(setting)};\n"))}}}");
        return true;
    }

    private static InsertionPlace End(BlockSyntax block) =>
        block.Statements.Count == 0 ? InsertionPlace.Within(block) : InsertionPlace.After(block.Statements[block.Statements.Count - 1]);

    private static bool Writes(ExpressionSyntax expression, string options, string setting) =>
        expression is AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax target } access }
        && access.Name.Identifier.ValueText == setting && target.Identifier.Text == options;
}
