using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Input;

/// <summary>Reads what a path is made of, through variables, concatenation and the methods of Path and string.</summary>
internal sealed class PathPartsReader(ValueSource values)
{
    private const int MaxDepth = 12;

    private static readonly string[] s_generators = ["NewGuid", "CreateVersion7", "GetRandomFileName", "GetTempFileName", "GetHexString", "GetBytes", "GetInt32"];

    /// <param name="stopsAtCombine">Whether what goes through Path.Combine is left to that place.</param>
    public PathParts Read(IOperation value, bool stopsAtCombine, CancellationToken cancellation) => Read(value, stopsAtCombine, 0, cancellation);

    private PathParts Read(IOperation value, bool stops, int depth, CancellationToken cancellation)
    {
        if (depth > MaxDepth)
            return PathParts.None;

        var origin = values.Origin(value, cancellation).Unwrapped();
        return origin switch
        {
            { ConstantValue: { HasValue: true, Value: string text } } => text.IndexOf("wwwroot", StringComparison.OrdinalIgnoreCase) >= 0 ? PathParts.WebRoot : PathParts.None,
            IPropertyReferenceOperation { Property: { Name: "FileName", ContainingType: var type } } when UploadTypes.IsFile(type) => PathParts.ClientPath,
            IPropertyReferenceOperation { Property: { Name: "Name", ContainingType.Name: "IBrowserFile" } } => PathParts.ClientPath,
            IPropertyReferenceOperation { Property.Name: "WebRootPath" } => PathParts.WebRoot,
            IPropertyReferenceOperation { Property: { Name: "Ticks", ContainingType.Name: "DateTime" or "DateTimeOffset" } } => PathParts.Generated,
            IInvocationOperation call => Called(call, stops, depth, cancellation),
            IInterpolatedStringOperation text => All(text.Parts.Select(part => part is IInterpolationOperation hole ? hole.Expression : ((IInterpolatedStringTextOperation)part).Text)),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => All([sum.LeftOperand, sum.RightOperand]),
            ICoalesceOperation either => All([either.Value, either.WhenNull]),
            IConditionalOperation { WhenFalse: { } otherwise } choice => All([choice.WhenTrue, otherwise]),
            IConditionalAccessOperation access => All([access.Operation, access.WhenNotNull]),
            IArrayCreationOperation { Initializer: { } filled } => All(filled.ElementValues),
            IAwaitOperation awaited => Read(awaited.Operation, stops, depth + 1, cancellation),
            _ => PathParts.None,
        };

        PathParts All(IEnumerable<IOperation> parts) =>
            parts.Aggregate(PathParts.None, (all, part) => all | Read(part, stops, depth + 1, cancellation));
    }

    private PathParts Called(IInvocationOperation call, bool stops, int depth, CancellationToken cancellation)
    {
        var method = call.TargetMethod;
        if (Array.IndexOf(s_generators, method.Name) >= 0)
            return PathParts.Generated;

        var isPath = method.ContainingType is { Name: "Path", ContainingNamespace.Name: "IO" };
        // A method of the team's own may have made the name safe.
        if (!isPath && method.ContainingType.SpecialType != SpecialType.System_String && method.Name is not ("ToString" or "Trim" or "AsSpan")
            || isPath && method.Name is "GetExtension" or "GetTempPath" || stops && IsCombine(method))
        {
            return PathParts.None;
        }

        var parts = call.Arguments.Select(argument => argument.Value).Concat(call.Instance is { } instance ? [instance] : Array.Empty<IOperation>())
            .Aggregate(PathParts.None, (all, part) => all | Read(part, stops, depth + 1, cancellation));
        return isPath && method.Name is "GetFileName" or "GetFileNameWithoutExtension" && (parts & PathParts.ClientPath) != 0
            ? parts & ~PathParts.ClientPath | PathParts.ClientName : parts;
    }

    public static bool IsCombine(IMethodSymbol method) => method is { Name: "Combine" or "Join", ContainingType: { Name: "Path", ContainingNamespace.Name: "IO" } };
}
