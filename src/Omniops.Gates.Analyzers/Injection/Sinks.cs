using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Engine.Injection;

namespace Omniops.Gates.Analyzers.Injection;

/// <summary>
/// The members that run a text, as far as this compilation references them: those of <c>rules/&lt;name&gt;/sinks.json</c> and those that a
/// team adds with <c>omniops_&lt;name&gt;_sinks</c>. Source: the entries of the file.
/// </summary>
internal sealed class Sinks
{
    private static readonly IReadOnlyList<SinkUse> s_none = [];
    private static readonly ListedSymbols[] s_noEntries = [];

    private readonly MemberIndex _index;
    private readonly SyntaxMarks _marks;
    private readonly SiblingValues _siblings = new();
    private readonly ListedSymbols[] _constructors;
    private readonly ConcurrentDictionary<INamedTypeSymbol, ListedSymbols[]> _constructed = new(SymbolEqualityComparer.Default);
    private readonly ImmutableArray<INamedTypeSymbol> _commandTypes;

    /// <summary>What has a <c>CommandType</c> beside its text.</summary>
    private readonly ListedSymbols _commands;

    private Sinks(MemberIndex index, SyntaxMarks marks, TypeLookup lookup, IReadOnlyList<OptionProblem> problems)
    {
        _marks = marks;
        _index = index;
        _constructors = index.Named(ListedMembers.Constructor);
        _commandTypes = lookup.Find("System.Data.CommandType");
        _commands = ListedSymbols.Of(
            lookup, "System.Data.IDbCommand", "System.Data.Common.DbBatchCommand", "System.Data.IDataAdapter");
        Problems = problems;
    }

    /// <summary>Whether nothing that is referenced has a sink.</summary>
    public bool IsEmpty => _index.IsEmpty && _marks.IsEmpty;

    /// <summary>What is not understood in the team's own list.</summary>
    public IReadOnlyList<OptionProblem> Problems { get; }

    /// <summary>Reads the list <paramref name="name"/>, <c>sql</c> or <c>html</c>, and looks its types up.</summary>
    public static Sinks Load(string name, Compilation compilation, AnalyzerOptions options)
    {
        var lookup = new TypeLookup(compilation);
        var own = SinkOptions.Read($"omniops_{name}_sinks", compilation, options, lookup);
        var index = new MemberIndex(MemberLists.Read($"{name}/sinks.json").Concat(own.Sinks), lookup);
        return new Sinks(index, new SyntaxMarks(name, compilation, lookup), lookup, own.Problems);
    }

    /// <summary>The first text that an operation hands to a sink; null where it is no sink.</summary>
    public SinkUse? Find(IOperation operation) => FindAll(operation) is { Count: > 0 } uses ? uses[0] : null;

