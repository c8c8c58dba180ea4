using Omniops.Gates.Engine.Secrets.Sources;

namespace Omniops.Gates.Engine.Tests.Secrets.Sources;

public sealed class FileKindsTests
{
    [Theory]
    [InlineData(FileKind.Json, "src/appsettings.Production.json", "a.jsonc", "b.ipynb", "terraform.tfstate", "appsettings.json.bak", "x.har")]
    [InlineData(FileKind.Xml, "web.config", "Web.Release.config", "A.CSPROJ", "a.resx", "a.pubxml", "nuget.config", "Info.plist", "a.csproj.user")]
    [InlineData(FileKind.Yaml, ".github/workflows/a.yml", "values.yaml", "values.yaml.j2")]
    [InlineData(FileKind.Lines, ".env", ".env.production", "prod.env", "a.ini", "Cargo.toml", ".npmrc", ".pypirc", "app.service", "gradle.properties", ".env.json.sample", "x.rdp")]
    [InlineData(FileKind.Words, "nginx.conf", ".curlrc", "sshd_config")]
    [InlineData(FileKind.Fields, ".pgpass", ".htpasswd", ".git-credentials")]
    [InlineData(FileKind.Netrc, ".netrc", "_netrc")]
    [InlineData(FileKind.Hcl, "main.tf", "prod.tfvars")]
    [InlineData(FileKind.Dockerfile, "Dockerfile", "Dockerfile.prod", "api.Dockerfile", "Containerfile", "src\\a\\dockerfile")]
    [InlineData(FileKind.Shell, "a.sh", ".bashrc", "b.zsh")]
    [InlineData(FileKind.PowerShell, "a.ps1", "b.psd1")]
    [InlineData(FileKind.Batch, "a.bat", "b.cmd")]
    [InlineData(FileKind.Sql, "a.sql")]
    [InlineData(FileKind.Http, "a.http", "b.rest")]
    [InlineData(FileKind.Source, "a.cs", "DockerfileReader.cs", "b.cshtml", "c.gradle", "Jenkinsfile", "env.ts")]
    [InlineData(FileKind.Prose, "README.md", "LICENSE", "a.html")]
    [InlineData(FileKind.Unknown, "a.dll", "b", "", "folder/", "config")]
    public void Tells_by_name(FileKind kind, params string[] paths) => Assert.All(paths, path => Assert.Equal(kind, FileKinds.Of(path)));
}
