using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Cors;

/// <summary>
/// Recognizes code that writes <c>Access-Control-Allow-Origin</c> itself. Source: Fetch standard, HTTP responses of the CORS protocol.
/// </summary>
internal sealed class AllowOriginHeader(SourceBodies bodies, ValueSource values)
{
    public const string Name = "Access-Control-Allow-Origin";

    private static readonly string[] s_writers =
    [
        "Add", "AddHeader", "Append", "AppendHeader", "AppendList", "AppendCommaSeparatedValues", "Set", "SetCommaSeparatedValues",
        "SetHeader", "TryAdd", "TryAddWithoutValidation", "WithHeader",
    ];

    /// <summary>The types that carry a response's headers: ASP.NET Core, System.Web, HttpListener, Web API, Functions.</summary>
    private static readonly string[] s_carriers =
    [
        "HeaderDictionary", "HttpHeaders", "HttpHeadersCollection", "HttpListenerResponse", "HttpResponse", "HttpResponseBase",
        "HttpResponseData", "HttpResponseHeaders", "HttpResponseMessage", "IHeaderDictionary", "IHttpHeadersCollection", "NameValueCollection",
        "ResponseHeaders", "WebHeaderCollection",
    ];

    /// <summary>What the header is given; null for anything else.</summary>
    public IOperation? ValueOf(IOperation operation, CancellationToken cancellation) => operation switch
    {
        IInvocationOperation call when Array.IndexOf(s_writers, call.TargetMethod.Name) >= 0 => Written(call, cancellation),
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Instance: { } headers } target } assignment
            when MayCarry(headers.Type) && IsName(target, cancellation) && IsResponse(Receiver(headers, target), cancellation) =>
                assignment.Value,
        _ => null,
    };

    /// <summary>Nearly every call and indexer of these names is of another type.</summary>
    private bool MayCarry(ITypeSymbol? type) => type is not null && (type.Name is "Dictionary" or "IDictionary" || IsCarrier(type));

    private static IOperation? Receiver(IOperation? headers, IOperation element) =>
        headers is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver } ? Initialized(element) : headers;

    private IOperation? Written(IInvocationOperation call, CancellationToken cancellation)
    {
        if (call.Arguments.Length < 2 || !MayCarry(call.Instance?.Type ?? call.Arguments[0].Value.Unwrapped().Type))
            return null;

        var given = call.Arguments.OrderBy(argument => argument.Parameter?.Ordinal ?? 0).Select(argument => argument.Value).ToList();
        var at = given.FindIndex(value => IsName(value, cancellation));
        if (at < 0 || at + 1 >= given.Count || IsOurs(call.TargetMethod.ContainingType))
            return null;

        return IsResponse(Receiver(call.Instance ?? (at > 0 ? given[0] : null), call), cancellation) ? given[at + 1] : null;
    }

    private bool IsName(IPropertyReferenceOperation target, CancellationToken cancellation) => target.Property.IsIndexer
        ? target.Arguments is [{ Value: var key }] && IsName(key, cancellation)
        : target.Property.Name == "AccessControlAllowOrigin" && !IsOurs(target.Property.ContainingType);

    private bool IsName(IOperation value, CancellationToken cancellation) => values.Origin(value, cancellation) switch
    {
        { ConstantValue: { HasValue: true, Value: string text } } => text.Trim().Equals(Name, StringComparison.OrdinalIgnoreCase),
        IMemberReferenceOperation { Member: { Name: "AccessControlAllowOrigin" } member } => member.ContainingType.Name == "HeaderNames",
        _ => false,
    };

    private bool IsResponse(IOperation? headers, CancellationToken cancellation)
    {
        if (headers is null)
            return false;

        var origin = values.Origin(headers, cancellation);
        // In an answer that a function returns, the headers are a plain dictionary.
        if (origin is IPropertyReferenceOperation { Property: { Name: "Headers" or "DefaultRequestHeaders" } property })
        {
            return !property.ContainingType.Name.Contains("Request") && property.Name == "Headers"
                && (IsCarrier(origin.Type) || property.ContainingType.Name.Contains("Response"));
        }

        if (IsCarrier(origin.Type) || IsCarrier(headers.Unwrapped().Type))
            return true;

        return origin is IObjectCreationOperation { Type.Name: "Dictionary" } && AssignedTo(origin) is { } target
            && target.Property.Name.Contains("Headers") && target.Property.ContainingType.Name.Contains("Response");
    }

    private bool IsCarrier(ITypeSymbol? type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (Array.IndexOf(s_carriers, current.Name) >= 0 && !IsOurs(current))
                return true;
        }

        return false;
    }

    /// <summary>Whether the application's source declares it. Under the old framework's name it stands in for what is not referenced.</summary>
    private bool IsOurs(ITypeSymbol type) => bodies.Has(type)
        && type.ContainingNamespace.ToDisplayString() is not "System.Web" and var space && !space.StartsWith("System.Web.", StringComparison.Ordinal);

    private static IOperation? Initialized(IOperation element)
    {
        for (var parent = element.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IMemberInitializerOperation member)
                return member.InitializedMember;
            if (parent is IObjectCreationOperation)
                return parent;
        }

        return null;
    }

    private static IPropertyReferenceOperation? AssignedTo(IOperation value)
    {
        var parent = value.Parent;
        while (parent is IConversionOperation or IParenthesizedOperation)
            parent = parent.Parent;
        return (parent as ISimpleAssignmentOperation)?.Target as IPropertyReferenceOperation;
    }
}
