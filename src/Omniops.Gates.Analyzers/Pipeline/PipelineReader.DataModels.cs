using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Endpoints;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <content>Models that OData serves, where code in sight builds them.</content>
internal sealed partial class PipelineReader
{
    /// <summary>options.AddRouteComponents("odata", GetEdmModel())</summary>
    private void NoteDataModel(IInvocationOperation call, IMethodSymbol method, PipelineScope scope, PipelineCall? host)
    {
        if (method is not { Name: EndpointMap.ServesData, ContainingType.Name: "ODataOptions" })
            return;

        var prefix = call.Arguments.FirstOrDefault(argument => argument.Parameter is { Name: "routePrefix", Type.SpecialType: SpecialType.System_String })?.Value;
        var path = prefix is null || prefix.ConstantValue.Value is "" ? "" : TextOf(prefix) ?? HeaderTexts.Hole.ToString();
        Add(_facts.Services, method.Name, call, scope, host, path);
        if (scope.Environments.Includes(EnvironmentSet.Production))
            _facts.DataModels.Add(new DataModel(path, call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "model") is { } model ? SetsOf(model.Value) : null));
    }

    /// <summary>builder.EntitySet&lt;Product&gt;("Products") in the code that makes the model.</summary>
    private IReadOnlyList<string>? SetsOf(IOperation model)
    {
        if (_values.Origin(model) is not IInvocationOperation made)
            return null;

        // A helper that makes it, or the statements in front of builder.GetEdmModel().
        var body = bodies.Find(made.TargetMethod, cancellation);
        for (var around = (IOperation?)made; body is null && around is not null; around = around.Parent)
            body = around.Parent is null ? around : null;

        var sets = body!.Descendants().OfType<IInvocationOperation>()
            .Where(call => call.TargetMethod is { Name: "EntitySet", ContainingNamespace.Name: "ModelBuilder", Parameters: [{ Type.SpecialType: SpecialType.System_String }, ..] })
            .Select(call => TextOf(call.Arguments[0].Value)).ToList();
        return sets.Count == 0 || sets.Contains(null) ? null : [.. sets.OfType<string>()];
    }
}
