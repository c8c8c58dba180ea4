using System.Text;

namespace Omniops.Gates.Package.Tests;

/// <summary>A repository that was written before anybody thought of gates: several hundred findings of every kind.</summary>
internal sealed class LegacyRepository : IDisposable
{
    private const int Projects = 3;
    private const int Classes = 100;

    private readonly UserRepository _repository;

    public LegacyRepository(PackedGate gate)
    {
        _repository = new UserRepository(gate);
        Write("Directory.Packages.props", "<Project />");
        Write("Dockerfile", UserRepository.RootDockerfile);
        _repository.AddProject("Shop", UserRepository.BrokenProgram);
        Write("Shop/appsettings.json", """{ "ConnectionStrings": { "Shop": "Host=db.example;Username=shop;Password=S3cretS3cret" } }""");
        foreach (var project in Names)
        {
            _repository.AddProject(project, "", "<PropertyGroup><OutputType>Library</OutputType></PropertyGroup>");
            Write($"{project}/Program.cs", Source(project));
        }

        _repository.AddSolution(["Shop", .. Names]);
    }

    /// <summary>How many there are: HSTS, any origin, a password and a container besides those of the libraries.</summary>
    public static int Findings => Projects * Classes + 4;

    private static IEnumerable<string> Names => Enumerable.Range(1, Projects).Select(number => $"Old{number}");

    public static string Source(string project) => Source(project, line => line, reverse: false, "policy");

    /// <summary>The same program, written differently.</summary>
    public static string Source(string project, Func<string, string> rewrite, bool reverse, string local)
    {
        var classes = Enumerable.Range(1, Classes).Select(number => $$"""
            public static class {{project}}Policies{{number}}
            {
                public static void Open(CorsPolicyBuilder builder)
                {
                    var {{local}} = builder;
                    {{local}}.AllowAnyOrigin();
                }
            }

            """);
        var text = new StringBuilder("using Microsoft.AspNetCore.Cors.Infrastructure;\n\n");
        text.AppendJoin("", reverse ? classes.Reverse() : classes);
        return rewrite(text.ToString());
    }

    public void Write(string path, string content) => _repository.Write(path, content);

    public string Read(string path) => _repository.Read(path);

    public void Replace(string path, string old, string replacement) => _repository.Replace(path, old, replacement);

    public Task<CommandResult> Dotnet(params string[] arguments) => _repository.Dotnet(arguments);

    public Task<CommandResult> Tool(params string[] arguments) => _repository.Tool(arguments);

    public void Dispose() => _repository.Dispose();
}
