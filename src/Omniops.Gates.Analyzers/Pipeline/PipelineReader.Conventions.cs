using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Endpoints;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <content>
/// Conventions of the team's own, which change controllers when they are found: what their code does to routes, and what it can say of access.
/// Source: IApplicationModelConvention, SelectorModel.
/// </content>
internal sealed partial class PipelineReader
{
    /// <summary>Helper methods of a convention.</summary>
    private const int MaxHelpers = 64;

    private static readonly string[] s_changes = ["Add", "AddRange", "Clear", "Insert", "Remove", "RemoveAt", "TryAdd"];

    private const string Metadata = "EndpointMetadata";

    private const string Generics = "IsGenericType";

    private static readonly string[] s_accessWords = ["AllowAnonymousFilter", "AuthorizeAttribute", "AuthorizeFilter", Metadata];

    /// <summary>Who turns callers away or lets them in by other ways than metadata.</summary>
    private static readonly string[] s_otherAccessWords = ["AllowAnonymousFilter", "AuthorizeFilter", "Filters"];

    /// <summary>Whether a class can say something of controllers when they are found.</summary>
    public static bool IsModelConvention(INamedTypeSymbol type) => type.AllInterfaces.Any(each =>
        each.Name is "IApplicationModelConvention" or "IControllerModelConvention" or "IActionModelConvention");

    /// <summary>Reads such a class of a library.</summary>
    public PipelineFacts ReadConvention(INamedTypeSymbol type)
    {
        _isLibrary = true;
        if (type.GetMembers().OfType<IMethodSymbol>().Select(method => bodies.Find(method, cancellation)).FirstOrDefault(body => body is not null) is { } at)
            ReadControllerConvention(type, at, PipelineScope.Entry);
        return _facts;
    }

    /// <summary>options.Conventions.Add(new RoutePrefix("api")), which can say anything of controllers that its code speaks of.</summary>
    private void NoteControllerConvention(IInvocationOperation call, PipelineScope scope)
    {
        var given = call.Arguments.LastOrDefault()?.Value;
        if (given is null || !scope.Environments.Includes(EnvironmentSet.Production))
            return;

        var type = _values.Origin(given).Type;
        if (type is { Name: "RouteTokenTransformerConvention" })
            NoteTransformer(_values.Origin(given));
        else if (type is INamedTypeSymbol convention && !bodies.Has(convention) && libraries.Of(convention) is { } facts)
            Import(facts, convention, call, scope, host: null);
        else
            ReadControllerConvention(type, call, scope);
    }

    /// <summary>new RouteTokenTransformerConvention(new Slugs()); of two both have their say.</summary>
    private void NoteTransformer(IOperation convention)
    {
        var type = convention is IObjectCreationOperation { Arguments: [{ Value: var transformer }] } ? _values.Origin(transformer).Type as INamedTypeSymbol : null;
        if (_isLibrary || type is null || !bodies.Has(type) || _facts.TokenTransformer is not null)
            _facts.ChangesTokens = true;
        else
            _facts.TokenTransformer = type;
    }

    private void ReadControllerConvention(ITypeSymbol? type, IOperation at, PipelineScope scope)
    {
        var code = CodeOf(type);
        var nodes = code?.SelectMany(each => each.DescendantNodes()).ToList();
        _facts.ChangesRoutes |= nodes?.Exists(node => Changed(node) is "AttributeRouteModel" or "RouteValues" or "Selectors" or "Template") != false;
        _facts.ChangesTokens |= nodes?.Exists(node => Changed(node) is "ActionName" or "ControllerName" && !IsForGenerics(node)) == true;
        if (code is not null && !Speaks(code, s_otherAccessWords) && Speaks(code, [Metadata]) && MetadataOf(type!.Name, code, nodes!, at, scope) is { } metadata)
        {
            _facts.ControllerConventions.AddRange(metadata);
            return;
        }

        if (code is not null && GuardOfAll(code, nodes!, scope) is { } guard)
        {
            _facts.ControllerConventions.Add(guard);
            return;
        }

        if (nodes?.Exists(IsOpening) == true)
        {
            _facts.ControllerConventions.Add(
                new EndpointConvention(ConventionKind.Anonymous, at.NameLocation(), scope.Perhaps(at.Syntax, $"'{type!.Name}'"), "convention"));
        }

        if (code is null || Speaks(code, s_accessWords))
        {
            _facts.ControllerConventions.Add(new EndpointConvention(ConventionKind.Unknown, at.NameLocation(), scope, "convention")
            {
                Reason = $"'{type?.Name}' can say anything of controllers",
            });
        }
        else
        {
            _facts.ControllerConventions.AddRange(FiltersOf(type!.Name, nodes!, at, scope));
        }
    }

