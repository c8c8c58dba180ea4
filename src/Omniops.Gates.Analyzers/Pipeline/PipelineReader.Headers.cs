using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <content>Headers that the application writes itself.</content>
internal sealed partial class PipelineReader
{
    private static readonly string[] s_bodies = ["CompleteAsync", "Redirect", "SendFileAsync", "WriteAsJsonAsync", "WriteAsync"];

    private static readonly string[] s_writers =
        ["Add", "Append", "AppendCommaSeparatedValues", "Remove", "Set", "SetCommaSeparatedValues", "TryAdd"];

    private void WriteHeader(IInvocationOperation call, PipelineScope scope)
    {
        // context.Response.Clear(), which takes every header away
        if (scope.IsRequest && call.TargetMethod is { Name: "Clear", ContainingType.Name: "ResponseExtensions" } clear
            && KnownMiddleware.IsFramework(clear.ContainingAssembly))
            Add(_facts.RemovedHeaders, clear.Name, call, scope, _serving);

        if (scope.IsRequest && Array.IndexOf(s_bodies, call.TargetMethod.Name) >= 0
            && (call.Instance ?? call.Arguments.FirstOrDefault()?.Value)?.Unwrapped().Type.IsA(types.HttpResponse) == true
            && !IsBehindNext(call) && !IsInCatch(call))
        {
            Add(_facts.Answers, call.TargetMethod.Name, call, scope, _serving);
        }

        // A helper of that name is read, and writes what it writes.
        if (types.HeaderDictionary is null || Array.IndexOf(s_writers, call.TargetMethod.Name) < 0 || bodies.Has(call.TargetMethod))
            return;

        var receiver = call.Instance ?? call.Arguments.FirstOrDefault()?.Value;
        var key = call.Arguments.FirstOrDefault(argument => argument.Parameter?.Type.SpecialType == SpecialType.System_String);
        if (receiver?.Unwrapped().Type is not { } type || key is null)
            return;

        if (type.IsA(types.HeaderDictionary) || type.Is(types.ResponseHeaders))
            WriteHeader(HeaderName(key.Value), receiver, call, scope, call.TargetMethod.Name == "Remove", call.Arguments[call.Arguments.Length - 1].Value,
                call.TargetMethod.Name.StartsWith("Append", StringComparison.Ordinal));
    }

    private void WriteHeader(IAssignmentOperation assignment, PipelineScope scope)
    {
        if (assignment.Target is not IPropertyReferenceOperation { Property: var property, Instance: { } receiver } target
            || !receiver.Unwrapped().Type.IsA(types.HeaderDictionary))
        {
            return;
        }

        if (!property.IsIndexer)
            WriteHeader(Hyphenated(property.Name), receiver, assignment.Target, scope, IsNothing(assignment.Value), assignment.Value);
        else if (target.Arguments.Length == 1)
            WriteHeader(HeaderName(target.Arguments[0].Value), receiver, assignment.Target, scope, IsNothing(assignment.Value), assignment.Value);
    }

    private void WriteHeader(string? name, IOperation receiver, IOperation at, PipelineScope scope, bool isRemoved, IOperation? value, bool isAppended = false)
    {
        var owner = _values.Origin(receiver) is IPropertyReferenceOperation { Property.ContainingType: var type } ? type : null;
        if (owner.IsA(types.HttpRequest))
            return;

        if (isRemoved)
        {
            if (name is not null)
                Add(_facts.RemovedHeaders, name, at, scope, _serving);
            return;
        }

        if (name is null)
        {
            Gap(at, scope, _serving, "the name of a header is known only at run time");
            return;
        }

        var isResponse = scope.IsRequest && (owner.IsA(types.HttpResponse) || receiver.Unwrapped().Type.Is(types.ResponseHeaders));
        var within = isResponse ? scope : scope.Perhaps(receiver.Syntax, $"whose headers '{receiver.Syntax}' are");
        if (scope.IsRequest && !_isStarting && IsBehindNext(at))
            within = within.Perhaps(at.Syntax, "whether the response has begun already, as it is written behind 'next'");
        Add(_facts.Headers, name, at, within, _serving, HeaderTexts.Of(value, _values.Origin, value => configured?.Of(value, cancellation)));
        _facts.Headers[_facts.Headers.Count - 1] = _facts.Headers[_facts.Headers.Count - 1] with { IsAppended = isAppended };
    }

