using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Input;

/// <summary>Characters that a name is known to be without.</summary>
internal sealed class PathNeedles(ValueSource values)
{
    private const string Parent = "..";
    private const string Rooted = "rooted";
    private const string AnySeparator = "any";
    private const string Separator = "DirectorySeparatorChar";
    private const string OtherSeparator = "AltDirectorySeparatorChar";

    private readonly HashSet<string> _found = new(StringComparer.Ordinal);

    /// <summary>Whether no name without them leads out of the folder that it is appended to.</summary>
    /// <param name="isAppended">Whether text stands in front, so that the name is no path from the root.</param>
    public bool Suffice(bool isAppended) =>
        Has(AnySeparator)
        || Has("/") && (Has("\\") || Has(Parent))
        || Has(Separator) && Has(OtherSeparator)
        || Has(Parent) && (isAppended || Has(Rooted));

    /// <summary>The name is no path from the root.</summary>
    public void AddRooted() => _found.Add(Rooted);

    /// <summary>What is looked for: a character, a text, or several.</summary>
    public void Add(IOperation needle, CancellationToken cancellation)
    {
        switch (values.Origin(needle, cancellation))
        {
            case { ConstantValue: { HasValue: true, Value: char character } }:
                _found.Add(character.ToString());
                break;
            case { ConstantValue: { HasValue: true, Value: string text } }:
                _found.Add(text is "../" or "..\\" ? Parent : text);
                break;
            case IFieldReferenceOperation { Field: { Name: Separator or OtherSeparator, ContainingType.Name: "Path" } field }:
                _found.Add(field.Name);
                break;
            case IInvocationOperation { TargetMethod: { Name: "GetInvalidFileNameChars", ContainingType.Name: "Path" } }:
                _found.Add(AnySeparator);
                break;
            case IInvocationOperation { TargetMethod.Name: "ToString", Instance: { } printed }:
                Add(printed, cancellation);
                break;
            case IArrayCreationOperation { Initializer: { } filled }:
                foreach (var element in filled.ElementValues)
                    Add(element, cancellation);
                break;
            case { Syntax: CollectionExpressionSyntax } collection:
                foreach (var element in collection.ChildOperations)
                    Add(element, cancellation);
                break;
        }
    }

    /// <summary>Whether a function over characters asks for those that no name may have.</summary>
    public void AddFunction(IOperation function, CancellationToken cancellation)
    {
        foreach (var part in function.Descendants())
        {
            if (part is IInvocationOperation { TargetMethod.Name: "GetInvalidFileNameChars" } or IFieldReferenceOperation or ILocalReferenceOperation)
                Add(part, cancellation);
        }
    }

    private bool Has(string needle) => _found.Contains(needle);
}
