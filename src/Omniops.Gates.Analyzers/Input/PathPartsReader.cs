using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Input;

/// <summary>
/// Reads what a path is made of, through variables, concatenation, the methods of Path and string, and the calls of the method that is handed
/// the name.
/// </summary>
internal sealed class PathPartsReader
{
    private const int MaxDepth = 12;

    private static readonly string[] s_generators = ["NewGuid", "CreateVersion7", "GetRandomFileName", "GetTempFileName", "GetHexString", "GetBytes", "GetInt32"];

    private readonly ProgramSources _sources;
    private readonly PathGuards _guards;

    public PathPartsReader(ProgramSources sources)
    {
        _sources = sources;
        _guards = new PathGuards(sources, this);
    }

    /// <param name="place">What the path is handed to; a test in front of it makes a name of the client's stay in its folder.</param>
    /// <param name="stopsAtCombine">Whether what goes through Path.Combine is left to that place.</param>
    public PathParts Read(IOperation value, IOperation place, bool stopsAtCombine, CancellationToken cancellation)
    {
        var parts = new Reading(this, stopsAtCombine, isGuarded: true, cancellation).Of(value, 0);
        return (parts & PathParts.ClientPath) != 0 && _guards.Keep(place, value, cancellation) ? Kept(parts) : parts;
    }

    /// <summary>What a path is made of, whatever is tested.</summary>
    public PathParts ReadUnguarded(IOperation value, CancellationToken cancellation) =>
        new Reading(this, stops: false, isGuarded: false, cancellation).Of(value, 0);

    public static bool IsCombine(IMethodSymbol method) => method is { Name: "Combine" or "Join", ContainingType: { Name: "Path", ContainingNamespace.Name: "IO" } };

    private static PathParts Kept(PathParts parts) => parts & ~PathParts.ClientPath | PathParts.ClientName;

    /// <summary>One reading: each parameter is followed to its callers once.</summary>
    private sealed class Reading(PathPartsReader reader, bool stops, bool isGuarded, CancellationToken cancellation)
    {
        private readonly HashSet<IParameterSymbol> _followed = new(SymbolEqualityComparer.Default);
        private readonly HashSet<IParameterSymbol> _written = new(SymbolEqualityComparer.Default);

        public PathParts Of(IOperation value, int depth)
        {
            if (depth > MaxDepth)
                return PathParts.None;

            var origin = reader._sources.Values.Origin(value, cancellation);
            return origin switch
            {
                { ConstantValue: { HasValue: true, Value: string text } } => text.IndexOf("wwwroot", StringComparison.OrdinalIgnoreCase) >= 0 ? PathParts.WebRoot : PathParts.None,
                IPropertyReferenceOperation { Property: var property } reference => OfProperty(reference, property, depth),
                IParameterReferenceOperation { Parameter: { Type.SpecialType: SpecialType.System_String, ContainingSymbol: IMethodSymbol method } parameter } =>
                    OfParameter(origin, method, parameter, depth),
                IInvocationOperation call => OfCall(call, depth),
                IObjectCreationOperation { Type.Name: "FileInfo", Arguments: [{ Value: var path }] } => Of(path, depth + 1),
                IInterpolatedStringOperation text => All(text.Parts.Select(part => part is IInterpolationOperation hole ? hole.Expression : ((IInterpolatedStringTextOperation)part).Text), depth),
                IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => All([sum.LeftOperand, sum.RightOperand], depth),
                ICoalesceOperation either => All([either.Value, either.WhenNull], depth),
                IConditionalOperation { WhenFalse: { } otherwise } choice => All([choice.WhenTrue, otherwise], depth),
                IConditionalAccessOperation access => All([access.Operation, access.WhenNotNull], depth),
                IArrayCreationOperation { Initializer: { } filled } => All(filled.ElementValues, depth),
                IAwaitOperation awaited => Of(awaited.Operation, depth + 1),
                _ => PathParts.None,
            };
        }

        private PathParts All(IEnumerable<IOperation> parts, int depth) => parts.Aggregate(PathParts.None, (all, part) => all | Of(part, depth + 1));

        private PathParts OfProperty(IPropertyReferenceOperation reference, IPropertySymbol property, int depth) => property.Name switch
        {
            "FileName" or "FileNameStar" when UploadTypes.IsFile(property.ContainingType) || IsSentName(reference, property.ContainingType) => PathParts.ClientPath,
            "Name" when property.ContainingType.Name == "IBrowserFile" => PathParts.ClientPath,
            "WebRootPath" => PathParts.WebRoot,
            "Ticks" when property.ContainingType.Name is "DateTime" or "DateTimeOffset" => PathParts.Generated,
            "Value" when property.ContainingType.Name == "StringSegment" && reference.Instance is { } segment => Of(segment, depth + 1),
            "FullName" when property.ContainingType.Name is "FileInfo" or "FileSystemInfo" && reference.Instance is { } file =>
                Of(file, depth + 1) | PathParts.Normalized,
            _ => PathParts.None,
        };