    /// <summary>A filter writes headers for what it is put on. Errors, files and what other middleware answers go out without them.</summary>
    private void NoteFilters()
    {
        foreach (var type in bodies.Types)
        {
            if (!type.AllInterfaces.Any(contract => contract.Name is "IFilterMetadata" or "IEndpointFilter"))
                continue;

            var (written, removed, answers, gaps, refusals) =
                (_facts.Headers.Count, _facts.RemovedHeaders.Count, _facts.Answers.Count, _facts.Gaps.Count, _facts.Refusals.Count);
            foreach (var method in type.GetMembers().OfType<IMethodSymbol>().Where(method => method.MethodKind == MethodKind.Ordinary))
            {
                if (bodies.Find(method, cancellation) is { } body)
                    Enter(method, body, PipelineScope.Entry with { IsRequest = true, Site = _facts.Hosts[0].Location }, ImmutableArray<IArgumentOperation>.Empty, exact: type);
            }

            _facts.FilterHeaders.AddRange(_facts.Headers.Skip(written).Select(header => header with { Library = type.Name }));
            _facts.Headers.RemoveRange(written, _facts.Headers.Count - written);
            _facts.RemovedHeaders.RemoveRange(removed, _facts.RemovedHeaders.Count - removed);
            _facts.Answers.RemoveRange(answers, _facts.Answers.Count - answers);
            _facts.Gaps.RemoveRange(gaps, _facts.Gaps.Count - gaps);
            // Controllers and pages are filters too: what their actions answer they answer for themselves.
            _facts.Refusals.RemoveRange(refusals, _facts.Refusals.Count - refusals);
        }
    }

    /// <summary>Whether the rest of the pipeline has run when a statement is reached: what it answers has begun by then.</summary>
    private static bool IsBehindNext(IOperation at)
    {
        for (var (inner, outer) = (at, at.Parent); outer is not null and not IAnonymousFunctionOperation; (inner, outer) = (outer, outer.Parent))
        {
            if (outer is IBlockOperation block && block.Operations.TakeWhile(statement => statement != inner).Any(IsNext))
                return true;
        }

        return false;
    }

    /// <summary>An answer to a failure behind it, when the headers are written already.</summary>
    private static bool IsInCatch(IOperation at)
    {
        while (at.Parent is { } parent && at is not ICatchClauseOperation)
            at = parent;
        return at is ICatchClauseOperation;
    }

    /// <summary>await next(context), in either shape of the delegate.</summary>
    private static bool IsNext(IOperation statement) => statement is IExpressionStatementOperation { Operation: var expression }
        && (expression is IAwaitOperation awaited ? awaited.Operation : expression).Unwrapped() is var awaitedCall
        && (awaitedCall is IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } task } ? task.Unwrapped() : awaitedCall)
            is IInvocationOperation { TargetMethod: { MethodKind: MethodKind.DelegateInvoke, ContainingType: var type } }
        && (type.Name == "RequestDelegate" || type is { Name: "Func", TypeArguments: [{ Name: "Task" }] });

    private static bool IsNothing(IOperation value) => value.IsNull() || value.Is("");

    /// <summary>A constant, or one of HeaderNames, which are static readonly fields named after their header.</summary>
    private string? HeaderName(IOperation value) => _values.Origin(value) switch
    {
        { ConstantValue: { HasValue: true, Value: string text } } => text,
        IFieldReferenceOperation { Field: var field } when field.ContainingType.Is(types.HeaderNames) => Hyphenated(field.Name),
        _ => null,
    };

    /// <summary>StrictTransportSecurity of IHeaderDictionary is the header Strict-Transport-Security.</summary>
    private static string Hyphenated(string property) =>
        property switch
        {
            "XXSSProtection" => "X-XSS-Protection",
            "XUACompatible" => "X-UA-Compatible",
            _ => Words(property),
        };

    private static string Words(string property) =>
        string.Concat(property.Select((c, i) => i > 0 && char.IsUpper(c) ? "-" + c : c.ToString()));
}
