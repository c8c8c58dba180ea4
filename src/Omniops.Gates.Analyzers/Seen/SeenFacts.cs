using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Engine.Headers;
using Omniops.Gates.Engine.Seen;

namespace Omniops.Gates.Analyzers.Seen;

/// <summary>Says of a pipeline what the rules know of it, in the words of the source.</summary>
internal sealed class SeenFacts(PipelineFacts facts)
{
    private const string UseSecurityHeaders = "UseSecurityHeaders";

    /// <summary>What has to do with who gets which answer; the rest of a program's services is its own business.</summary>
    private static readonly HashSet<string> s_services =
    [
        "AddAntiforgery", "AddAuthentication", "AddAuthorization", "AddAuthorizationBuilder", "AddControllers", "AddControllersWithViews",
        "AddCookie", "AddCookiePolicy", "AddCors", "AddDataProtection", "AddDefaultIdentity", "AddGrpc", "AddHealthChecks",
        "AddHostFiltering", "AddHsts", "AddHttpLogging", "AddHttpsRedirection", "AddIdentity", "AddIdentityApiEndpoints", "AddIdentityCore",
        "AddJwtBearer", "AddMvc", "AddMvcCore", "AddOpenIdConnect", "AddOutputCache", "AddRateLimiter", "AddRazorComponents", "AddRazorPages",
        "AddRequestTimeouts", "AddResponseCaching", "AddResponseCompression", "AddReverseProxy", "AddSecurityHeaderPolicies",
        "AddServerSideBlazor", "AddSession", "AddSignalR",
    ];

    /// <summary>Calls on an application that add nothing to what requests go through.</summary>
    private static readonly HashSet<string> s_noMiddleware =
    [
        "Build", "CreateApplicationBuilder", "Dispose", "DisposeAsync", "New", "StopAsync", "WaitForShutdown", "WaitForShutdownAsync",
    ];

