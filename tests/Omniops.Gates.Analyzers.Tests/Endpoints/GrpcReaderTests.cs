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
        Assert.Equal(expected, MappedProgram.Accesses(Program($"app.MapGrpcService<S>(){said};", service, Contract)));

    /// <summary>The name of the service is read at run time; in another assembly only its last part is known.</summary>
    [Fact]
    public void A_contract_of_another_project()
    {
        string[] expected = ["POST /…Greeter/Hello = Guarded by method", "POST /…Greeter/Bye = Undecided"];
        Assert.Equal(expected, MappedProgram.Accesses(Program(
            "app.MapGrpcService<S>();", "class S : Greeter.GreeterBase { [Authorize] public override Task Hello() => null; }", "", TwoProjects.BuiltWithoutGate("Contracts", Contract))));
    }

    [Fact]
    public void Reflection()
    {
        string[] expected = ["POST /grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo = Guarded by endpoint"];
        Assert.Equal(expected, MappedProgram.Accesses(Program("app.MapGrpcReflectionService().RequireAuthorization();", "", "")));
    }

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
