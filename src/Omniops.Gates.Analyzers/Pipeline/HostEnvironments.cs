using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>
/// What code that runs from the entry body onwards sets the environment to. An environment that is set unconditionally to a constant is
/// the one that production runs in. Empty for a program that leaves the environment to its deployment.
/// </summary>
internal sealed class HostEnvironments
{
    private const int MaxDepth = 32;

    private static readonly EnvironmentSet[] s_each =
        [EnvironmentSet.Development, EnvironmentSet.Staging, EnvironmentSet.Production, EnvironmentSet.Other];

    private readonly List<EnvironmentAssignment> _assignments;
    private readonly List<HostCreation> _creations = [];
    private readonly Dictionary<SyntaxNode, int> _left = [];
    private readonly bool _isSeeded;
    private PipelineScope _built = PipelineScope.Entry;
    private bool _isComplete;

    /// <param name="seeds">Assignments of the kind <see cref="AssignmentKind.Host"/> that an earlier reading has found.</param>
    public HostEnvironments(IEnumerable<EnvironmentAssignment>? seeds = null)
    {
        _assignments = seeds?.Select(seed => seed with { Order = -1 }).ToList() ?? [];
        _isSeeded = seeds is not null;
    }

    public bool IsEmpty => _assignments.Count == 0;

    /// <summary>Assignments that take effect when a host is built, thus also on what is read before them.</summary>
    public IReadOnlyList<EnvironmentAssignment> Late => _assignments.FindAll(assignment => assignment.Kind == AssignmentKind.Host);


    public void Add(
        AssignmentKind kind, IOperation place, PipelineScope scope, Func<EnvironmentSet, AssignedName> name, SyntaxNode? creation,
        string? variable = null)
    {
        if (kind == AssignmentKind.Host && _isSeeded || ReleaseBuild.LeavesOut(place.Syntax))
            return;

        var names = s_each.ToImmutableDictionary(one => one, name);
        _assignments.Add(new EnvironmentAssignment(kind, place.Syntax, scope, names, creation, variable, _assignments.Count));
    }

    public void Create(IOperation creation, string[] variables)
    {
        _creations.RemoveAll(other => other.Syntax == creation.Syntax);
        _creations.Add(new HostCreation(creation.Syntax, variables, _assignments.Count));
    }

    /// <summary>A function of the source has run.</summary>
    public void Leave(SyntaxNode function) => _left[function] = _assignments.Count;

    /// <summary>The program is read; readers that do not come from its entry body follow.</summary>
    /// <param name="built">The circumstances under which the application is built.</param>
    public void Complete(PipelineScope built) => (_isComplete, _built) = (true, built);

    /// <summary>A condition on the name of an environment, with what code sets that name to.</summary>
    /// <param name="name">The name it asks about.</param>
    /// <param name="asDeployed">What it says where the deployment chooses the name.</param>
    /// <param name="holds">Whether it is true of a name that code sets.</param>
    /// <param name="origin">Where a value comes from.</param>
    /// <param name="reading">Under which circumstances it is read.</param>
    public EnvironmentSplit Settle(
        EnvironmentName name, EnvironmentSplit asDeployed, Func<string, bool> holds, Func<IOperation, IOperation> origin,
        PipelineScope? reading) =>
        IsEmpty ? asDeployed : Settle(asDeployed, holds, Applying(name, origin), reading?.Within(_built) ?? _built);

    /// <summary>Where a start-up class runs that is named after an environment.</summary>
    public EnvironmentSplit Named(EnvironmentSet environment) => IsEmpty
        ? EnvironmentSplit.Only(environment)
        : Settle(
            EnvironmentSplit.Only(environment),
            text => string.Equals(text, environment.ToString(), StringComparison.OrdinalIgnoreCase), Every(), _built);

    private EnvironmentSplit Settle(
        EnvironmentSplit asDeployed, Func<string, bool> holds, List<List<EnvironmentAssignment>> applying, PipelineScope scope)
    {
        var (whenTrue, whenFalse) = (EnvironmentSet.None, EnvironmentSet.None);
        string? doubt = null;
        foreach (var one in s_each)
        {
            var name = At(applying, one, scope);
            if (!name.IsKnown && one == EnvironmentSet.Production)
                doubt = Doubt(applying, scope);

            whenTrue |= name switch
            {
                { IsKnown: false } => one,
                { Text: { } text } => holds(text) ? one : EnvironmentSet.None,
                _ => asDeployed.WhenTrue & one,
            };
            whenFalse |= name switch
            {
                { IsKnown: false } => one,
                { Text: { } text } => holds(text) ? EnvironmentSet.None : one,
                _ => asDeployed.WhenFalse & one,
            };
        }

        return new EnvironmentSplit(whenTrue, whenFalse, doubt);
    }

    /// <summary>The name that production runs under, whichever host is asked about.</summary>
    public AssignedName InProduction(PipelineScope? reading = null) => At(Every(), EnvironmentSet.Production, reading ?? _built);

