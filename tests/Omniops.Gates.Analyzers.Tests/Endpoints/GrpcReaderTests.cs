using Omniops.Gates.Analyzers.Tests.Pipeline;

namespace Omniops.Gates.Analyzers.Tests.Endpoints;

/// <summary>The methods of gRPC services. What is generated from contracts stands here as it is written by the compiler of contracts.</summary>
public class GrpcReaderTests
{
    private const string Contract = """
        [AttributeUsage(AttributeTargets.Class)] public class BindServiceMethodAttribute(Type type, string method) : Attribute { public object Of => (type, method); }
        public static partial class Greeter
        {
            static readonly string __ServiceName = "greet.Greeter";
            public static string Name => __ServiceName;
            [BindServiceMethod(typeof(Greeter), "BindService")]
            public abstract partial class GreeterBase { public virtual Task Hello() => null; public virtual Task Bye() => null; }
        }
        """;

    private const string Server = """
        public static class Extensions
        {
            public static IEndpointConventionBuilder MapGrpcService<T>(this IEndpointRouteBuilder routes) where T : class => null;
            public static IEndpointConventionBuilder MapGrpcReflectionService(this IEndpointRouteBuilder routes) => null;
        }
        """;

    [Theory]
    [InlineData("class S : Greeter.GreeterBase { public override Task Hello() => null; }", "", "POST /greet.Greeter/Hello = Undecided", "POST /greet.Greeter/Bye = Undecided")]
    [InlineData("class S : Greeter.GreeterBase { [Authorize] public override Task Hello() => null; }", "", "POST /greet.Greeter/Hello = Guarded by method", "POST /greet.Greeter/Bye = Undecided")]
    [InlineData("[Authorize] class S : Greeter.GreeterBase { [AllowAnonymous] public override Task Hello() => null; }", "", "POST /greet.Greeter/Hello = Anonymous by method", "POST /greet.Greeter/Bye = Guarded by service")]
    [InlineData("class S : Greeter.GreeterBase { [AllowAnonymous] public override Task Hello() => null; }", ".RequireAuthorization()", "POST /greet.Greeter/Hello = Anonymous by method", "POST /greet.Greeter/Bye = Guarded by endpoint")]
    [InlineData("[AllowAnonymous] class S : Greeter.GreeterBase { [Authorize] public override Task Hello() => null; }", "", "POST /greet.Greeter/Hello = WithoutEffect by service", "POST /greet.Greeter/Bye = Anonymous by service")]
    [InlineData("abstract class Own : Greeter.GreeterBase { [Authorize] public override Task Hello() => null; } class S : Own;", "", "POST /greet.Greeter/Hello = Guarded by method", "POST /greet.Greeter/Bye = Undecided")]
    [InlineData("class S;", "", "POST /… = Undecided")]
    public void Methods(string service, string said, params string[] expected) =>
        Assert.Equal(expected, Served(Program($"app.MapGrpcService<S>(){said};", service, Contract)));

    /// <summary>The name of the service is read at run time; in another assembly only its last part is known.</summary>
    [Fact]
    public void A_contract_of_another_project()
    {
        string[] expected = ["POST /…Greeter/Hello = Guarded by method", "POST /…Greeter/Bye = Undecided"];
        Assert.Equal(expected, Served(Program(
            "app.MapGrpcService<S>();", "class S : Greeter.GreeterBase { [Authorize] public override Task Hello() => null; }", "", TwoProjects.BuiltWithoutGate("Contracts", Contract))));
    }

    [Fact]
    public void Reflection()
    {
        string[] expected = ["POST /grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo = Guarded by endpoint"];
        Assert.Equal(expected, Served(Program("app.MapGrpcReflectionService().RequireAuthorization();", "", "")));
    }

    /// <summary>A library sees the contracts that it serves; its caller has their routes from it.</summary>
    [Theory]
    [InlineData("public static void MapAll(this IEndpointRouteBuilder routes) => routes.MapGroup(\"\").RequireAuthorization().MapGrpcService<S>();", "app.MapAll();",
        "POST /greet.Greeter/Hello = Anonymous by method", "POST /greet.Greeter/Bye = Guarded by group")]
    [InlineData("public static void MapAll(this IEndpointRouteBuilder routes) { routes.MapGrpcService<S>(); }", "app.MapAll();",
        "POST /greet.Greeter/Hello = Anonymous by method", "POST /greet.Greeter/Bye = Undecided")]
    [InlineData("public static IEndpointConventionBuilder MapOne(this IEndpointRouteBuilder routes) => routes.MapGrpcService<S>();", "app.MapOne().RequireAuthorization();",
        "POST /… = Guarded by group")]
    public void A_service_of_a_library(string method, string pipeline, params string[] expected)
    {
        var server = TwoProjects.BuiltWithoutGate("Grpc.AspNetCore.Server", Server);
        var library = TwoProjects.Built("Library", $"public static class Services {{ {method} }} public class S : Greeter.GreeterBase {{ [Microsoft.AspNetCore.Authorization.AllowAnonymous] public override Task Hello() => null; }} {Contract}", server);
        Assert.Equal(expected, Served(Program(pipeline, "", "", library)));
    }