    /// <summary>Every text that an operation hands to a sink: a call, a creation, a conversion or the assignment of a property.</summary>
    public IReadOnlyList<SinkUse> FindAll(IOperation operation)
    {
        switch (operation)
        {
            case IInvocationOperation { TargetMethod.MethodKind: MethodKind.Constructor } chained:
                return OfCreation(chained.TargetMethod, chained.Arguments, chained);
            case IInvocationOperation call:
                return OfCall(call, _index.Named(call.TargetMethod.Name));
            case IObjectCreationOperation { Constructor: { } constructor, Arguments.Length: > 0 } creation:
                return OfCreation(constructor, creation.Arguments, creation);
            case IDynamicObjectCreationOperation { Type: INamedTypeSymbol type } creation:
                return OfLateBound(type.Name, type.InstanceConstructors, creation.Arguments, ConstructorsOf(type.OriginalDefinition));
            case IDynamicInvocationOperation { Operation: IDynamicMemberReferenceOperation member } call:
                return _index.Named(member.MemberName) is { Length: > 0 } named ? OfLateBound(member, call.Arguments, named) : s_none;
            case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target } assignment:
                return OfProperty(target, assignment.Value, assignment);
            case ICompoundAssignmentOperation { Target: IPropertyReferenceOperation target } assignment:
                return OfProperty(target, assignment.Value, assignment);
            case IDeconstructionAssignmentOperation { Target: ITupleOperation targets, Value: var given } assignment:
                return OfTuple(targets, given.Unwrapped() as ITupleOperation, assignment);
            case ICoalesceAssignmentOperation { Target: IPropertyReferenceOperation target } assignment:
                return OfProperty(target, assignment.Value, assignment);
            case IConversionOperation { OperatorMethod: { } method } conversion:
                return _index.Find(method.Name, method.ContainingType, receiver: null) is { } entry
                    ? [new SinkUse(method.ContainingType.Name, conversion.Operand, KindOf(entry), IsProcedure: false)]
                    : s_none;
            default:
                return s_none;
        }
    }

    /// <summary>
    /// Whether a parameter is the text of a sink that is written here, such as a command that measures another one: what it is given is
    /// judged where it is given, by whoever calls it.
    /// </summary>
    public bool IsText(IParameterSymbol parameter) => parameter.ContainingSymbol is IMethodSymbol method && method.MethodKind switch
    {
        MethodKind.Constructor => IsText(parameter, method, ConstructorsOf(method.ContainingType.OriginalDefinition)),
        MethodKind.Ordinary => IsText(parameter, method, _index.Named(method.Name)),
        MethodKind.PropertySet =>
            parameter.Ordinal == method.Parameters.Length - 1 && method.AssociatedSymbol is IPropertySymbol property && IsText(property),
        _ => false,
    };

    /// <summary>Whether what a property holds was judged where it was given.</summary>
    public bool IsText(IPropertySymbol property)
    {
        var name = property.ExplicitInterfaceImplementations.FirstOrDefault()?.Name ?? property.Name;
        return _index.Find(name, property.ContainingType, receiver: null) is { Listed.When: null } entry
            && KindOf(entry) != SinkKind.DesignTime;
    }

    private static bool IsText(IParameterSymbol parameter, IMethodSymbol method, ListedSymbols[] entries)
    {
        foreach (var entry in entries)
        {
            if (entry.Listed.When is null && KindOf(entry) != SinkKind.DesignTime && entry.Covers(Declaring(method))
                && TextParameters.IsText(parameter.OriginalDefinition, entry))
            {
                return true;
            }
        }

        return false;
    }

    private IReadOnlyList<SinkUse> OfCall(IInvocationOperation call, ListedSymbols[] entries)
    {
        List<SinkUse>? uses = null;
        foreach (var entry in entries)
        {
            if (entry.Covers(Declaring(call.TargetMethod)) || call.Instance is not null && entry.Covers(call.Instance.Type))
                AddTexts(ref uses, call.TargetMethod.Name, call.Arguments, entry, call);
        }

        AddMarked(ref uses, call.TargetMethod.Name, call.TargetMethod, call.Arguments);
        return uses ?? s_none;
    }

    private IReadOnlyList<SinkUse> OfCreation(IMethodSymbol constructor, ImmutableArray<IArgumentOperation> arguments, IOperation operation)
    {
        List<SinkUse>? uses = null;
        foreach (var entry in ConstructorsOf(constructor.ContainingType.OriginalDefinition))
            AddTexts(ref uses, constructor.ContainingType.Name, arguments, entry, operation);
        AddMarked(ref uses, constructor.ContainingType.Name, constructor, arguments);
        return uses ?? s_none;
    }

    /// <summary>Constructors have no name to test, so that what is known of a type is kept.</summary>
    private ListedSymbols[] ConstructorsOf(INamedTypeSymbol type)
    {
        if (_constructors.Length == 0)
            return s_noEntries;
        if (_constructed.TryGetValue(type, out var known))
            return known;

        var entries = Array.FindAll(_constructors, entry => entry.Covers(type));
        return _constructed.GetOrAdd(type, entries.Length == 0 ? s_noEntries : entries);
    }

    private IReadOnlyList<SinkUse> OfTuple(ITupleOperation targets, ITupleOperation? values, IOperation assignment)
    {
        List<SinkUse>? uses = null;
        for (var at = 0; values is not null && at < Math.Min(targets.Elements.Length, values.Elements.Length); at++)
        {
            if (targets.Elements[at] is IPropertyReferenceOperation target)
                (uses ??= []).AddRange(OfProperty(target, values.Elements[at], assignment));
        }

        return uses ?? s_none;
    }

    /// <summary>The text that a property is given in another form than an assignment.</summary>
    public IReadOnlyList<SinkUse> FindAssigned(IPropertyReferenceOperation target, IOperation value, IOperation assignment) =>
        OfProperty(target, value, assignment);

    /// <summary>Whether a method that is handed on as it is runs a text that it is given.</summary>
    public bool IsHandedOn(IMethodReferenceOperation reference)
    {
        var method = reference.Method;
        var declared = method.ReducedFrom ?? method;
        foreach (var parameter in declared.Parameters)
        {
            if (IsText(parameter, declared, _index.Named(method.Name)) || _marks.MayHave(declared) && _marks.Has(parameter))
                return true;
        }

        return false;
    }

    private IReadOnlyList<SinkUse> OfProperty(IPropertyReferenceOperation target, IOperation value, IOperation assignment)
    {
        var property = target.Property;
        if (_marks.Has(property))
            return [new SinkUse(property.Name, value, SinkKind.Text, IsProcedure: false)];

        if (_index.Named(property.Name) is not { Length: > 0 }
            || _index.Find(property.Name, property.ContainingType, target.Instance?.Type) is not { } entry
            || entry.Listed.When is { } when && !Holds(_siblings.Of(assignment.Syntax, when), entry.Listed.Holds, assignment))
        {
            return s_none;
        }

        var isProcedure = _commands.Covers(property.ContainingType) && IsProcedureBeside(assignment);
        return [new SinkUse(property.Name, value, KindOf(entry), isProcedure)];
    }

    private void AddTexts(
        ref List<SinkUse>? uses, string name, ImmutableArray<IArgumentOperation> arguments, ListedSymbols entry, IOperation operation)
    {
        bool? isProcedure = null;
        foreach (var argument in arguments)
        {
            if (argument.Parameter is not { } parameter || argument.ArgumentKind == ArgumentKind.DefaultValue)
                continue;

            var isName = TextParameters.IsProcedure(parameter.OriginalDefinition, entry.Listed);
            if (!isName && !TextParameters.IsText(parameter.OriginalDefinition, entry))
                continue;

            // Two entries may speak of one member, by its type and by the interface that it implements.
            if (uses is not null && uses.Exists(use => argument.Value.Syntax.Span.Contains(use.Text.Syntax.Span)))
                continue;

            if (entry.Listed.When is { } when && !IsSinkWhen(when, entry.Listed.Holds, arguments, operation))
                return;

            isProcedure ??= IsProcedureArgument(arguments) ?? (_commands.Covers(operation.Type) && IsProcedureBeside(operation));
            uses ??= [];
            if (argument.ArgumentKind == ArgumentKind.ParamArray
                && argument.Value is IArrayCreationOperation { Initializer.ElementValues: var texts })
            {
                foreach (var text in texts)
                    uses.Add(new SinkUse(name, text, KindOf(entry), IsProcedure: false));
            }
            else
            {
                uses.Add(new SinkUse(name, TextOf(argument.Value, entry), KindOf(entry), isName || isProcedure.Value));
            }
        }
    }

    private void AddMarked(ref List<SinkUse>? uses, string name, IMethodSymbol method, ImmutableArray<IArgumentOperation> arguments)
    {
        if (uses is not null || !_marks.MayHave(method))
            return;

        foreach (var argument in arguments)
        {
            if (argument is { ArgumentKind: not ArgumentKind.DefaultValue, Parameter.OriginalDefinition: var parameter }
                && _marks.Has(parameter))
            {
                (uses ??= []).Add(new SinkUse(name, argument.Value, SinkKind.Text, IsProcedure: false));
            }
        }
    }

    private static IReadOnlyList<SinkUse> OfLateBound(
        IDynamicMemberReferenceOperation member, ImmutableArray<IOperation> arguments, ListedSymbols[] entries)
    {
        var methods = new List<IMethodSymbol>();
        for (var type = member.Instance?.Type ?? member.ContainingType; type is not null; type = type.BaseType)
            methods.AddRange(type.GetMembers(member.MemberName).OfType<IMethodSymbol>());
        return OfLateBound(member.MemberName, methods, arguments, entries);
    }

    /// <summary>Where a dynamic argument leaves the choice to run time, every text of any method that may be chosen.</summary>
    private static List<SinkUse> OfLateBound(
        string name, IEnumerable<IMethodSymbol> methods, ImmutableArray<IOperation> arguments, ListedSymbols[] entries)
    {
        var uses = new List<SinkUse>();
        foreach (var entry in entries)
        {
            var fitting = methods
                .Where(method => method.Parameters.Length >= arguments.Length && entry.Covers(method.ContainingType))
                .ToList();
            for (var i = 0; i < arguments.Length; i++)
            {
                var place = i;
                if (fitting.Exists(method => TextParameters.IsText(method.Parameters[place].OriginalDefinition, entry)))
                    uses.Add(new SinkUse(name, arguments[i], KindOf(entry), IsProcedure: false));
            }
        }

        return uses;
    }

    /// <summary>What stands behind a conversion to the library's own type of text.</summary>
    private static IOperation TextOf(IOperation value, ListedSymbols entry) =>
        value is IConversionOperation { OperatorMethod: not null, Type: { } type } conversion && entry.IsTextType(type)
            ? conversion.Operand
            : value;

    /// <summary>What an argument of type <c>CommandType</c> says; null where there is none.</summary>
    private bool? IsProcedureArgument(ImmutableArray<IArgumentOperation> arguments)
    {
        const int storedProcedure = 4;
        foreach (var argument in arguments)
        {
            var type = argument.Parameter?.Type as INamedTypeSymbol;
            if (type?.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T)
                type = type.TypeArguments[0] as INamedTypeSymbol;
            if (type is not null && _commandTypes.Contains(type, SymbolEqualityComparer.Default))
                return argument.Value.Unwrapped().ConstantValue is { HasValue: true, Value: storedProcedure };
        }

        return null;
    }

    /// <summary>Whether the object beside is told that its text is the name of a stored procedure, and nothing else.</summary>
    private bool IsProcedureBeside(IOperation operation)
    {
        var types = _siblings.Of(operation.Syntax, "CommandType");
        return types.Count > 0 && types.TrueForAll(type => type switch
        {
            MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText == "StoredProcedure",
            IdentifierNameSyntax name => name.Identifier.ValueText == "StoredProcedure",
            _ => false,
        });
    }

    private bool IsSinkWhen(string when, string holds, ImmutableArray<IArgumentOperation> arguments, IOperation operation)
    {
        foreach (var argument in arguments)
        {
            if (argument.Parameter?.Name == when)
                return Holds(argument.Value, holds);
        }

        return char.IsUpper(when[0]) && Holds(_siblings.Of(operation.Syntax, when), holds, operation);
    }

    /// <summary>What the compiler does not know may hold it.</summary>
    private static bool Holds(IOperation value, string text) => value.Unwrapped() switch
    {
        { ConstantValue: { HasValue: true, Value: var constant } } => constant is string known && Contains(known, text),
        IObjectCreationOperation { Arguments: [var first, ..] } => Holds(first.Value, text),
        IInvocationOperation { Arguments: [var first, ..] } => Holds(first.Value, text),
        IDefaultValueOperation => false,
        _ => true,
    };

    private static bool Holds(List<ExpressionSyntax> values, string text, IOperation operation) => values.Exists(value =>
        Contains(value.ToString(), text)
        || value is IdentifierNameSyntax && operation.SemanticModel?.GetConstantValue(value) is not { HasValue: true, Value: string });

    private static bool Contains(string value, string text) => value.IndexOf(text, StringComparison.OrdinalIgnoreCase) >= 0;

    private static SinkKind KindOf(ListedSymbols entry) => entry.Listed.Kind switch
    {
        "identifier" => SinkKind.Identifier,
        "designTime" => SinkKind.DesignTime,
        _ => SinkKind.Text,
    };

    /// <summary>The extension block of C# 14 is a type without a name.</summary>
    private static INamedTypeSymbol Declaring(IMethodSymbol method)
    {
        var type = method.ContainingType;
        while (!type.CanBeReferencedByName && type.ContainingType is { } outer)
            type = outer;
        return type;
    }
}
