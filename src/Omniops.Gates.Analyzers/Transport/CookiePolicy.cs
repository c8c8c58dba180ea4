using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Cors;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Transport;

/// <summary>
/// What a cookie policy in the pipeline adds to every cookie that is written behind it. Source: CookiePolicyMiddleware, which raises what a
/// cookie asks for and never lowers it.
/// </summary>
internal sealed class CookiePolicy(ProgramSources sources)
{
    private const string Options = "CookiePolicyOptions";

    /// <summary>Whether a property that this code leaves out is set by the policy: <c>Secure</c> or <c>HttpOnly</c>.</summary>
    public bool Sets(string property, IOperation cookie, CancellationToken cancellation) =>
        IsAlways(property, cancellation) && Uses(cancellation).Any(use =>
            sources.Reach.IsInProduction(use, cancellation) && !IsBefore(cookie, use));

    private IEnumerable<IInvocationOperation> Uses(CancellationToken cancellation) =>
        sources.References.Named("UseCookiePolicy", cancellation)
            .Select(name => sources.References.UseOf(name, cancellation)).OfType<IInvocationOperation>()
            .Where(call => call.TargetMethod.Name == "UseCookiePolicy" && !sources.Bodies.Has(call.TargetMethod));

    private bool IsAlways(string property, CancellationToken cancellation)
    {
        foreach (var name in sources.References.Named(property, cancellation))
        {
            SyntaxNode target = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
            if (target.Parent is AssignmentExpressionSyntax assignment && assignment.Left == target
                && sources.Bodies.Read(assignment, cancellation) is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation written } write
                && (written.Property.ContainingType.Name == Options
                    ? sources.Values.Origin(write.Value, cancellation) is IFieldReferenceOperation { Field.Name: "Always" }
                        && sources.Reach.IsInProduction(write, cancellation)
                    : IsOfAppended(written) && sources.Values.Origin(write.Value, cancellation).ConstantValue is { HasValue: true, Value: true }
                        && sources.Reach.IsCertainInProduction(write, cancellation)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>OnAppendCookie = context => context.CookieOptions.Secure = true, which runs for every cookie.</summary>
    private static bool IsOfAppended(IPropertyReferenceOperation written) =>
        written.Instance is IPropertyReferenceOperation { Property: { Name: "CookieOptions", ContainingType.Name: "AppendCookieContext" } };

    /// <summary>Whether the cookie is written by a middleware that stands before the policy.</summary>
    private static bool IsBefore(IOperation cookie, IOperation use)
    {
        if (cookie.Syntax.SyntaxTree != use.Syntax.SyntaxTree)
            return false;

        for (var parent = cookie.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IInvocationOperation { TargetMethod.Name: "Use" } middleware)
                return middleware.Syntax.Span.End < use.Syntax.Span.End;
        }

        return false;
    }
}
