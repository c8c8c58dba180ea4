using System.Reflection;
using System.Runtime.Loader;
using Omniops.Gates.Engine.Secrets.Tokens;

namespace Omniops.Gates.Engine.Tests.Secrets.Tokens;

/// <summary>The compiler loads the engine for netstandard2.0, tasks and tool the one for net8.0: both find the same.</summary>
public sealed class TokenScannerBuildsTests
{
    [Fact]
    public void Finds_the_same_in_both_builds()
    {
        var context = new AssemblyLoadContext("netstandard2.0", isCollectible: true);
        var other = context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "netstandard2.0", "Omniops.Gates.Engine.dll"));
        var text = string.Join(
            "\n\n\n\n\n", TokenFormats.Current.All.SelectMany(format => format.Match.Select(pieces => Sample.Of(format, pieces))));

        var expected = Found(typeof(TokenScanner).Assembly, text);
        Assert.True(expected.Count >= TokenFormats.Current.All.Count);
        Assert.Equal(expected, Found(other, text));
        Assert.NotEqual(typeof(TokenScanner).Assembly, other);
        context.Unload();
    }

    private static List<string> Found(Assembly engine, string text)
    {
        var secrets = new List<string>();
        var find = engine.GetType("Omniops.Gates.Engine.Secrets.Tokens.TokenScanner", throwOnError: true)!.GetMethod("Find")!;
        var secret = find.GetParameters()[1].ParameterType.GetGenericArguments()[0];
        var add = typeof(TokenScannerBuildsTests)
            .GetMethod(nameof(Add), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(secret);
        find.Invoke(null, [text, add.CreateDelegate(typeof(Action<>).MakeGenericType(secret), secrets), CancellationToken.None]);
        return secrets;
    }

    private static void Add<T>(List<string> secrets, T secret) => secrets.Add(secret!.ToString()!);
}
