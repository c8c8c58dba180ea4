using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Provenance;

/// <summary>
/// The members that one thread is finding out, each because the one before it reads it. A member that reads one of those before it is
/// known only as far as it does not depend on that one; it is complete, and can be kept, when the first of them is.
/// </summary>
internal sealed class MemberSearch
{
    /// <summary>Members that may be found out for what is asked for at hand. What lies beyond is of unknown origin.</summary>
    private const int MaxMembers = 100;

    /// <summary>Members within each other.</summary>
    private const int MaxDepth = 8;

    /// <summary>Operations that may be looked at for them.</summary>
    private const int MaxSteps = 60_000;

    /// <summary>What depends on nothing that is still open.</summary>
    private const int Complete = int.MaxValue;

    /// <summary>What depends on a budget that ended.</summary>
    private const int Cut = -1;

    private readonly List<ISymbol> _open = [];
    private readonly Dictionary<ISymbol, (Value? Value, int DependsOn)> _partial = new(SymbolEqualityComparer.Default);
    private readonly Stack<int> _outer = new();
    private int _dependsOn = Complete;
    private int _members;
    private int _steps;

    /// <summary>What is known already without finding it out; false where it has to be.</summary>
    public bool TryFind(ISymbol member, out Value? value)
    {
        var at = _open.FindIndex(open => SymbolEqualityComparer.Default.Equals(open, member));
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
        _open.Add(member);
        _outer.Push(_dependsOn);
        _dependsOn = Complete;
    }

    /// <summary>Ends to find out a member; true where its value is complete.</summary>
    public bool Close(ISymbol member, Value? value)
    {
        var depth = _open.Count - 1;
        _open.RemoveAt(depth);
        var dependsOn = _dependsOn >= depth ? Complete : _dependsOn;
        _dependsOn = Math.Min(_outer.Pop(), dependsOn);
        if (depth == 0)
        {
            // The first one is as complete as it gets for whoever asks.
            _partial.Clear();
            _dependsOn = Complete;
            return true;
        }

        if (dependsOn != Complete)
        {
            _partial[member] = (value, dependsOn);
            return false;
        }

        // What lacked this one can be found out whole now.
        foreach (var lacking in _partial.Where(each => each.Value.DependsOn >= depth).ToList())
            _partial.Remove(lacking.Key);
        return true;
    }

    public void Spend(int steps) => _steps += steps;
}
