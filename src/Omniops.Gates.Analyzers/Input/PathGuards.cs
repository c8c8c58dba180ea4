using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Analyzers.Transport;

namespace Omniops.Gates.Analyzers.Input;

/// <summary>
/// Whether a name that a client sent stays in the folder where it is used, because a test turns away what does not. Source: CWE-22; Microsoft's
/// guidance on file uploads; rule S2083 of Sonar.
/// </summary>
internal sealed class PathGuards(ProgramSources sources, PathPartsReader reader)
{
    private const int MaxDepth = 3;

    private readonly KnownTests _tests = new(sources);

    /// <param name="place">What the name is handed to: a call of Path.Combine, of a method that stores, or of one of the team's own.</param>
    /// <param name="path">The path or name that is handed over.</param>
    public bool Keep(IOperation place, IOperation path, CancellationToken cancellation) =>
        Keep(_tests.At(place, cancellation), path, cancellation)
        || place is IInvocationOperation call && PathPartsReader.IsCombine(call.TargetMethod) && IsKeptLater(call, 0, cancellation);

    private bool Keep(IReadOnlyList<KnownTest> tests, IOperation? path, CancellationToken cancellation)
    {
        if (tests.Count == 0)
            return false;

        var needles = new PathNeedles(sources.Values);
        foreach (var (test, holds) in tests)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Holds(test, holds, cancellation))
                return true;
            AddNeedles(needles, test, holds, cancellation);
        }

        return needles.Suffice(path is not null && IsAppended(path, cancellation));
    }

    /// <summary>Whether the path that comes out of here is tested wherever it goes on to.</summary>
    private bool IsKeptLater(IOperation path, int depth, CancellationToken cancellation)
    {
        var whole = path;
        while (whole.Parent is IConversionOperation or IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "GetFullPath", ContainingType.Name: "Path" } } }
            || whole.Parent is IInvocationOperation { TargetMethod: { Name: "GetFullPath", ContainingType.Name: "Path" } })
        {
            whole = whole.Parent!;
        }

        if (depth > MaxDepth || VariableOf(whole) is not { } variable)
            return false;

        var root = whole;
        while (root.Parent is { } parent)
            root = parent;
        var uses = root.Descendants().OfType<ILocalReferenceOperation>().Where(use => SymbolEqualityComparer.Default.Equals(use.Local, variable)
            && use.Parent is not ISimpleAssignmentOperation { Target: ILocalReferenceOperation } && !IsAsked(use, cancellation)).ToList();
        return uses.Count > 0 && uses.TrueForAll(use => Keep(_tests.At(use, cancellation), null, cancellation) || IsKeptLater(use, depth + 1, cancellation));
    }

    private static ILocalSymbol? VariableOf(IOperation value) => value.Parent switch
    {
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } => local,
        ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } } => local,
        _ => null,
    };

    /// <summary>Whether the path is only tested or noted here.</summary>
    private bool IsAsked(IOperation use, CancellationToken cancellation)
    {
        for (var (child, parent) = (use, use.Parent); parent is not null; (child, parent) = (parent, parent.Parent))
        {
            switch (parent)
            {
                case IConditionalOperation choice when choice.Condition == child:
                case IThrowOperation:
                case IInvocationOperation { TargetMethod.Name: var name } when CallbackJudge.IsNoting(name):
                    return true;
                case IVariableDeclaratorOperation { Symbol.Type.SpecialType: SpecialType.System_Boolean }:
                    return true;
                case IExpressionStatementOperation statement:
                    return Keep(_tests.After(statement, cancellation), null, cancellation);
                case IBlockOperation or IReturnOperation:
                    return false;
            }
        }

        return false;
    }

    /// <summary>Whether a test that has come out so says that the name stays in the folder.</summary>
    private bool Holds(IOperation test, bool holds, CancellationToken cancellation)
    {
        switch (test)
        {
            case IInvocationOperation { TargetMethod: { Name: "StartsWith" } } call when SubjectOf(call) is { } subject:
                // Only a path without ../ begins as its folder does.
                return holds ? Has(subject, PathParts.ClientPath | PathParts.Normalized, cancellation) : IsRelative(subject, call, cancellation);
            case IInvocationOperation { TargetMethod: { Name: "IsMatch", ContainingType.Name: "Regex" } } call:
                return IsMatch(call, holds, cancellation);
            case IInvocationOperation { TargetMethod.Name: "Equals" } call when holds:
                var both = call.Arguments.Select(argument => argument.Value).Concat(call.Instance is { } one ? [one] : Array.Empty<IOperation>())
                    .Where(value => value.Type?.SpecialType == SpecialType.System_String || value.Unwrapped().Type?.SpecialType == SpecialType.System_String).ToList();
                return both.Count == 2 && IsSame(both[0], both[1], cancellation);
            case IInvocationOperation { TargetMethod: { Name: "Contains" } method } call when holds && method.ContainingType.SpecialType != SpecialType.System_String:
                // One of the names that are taken.
                return call.Arguments.Any(argument => Is(argument.Value, cancellation));
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } compared
                when compared.OperatorKind == BinaryOperatorKind.Equals == holds:
                return IsSame(compared.LeftOperand, compared.RightOperand, cancellation);
            default:
                return false;
        }
    }

    private static IOperation? SubjectOf(IInvocationOperation call) =>
        call.Instance ?? (call.Arguments.Length > 0 ? call.Arguments[0].Value : null);

    /// <summary>Path.GetRelativePath(folder, path) that does not begin with ".."</summary>
    private bool IsRelative(IOperation subject, IInvocationOperation call, CancellationToken cancellation) =>
        call.Arguments.Any(argument => argument.Value.Is(".."))
        && sources.Values.Origin(subject, cancellation) is IInvocationOperation { TargetMethod: { Name: "GetRelativePath", ContainingType.Name: "Path" } };

    /// <summary>The name is the last part of itself, or a text that is written out; a whole path is one that is known.</summary>
    private bool IsSame(IOperation left, IOperation right, CancellationToken cancellation)
    {
        var (one, other) = (Parts(left, cancellation), Parts(right, cancellation));
        if ((one & PathParts.ClientPath) == 0)
            (one, other, right) = (other, one, left);
        return (one & PathParts.ClientPath) != 0 && (other & PathParts.ClientPath) == 0
            && ((other & PathParts.ClientName) != 0 || (one & PathParts.Normalized) != 0 || right.Unwrapped().ConstantValue is { HasValue: true, Value: string });
    }

    private bool IsMatch(IInvocationOperation call, bool holds, CancellationToken cancellation)
    {
        if (!call.Arguments.Any(argument => argument.Parameter?.Name == "input" && Is(argument.Value, cancellation)))
            return false;

        var pattern = call.Instance is { } regex ? PatternOf(regex, cancellation) : PatternOf(call.Arguments);
        return pattern is not null && (holds ? FileNamePattern.HoldsNoSeparator(pattern) : FileNamePattern.FindsSeparators(pattern));
    }

    private string? PatternOf(IOperation regex, CancellationToken cancellation) => sources.Values.Origin(regex, cancellation) switch
    {
        IObjectCreationOperation { Arguments: var arguments } => PatternOf(arguments),
        IInvocationOperation { TargetMethod: var method } => Generated(method),
        IPropertyReferenceOperation { Property: var property } => Generated(property),
        _ => null,
    };

    private static string? PatternOf(IEnumerable<IArgumentOperation> arguments)
    {
        string? pattern = null;
        foreach (var argument in arguments)
        {
            if (argument.Parameter?.Name == "pattern" && argument.Value.ConstantValue is { HasValue: true, Value: string text })
            {
                pattern = text;
            }
            // ^ and $ are those of a line then.
            else if (argument.Parameter?.Name == "options"
                && (argument.Value.ConstantValue is not { HasValue: true, Value: int and var options } || (options & 2) != 0))
            {
                return null;
            }
        }

        return pattern;
    }

    /// <summary>[GeneratedRegex("pattern")]</summary>
    private static string? Generated(ISymbol member) => member.GetAttributes()
        .FirstOrDefault(attribute => attribute.AttributeClass?.Name == "GeneratedRegexAttribute") is { ConstructorArguments: [{ Value: string pattern }, .. var rest] }
        && !(rest.FirstOrDefault().Value is int options && (options & 2) != 0) ? pattern : null;

    /// <summary>What a name does not hold, after a test that looked for it.</summary>
    private void AddNeedles(PathNeedles needles, IOperation test, bool holds, CancellationToken cancellation)
    {
        switch (test)
        {
            case IInvocationOperation { TargetMethod: { Name: "Contains" or "ContainsAny" } } call when !holds && SubjectOf(call) is { } subject && Is(subject, cancellation):
                foreach (var argument in call.Arguments.Where(argument => argument.Value != subject))
                    needles.Add(argument.Value, cancellation);
                break;
            case IInvocationOperation { TargetMethod: { Name: "Any", ContainingType.Name: "Enumerable" } } call when !holds && Is(call.Arguments[0].Value, cancellation):
                foreach (var argument in call.Arguments.Skip(1))
                    needles.AddFunction(argument.Value, cancellation);
                break;
            case IInvocationOperation { TargetMethod: { Name: "IsPathRooted" or "IsPathFullyQualified" } } call when !holds && Is(call.Arguments[0].Value, cancellation):
                needles.AddRooted();
                break;
            case IBinaryOperation { LeftOperand: var left } compared when left.Unwrapped() is IInvocationOperation { TargetMethod: { Name: "IndexOf" or "IndexOfAny" } } search
                && SubjectOf(search) is { } searched && Is(searched, cancellation) && IsAbsent(compared, holds):
                foreach (var argument in search.Arguments.Where(argument => argument.Value != searched))
                    needles.Add(argument.Value, cancellation);
                break;
        }
    }

    /// <summary>Whether the answer says that the search has found nothing.</summary>
    private static bool IsAbsent(IBinaryOperation compared, bool holds) => compared.RightOperand.Unwrapped().ConstantValue is { HasValue: true, Value: int bound }
        && (compared.OperatorKind, bound) switch
        {
            (BinaryOperatorKind.LessThan, 0) or (BinaryOperatorKind.Equals, -1) or (BinaryOperatorKind.LessThanOrEqual, -1) => holds,
            (BinaryOperatorKind.GreaterThanOrEqual, 0) or (BinaryOperatorKind.NotEquals, -1) or (BinaryOperatorKind.GreaterThan, -1) => !holds,
            _ => false,
        };

    /// <summary>Whether a path begins with something else than the name of the client.</summary>
    private bool IsAppended(IOperation path, CancellationToken cancellation)
    {
        var first = sources.Values.Origin(path, cancellation);
        for (var depth = 0; depth < 32; depth++)
        {
            var before = first switch
            {
                IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, LeftOperand: var left } => left,
                IInterpolatedStringOperation { Parts: [IInterpolatedStringTextOperation { Text: var text }, ..] } => text,
                IInterpolatedStringOperation { Parts: [IInterpolationOperation { Expression: var hole }, ..] } => hole,
                _ => null,
            };
            if (before is null)
                break;
            first = sources.Values.Origin(before, cancellation);
        }

        return (Parts(first, cancellation) & PathParts.ClientPath) == 0;
    }

    private bool Is(IOperation value, CancellationToken cancellation) => (Parts(value, cancellation) & (PathParts.ClientPath | PathParts.ClientName)) != 0;

    private bool Has(IOperation value, PathParts all, CancellationToken cancellation) => (Parts(value, cancellation) & all) == all;

    private PathParts Parts(IOperation value, CancellationToken cancellation) => reader.ReadUnguarded(value, cancellation);
}
