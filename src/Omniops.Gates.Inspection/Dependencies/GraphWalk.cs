namespace Omniops.Gates.Inspection.Dependencies;

/// <summary>The ways from a project to each package of one target. Ends on cycles; its cost grows with the dependencies listed.</summary>
internal static class GraphWalk
{
    /// <summary>Every package of the target. One that no way leads to (a tool may add it) is still built with, and counts as direct.</summary>
    /// <param name="direct">What the project references itself.</param>
    public static IEnumerable<ResolvedPackage> Of(IReadOnlyList<GraphNode> nodes, IEnumerable<string> direct)
    {
        // A file may list a name twice, in other casing: each is judged, the first stands on the ways.
        var byName = new Dictionary<string, GraphNode>(StringComparer.OrdinalIgnoreCase);
        foreach (var node in nodes)
            byName.TryAdd(node.Name, node);

        var roots = direct.Distinct(StringComparer.OrdinalIgnoreCase).Where(byName.ContainsKey)
            .Order(StringComparer.OrdinalIgnoreCase).Select(name => byName[name]).ToList();
        var ways = Shortest(byName, roots);
        var counts = Count(byName, roots, ways.Keys);
        foreach (var node in nodes)
        {
            if (node.Version is null)
                continue;

            yield return ways.TryGetValue(byName[node.Name], out var way)
                ? new ResolvedPackage(node.Name, node.Version, way, Math.Max(0, counts[byName[node.Name]] - 1))
                : new ResolvedPackage(node.Name, node.Version, new PathStep(node.Name, from: null), 0);
        }
    }

    /// <summary>Breadth first, so that the first way found is a shortest one; names in order, so that it is always the same.</summary>
    private static Dictionary<GraphNode, PathStep> Shortest(Dictionary<string, GraphNode> byName, List<GraphNode> roots)
    {
        var ways = new Dictionary<GraphNode, PathStep>(ReferenceEqualityComparer.Instance);
        var queue = new Queue<GraphNode>();
        foreach (var root in roots)
            Visit(root, from: null);
        while (queue.TryDequeue(out var next))
        {
            foreach (var name in next.Dependencies.Order(StringComparer.OrdinalIgnoreCase))
            {
                if (byName.TryGetValue(name, out var dependency))
                    Visit(dependency, ways[next]);
            }
        }

        return ways;

        void Visit(GraphNode node, PathStep? from)
        {
            if (ways.TryAdd(node, new PathStep(node.Name, from)))
                queue.Enqueue(node);
        }
    }

    /// <summary>The number of ways to each node, in an order in which what leads to it comes first. Ways through a cycle are left out.</summary>
    private static Dictionary<GraphNode, int> Count(
        Dictionary<string, GraphNode> byName, List<GraphNode> roots, IReadOnlyCollection<GraphNode> reached)
    {
        var counts = reached.ToDictionary(node => node, _ => 0, NodeComparer);
        var open = reached.ToDictionary(node => node, _ => 0, NodeComparer);
        foreach (var dependency in reached.SelectMany(Dependencies))
            open[dependency]++;
        foreach (var root in roots)
            counts[root]++;

        var queue = new Queue<GraphNode>(reached.Where(node => open[node] == 0));
        while (queue.TryDequeue(out var next))
        {
            foreach (var dependency in Dependencies(next))
            {
                counts[dependency] = Math.Min(ResolvedPackage.MaxPaths, counts[dependency] + counts[next]);
                if (--open[dependency] == 0)
                    queue.Enqueue(dependency);
            }
        }

        return counts;

        IEnumerable<GraphNode> Dependencies(GraphNode node) =>
            node.Dependencies.Select(name => byName.GetValueOrDefault(name)).OfType<GraphNode>().Distinct(NodeComparer);
    }

    private static IEqualityComparer<GraphNode> NodeComparer => ReferenceEqualityComparer.Instance;
}