    /// <summary>Headers whose value is no secret. Others are listed by name.</summary>
    private static readonly HashSet<string> s_shownHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "Access-Control-Allow-Credentials", "Access-Control-Allow-Origin", "Cache-Control", "Cross-Origin-Embedder-Policy",
        "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy", "Feature-Policy", SecurityHeader.ContentSecurityPolicy,
        SecurityHeader.ContentSecurityPolicyReportOnly, SecurityHeader.ContentTypeOptions, SecurityHeader.FrameOptions,
        SecurityHeader.PermissionsPolicy, SecurityHeader.ReferrerPolicy, SecurityHeader.StrictTransportSecurity,
        "X-Permitted-Cross-Domain-Policies", "X-XSS-Protection",
    };

    /// <summary>Parameters of the framework that take a route, a path or the name of a policy.</summary>
    private static readonly string[] s_telling =
        ["errorHandlingPath", "path", "pathBase", "pathFormat", "pathMatch", "pattern", "policyName", "prefix", "requestPath"];

    /// <summary>What there is to list, but for CORS policies; null for a program that serves no HTTP.</summary>
    public SeenProgram? Program()
    {
        if (facts.Hosts.Count == 0 && !facts.IsIncomplete)
            return null;

        var gaps = facts.Gaps.Select(gap => new SeenGap(SeenText.Of(gap.Reason), SeenText.Place(gap.Place ?? gap.Location)))
            .Distinct().ToList();
        return new SeenProgram
        {
            Unknown = gaps,
            Unseen =
            [
                .. facts.Unseen.Select(call => Call(call, call.Value)).Where(call => !gaps.Exists(gap => gap.Place == call.Place))
                    .GroupBy(call => (call.Name, call.Argument)).Select(same => same.First()),
            ],
            Environment = Environment(),
            Applications = [.. facts.Hosts.Select(host => Call(host))],
            Services = [.. facts.Services.Where(service => s_services.Contains(service.Name)).Select(service => Call(service))],
            Middleware = [.. Middleware()],
            Headers = [.. facts.Headers.Select(header => Header(header, WriterOf(header)))
                .Concat(facts.RemovedHeaders.Select(header => Header(header, HeaderWriter.Removed)))],
            Options = [.. facts.Options.Select(Option)],
            Endpoints = [.. facts.Endpoints.Select(endpoint => Call(endpoint))],
        };
    }

    /// <summary>When a middleware runs that stands at this place; null where none is known there.</summary>
    public SeenWhen? WhenOf(SyntaxNode place) =>
        facts.Middleware.Find(call => call.Operation?.Syntax == place) is { } found ? When(found.Scope) : null;

    private string? Environment() =>
        facts.Environments.Cause
        ?? (facts.Environments.IsEmpty || facts.Environments.InProduction().IsKnown ? null : "code sets it to what cannot be told");

    private IEnumerable<SeenCall> Middleware()
    {
        var runs = new HashSet<IOperation>(facts.Runs.Select(run => run.Operation).OfType<IOperation>());
        var terminals = new HashSet<IOperation>(facts.Terminals.Select(terminal => terminal.Operation).OfType<IOperation>());
        var policies = facts.Headers.Where(header => MethodOf(header)?.Name == UseSecurityHeaders).GroupBy(header => header.Operation)
            .Select(same => same.First() with { Name = UseSecurityHeaders, IsDeclared = false });
        return facts.Middleware
            .Where(call => call.Operation is not { } operation || !runs.Contains(operation) && !s_noMiddleware.Contains(call.Name))
            .Concat(policies).OrderBy(call => call.Order)
            .Select(call => Call(call) with { IsTerminal = call.Operation is { } operation && terminals.Contains(operation) });
    }

    private SeenCall Call(PipelineCall call, string? argument = null) =>
        new(call.Name, argument ?? ArgumentOf(call), PlaceOf(call), When(call.Scope))
        {
            Application = facts.Hosts.FindIndex(host => ReferenceEquals(host, call.Host)) is >= 0 and var at ? at + 1 : null,
            IsDeclared = call.IsDeclared,
            Library = call.Library is { } library ? SeenText.Of(library) : null,
        };

    private static SeenPlace PlaceOf(PipelineCall call) => SeenText.Place(call.Operation?.NameLocation() ?? call.Caller ?? call.Location);

    private static SeenHeader Header(PipelineCall header, HeaderWriter writer) => new(
        header.Name,
        header.Value is { } value && s_shownHeaders.Contains(header.Name) ? SeenText.Of(value) : null,
        writer, PlaceOf(header), When(header.Scope))
    {
        Library = header.Library is { } library ? SeenText.Of(library) : null,
    };

    private static HeaderWriter WriterOf(PipelineCall header) =>
        header.IsDeclared ? HeaderWriter.Declared
        : MethodOf(header)?.Name == UseSecurityHeaders ? HeaderWriter.Package
        : header.IsOnStarting ? HeaderWriter.OnStarting : HeaderWriter.Direct;

    private static SeenOption Option(OptionWrite write)
    {
        var name = write.Property == OptionWrite.All ? write.Options : $"{write.Options}.{write.Property}";
        return new SeenOption(
            write.Method is null ? name : $"{name}.{write.Method}()",
            write.Value is { } value ? SeenText.Of(value.Syntax.OneLine()) : write.Constant is { } known ? SeenText.Of(FormattableString.Invariant($"{known}")) : null,
            SeenText.Place(write.Operation?.NameLocation() ?? write.Location), When(write.Scope))
        {
            Library = write.Library is { } library ? SeenText.Of(library) : null,
        };
    }

    /// <summary>The circumstances in words.</summary>
    public static SeenWhen When(PipelineScope scope) => new(
        [.. SeenWhen.All.Where(name => scope.Environments.Includes((EnvironmentSet)Enum.Parse(typeof(EnvironmentSet), name)))],
        [.. scope.Conditions.Where(condition => condition is { IsBranch: false, IsDeferral: false, Environments: not EnvironmentSet.None })
            .Select(condition => SeenText.Of(condition.IsTrue ? condition.Text : $"{condition.Text} being false"))],
        [.. scope.Conditions.Where(condition => condition.IsBranch).Select(condition => SeenText.Of(condition.Key is null ? BranchOf(condition.Syntax) : condition.Text))]);

    /// <summary>Map("/admin", ...) and UseWhen(context => ..., ...): without what the branch consists of.</summary>
    private static string BranchOf(SyntaxNode syntax) =>
        syntax is InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: var name },
            ArgumentList.Arguments: var arguments,
        }
            ? $"{name}({string.Join(", ", arguments.Take(arguments.Count - 1).Select(argument => argument.OneLine()))})"
            : syntax.OneLine();

    private static string? ArgumentOf(PipelineCall call)
    {
        if (call.Operation is not IInvocationOperation invocation)
            return call is { Library: not null, Name: "UseMiddleware" } ? call.Value : null;

        if (call.Name == "UseMiddleware")
        {
            var type = invocation.TargetMethod.TypeArguments.FirstOrDefault()
                ?? invocation.Arguments.Select(each => each.Value.Unwrapped()).OfType<ITypeOfOperation>().FirstOrDefault()?.TypeOperand;
            return type?.Name;
        }

        var argument = invocation.Arguments.FirstOrDefault(each =>
            each is { ArgumentKind: ArgumentKind.Explicit, Parameter.Name: { } name } && Array.IndexOf(s_telling, name) >= 0);
        return argument?.Value.Unwrapped().ConstantValue is { HasValue: true, Value: string text } ? SeenText.Of(text)
            : argument?.Value.Type?.SpecialType == SpecialType.System_String ? SeenText.Of(argument.Value.Syntax.OneLine()) : null;
    }

    private static IMethodSymbol? MethodOf(PipelineCall call) => (call.Operation as IInvocationOperation)?.TargetMethod;
}
