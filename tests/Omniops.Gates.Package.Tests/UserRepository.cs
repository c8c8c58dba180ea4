namespace Omniops.Gates.Package.Tests;

/// <summary>A repository as a user has it, in a temporary folder, which has adopted the packed package.</summary>
internal sealed class UserRepository : IDisposable
{
    /// <summary>One line that begins a program in which the rules about headers find nothing wrong, HSTS apart.</summary>
    public const string Builder =
        "var builder = WebApplication.CreateBuilder(args); builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false); "
        + "builder.Services.AddHsts(hsts => { hsts.MaxAge = TimeSpan.FromDays(365); hsts.IncludeSubDomains = true; });";

    /// <summary>The line that belongs into its pipeline.</summary>
    public const string Headers =
        "app.UseHttpsRedirection(); app.Use((context, next) => { context.Response.OnStarting(() => "
        + "{ context.Response.Headers.XContentTypeOptions = \"nosniff\"; return Task.CompletedTask; }); return next(context); });";

    public const string CleanProgram = $"""
        {Builder}
        var app = builder.Build();
        if (!app.Environment.IsDevelopment())
            app.UseHsts();
        {Headers}
        app.MapGet("/", () => "hello").AllowAnonymous();
        app.Run();
        """;

    public const string BrokenProgram = $"""
        {Builder}
        builder.Services.AddCors(cors => cors.AddDefaultPolicy(policy => policy.AllowAnyOrigin()));
        var app = builder.Build();
        app.UseCors(); {Headers}
        app.MapGet("/", () => "hello").AllowAnonymous();
        app.Run();
        """;

    /// <summary>Compiles, and nobody can say whether it sends HSTS: the second line is not in sight.</summary>
    public const string UnprovenProgram = $"""
        {Builder} var app = builder.Build();
        Setup.Configure(app);
        {Headers}
        app.Run();
        """;

    public const string RootDockerfile = """
        FROM mcr.microsoft.com/dotnet/aspnet:10.0
        ENTRYPOINT ["dotnet", "App.dll"]
        """;

    /// <summary>What Microsoft.Build.NoTargets makes of a project: it copies, packs or runs something, and compiles nothing.</summary>
    public const string NoTargets = """
        <Project>
          <ItemGroup><IntermediateAssembly Remove="@(IntermediateAssembly)" /></ItemGroup>
          <Target Name="CoreCompile" DependsOnTargets="$(CoreCompileDependsOn)" />
          <Target Name="CopyFilesToOutputDirectory" />
        </Project>
        """;

    /// <summary>Hands the application to code that nobody can see before it runs.</summary>
    public const string HiddenSetup = """
        static class Setup
        {
            public static Action<WebApplication> Configure => System.Text.Json.JsonSerializer.Deserialize<Action<WebApplication>>("null")!;
        }
        """;

    private readonly PackedGate? _gate;

    /// <param name="gate">The package to adopt; null for a repository that has not adopted it.</param>
    public UserRepository(PackedGate? gate)
    {
        _gate = gate;
        Folder = Directory.CreateTempSubdirectory("omniops-user-").FullName;
        Write(".git/HEAD", "ref: refs/heads/main\n");
        if (gate is null)
            return;

        // A folder is asked for vulnerabilities and has none, so that what is found does not depend on what the machine's sources know today.
        Write("nuget.config", gate.NuGetConfig.Replace(
            "</configuration>", $"<auditSources><clear /><add key=\"gates\" value=\"{gate.Feed}\" /></auditSources></configuration>", StringComparison.Ordinal));
        Adopt();
    }

    public string Folder { get; }

    /// <summary>A repository with one web project, App/App.csproj.</summary>
    public static UserRepository WithProgram(PackedGate? gate, string program, string projectContent = "", string sdk = "Microsoft.NET.Sdk.Web")
    {
        var repository = new UserRepository(gate);
        repository.AddProject("App", program, projectContent, sdk);
        return repository;
    }

    /// <summary>A copy of a sample.</summary>
    public static UserRepository FromSample(PackedGate? gate, string sample)
    {
        var repository = new UserRepository(gate: null);
        var source = Path.Combine(RepositoryPaths.Samples, sample);
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(source, file);
            if (!relative.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
                repository.Write(relative, File.ReadAllText(file));
        }

        if (gate is null)
            return repository;

        repository.Write("nuget.config", gate.NuGetConfig);
        repository.Replace("Directory.Packages.props", "</Project>", $"""
              <ItemGroup>
                <GlobalPackageReference Include="Omniops.Gates" Version="{gate.Version}" />
              </ItemGroup>
            </Project>
            """);
        return repository;
    }

    public void AddProject(string name, string program, string projectContent = "", string sdk = "Microsoft.NET.Sdk.Web")
    {
        var frameworks = projectContent.Contains("TargetFramework", StringComparison.Ordinal) ? "" : "<TargetFramework>net10.0</TargetFramework>";
        Write($"{name}/{Path.GetFileName(name)}.csproj", $"""
            <Project Sdk="{sdk}">
              <PropertyGroup>
                {frameworks}
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              {projectContent}
            </Project>
            """);
        Write($"{name}/Program.cs", program);
    }

    public void AddSolution(params string[] projects) => Write("All.slnx", $"""
        <Solution>
          {string.Join("\n  ", projects.Select(project => $"<Project Path=\"{project}/{project}.csproj\" />"))}
        </Solution>
        """);

    public void Write(string path, string content)
    {
        var full = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, content);
    }

    public string Read(string path) => File.ReadAllText(Path.Combine(Folder, path));

    public void Replace(string path, string old, string replacement)
    {
        var full = Path.Combine(Folder, path);
        var content = File.ReadAllText(full);
        Assert.Contains(old, content, StringComparison.Ordinal);
        File.WriteAllText(full, content.Replace(old, replacement, StringComparison.Ordinal));
    }

    public Task<CommandResult> Dotnet(params string[] arguments) => Command.DotnetAsync(Folder, arguments);

    public Task<CommandResult> Tool(params string[] arguments) => Command.DotnetAsync(Folder, [RepositoryPaths.Tool, .. arguments]);

    public Task<CommandResult> Git(params string[] arguments) =>
        Command.RunAsync("git", Folder, [], ["-c", "user.name=test", "-c", "user.email=test@example.com", .. arguments]);

    /// <summary>Commits everything but outputs, so that <see cref="GitStatus"/> tells what a command has changed since.</summary>
    public async Task Commit()
    {
        Write(".gitignore", "bin/\nobj/\nartifacts/\n");
        (await Git("init", "-q")).MustExit(0);
        (await Git("add", "--all")).MustExit(0);
        (await Git("commit", "-q", "-m", "all")).MustExit(0);
    }

    public async Task<string> GitStatus() => (await Git("status", "--porcelain")).MustExit(0).Output;

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private void Adopt() => Write("Directory.Build.props", $"""
        <Project>
          <ItemGroup>
            <PackageReference Include="Omniops.Gates" Version="{_gate!.Version}" PrivateAssets="all" />
          </ItemGroup>
        </Project>
        """);
}