    /// <summary>
    /// controller.Filters.Add(new AuthorizeFilter(policy)), for whatever the convention is handed; null where it chooses, or says more of access.
    /// </summary>
    private EndpointConvention? GuardOfAll(IReadOnlyList<SyntaxNode> code, List<SyntaxNode> nodes, PipelineScope scope)
    {
        if (nodes.Exists(IsChoice) || Speaks(code, ["AllowAnonymousFilter", "AuthorizeAttribute", Metadata, "Clear", "Remove", "RemoveAt", "Where"]))
            return null;

        var calls = CallsIn(nodes).ToList();
        // application.Controllers[0].Filters, or a method that is handed some of them.
        if (!calls.TrueForAll(call => call.Arguments.All(argument => !IsModel(argument.Value.Type) || IsEvery(argument.Value))))
            return null;

        var guards = calls.Where(call => call is { TargetMethod.Name: "Add", Instance: var list, Arguments: [_] }
            && list?.Unwrapped() is IPropertyReferenceOperation { Property: { Name: "Filters", ContainingType.Name: "ActionModel" or "ControllerModel" }, Instance: { } model }
            && IsEvery(model)).ToList();
        return guards is [var only] && _values.Origin(only.Arguments[0].Value) is IObjectCreationOperation { Type: INamedTypeSymbol { Name: "AuthorizeFilter" } filter } made
            ? SaidByFilter(filter, made, only.NameLocation(), scope, "convention") : null;
    }

    /// <summary>What the convention is handed, or each of its controllers and actions in turn.</summary>
    private static bool IsEvery(IOperation model)
    {
        if (model.Unwrapped() is not ILocalReferenceOperation { Local: var local })
            return model.Unwrapped() is IParameterReferenceOperation;

        var around = model.Parent;
        while (around is not null && !(around is IForEachLoopOperation loop && loop.Locals.Contains(local, SymbolEqualityComparer.Default)))
            around = around.Parent;
        return around is IForEachLoopOperation { Collection: var all }
            && all.Unwrapped() is IPropertyReferenceOperation { Property.Name: "Actions" or "Controllers", Instance: { } owner } && IsEvery(owner);
    }

    private static bool IsChoice(SyntaxNode node) => node is IfStatementSyntax or ConditionalExpressionSyntax or SwitchStatementSyntax or SwitchExpressionSyntax or ContinueStatementSyntax
        or BreakStatementSyntax or ReturnStatementSyntax or TryStatementSyntax or ConditionalAccessExpressionSyntax;