    /// <summary>Which code makes production run under another name, and what to do about it; null for none.</summary>
    public string? Cause => InProduction() is { IsKnown: true, Text: { } text }
        && !string.Equals(text, nameof(EnvironmentSet.Production), StringComparison.OrdinalIgnoreCase)
        && Every().SelectMany(own => own).LastOrDefault(assignment => assignment.Names[EnvironmentSet.Production].Text == text) is { } cause
            ? $"{cause.Description} makes production '{text}': leave that to {EnvironmentNames.AspNetCore}"
            : null;

    /// <summary>The host that a value belongs to; null where that is not known.</summary>
    public SyntaxNode? CreationOf(IOperation? value, Func<IOperation, IOperation> origin)
    {
        for (var depth = 0; value is not null && depth < MaxDepth; depth++)
        {
            var current = origin(value.Unwrapped()).Unwrapped();
            if (_creations.Exists(creation => creation.Syntax == current.Syntax))
                return current.Syntax;

            value = current switch
            {
                IInvocationOperation { Instance: { } instance } => instance,
                IInvocationOperation { Arguments: [var first, ..] } => first.Value,
                IPropertyReferenceOperation property => property.Instance,
                IAwaitOperation @await => @await.Operation,
                IConditionalAccessOperation access => access.WhenNotNull,
                IConditionalAccessInstanceOperation access => access.Accessed(),
                _ => null,
            };
        }

        return null;
    }

    private List<List<EnvironmentAssignment>> Applying(EnvironmentName name, Func<IOperation, IOperation> origin)
    {
        var place = name.Source.Syntax;
        if (name.Variable is { } variable)
            return [_assignments.FindAll(assignment => assignment.Variable == variable && !IsLater(assignment, place))];

        var creation = CreationOf(name.Source, origin);
        var hosts = creation is null ? Every() : [To(_creations.Find(host => host.Syntax == creation))];
        foreach (var own in hosts)
            own.RemoveAll(assignment => IsLater(assignment, place));
        return hosts;
    }

    private List<List<EnvironmentAssignment>> Every() => _creations.Count == 0 ? [To(null)] : _creations.ConvertAll(To);

    /// <summary>What is set for one host, in the order in which one overrides another.</summary>
    private List<EnvironmentAssignment> To(HostCreation? host) => _assignments
        .Where(assignment => assignment.Kind == AssignmentKind.Variable
            ? host is null || assignment.Order < host.Order && Array.IndexOf(host.Variables, assignment.Variable) >= 0
            : assignment.Creation is null || assignment.Creation == host?.Syntax)
        .OrderBy(assignment => assignment.Kind)
        .ThenBy(assignment => host is null ? 0 : Array.IndexOf(host.Variables, assignment.Variable))
        .ThenBy(assignment => assignment.Order)
        .ToList();

    /// <summary>Every host must agree: which of them is asked about is not known.</summary>
    private AssignedName At(List<List<EnvironmentAssignment>> hosts, EnvironmentSet one, PipelineScope reading)
    {
        AssignedName? agreed = null;
        foreach (var own in hosts)
        {
            var name = AssignedName.Deployed;
            foreach (var assignment in own)
            {
                var applied = assignment.Apply(name, one, reading);
                name = applied != name && IsOfAnyHost(assignment) ? AssignedName.Unknown : applied;
            }

            if (agreed is { } other && other != name)
                return AssignedName.Unknown;

            agreed = name;
        }

        return agreed ?? AssignedName.Deployed;
    }

    private bool IsOfAnyHost(EnvironmentAssignment assignment) =>
        assignment is { Creation: null, Kind: not AssignmentKind.Variable } && _creations.Count > 1;

    private string Doubt(List<List<EnvironmentAssignment>> hosts, PipelineScope reading)
    {
        foreach (var own in hosts)
        {
            var name = AssignedName.Deployed;
            EnvironmentAssignment? cause = null;
            foreach (var assignment in own)
            {
                name = assignment.Apply(name, EnvironmentSet.Production, reading);
                cause = name.IsKnown ? null : cause ?? assignment;
            }

            if (cause is not null)
                return cause.Doubt(reading);
        }

        var any = hosts.SelectMany(own => own).First();
        return $"{any.Description} sets the environment of one application, and {_creations.Count} are built";
    }

    /// <summary>Whether the place was read before the assignment took effect.</summary>
    private bool IsLater(EnvironmentAssignment assignment, SyntaxNode reading)
    {
        if (!_isComplete || assignment.Order < 0 || assignment.Kind == AssignmentKind.Host)
            return false;

        var function = FunctionAround(reading);
        if (function == FunctionAround(assignment.Place))
            return reading.SpanStart < assignment.Place.SpanStart;

        if (_left.TryGetValue(function, out var order))
            return assignment.Order >= order;

        return assignment.Scope.Site is { SourceTree: { } tree } site && function is CompilationUnitSyntax && tree == reading.SyntaxTree
            && reading.SpanStart < site.SourceSpan.Start;
    }

    private static SyntaxNode FunctionAround(SyntaxNode node) => node.FirstAncestorOrSelf<SyntaxNode>(ancestor =>
        ancestor is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or CompilationUnitSyntax
            or MemberDeclarationSyntax and not GlobalStatementSyntax) ?? node;
}
