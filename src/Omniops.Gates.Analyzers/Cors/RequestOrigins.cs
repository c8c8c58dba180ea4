using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Cors;

/// <summary>Recognizes what a request says its origin is: its header, or anything else that the caller writes.</summary>
internal sealed class RequestOrigins(ValueSource values, CancellationToken cancellation)
{
    private static readonly string[] s_headers = ["Origin", "Referer", "Referrer"];
    private static readonly string[] s_parts = ["Headers", "Query", "QueryString", "Form", "Params", "Cookies"];

    /// <summary>Questions whose answer is no text of the caller's.</summary>
    private static readonly string[] s_questions = ["ContainsKey", "Contains", "Any", "Count", "Remove", "Keys"];

    /// <summary>Whether the operation reads it.</summary>
    public bool Is(IOperation operation)
    {
        var (name, receiver) = operation switch
        {
            IPropertyReferenceOperation { Property: var property, Instance: var instance } => (property.Name, instance),
            IInvocationOperation { TargetMethod: { Name: var method, IsExtensionMethod: true }, Instance: null, Arguments: [var first, ..] } =>
                (method, first.Value),
            IInvocationOperation { TargetMethod.Name: var method, Instance: var instance } => (method, instance),
            _ => ("", null),
        };
        if (name == "UrlReferrer")
            return receiver is not null;

        if (receiver is null || Array.IndexOf(s_questions, name) >= 0
            || values.Origin(receiver, cancellation) is not IPropertyReferenceOperation { Property: var part }
            || Array.IndexOf(s_parts, part.Name) < 0 || !part.ContainingType.Name.Contains("Request"))
        {
            return false;
        }

        return part.Name != "Headers" || Array.IndexOf(s_headers, name) >= 0 || operation.Descendants().Any(IsHeaderName);
    }

    private static bool IsHeaderName(IOperation operation) => operation switch
    {
        { ConstantValue: { HasValue: true, Value: string text } } => s_headers.Contains(text, StringComparer.OrdinalIgnoreCase),
        IFieldReferenceOperation { Field: var field } => field.ContainingType.Name == "HeaderNames" && Array.IndexOf(s_headers, field.Name) >= 0,
        _ => false,
    };
}
