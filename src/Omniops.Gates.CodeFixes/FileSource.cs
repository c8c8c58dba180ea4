using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Omniops.Gates.CodeFixes;

/// <summary>What a fix reads of the file that it changes.</summary>
internal sealed record FileSource(Document Document, CompilationUnitSyntax Unit, SemanticModel Model)
{
    /// <summary>The file; null where the host has no C# for it.</summary>
    public static async Task<FileSource?> ReadAsync(Document document, CancellationToken cancellation) =>
        await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is CompilationUnitSyntax unit
        && await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is { } model
            ? new FileSource(document, unit, model)
            : null;
}
