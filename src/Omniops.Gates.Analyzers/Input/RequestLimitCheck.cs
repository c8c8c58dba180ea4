using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Access;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Analyzers.Transport;

namespace Omniops.Gates.Analyzers.Input;

/// <summary>
/// Finds where a limit on requests is set to nothing, or to more than anybody sends. Source: KestrelServerLimits, IISServerOptions,
/// HttpSysOptions, FormOptions, IRequestSizePolicy, HubOptions and GrpcServiceOptions.
/// </summary>
internal sealed class RequestLimitCheck(TransportFindings findings, ProgramSources sources, NumberOption most)
{
    private const string Disable = "DisableRequestSizeLimitAttribute";
    private const string SizeLimit = "RequestSizeLimitAttribute";
    private const string Mvc = "Microsoft.AspNetCore.Mvc";
    private const string Endless = "lets a request be of any size";

    private static readonly (string Type, string Property)[] s_sizes =
    [
        ("Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerLimits", "MaxRequestBodySize"),
        ("Microsoft.AspNetCore.Builder.IISServerOptions", "MaxRequestBodySize"),
        ("Microsoft.AspNetCore.Server.HttpSys.HttpSysOptions", "MaxRequestBodySize"),
        ("Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature", "MaxRequestBodySize"),
        ("Microsoft.AspNetCore.Http.Features.FormOptions", "MultipartBodyLengthLimit"),
        ("Microsoft.AspNetCore.Http.Features.FormOptions", "BufferBodyLengthLimit"),
        ("Microsoft.AspNetCore.Mvc.RequestFormLimitsAttribute", "MultipartBodyLengthLimit"),
        ("Microsoft.AspNetCore.Mvc.RequestFormLimitsAttribute", "BufferBodyLengthLimit"),
        ("Microsoft.AspNetCore.SignalR.HubOptions", "MaximumReceiveMessageSize"),
        ("Grpc.AspNetCore.Server.GrpcServiceOptions", "MaxReceiveMessageSize"),
    ];

    private static readonly (string Type, string Property)[] s_rates =
    [
        ("Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerLimits", "MinRequestBodyDataRate"),
        ("Microsoft.AspNetCore.Server.Kestrel.Core.Features.IHttpMinRequestBodyDataRateFeature", "MinDataRate"),
    ];

    public void Check(OperationAnalysisContext context)
    {
        switch (context.Operation)
        {
            case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property } } assignment:
                CheckAssignment(context, assignment, property);
                break;
            case IObjectCreationOperation { Type: INamedTypeSymbol { Name: Disable or SizeLimit } type } creation
                when type.ContainingNamespace.ToDisplayString() == Mvc:
                CheckAttribute(context, creation, type.Name);
                break;
            // The compiler shows attributes of other members by themselves.
            case IAnonymousFunctionOperation { Symbol: var function }:
                CheckAttributes(context, function);
                break;
            case ILocalFunctionOperation { Symbol: var function }:
                CheckAttributes(context, function);
                break;
            case IInvocationOperation { TargetMethod.Name: "WithFormOptions" } call
                when KnownMiddleware.IsFramework(call.TargetMethod.ContainingAssembly)
                    && call.Arguments.FirstOrDefault(argument => argument is { Parameter.Name: "multipartBodyLengthLimit", ArgumentKind: ArgumentKind.Explicit })
                        is { } limit:
                CheckSize(context, call, limit.Value, limit.Value.Syntax.GetLocation(), "multipartBodyLengthLimit");
                break;
        }
    }

    private void CheckAssignment(OperationAnalysisContext context, ISimpleAssignmentOperation assignment, IPropertySymbol property)
    {
        var (isSize, isRate) = (Is(s_sizes, property), Is(s_rates, property));
        if (isSize)
        {
            CheckSize(context, assignment, assignment.Value, assignment.Syntax.GetLocation(), property.Name);
        }
        else if (isRate && IsNothing(assignment.Value, context.CancellationToken))
        {
            Report(
                context, assignment, assignment.Syntax.GetLocation(), property.Name, "lets a request take forever",
                "leave it: 240 bytes a second are asked for after five seconds");
        }
    }

    private void CheckAttribute(OperationAnalysisContext context, IObjectCreationOperation creation, string name)
    {
        var place = creation.Syntax is AttributeSyntax attribute ? attribute.GetLocation() : creation.NameLocation();
        if (name == Disable)
            Report(context, creation, place, "DisableRequestSizeLimit", Endless, "name the most that it takes: [RequestSizeLimit(10_000_000)]");
        else if (creation.Arguments is [{ Value: var size }, ..])
            CheckSize(context, creation, size, place, "RequestSizeLimit");
    }

    private void CheckAttributes(OperationAnalysisContext context, IMethodSymbol function)
    {
        foreach (var attribute in function.GetAttributes())
        {
            if (attribute.AttributeClass is { Name: Disable or SizeLimit } && attribute.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken) is { } syntax
                && (sources.Bodies.Read(syntax, context.CancellationToken) as IAttributeOperation)?.Operation is IObjectCreationOperation { Type: { } type } creation
                && type.ContainingNamespace.ToDisplayString() == Mvc)
            {
                CheckAttribute(context, creation, type.Name);
            }
        }
    }

    private void CheckSize(OperationAnalysisContext context, IOperation at, IOperation value, Location place, string name)
    {
        if (IsNothing(value, context.CancellationToken))
        {
            Report(context, at, place, name, Endless, "name the most that it takes");
            return;
        }

        if (NumberOf(value, context.CancellationToken) is not { } bytes || bytes <= most.For(value.Syntax.SyntaxTree))
            return;

        var allowed = most.For(value.Syntax.SyntaxTree).ToString(CultureInfo.InvariantCulture);
        if (bytes >= int.MaxValue)
            Report(context, at, place, name, Endless, $"name the most that it takes; {allowed} bytes are allowed");
        else
            Report(context, at, place, name, $"takes {bytes.ToString(CultureInfo.InvariantCulture)} bytes where {allowed} are allowed", "take fewer, or set omniops_request_bytes", isMinor: true);
    }

    private void Report(
        OperationAnalysisContext context, IOperation at, Location place, string name, string what, string wayOut, bool isMinor = false) =>
        findings.Report(context, at, [], place, [name, what, wayOut], isMinor);

    private bool IsNothing(IOperation value, CancellationToken cancellation) =>
        sources.Values.Origin(value, cancellation) is var origin && (origin.IsNull() || origin is IDefaultValueOperation { Type.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T });

    private long? NumberOf(IOperation value, CancellationToken cancellation) =>
        (value.Unwrapped().ConstantValue is { HasValue: true, Value: var number } ? number : sources.Values.Origin(value, cancellation).ConstantValue.Value) switch
        {
            int size => size,
            long size => size,
            _ => null,
        };

    /// <summary>Names are compared before types are written out.</summary>
    private static bool Is((string Type, string Property)[] limits, IPropertySymbol property) => Array.Exists(limits, limit =>
        limit.Property == property.Name && property.ContainingType.ToDisplayString() == limit.Type);
}
