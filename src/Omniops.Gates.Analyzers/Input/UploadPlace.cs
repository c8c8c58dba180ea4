using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Analyzers.Transport;

namespace Omniops.Gates.Analyzers.Input;

/// <summary>
/// Where an uploaded file is stored. The client's name can hold <c>../</c>, name a file that is there already, or end in .aspx or .html; below
/// the web root the server hands it to everybody. Source: CWE-22, CWE-434, CWE-646; Microsoft's guidance on file uploads.
/// </summary>
internal sealed class UploadPlace(TransportFindings findings, ProgramSources sources)
{
    private const string MakeName = "make up a name: Path.GetRandomFileName(), and keep the client's in the database";

    private static readonly string[] s_paths = ["path", "fileName", "destFileName"];

    private readonly PathPartsReader _parts = new(sources);

    public void Check(OperationAnalysisContext context)
    {
        switch (context.Operation)
        {
            case IInvocationOperation call when PathPartsReader.IsCombine(call.TargetMethod):
                CheckName(context, call, call.Arguments.Select(argument => argument.Value));
                break;
            case IInvocationOperation { TargetMethod: { IsStatic: true, Name: var name, ContainingType: { Name: "File", ContainingNamespace.Name: "IO" } } } call when Writes(name):
                CheckStore(context, call, PathOf(call.Arguments));
                break;
            case IObjectCreationOperation { Type: { Name: "FileStream" or "FileInfo" or "StreamWriter", ContainingNamespace.Name: "IO" } } creation when !IsAskedOnly(creation):
                CheckStore(context, creation, PathOf(creation.Arguments));
                break;
        }
    }

    /// <summary>new FileInfo(file.FileName).Extension touches no file.</summary>
    private static bool IsAskedOnly(IObjectCreationOperation creation) => creation.Parent is IPropertyReferenceOperation { Property.Name: "Extension" or "Name" };

    private static bool Writes(string method) => method is "Create" or "Open" or "OpenWrite" or "OpenHandle" or "CreateText" or "Copy" or "Move"
        || method.StartsWith("WriteAll", StringComparison.Ordinal) || method.StartsWith("AppendAll", StringComparison.Ordinal);

    private static IOperation? PathOf(IEnumerable<IArgumentOperation> arguments) =>
        arguments.LastOrDefault(argument => Array.IndexOf(s_paths, argument.Parameter?.Name) >= 0 && argument.Parameter!.Type.SpecialType == SpecialType.System_String)?.Value;

    private void CheckStore(OperationAnalysisContext context, IOperation store, IOperation? path)
    {
        if (path is null)
            return;

        CheckName(context, store, [path]);
        if ((_parts.Read(path, store, stopsAtCombine: false, context.CancellationToken) & PathParts.WebRoot) == 0 || !HandlesUpload(store, out var root))
            return;

        // What may be stored there by kind is a picture at worst.
        var isChecked = new UploadChecks(sources.Values).IsKindChecked(root);
        findings.Report(
            context, store, [], store.NameLocation(),
            [Named(store), "stores what is uploaded where the server hands it to everybody, scripts as well", "store it outside the web root, and send it with its content type"],
            isMinor: isChecked);
    }

    private void CheckName(OperationAnalysisContext context, IOperation place, IEnumerable<IOperation> path)
    {
        var parts = path.Aggregate(PathParts.None, (all, part) => all | _parts.Read(part, place, stopsAtCombine: true, context.CancellationToken));
        var isGenerated = (parts & PathParts.Generated) != 0;
        if ((parts & PathParts.ClientPath) != 0)
        {
            findings.Report(
                context, place, [], place.NameLocation(),
                [Named(place), "takes the file's name from the client, which can lead out of the folder: ../../appsettings.json", MakeName], isMinor: isGenerated);
        }
        else if ((parts & PathParts.ClientName) != 0 && !isGenerated && !LooksWhetherThere(place))
        {
            findings.Report(
                context, place, [], place.NameLocation(), [Named(place), "keeps the client's name, which can be that of another file", MakeName], isMinor: true);
        }
    }

    /// <summary>Whether a file of that name is left as it is.</summary>
    private static bool LooksWhetherThere(IOperation place)
    {
        var root = place;
        while (root.Parent is { } parent)
            root = parent;
        return root.Descendants().Any(operation => operation is IFieldReferenceOperation { Field: { Name: "CreateNew", ContainingType.Name: "FileMode" } }
            or IInvocationOperation { TargetMethod: { Name: "Exists", ContainingType: { Name: "File", ContainingNamespace.Name: "IO" } } });
    }

    private static string Named(IOperation place) => place switch
    {
        IInvocationOperation { TargetMethod: var method } => $"{method.ContainingType.Name}.{method.Name}",
        IObjectCreationOperation { Type: { } type } => type.Name,
        _ => "file",
    };

    private static bool HandlesUpload(IOperation store, out IOperation root)
    {
        root = store;
        while (root.Parent is not null)
            root = root.Parent;
        return root.Descendants().Any(operation => UploadTypes.IsFile(operation.Type));
    }
}