    /// <summary>Source: the endpoints of Grpc.AspNetCore.Server.Reflection and Grpc.AspNetCore.HealthChecks 2.85 as they run.</summary>
    [Theory]
    [InlineData("app.MapGrpcReflectionService();", "POST /grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo = Undecided", "POST /grpc.reflection.v1.ServerReflection/ServerReflectionInfo = Undecided",
        "/{unimplementedService}/{unimplementedMethod:grpcunimplemented} = Undecided", "/grpc.reflection.v1alpha.ServerReflection/{unimplementedMethod:grpcunimplemented} = Undecided",
        "/grpc.reflection.v1.ServerReflection/{unimplementedMethod:grpcunimplemented} = Undecided")]
    [InlineData("app.MapGrpcHealthChecksService().AllowAnonymous();", "POST /grpc.health.v1.Health/Check = Anonymous by group", "POST /grpc.health.v1.Health/Watch = Anonymous by group",
        "/{unimplementedService}/{unimplementedMethod:grpcunimplemented} = Undecided", "/grpc.health.v1.Health/{unimplementedMethod:grpcunimplemented} = Undecided")]
    public void Services_of_packages(string pipeline, params string[] expected) => Assert.Equal(expected, MappedProgram.Accesses(MappedProgram.Of(
        $"using Microsoft.AspNetCore.Authorization; var app = WebApplication.Create(args); {pipeline} app.Run();", null, [.. s_packages])));

    [Fact]
    public void Services_of_packages_in_a_library()
    {
        string[] expected =
        [
            "POST /grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo = Undecided", "POST /grpc.reflection.v1.ServerReflection/ServerReflectionInfo = Undecided",
            "POST /grpc.health.v1.Health/Check = Undecided", "POST /grpc.health.v1.Health/Watch = Undecided",
        ];
        var library = TwoProjects.Built(
            "Library", "public static class Services { public static void MapAll(this IEndpointRouteBuilder routes) { routes.MapGrpcReflectionService(); routes.MapGrpcHealthChecksService(); } }", s_packages);
        Assert.Equal(expected, Served(MappedProgram.Of("var app = WebApplication.Create(args); app.MapAll(); app.Run();", null, [library, .. s_packages])));
    }

    private static readonly Microsoft.CodeAnalysis.MetadataReference[] s_packages =
    [
        TwoProjects.BuiltWithoutGate("Grpc.Reflection", "namespace Grpc.Reflection.V1; public static class ServerReflection;"),
        TwoProjects.BuiltWithoutGate("Grpc.AspNetCore.Server.Reflection", "public static class Extensions { public static IEndpointConventionBuilder MapGrpcReflectionService(this IEndpointRouteBuilder routes) => null; }"),
        TwoProjects.BuiltWithoutGate("Grpc.AspNetCore.HealthChecks", "public static class HealthExtensions { public static IEndpointConventionBuilder MapGrpcHealthChecksService(this IEndpointRouteBuilder routes) => null; }"),
    ];

    /// <summary>The framework's own answers to what is not there. Source: the endpoints of a running server.</summary>
    [Theory]
    [InlineData("app.MapGrpcService<S>().RequireAuthorization();",
        "POST /greet.Greeter/Hello = Guarded by endpoint", "POST /greet.Greeter/Bye = Guarded by endpoint",
        "/{unimplementedService}/{unimplementedMethod:grpcunimplemented} = Undecided", "/greet.Greeter/{unimplementedMethod:grpcunimplemented} = Undecided")]
    [InlineData("var group = app.MapGroup(\"\").RequireAuthorization(); group.MapGrpcService<S>(); group.MapGrpcReflectionService();",
        "POST /greet.Greeter/Hello = Guarded by group", "POST /greet.Greeter/Bye = Guarded by group", "POST /grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo = Guarded by group",
        "/{unimplementedService}/{unimplementedMethod:grpcunimplemented} = Guarded by group", "/greet.Greeter/{unimplementedMethod:grpcunimplemented} = Guarded by group",
        "/grpc.reflection.v1alpha.ServerReflection/{unimplementedMethod:grpcunimplemented} = Guarded by group")]
    [InlineData("app.MapGet(\"/\", () => 1);", "GET / = Undecided")]
    public void What_is_not_there(string pipeline, params string[] expected) =>
        Assert.Equal(expected, MappedProgram.Accesses(Program(pipeline, "class S : Greeter.GreeterBase { }", Contract)));

    private static IEnumerable<string> Served(Analyzers.Endpoints.EndpointFacts program) =>
        MappedProgram.Accesses(program).Where(each => !each.Contains("unimplemented", StringComparison.Ordinal));

    private static Analyzers.Endpoints.EndpointFacts Program(string pipeline, string service, string contract, params Microsoft.CodeAnalysis.MetadataReference[] references) =>
        MappedProgram.Of($"""
            using Microsoft.AspNetCore.Authorization;
            var app = WebApplication.Create(args);
            {pipeline}
            app.Run();
            {service}
            {contract}
            """, null, [TwoProjects.BuiltWithoutGate("Grpc.AspNetCore.Server", Server), .. references]);
}
