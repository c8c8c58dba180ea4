using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>
/// The ways that a caller without credentials can take through a filter's code. Where none leads on to the endpoint, no stranger passes. Source:
/// an authorization filter answers by setting <c>Result</c>, the others also by not calling <c>next</c>.
/// </summary>
/// <param name="setsResult">For a method that is called, whether it sets the result however it is left.</param>
/// <param name="read">Gives the code of a lambda, which a graph does not hold.</param>
internal sealed class StrangerPaths(ControlFlowGraph graph, Func<IMethodSymbol, bool> setsResult, Func<SyntaxNode, IOperation?> read)
{
    /// <summary>What shows that an answer is about the caller, and not about the request.</summary>
    private static readonly string[] s_refusals = ["401", "403", "AccessDenied", "Challenge", "Forbid", "Login", "NotFound", "Redirect", "SignIn", "Unauthorized"];

    private readonly StrangerAnswers _answers = new(graph, read);
    private readonly bool _hasNext = graph.Blocks.Any(block => Parts(block).Any(IsNext));
    private bool _isRefused;

    /// <summary>Every operation of a block.</summary>
    public static IEnumerable<IOperation> Parts(BasicBlock block) =>
        block.Operations.Concat(block.BranchValue is { } value ? [value] : []).SelectMany(operation => operation.DescendantsAndSelf());

    /// <summary>The filter's judgement; null where a stranger may pass, or nobody is asked.</summary>
    public AccessFilter? Read() => !LeadOn(_answers.Of) && _answers.IsAsked && _isRefused
        ? new AccessFilter([.. _answers.Exemptions.OrderBy(name => name, StringComparer.Ordinal)]) : null;

    /// <summary>Whether the method sets the result however it is left.</summary>
    public bool AlwaysAnswers() => !_hasNext && !LeadOn(_ => null);

    private bool LeadOn(Func<IOperation, bool?> worth)
    {
        var seen = new HashSet<BasicBlock>();
        // What is thrown anywhere within may be caught.
        var open = new Stack<BasicBlock>(EveryWay.Starts(graph));
        while (open.Count > 0)
        {
            var block = open.Pop();
            if (!seen.Add(block))
                continue;
            if (_hasNext ? Parts(block).Any(IsNext) : block.Kind == BasicBlockKind.Exit)
                return true;

            _isRefused |= Parts(block).Any(Refuses);
            if (!_hasNext && Parts(block).Any(Answers))
                continue;

            var known = block is { BranchValue: { } condition, ConditionKind: not ControlFlowConditionKind.None } ? worth(condition) : null;
            if (known is null || known == (block.ConditionKind == ControlFlowConditionKind.WhenTrue))
                Follow(block.ConditionalSuccessor);
            if (known is null || known != (block.ConditionKind == ControlFlowConditionKind.WhenTrue))
                Follow(block.FallThroughSuccessor);
        }

        return false;

        void Follow(ControlFlowBranch? branch)
        {
            if (branch?.Destination is { } next)
                open.Push(next);
        }
    }

    /// <summary>context.Result = new ForbidResult()</summary>
    private bool Answers(IOperation operation) => operation switch
    {
        ISimpleAssignmentOperation { Target: IFlowCaptureReferenceOperation captured } assignment => !assignment.Value.IsNull() && _answers.Captured(captured.Id).Any(IsResult),
        ISimpleAssignmentOperation assignment => !assignment.Value.IsNull() && IsResult(assignment.Target),
        IInvocationOperation { TargetMethod: var method } => setsResult(method),
        _ => false,
    };

    private bool Refuses(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: var method } => Speaks(method.Name) || setsResult(method),
        IObjectCreationOperation { Type.Name: var name } => Speaks(name),
        IMemberReferenceOperation { Member.Name: var name } => Speaks(name),
        { ConstantValue: { HasValue: true, Value: int status } } => status is 401 or 403 or 404,
        _ => false,
    };

    private static bool Speaks(string name) => Array.Exists(s_refusals, word => name.IndexOf(word, StringComparison.Ordinal) >= 0);

    private static bool IsResult(IOperation target) => target is IPropertyReferenceOperation { Property: { Name: "Result", ContainingType.Name: var type } }
        && type.EndsWith("Context", StringComparison.Ordinal);

    /// <summary>await next(context), or who is handed it</summary>
    public static bool IsNext(IOperation operation) => operation is IParameterReferenceOperation or IFieldReferenceOperation or ILocalReferenceOperation
        && operation.Type is { Name: "ActionExecutionDelegate" or "EndpointFilterDelegate" or "PageHandlerExecutionDelegate" or "RequestDelegate" or "ResourceExecutionDelegate" };
}