        /// <summary>The name in the header of a part of a form: what IFormFile.FileName is read from.</summary>
        private bool IsSentName(IPropertyReferenceOperation reference, ITypeSymbol type) => type.Name switch
        {
            "FileMultipartSection" => true,
            "ContentDispositionHeaderValue" when type.ContainingNamespace.ToDisplayString() == "Microsoft.Net.Http.Headers" => IsParsed(reference),
            "ContentDispositionHeaderValue" => reference.Instance is { } header
                && reader._sources.Values.Origin(header, cancellation) is IInvocationOperation { TargetMethod.Name: "Parse" } call
                && call.Descendants().Any(part => part is IPropertyReferenceOperation { Property: { Name: "ContentDisposition", ContainingType: var owner } }
                    && (UploadTypes.IsFile(owner) || owner.Name == "MultipartSection")),
            _ => false,
        };

        /// <summary>One that is made here is sent, and not received.</summary>
        private bool IsParsed(IPropertyReferenceOperation reference) =>
            reference.Instance is { } header && reader._sources.Values.Origin(header, cancellation) is not IObjectCreationOperation;

        private PathParts OfCall(IInvocationOperation call, int depth)
        {
            var method = call.TargetMethod;
            if (Array.IndexOf(s_generators, method.Name) >= 0)
                return PathParts.Generated;

            var isPath = method.ContainingType is { Name: "Path", ContainingNamespace.Name: "IO" };
            // A method of the team's own may have made the name safe.
            if (!isPath && method.ContainingType.SpecialType != SpecialType.System_String && method.Name is not ("ToString" or "Trim" or "AsSpan" or "RemoveQuotes")
                || isPath && method.Name is "GetExtension" or "GetTempPath" || stops && IsCombine(method))
            {
                return PathParts.None;
            }

            var parts = All(call.Arguments.Select(argument => argument.Value).Concat(call.Instance is { } instance ? [instance] : Array.Empty<IOperation>()), depth);
            if ((parts & PathParts.ClientPath) == 0)
                return parts;

            return isPath && method.Name is "GetFileName" or "GetFileNameWithoutExtension" || IsCleaned(call) ? Kept(parts)
                : isPath && method.Name == "GetFullPath" ? parts | PathParts.Normalized : parts;
        }

        /// <summary>name.Replace("/", "").Replace("\\", ""), name.Split(Path.GetInvalidFileNameChars())</summary>
        private bool IsCleaned(IInvocationOperation call)
        {
            if (call.TargetMethod.Name is not ("Replace" or "Split"))
                return false;

            var needles = new PathNeedles(reader._sources.Values);
            var current = call as IOperation;
            for (var depth = 0; depth < MaxDepth && current is IInvocationOperation { Instance: { } receiver, TargetMethod.Name: var name } step; depth++)
            {
                // What is replaced by nothing can leave the same behind: ....// becomes ../
                if (name is "Replace" or "Split" && step.Arguments is [{ Value: var needle }, ..] && !needle.Is(".."))
                    needles.Add(needle, cancellation);
                current = reader._sources.Values.Origin(receiver, cancellation);
            }

            return needles.Suffice(isAppended: false);
        }

        private PathParts OfParameter(IOperation reference, IMethodSymbol method, IParameterSymbol parameter, int depth)
        {
            var assigned = AssignedTo(reference, parameter);
            if (assigned.Count > 0 && _written.Add(parameter))
                return All(assigned, depth);

            // Callers are looked for in every file, so only where a name is read that a client may have sent.
            if (!_followed.Add(parameter) || method.MethodKind is not (MethodKind.Ordinary or MethodKind.LocalFunction) || !reader._sources.Bodies.Has(method)
                || reader._sources.References.Named("FileName", cancellation).Count == 0)
            {
                return PathParts.None;
            }

            var parts = PathParts.None;
            foreach (var called in Declarations(method))
            {
                foreach (var use in reader._sources.References.To(called, cancellation))
                {
                    if (use is IInvocationOperation call && call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal)?.Value is { } argument)
                        parts |= OfArgument(call, argument, depth);
                }
            }

            return parts;
        }

        private PathParts OfArgument(IInvocationOperation call, IOperation argument, int depth)
        {
            var parts = Of(argument, depth + 1);
            return isGuarded && (parts & PathParts.ClientPath) != 0 && reader._guards.Keep(call, argument, cancellation) ? Kept(parts) : parts;
        }

        private static List<IOperation> AssignedTo(IOperation reference, IParameterSymbol parameter)
        {
            var root = reference;
            while (root.Parent is { } parent)
                root = parent;
            return [.. root.Descendants().OfType<ISimpleAssignmentOperation>()
                .Where(assignment => assignment.Target is IParameterReferenceOperation target && SymbolEqualityComparer.Default.Equals(target.Parameter, parameter))
                .Select(assignment => assignment.Value)];
        }

        /// <summary>The method, and those that it is called by the name of: what it overrides or implements.</summary>
        private static IEnumerable<IMethodSymbol> Declarations(IMethodSymbol method)
        {
            for (var current = method; current is not null; current = current.OverriddenMethod)
                yield return current;

            if (method.MethodKind != MethodKind.Ordinary)
                yield break;

            foreach (var contract in method.ContainingType.AllInterfaces)
            {
                foreach (var member in contract.GetMembers(method.Name).OfType<IMethodSymbol>())
                {
                    if (SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method))
                        yield return member;
                }
            }
        }
    }
}
