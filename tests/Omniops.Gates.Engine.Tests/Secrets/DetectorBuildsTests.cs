using System.Reflection;
using System.Runtime.Loader;
using Omniops.Gates.Engine.Secrets;
using Omniops.Gates.Engine.Secrets.Sources;
using Omniops.Gates.Engine.Secrets.Tokens;
using Omniops.Gates.Engine.Tests.Secrets.Sources;
using Omniops.Gates.Engine.Tests.Secrets.Tokens;

namespace Omniops.Gates.Engine.Tests.Secrets;

/// <summary>The compiler loads the engine for netstandard2.0, tasks and tool the one for net8.0: both find the same.</summary>
public sealed class DetectorBuildsTests
{
    private const string Code = """
        var password = "hunter2"; var token = "k9F2mQ7xR4tV1zB8nL5cW3jH"; var db = "Host=db;Username=u;Password=Tr0ub4dor";
        var header = "Basic c2hvcDpodW50ZXIy"; var passedOver = new { Password = "<password>", apiKey = "GoogleMapsApiKey" };
        """;

    [Fact]
    public void Finds_the_same_in_both_builds()
    {
        var context = new AssemblyLoadContext("netstandard2.0", isCollectible: true);
        var other = context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "netstandard2.0", "Omniops.Gates.Engine.dll"));
        Assert.NotEqual(typeof(FileSecrets).Assembly, other);
        var count = 0;
        foreach (var (name, text) in Texts())
        {
            var expected = Found(typeof(FileSecrets).Assembly, name, text);
            Assert.Equal(expected, Found(other, name, text));
            count += expected.Count;
        }

        Assert.True(count > TokenFormats.Current.All.Count, $"{count} findings are too few to prove anything");
        context.Unload();
    }

    private static IEnumerable<(string Name, string Text)> Texts()
    {
        yield return ("tokens.txt", string.Join(
            "\n\n\n\n\n", TokenFormats.Current.All.SelectMany(format => format.Match.Select(pieces => Sample.Of(format, pieces)))));
        yield return ("a.cs", Code);
        yield return ("a.json", Samples.Of(FileKind.Json));
        yield return ("a.xml", Samples.Of(FileKind.Xml));
        yield return ("a.yml", Samples.Of(FileKind.Yaml));
        yield return (".env", Samples.Of(FileKind.Lines));
        yield return ("a.sh", Samples.Of(FileKind.Shell));
        yield return ("a.sql", Samples.Of(FileKind.Sql));
        yield return ("Dockerfile", Samples.Of(FileKind.Dockerfile));
    }

    private static List<string> Found(Assembly engine, string name, string text)
    {
        var secrets = new List<string>();
        var find = engine.GetType(typeof(FileSecrets).FullName!, throwOnError: true)!.GetMethod(nameof(FileSecrets.Find))!;
        var secret = find.GetParameters()[2].ParameterType.GetGenericArguments()[0];
        var add = typeof(DetectorBuildsTests).GetMethod(nameof(Add), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(secret);
        var report = add.CreateDelegate(typeof(Action<>).MakeGenericType(secret), secrets);
        find.Invoke(null, [name, text, report, CancellationToken.None]);
        return secrets;
    }

    private static void Add<T>(List<string> secrets, T secret) => secrets.Add(secret!.ToString()!);
}
