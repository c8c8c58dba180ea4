using Omniops.Gates.Analyzers.Endpoints;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>
/// What code of a library changes of the way in which controllers and pages are found, by names that are written into its assembly: never change one.
/// </summary>
internal static class ControllerFacts
{
    /// <summary>Something is said of controllers.</summary>
    public const string Convention = "convention";

    private const string Routes = "routes";
    private const string Tokens = "tokens";
    private const string Internal = "internal";
    private const string Generic = "generic";
    private const string Pages = "pages";
    private const string Added = "added ";

    /// <summary>The names of what was read.</summary>
    public static IEnumerable<string> Of(PipelineFacts read)
    {
        if (read.ChangesRoutes)
            yield return Routes;
        if (read.ChangesTokens)
            yield return Tokens;
        if (read.FindsInternal)
            yield return Internal;
        if (read.FindsGeneric)
            yield return Generic;
        if (read.ChangesPageNames)
            yield return Pages;
        foreach (var added in read.AddedControllers)
            yield return Added + added;
    }

    /// <summary>Notes what a library changes.</summary>
    public static void Note(string name, PipelineFacts facts)
    {
        facts.ChangesRoutes |= name == Routes;
        facts.ChangesTokens |= name == Tokens;
        facts.FindsInternal |= name == Internal;
        facts.FindsGeneric |= name == Generic;
        if (name.StartsWith(Added, StringComparison.Ordinal))
            facts.AddedControllers.Add(name.Substring(Added.Length));
        if (name == Pages)
            facts.PageRoutes.Add(new PageRoute(PagePath.All, HeaderTexts.Hole.ToString(), IsReplaced: true));
    }
}
