using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>What a class of FastEndpoints, or a group of them, says in the code that configures it.</summary>
internal sealed class EndpointClass
{
    public List<string> Routes { get; } = [];

    /// <summary>In capital letters; one that is not known is a hole.</summary>
    public List<string> Verbs { get; } = [];

    public List<ITypeSymbol> Groups { get; } = [];

    /// <summary>None is 0; null where it is not known.</summary>
    public int? Version { get; set; } = 0;

    /// <summary>What stands in the place of the prefix of all routes; null where that holds.</summary>
    public string? Prefix { get; set; }

    /// <summary>What a group puts in front of its routes; null where it says nothing.</summary>
    public string? GroupPrefix { get; set; }

    /// <summary>For which verbs everybody may call; none for all of them, null where it does not say so.</summary>
    public IReadOnlyList<string>? OpenVerbs { get; set; }

    /// <summary>Where that is said.</summary>
    public Location? OpenPlace { get; set; }

    /// <summary>What is said through the builder of the framework.</summary>
    public List<EndpointConvention> Options { get; } = [];

    /// <summary>What else is said.</summary>
    public List<EndpointConvention> Said { get; } = [];

    /// <summary>What holds for one verb: a class that lets everybody in for some of them asks nobody for anything there.</summary>
    public IEnumerable<EndpointConvention> Of(string verb, Func<Location, EndpointConvention> anonymous)
    {
        foreach (var option in Options)
            yield return option;

        var isOpen = OpenVerbs is { Count: 0 } || OpenVerbs?.Contains(verb) == true;
        if (isOpen)
            yield return anonymous(OpenPlace!);
        foreach (var each in Said.Where(each => !isOpen || OpenVerbs!.Count == 0 || each.Kind != ConventionKind.Authorize))
            yield return each;
    }
}
