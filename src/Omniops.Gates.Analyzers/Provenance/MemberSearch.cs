using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Provenance;

/// <summary>
/// The members that one thread is finding out, each because the one before it reads it. One that reads one of those before it is known
/// only in part then, until the first of all that depend on each other is done.
/// </summary>
internal sealed class MemberSearch
{
    /// <summary>Members that may be found out for what is asked for at hand. What lies beyond is of unknown origin.</summary>
    private const int MaxMembers = 100;

    /// <summary>Members within each other.</summary>
    private const int MaxDepth = 8;

    /// <summary>Operations that may be looked at for them.</summary>
    private const int MaxSteps = 30_000;

    /// <summary>What depends on nothing that is still open.</summary>
    private const int Complete = int.MaxValue;

    /// <summary>What depends on a budget that ended.</summary>
    private const int Cut = -1;

    private readonly List<(ISymbol Member, int OuterDependsOn)> _open = [];
    private readonly Dictionary<ISymbol, (Value? Value, int DependsOn)> _partial = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, Value?> _assumed = new(SymbolEqualityComparer.Default);
    private int _dependsOn = Complete;
    private int _members;
    private int _steps;

    /// <summary>What is known already without finding it out; false where it has to be.</summary>
    public bool TryFind(ISymbol member, out Value? value)
    {
        if (_assumed.TryGetValue(member, out value))
            return true;

        var at = _open.FindIndex(open => SymbolEqualityComparer.Default.Equals(open.Member, member));
        if (at >= 0)
        {
            // It tells itself what it holds.
            (value, _dependsOn) = (Value.Empty, Math.Min(_dependsOn, at));
            return true;
        }

        if (_partial.TryGetValue(member, out var partial))
        {
            (value, _dependsOn) = (partial.Value, Math.Min(_dependsOn, partial.DependsOn));
            return true;
        }

        if (_open.Count > 0 && (_open.Count >= MaxDepth || _members >= MaxMembers || _steps >= MaxSteps))
        {
            (value, _dependsOn) = (null, Cut);
            return true;
        }

        value = null;
        return false;
    }

    /// <summary>Begins to find out a member.</summary>
    public void Open(ISymbol member)
    {
        if (_open.Count == 0)
            (_members, _steps) = (0, 0);
        _members++;
        _open.Add((member, _dependsOn));
        _dependsOn = Complete;
    }

    /// <summary>
    /// Ends to find out a member: null where it depends on one that is still open, otherwise the members that are known with it, in part, as
    /// they depend on each other.
    /// </summary>
    public IReadOnlyList<KeyValuePair<ISymbol, Value?>>? Close(Value? value)
    {
        var depth = _open.Count - 1;
        var (member, outerDependsOn) = _open[depth];
        _open.RemoveAt(depth);
        var dependsOn = _dependsOn >= depth ? Complete : _dependsOn;
        _dependsOn = depth == 0 ? Complete : Math.Min(outerDependsOn, dependsOn);
        if (dependsOn != Complete && depth > 0)
        {
            _partial[member] = (value, dependsOn);
            return null;
        }

        // Nothing is open before the first: where a budget ended, it is as complete as it gets for whoever asks.
        var together = _partial.Where(each => each.Value.DependsOn >= depth || depth == 0)
            .Select(each => new KeyValuePair<ISymbol, Value?>(each.Key, each.Value.Value)).ToList();
        foreach (var each in together)
            _partial.Remove(each.Key);
        return together;
    }

    /// <summary>Forgets what was begun, as it was not ended.</summary>
    public void Abandon()
    {
        _open.Clear();
        _partial.Clear();
        _assumed.Clear();
        _dependsOn = Complete;
    }

    /// <summary>Takes a member to hold this while those that it depends on are found out.</summary>
    public void Assume(ISymbol member, Value? value) => _assumed[member] = value;

    public void Drop(ISymbol member) => _assumed.Remove(member);

    public void Spend(int steps) => _steps += steps;
}
