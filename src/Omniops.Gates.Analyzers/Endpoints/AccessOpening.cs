using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>A registered service that lets everybody in, whatever policies ask for.</summary>
/// <param name="Name">The name of its type.</param>
/// <param name="IsOfMiddleware">Whether only AuthorizationMiddleware asks it, and a filter of MVC that authorizes does not.</param>
/// <param name="IsPartial">Whether it lets everybody in under conditions of its own only.</param>
internal sealed record AccessOpening(PipelineCall Registration, string Name, bool IsOfMiddleware, bool IsPartial = false)
{
    private const string Mark = "opens:";

    private const char Middleware = 'm';

    private const char Partial = 'p';

    /// <summary>For another project, which does not see the code of the service.</summary>
    public string Write() => Mark + (IsOfMiddleware ? Middleware : "") + (IsPartial ? Partial : "") + ":" + Name;

    /// <summary>What <see cref="Write"/> has written of a library's registration; null for any other.</summary>
    public static AccessOpening? Read(PipelineCall registration) =>
        registration is { Library: not null, IsInProduction: true, Value: { } value } && value.StartsWith(Mark, StringComparison.Ordinal) && value.Split(':') is [_, var kinds, var name]
            ? new AccessOpening(registration, name, kinds.IndexOf(Middleware) >= 0, kinds.IndexOf(Partial) >= 0) : null;

    public bool IsCertain => !IsPartial && AuthorizationHandlers.IsCertain(Registration);
}
