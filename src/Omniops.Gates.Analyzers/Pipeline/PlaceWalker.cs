using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>Finds under which circumstances each place of a body runs. Lambdas count as run where they are written.</summary>
internal sealed class PlaceWalker : FlowWalker
{
    /// <summary>Functions. Each call is followed, so functions that call each other twice would take for ever.</summary>
    private const int MaxVisits = 200;

    private readonly SourceBodies _bodies;
    private readonly HashSet<ISymbol> _open = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, IAnonymousFunctionOperation> _functions = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<SyntaxNode, PipelineScope> _found = [];
    private int _visits;

    private PlaceWalker(EnvironmentCondition conditions, SourceBodies bodies, HostEnvironments environments, CancellationToken cancellation)
        : base(conditions, ReadingContext.Start(environments, cancellation)) => _bodies = bodies;

    /// <summary>What the walk does not come by has no scope, and nothing has where it does not come to its end.</summary>
    public static Dictionary<SyntaxNode, PipelineScope> Find(
        IOperation root, EnvironmentCondition conditions, SourceBodies bodies, HostEnvironments environments, CancellationToken cancellation)
    {
        var walker = new PlaceWalker(conditions, bodies, environments, cancellation);
        try
        {
            walker.VisitBody(root, PipelineScope.Entry);
        }
        catch (InsufficientExecutionStackException)
        {
            walker._found.Clear();
        }

        if (walker._visits > MaxVisits)
            walker._found.Clear();
        return walker._found;
    }

    protected override void Act(IOperation operation, PipelineScope scope)
    {
        if (!_found.TryGetValue(operation.Syntax, out var earlier))
            _found.Add(operation.Syntax, scope);
        else if (!ReferenceEquals(earlier, scope) && PipelineScope.Join(earlier, scope) is { } joined)
            _found[operation.Syntax] = joined;

        if (operation is ILocalReferenceOperation { Local: var local } && _functions.TryGetValue(local, out var function)
            && _open.Add(local) && _visits++ < MaxVisits)
        {
            Visit(function.Body, scope);
            _open.Remove(local);
        }

        var called = operation switch
        {
            IInvocationOperation call => call.TargetMethod,
            IMethodReferenceOperation reference => reference.Method,
            _ => null,
        };
        if (called is not { MethodKind: MethodKind.LocalFunction }
            || _bodies.Find(called, Context.Cancellation) is not { } body
            || !_open.Add(called)
            || _visits++ >= MaxVisits)
        {
            return;
        }

        VisitBody(body, scope);
        _open.Remove(called);
    }

    protected override void ActOnFunction(IAnonymousFunctionOperation function, PipelineScope scope)
    {
        var target = function.Parent;
        while (target is IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation or IVariableInitializerOperation)
            target = target.Parent;

        // What a variable holds runs where the variable is used.
        if (target is IVariableDeclaratorOperation { Symbol: var local })
            _functions[local] = function;
        else
            Visit(function.Body, scope);
    }
}
