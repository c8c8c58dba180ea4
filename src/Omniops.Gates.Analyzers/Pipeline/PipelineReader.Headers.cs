using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <content>Headers that the application writes itself.</content>
internal sealed partial class PipelineReader
{
    private static readonly string[] s_writers = ["Add", "Append", "AppendCommaSeparatedValues", "Set", "SetCommaSeparatedValues", "TryAdd"];

    private void WriteHeader(IInvocationOperation call, PipelineScope scope)
    {
        if (types.HeaderDictionary is null || Array.IndexOf(s_writers, call.TargetMethod.Name) < 0)
            return;

        var receiver = call.Instance ?? call.Arguments.FirstOrDefault()?.Value;
        var key = call.Arguments.FirstOrDefault(argument => argument.Parameter?.Type.SpecialType == SpecialType.System_String);
        if (receiver?.Unwrapped().Type is { } type && key is not null && (type.IsA(types.HeaderDictionary) || type.Is(types.ResponseHeaders)))
            WriteHeader(HeaderName(key.Value), receiver, call, scope);
    }

    private void WriteHeader(IAssignmentOperation assignment, PipelineScope scope)
    {
        if (types.HeaderDictionary is null || assignment.Target is not IPropertyReferenceOperation { Property: var property, Instance: { } receiver } target
            || !receiver.Unwrapped().Type.IsA(types.HeaderDictionary))
        {
            return;
        }

        if (!property.IsIndexer)
            WriteHeader(Hyphenated(property.Name), receiver, assignment.Target, scope);
        else if (target.Arguments.Length == 1)
            WriteHeader(HeaderName(target.Arguments[0].Value), receiver, assignment.Target, scope);
    }

    private void WriteHeader(string? name, IOperation receiver, IOperation at, PipelineScope scope)
    {
        var owner = _values.Origin(receiver) is IPropertyReferenceOperation { Property.ContainingType: var type } ? type : null;
        if (owner.IsA(types.HttpRequest))
            return;

        if (name is null)
        {
            Gap(at, scope, _serving, "the name of a header is known only at run time");
            return;
        }

        var isResponse = scope.IsRequest && (owner.IsA(types.HttpResponse) || receiver.Unwrapped().Type.Is(types.ResponseHeaders));
        Add(_facts.Headers, name, at, isResponse ? scope : scope.Perhaps(receiver.Syntax, $"whose headers '{receiver.Syntax}' are"), _serving);
    }

    /// <summary>A constant, or one of HeaderNames, which are static readonly fields named after their header.</summary>
    private string? HeaderName(IOperation value) => _values.Origin(value) switch
    {
        { ConstantValue: { HasValue: true, Value: string text } } => text,
        IFieldReferenceOperation { Field: var field } when field.ContainingType.Is(types.HeaderNames) => Hyphenated(field.Name),
        _ => null,
    };

    /// <summary>StrictTransportSecurity of IHeaderDictionary is the header Strict-Transport-Security.</summary>
    private static string Hyphenated(string property) =>
        string.Concat(property.Select((c, i) => i > 0 && char.IsUpper(c) ? "-" + c : c.ToString()));

    private static bool IsAboutHeader(IOperation condition) => condition.Unwrapped() switch
    {
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => IsAboutHeader(not.Operand),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } both =>
            IsAboutHeader(both.LeftOperand) && IsAboutHeader(both.RightOperand),
        IBinaryOperation comparison => IsAboutHeader(comparison.LeftOperand) || IsAboutHeader(comparison.RightOperand),
        IPropertyReferenceOperation property => property.Property.Name is "IsHttps" or "Scheme" or "HasStarted",
        IInvocationOperation call => call.TargetMethod.Name is "ContainsKey" or "Equals" && (call.TargetMethod.Name == "ContainsKey" || call.ChildOperations.Any(IsAboutHeader)),
        IArgumentOperation argument => IsAboutHeader(argument.Value),
        IIsPatternOperation pattern => IsAboutHeader(pattern.Value),
        _ => false,
    };
}
