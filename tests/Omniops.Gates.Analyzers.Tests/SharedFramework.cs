using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Testing;

namespace Omniops.Gates.Analyzers.Tests;

/// <summary>The reference assemblies of the SDK that runs the tests: the tests' own framework, no download.</summary>
internal static class SharedFramework
{
    private static readonly Lazy<ImmutableArray<MetadataReference>> s_net = new(() => References("Microsoft.NETCore.App.Ref"));
    private static readonly Lazy<ImmutableArray<MetadataReference>> s_web = new(() => References("Microsoft.AspNetCore.App.Ref"));

    private static readonly Lazy<ImmutableArray<MetadataReference>> s_tokens = new(() =>
    [
        .. new[]
        {
            "Microsoft.AspNetCore.Authentication.JwtBearer", "Microsoft.AspNetCore.Authentication.OpenIdConnect",
            "Microsoft.IdentityModel.Abstractions", "Microsoft.IdentityModel.JsonWebTokens", "Microsoft.IdentityModel.Logging",
            "Microsoft.IdentityModel.Protocols", "Microsoft.IdentityModel.Protocols.OpenIdConnect", "Microsoft.IdentityModel.Tokens",
            "System.IdentityModel.Tokens.Jwt",
        }.Select(name => MetadataReference.CreateFromFile(Path.Combine(AppContext.BaseDirectory, name + ".dll"))),
    ]);

    /// <summary>
    /// Keep what the compiler has read of the assemblies, an eighth of the time of these tests: a compilation takes it over from another one,
    /// but only as long as that one lives.
    /// </summary>
    private static readonly ImmutableArray<Compilation> s_kept = [Keep(Net), Keep(Web)];

    /// <summary>.NET without ASP.NET Core, as a console program references it.</summary>
    public static ImmutableArray<MetadataReference> Net => s_net.Value;

    /// <summary>.NET with ASP.NET Core, as a web project references it.</summary>
    public static ImmutableArray<MetadataReference> Web => Net.AddRange(s_web.Value);

    /// <summary>ASP.NET Core with the packages that validate tokens, which stand beside the tests.</summary>
    public static ImmutableArray<MetadataReference> Tokens => Web.AddRange(s_tokens.Value);

    /// <summary>No assemblies of its own: the tests add <see cref="Net"/> or <see cref="Web"/>.</summary>
    public static ReferenceAssemblies None { get; } = new ReferenceAssemblies("net10.0").WithAssemblies([]);

    private static CSharpCompilation Keep(ImmutableArray<MetadataReference> references)
    {
        var compilation = CSharpCompilation.Create("kept", references: references);
        _ = compilation.GlobalNamespace;
        return compilation;
    }

    private static ImmutableArray<MetadataReference> References(string pack)
    {
        var packs = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "packs", pack));
        var newest = Directory.GetDirectories(packs).MaxBy(folder => Version.Parse(Path.GetFileName(folder).Split('-')[0]))
            ?? throw new DirectoryNotFoundException($"no version of {pack} in {packs}");
        return [.. Directory.GetFiles(Directory.GetDirectories(Path.Combine(newest, "ref")).Single(), "*.dll")
            .Select(file => MetadataReference.CreateFromFile(file))];
    }
}