    /// <summary>if (controller.ControllerType.IsGenericType), around it or in front of it: the names of all others stay.</summary>
    private static bool IsForGenerics(SyntaxNode change) => change.Ancestors().Any(around => around switch
    {
        IfStatementSyntax { Condition: MemberAccessExpressionSyntax { Name.Identifier.ValueText: Generics }, Statement: var then } => then.Span.Contains(change.Span),
        BlockSyntax block => block.Statements.TakeWhile(statement => statement.SpanStart < change.SpanStart).Any(statement => statement is IfStatementSyntax
        {
            Condition: PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression, Operand: MemberAccessExpressionSyntax { Name.Identifier.ValueText: Generics } },
            Statement: ReturnStatementSyntax or BlockSyntax { Statements: [ReturnStatementSyntax] },
        }),
        _ => false,
    });

    private static bool Speaks(IReadOnlyList<SyntaxNode> code, string[] words) =>
        code.Any(each => each.DescendantTokens().Any(token => Array.IndexOf(words, token.ValueText) >= 0));

    /// <summary>What a convention adds to the metadata of endpoints; null where that cannot be told. Which controllers it is for is not followed.</summary>
    private List<EndpointConvention>? MetadataOf(string convention, IReadOnlyList<SyntaxNode> code, List<SyntaxNode> nodes, IOperation at, PipelineScope scope)
    {
        var found = new List<EndpointConvention>();
        var within = scope.Perhaps(at.Syntax, $"'{convention}'");
        var known = 0;
        foreach (var added in CallsIn(nodes))
        {
            if (added.TargetMethod.Name != "Add" || (added.Instance ?? added.Arguments.FirstOrDefault()?.Value)?.Unwrapped() is not IPropertyReferenceOperation { Property.Name: Metadata })
                continue;
            if (_values.Origin(added.Arguments[added.Arguments.Length - 1].Value) is not IObjectCreationOperation { Type: INamedTypeSymbol metadata } creation)
                return null;

            known++;
            if (MetadataReader.Read(metadata, name => Given(creation, name), added.NameLocation(), within, "convention") is { } said)
                found.Add(said);
        }

        // Metadata that is handed on or taken away is another matter.
        return known == code.Sum(each => each.DescendantTokens().Count(token => token.ValueText == Metadata)) ? found : null;
    }

    /// <summary>The code of a convention: its class, the bases of that, and methods that they hand models to; null where some of it is not in sight.</summary>
    private IReadOnlyList<SyntaxNode>? CodeOf(ITypeSymbol? convention)
    {
        var code = new List<SyntaxNode>();
        for (var current = convention; current is not null && !KnownMiddleware.IsFramework(current.ContainingAssembly); current = current.BaseType)
        {
            if (!bodies.Has(current))
                return null;

            code.AddRange(current.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellation)));
        }

        for (var i = 0; i < code.Count && code.Count < MaxHelpers; i++)
        {
            foreach (var call in CallsIn(code[i].DescendantNodes()))
            {
                if (KnownMiddleware.IsFramework(call.TargetMethod.ContainingAssembly) || !call.Arguments.Select(argument => argument.Value.Type).Append(call.Instance?.Type).Any(IsModel))
                    continue;

                if (!bodies.Has(call.TargetMethod))
                    return null;

                var written = call.TargetMethod.OriginalDefinition.DeclaringSyntaxReferences[0].GetSyntax(cancellation);
                if (!code.Exists(each => each.SyntaxTree == written.SyntaxTree && each.Span.Contains(written.Span)))
                    code.Add(written);
            }
        }

        return code.Count is 0 or >= MaxHelpers ? null : code;
    }

    private IEnumerable<IInvocationOperation> CallsIn(IEnumerable<SyntaxNode> nodes) =>
        nodes.OfType<InvocationExpressionSyntax>().Select(node => bodies.Read(node, cancellation)).OfType<IInvocationOperation>();

    private static bool IsModel(ITypeSymbol? type) => type is { ContainingNamespace.Name: "ApplicationModels" }
        || type is INamedTypeSymbol { TypeArguments: [{ ContainingNamespace.Name: "ApplicationModels" }] };

    /// <summary>The property that a piece of code gives another value or other elements; null for other code.</summary>
    private static string? Changed(SyntaxNode node) => node switch
    {
        AssignmentExpressionSyntax { Left: ElementAccessExpressionSyntax { Expression: var list } } => NameOf(list),
        AssignmentExpressionSyntax { Left: var target } => NameOf(target),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var method, Expression: var list } }
            when Array.IndexOf(s_changes, method) >= 0 => NameOf(list),
        _ => null,
    };

    private static string? NameOf(ExpressionSyntax expression) => expression switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } => name,
        MemberBindingExpressionSyntax { Name.Identifier.ValueText: var name } => name,
        IdentifierNameSyntax { Identifier.ValueText: var name } => name,
        _ => null,
    };

    /// <summary>new AllowAnonymousFilter()</summary>
    private static bool IsOpening(SyntaxNode node) =>
        node is ObjectCreationExpressionSyntax { Type: var type } && type.ToString() is var name
        && (name.EndsWith("AllowAnonymousFilter", StringComparison.Ordinal) || name.EndsWith("AllowAnonymousAttribute", StringComparison.Ordinal));

    /// <summary>What filters say that a convention adds to controllers; of one that cannot be told, that it is not known.</summary>
    private IEnumerable<EndpointConvention> FiltersOf(string convention, List<SyntaxNode> code, IOperation at, PipelineScope scope)
    {
        var within = scope.Perhaps(at.Syntax, $"'{convention}'");
        foreach (var added in CallsIn(code).Where(IsFilterAdded))
        {
            var filter = added.Arguments.Length == 0 ? added.TargetMethod.TypeArguments.LastOrDefault()
                : _values.Origin(added.Arguments[added.Arguments.Length - 1].Value) is IObjectCreationOperation { Type: var created } ? created : null;
            if (filter is not INamedTypeSymbol type)
            {
                yield return new EndpointConvention(ConventionKind.Unknown, added.NameLocation(), within, "convention")
                {
                    Reason = $"which filter '{convention}' adds cannot be told",
                };
            }
            else if (MetadataReader.Read(type, _ => null, added.NameLocation(), within, "convention") is { } said)
            {
                yield return said;
            }
        }
    }

    private static bool IsFilterAdded(IInvocationOperation call) => call.TargetMethod.Name is "Add" or "Insert"
        && (call.Instance ?? call.Arguments.FirstOrDefault()?.Value)?.Unwrapped() is IPropertyReferenceOperation { Property.Name: "Filters" };
}
