using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Deployment;
using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Engine.Integrity;
using Omniops.Gates.Inspection.Deployment;

namespace Omniops.Gates.Inspection.Tests.Deployment;

public sealed class ContainerRunsAsRootTests
{
    [Theory]
    // The base image decides.
    [InlineData("FROM [|mcr.microsoft.com/dotnet/aspnet:10.0|]")]
    [InlineData("FROM [|mcr.microsoft.com/dotnet/aspnet:10.0-noble|] AS final")]
    [InlineData("FROM [|mcr.microsoft.com/dotnet/sdk|]")]
    [InlineData("FROM [|MCR.microsoft.com/dotnet/runtime:8.0-alpine|]")]
    [InlineData("FROM [|mcr.microsoft.com/dotnet/runtime:10.0@sha256:0123|]")]
    [InlineData("FROM --platform=$BUILDPLATFORM [|mcr.microsoft.com/dotnet/sdk:10.0|] AS build")]
    [InlineData("FROM [|mcr.microsoft.com/azurelinux/base/core:3.0|]")]
    [InlineData("FROM [|mcr.microsoft.com/azurelinux/distroless/base:3.0|]")]
    [InlineData("FROM [|mcr.microsoft.com/windows/servercore:ltsc2025|]")]
    [InlineData("FROM [|mcr.microsoft.com/dotnet/aspnet:10.0-windowsservercore-ltsc2025|]")]
    [InlineData("FROM [|mcr.microsoft.com/dotnet/framework/aspnet:4.8|]")]
    [InlineData("FROM [|debian|]")]
    [InlineData("FROM [|debian:13-slim|]")]
    [InlineData("FROM [|library/nginx|]")]
    [InlineData("FROM [|docker.io/library/nginx:1.29|]")]
    [InlineData("FROM [|docker.io/nginx|]")]
    [InlineData("FROM [|index.docker.io/nginx@sha256:0123|]")]
    [InlineData("FROM [|scratch|]")]
    [InlineData("from [|debian|] as final")]
    [InlineData("FROM \\\n  [|debian|]")]
    // USER says root.
    [InlineData("FROM debian\nUSER [|root|]")]
    [InlineData("FROM debian\nuser [|root|]")]
    [InlineData("FROM debian\nUSER [|0|]")]
    [InlineData("FROM debian\nUSER [|0:0|]")]
    [InlineData("FROM debian\nUSER [|0:1654|]")]
    [InlineData("FROM debian\nUSER [|00|]")]
    [InlineData("FROM debian\nUSER [|root:root|]")]
    [InlineData("FROM debian\nUSER [|root:app|]")]
    [InlineData("FROM debian\nUSER [|:app|]")]
    [InlineData("FROM debian\nUSER [|\"\"|]")]
    [InlineData("FROM debian\nUSER [|\"root\"|]")]
    [InlineData("FROM debian\nUSER [|'0'|]")]
    [InlineData("FROM debian\nUSER [|r\"oo\"t|]")]
    [InlineData("FROM debian\nUSER [|ro\\ot|]")]
    [InlineData("FROM debian\n\tUSER\t [|root|]  \t")]
    [InlineData("FROM debian\r\nUSER [|root|]\r\n")]
    [InlineData("FROM debian\nUSER \\\n  # a comment in between\n\n  [|root|]")]
    [InlineData("FROM debian\nUSER [|ro\\\not|]")]
    [InlineData("FROM debian\nUSER \\\n\\\n[|root|]")]
    [InlineData("# escape=`\nFROM debian\nUSER `\n  [|root|]")]
    [InlineData("FROM debian\nUSER [|root|]\nENTRYPOINT [\"dotnet\", \"Shop.dll\"]\n# USER app")]
    [InlineData("FROM debian\nUSER app\nRUN whoami\nUSER [|root|]")]
    [InlineData("FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled\nUSER [|root|]")]
    [InlineData("FROM registry.example/shop:1.0\nUSER [|root|]")]
    [InlineData("FROM $NOBODY_KNOWS\nUSER [|root|]")]
    [InlineData("FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nUSER [|containeradministrator|]")]
    // Variables.
    [InlineData("FROM debian\nARG RUN_AS=root\nUSER [|$RUN_AS|]")]
    [InlineData("FROM debian\nENV RUN_AS=0\nUSER [|${RUN_AS}:app|]")]
    [InlineData("FROM debian\nENV RUN_AS root\nUSER [|${RUN_AS}|]")]
    [InlineData("FROM debian\nENV A=1 RUN_AS=\"root\" B='2'\nUSER [|$RUN_AS|]")]
    [InlineData("FROM debian\nENV RUN_AS=root\nARG RUN_AS=app\nUSER [|$RUN_AS|]")]
    [InlineData("FROM debian\nENV NAME=oo\nENV RUN_AS=r${NAME}t\nUSER [|$RUN_AS|]")]
    [InlineData("FROM debian\nENV RUN_AS=root\nENV RUN_AS=app OTHER=$RUN_AS\nUSER [|$OTHER|]")]
    [InlineData("FROM debian\nUSER [|${RUN_AS:-root}|]")]
    [InlineData("FROM debian\nARG RUN_AS=\nUSER [|${RUN_AS:-root}|]")]
    [InlineData("FROM debian\nUSER [|${RUN_AS-${OTHER:-root}}|]")]
    [InlineData("FROM debian\nARG RUN_AS=app\nUSER [|${RUN_AS:+root}|]")]
    [InlineData("FROM debian\nUSER [|${RUN_AS:+app}|]")]
    [InlineData("ARG RUN_AS=root\nFROM debian\nARG RUN_AS\nUSER [|$RUN_AS|]")]
    [InlineData("ARG RUN_AS=app\nFROM debian\nARG RUN_AS=root\nUSER [|$RUN_AS|]")]
    [InlineData("FROM debian AS base\nARG RUN_AS=root\nFROM base\nUSER [|$RUN_AS|]")]
    [InlineData("FROM mcr.microsoft.com/dotnet/aspnet:10.0\nENV APP_UID=0\nUSER [|$APP_UID|]")]
    [InlineData("ARG TAG=10.0\nFROM [|mcr.microsoft.com/dotnet/aspnet:${TAG}|]")]
    [InlineData("ARG TAG=10.0\nARG IMAGE=\"mcr.microsoft.com/dotnet/aspnet:$TAG\"\nFROM [|$IMAGE|]")]
    [InlineData("ARG SUFFIX\nFROM [|mcr.microsoft.com/dotnet/aspnet:10.0${SUFFIX:+-$SUFFIX}|]")]
    // Stages.
    [InlineData("FROM debian AS build\nUSER app\nFROM [|debian|]\nCOPY --from=build /app .")]
    [InlineData("FROM debian AS base\nFROM [|base|] AS final")]
    [InlineData("FROM debian AS base\nFROM [|BASE|]")]
    [InlineData("FROM debian\nFROM [|0|]")]
    [InlineData("FROM debian AS base\nUSER [|root|]\nFROM base AS final\nWORKDIR /app")]
    [InlineData("FROM debian AS base\nUSER app\nFROM base AS middle\nUSER [|root|]\nFROM middle")]
    [InlineData("FROM [|debian|] AS debian")]
    [InlineData("FROM registry.example/a AS x\nUSER app\nFROM debian AS x\nFROM [|x|]")]
    // What only looks like a USER line.
    [InlineData("FROM [|debian|]\n# USER app")]
    [InlineData("FROM [|debian|]\nRUN echo \\\nUSER app")]
    [InlineData("FROM [|debian|]\nRUN echo \\\n# a comment\nUSER app")]
    [InlineData("FROM [|debian|]\nRUN <<EOF\nUSER app\nEOF")]
    [InlineData("FROM [|debian|]\nRUN <<-'EOF'\n\tUSER app\n\tEOF\n")]
    [InlineData("FROM [|debian|]\nCOPY <<one <<\"two\" /etc/\nUSER app\none\nUSER app\ntwo")]
    [InlineData("FROM [|debian|]\nONBUILD RUN <<EOF\nUSER app\nEOF")]
    [InlineData("FROM [|debian|]\nONBUILD USER app")]
    [InlineData("FROM [|debian|]\nLABEL note=\"\\\nUSER app\"")]
    [InlineData("FROM [|debian|]\nENV USER=app")]
    [InlineData("FROM [|debian|]\nUSERS app")]
    [InlineData("FROM [|debian|]\nUSER\u00A0app")]
    public void Reports(string markup)
    {
        var (text, start, end) = Marked(markup);

        var finding = Check(text);

        Assert.NotNull(finding);
        Assert.Equal((DeploymentRules.ContainerRunsAsRoot, Outcome.Fails), (finding.Rule, finding.Outcome));
        Assert.Equal(FilePosition.Of(Path, text, start, end - start), finding.Position);
    }

    [Theory]
    // The base image decides.
    [InlineData("FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled")]
    [InlineData("FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra AS final")]
    [InlineData("FROM mcr.microsoft.com/dotnet/nightly/runtime-deps:10.0-azurelinux3.0-distroless")]
    [InlineData("FROM mcr.microsoft.com/dotnet/runtime-deps:10.0-azurelinux3.0-distroless-extra@sha256:0123")]
    [InlineData("FROM mcr.microsoft.com/azurelinux/distroless/base:3.0-nonroot")]
    [InlineData("FROM mcr.microsoft.com/windows/nanoserver:ltsc2025")]
    [InlineData("FROM mcr.microsoft.com/dotnet/aspnet:10.0-nanoserver-ltsc2025")]
    [InlineData("FROM gcr.io/distroless/base-debian12:nonroot")]
    [InlineData("FROM nginxinc/nginx-unprivileged:1.29")]
    [InlineData("FROM docker:28-dind-rootless")]
    [InlineData("FROM cgr.dev/chainguard/aspnet-runtime:latest")]
    [InlineData("FROM bitnami/redis:8.0")]
    [InlineData("FROM docker.io/bitnami/redis")]
    // USER says someone else.
    [InlineData("FROM mcr.microsoft.com/dotnet/aspnet:10.0\nUSER $APP_UID")]
    [InlineData("FROM mcr.microsoft.com/dotnet/aspnet:8.0.11-alpine3.20\nUSER ${APP_UID}:${APP_UID}")]
    [InlineData("FROM mcr.microsoft.com/dotnet/sdk\nUSER \"$APP_UID\"")]
    [InlineData("FROM mcr.microsoft.com/dotnet/nightly/aspnet:11.0-preview\nUSER $APP_UID")]
    [InlineData("FROM mcr.microsoft.com/dotnet/runtime:latest\nUSER $APP_UID")]
    [InlineData("FROM mcr.microsoft.com/dotnet/aspnet:10.0\nARG APP_UID=0\nUSER $APP_UID")]
    [InlineData("FROM debian\nUSER app")]
    [InlineData("FROM debian\nuser app")]
    [InlineData("FROM debian\nUSER 1654")]
    [InlineData("FROM debian\nUSER 1000:0")]
    [InlineData("FROM debian\nUSER app:root")]
    [InlineData("FROM debian\nUSER rooted")]
    [InlineData("FROM debian\nUSER app-root")]
    [InlineData("FROM debian\nUSER $")]
    [InlineData("FROM debian\nUSER \"ro\\ot\"")]
    [InlineData("FROM debian\nUSER \\$RUN_AS")]
    [InlineData("FROM debian\nUSER '$RUN_AS'")]
    [InlineData("FROM scratch\nUSER 65532:65532")]
    [InlineData("FROM registry.example/shop:1.0\nUSER app")]
    [InlineData("FROM $NOBODY_KNOWS\nUSER app")]
    [InlineData("FROM mcr.microsoft.com/windows/servercore:ltsc2025\nUSER ContainerUser")]
    [InlineData("FROM debian\nUSER app\nUSER root\nRUN apt-get update\nUSER app")]
    [InlineData("\uFEFFFROM debian\r\nUSER app\r\n")]
    // Variables.
    [InlineData("FROM debian\nARG RUN_AS=app\nUSER $RUN_AS")]
    [InlineData("FROM debian\nARG FIRST=root RUN_AS=app\nUSER $RUN_AS")]
    [InlineData("FROM debian\nENV RUN_AS=app\nARG RUN_AS=root\nUSER $RUN_AS")]
    [InlineData("FROM debian\nENV RUN_AS=app\nUSER ${RUN_AS:-root}")]
    [InlineData("FROM debian\nENV RUN_AS=app\nUSER ${RUN_AS:-$NOBODY_KNOWS}")]
    [InlineData("FROM debian\nENV RUN_AS=app\nUSER ${RUN_AS?it must be set}")]
    [InlineData("FROM debian\nARG RUN_AS=root\nUSER ${RUN_AS:+app}")]
    [InlineData("FROM debian\nENV RUN_AS=app\nUSER $RUN_AS\nENV RUN_AS=root")]
    [InlineData("ARG RUN_AS=root\nFROM debian\nARG RUN_AS=app\nUSER $RUN_AS")]
    [InlineData("ARG TAG=10.0\nFROM mcr.microsoft.com/dotnet/aspnet:$TAG\nUSER $APP_UID")]
    [InlineData("ARG TAG=10.0-noble-chiseled\nFROM mcr.microsoft.com/dotnet/aspnet:$TAG")]
    // Stages.
    [InlineData("FROM mcr.microsoft.com/dotnet/aspnet:10.0 AS base\nUSER $APP_UID\nFROM mcr.microsoft.com/dotnet/sdk:10.0 AS build\nFROM base AS final")]
    [InlineData("FROM debian AS base\nUSER app\nFROM BASE AS middle\nFROM middle")]
    [InlineData("FROM debian\nUSER app\nFROM 0")]
    [InlineData("FROM debian AS build\nUSER root\nFROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled\nCOPY --from=build /app .")]
    [InlineData("FROM debian AS base\nENV RUN_AS=app\nFROM base\nUSER $RUN_AS")]
    [InlineData("ARG BASE=first\nFROM debian AS first\nUSER app\nFROM ${BASE}")]
    [InlineData("FROM debian AS x\nFROM registry.example/a AS x\nUSER app\nFROM x")]
    // What only looks like a USER line.
    [InlineData("FROM debian\nUSER app\n# USER root")]
    [InlineData("FROM debian\nUSER app\nRUN echo \\\nUSER root")]
    [InlineData("FROM debian\nUSER app\nRUN echo USER root")]
    [InlineData("FROM debian\nUSER app\nRUN <<EOF\nUSER root\nEOF")]
    [InlineData("FROM debian\nUSER app\nRUN cat <<EOF > /x && \\\n  cat /x\nUSER root\n\tEOF\nEOF")]
    [InlineData("FROM debian\nUSER app\nRUN 3<<-EOF cat\nUSER root\n\t\tEOF")]
    [InlineData("FROM debian\nUSER app\nCOPY <<EOF /Dockerfile\nFROM debian\nUSER root\nEOF")]
    [InlineData("FROM debian\nUSER app\nONBUILD USER root")]
    [InlineData("FROM debian\nUSER app\nLABEL note=\"USER root\"")]
    [InlineData("FROM debian\nUSER app\nCMD [\"USER\", \"root\"]")]
    [InlineData("FROM debian\nUSER app\nENV USER root")]
    // What only looks like a here-document.
    [InlineData("FROM debian\nRUN echo $((1 << 3))\nUSER app")]
    [InlineData("FROM debian\nRUN cat <<<EOF\nUSER app")]
    [InlineData("FROM debian\nRUN echo \"<<EOF\"\nUSER app")]
    [InlineData("FROM debian\nRUN [\"cat\", \"<<EOF\"]\nUSER app")]
    [InlineData("FROM debian\nENV TEXT=<<EOF\nUSER app")]
    public void Allows(string text) => Assert.Null(Check(text));

    [Theory]
    [InlineData("FROM [|registry.example/shop:1.0|]", "'FROM registry.example/shop:1.0' may start as root; write 'USER 1654' (any id but 0) in the last stage")]
    [InlineData("FROM [|somebody/shop|]", "'FROM somebody/shop' may start as root")]
    [InlineData("FROM [|localhost/debian|]", "may start as root")]
    [InlineData("FROM [|registry:5000/debian|]", "may start as root")]
    [InlineData("FROM [|mcr.microsoft.com.example/dotnet/aspnet:10.0-noble-chiseled|]", "may start as root")]
    [InlineData("FROM [|example/dotnet/aspnet:10.0-noble-chiseled|]", "may start as root")]
    [InlineData("FROM [|mcr.microsoft.com/dotnet/aspnet@sha256:0123|]", "may start as root")]
    [InlineData("FROM [|mcr.microsoft.com/mssql/server:2022-latest|]", "may start as root")]
    [InlineData("FROM [|cgr.dev/example/aspnet-runtime|]", "may start as root")]
    [InlineData("FROM [|cgr.dev/chainguard/wolfi-base|]", "may start as root")]
    [InlineData("FROM [|bitnami/minideb|]", "may start as root")]
    [InlineData("FROM [|memcached:1|]", "may start as root")]
    [InlineData("FROM registry.example/shop AS base\nFROM [|base|]", "'FROM base' (registry.example/shop) may start as root")]
    [InlineData("FROM [|$BASE|]", "'FROM $BASE': BASE has no value in this file")]
    [InlineData("ARG BASE\nFROM [|${BASE}|]", "BASE has no value in this file")]
    [InlineData("FROM [|mcr.microsoft.com/dotnet/aspnet:${TAG:?}|]", "TAG has no value in this file")]
    [InlineData("FROM debian AS base\nARG BASE=base\nFROM [|$BASE|]", "BASE has no value in this file")]
    [InlineData("FROM debian\nUSER [|$RUN_AS|]", "'USER $RUN_AS': RUN_AS has no value in this file")]
    [InlineData("ARG RUN_AS=app\nFROM debian\nUSER [|$RUN_AS|]", "RUN_AS has no value in this file")]
    [InlineData("FROM debian\nARG RUN_AS\nUSER [|$RUN_AS|]", "RUN_AS has no value in this file")]
    [InlineData("FROM debian AS build\nENV RUN_AS=app\nFROM debian\nUSER [|$RUN_AS|]", "RUN_AS has no value in this file")]
    [InlineData("FROM debian\nENV RUN_AS=$OTHER\nUSER [|${RUN_AS:-app}|]", "RUN_AS has no value in this file")]
    [InlineData("FROM debian\nENV RUN_AS=\nUSER [|${RUN_AS:?it must be set}|]", "RUN_AS has no value in this file")]
    [InlineData("FROM mcr.microsoft.com/dotnet/aspnet:6.0\nUSER [|$APP_UID|]", "APP_UID has no value in this file")]
    [InlineData("FROM mcr.microsoft.com/dotnet/aspnet:10.0-nanoserver-ltsc2025\nUSER [|$APP_UID|]", "write 'USER ContainerUser'")]
    [InlineData("FROM registry.example/dotnet/aspnet:10.0\nUSER [|$APP_UID|]", "APP_UID has no value in this file")]
    [InlineData("FROM mcr.microsoft.com/dotnet/aspnet:$TAG\nUSER [|$APP_UID|]", "APP_UID has no value in this file")]
    [InlineData("FROM debian\nUSER [|app # not root|]", "'USER app # not root' is no single name")]
    [InlineData("FROM debian\nUSER [|app \\\nRUN echo|]", "'USER app RUN echo' is no single name")]
    [InlineData("FROM debian\n[||]USER", "'USER' names nobody")]
    [InlineData("FROM mcr.microsoft.com/dotnet/aspnet@sha256:0123\nUSER [|$APP_UID|]", "APP_UID has no value in this file")]
    [InlineData("FROM debian\nUSER [|\"root \"|]", "is no single name")]
    [InlineData("FROM debian\nUSER [|$$|]", "$$ has no value in this file")]
    [InlineData("FROM debian\nUSER [|${RUN_AS|]", "is not understood")]
    [InlineData("FROM debian\nUSER [|${RUN_AS:-app|]", "a '}' is missing")]
    [InlineData("FROM debian\nUSER [|${RUN_AS%x}|]", "is not understood")]
    [InlineData("FROM debian\nUSER [|${}|]", "is not understood")]
    [InlineData("FROM debian\nUSER [|${:-app}|]", "is not understood")]
    [InlineData("FROM debian\nENV A=app\nUSER [|${A:-'}|]", "a quote is not closed")]
    [InlineData("FROM debian\nUSER [|\"app|]", "a quote is not closed")]
    [InlineData("FROM debian\nUSER [|'app|]", "a quote is not closed")]
    public void Is_not_proven(string markup, string reason)
    {
        var (text, start, end) = Marked(markup);

        var finding = Check(text);

        Assert.NotNull(finding);
        Assert.Equal((DeploymentRules.ContainerRunsAsRoot, Outcome.NotProven), (finding.Rule, finding.Outcome));
        Assert.Contains(reason, finding.Message, StringComparison.Ordinal);
        Assert.Equal(FilePosition.Of(Path, text, start, end - start), finding.Position);
    }

    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("# nothing yet", 1, 1)]
    [InlineData("USER app", 1, 1)]
    [InlineData("FROM", 1, 1)]
    [InlineData("FROM debian\n FROM debian AS", 2, 2)]
    [InlineData("FROM {{ base }}", 1, 1)]
    [InlineData("FROM debian\nRUN <<EOF\nUSER app", 2, 1)]
    [InlineData("FROM debian\n\0", 2, 1)]
    public void Says_what_it_could_not_read(string text, int line, int column)
    {
        var finding = Check(text);

        Assert.NotNull(finding);
        Assert.Equal((IntegrityRules.InputNotRead, Outcome.NotProven), (finding.Rule, finding.Outcome));
        Assert.Equal((line, column), (finding.Position.Line, finding.Position.Column));
    }

    [Theory]
    [InlineData("FROM mcr.microsoft.com/dotnet/aspnet:10.0", "'FROM mcr.microsoft.com/dotnet/aspnet:10.0' starts the container as root; add 'USER $APP_UID' before the entry point")]
    [InlineData("FROM mcr.microsoft.com/dotnet/aspnet:10.0 AS base\nFROM base", "'FROM base' (mcr.microsoft.com/dotnet/aspnet:10.0) starts the container as root; add 'USER $APP_UID' before the entry point")]
    [InlineData("FROM mcr.microsoft.com/dotnet/aspnet:6.0", "'FROM mcr.microsoft.com/dotnet/aspnet:6.0' starts the container as root; add 'USER 1654' (any id but 0) before the entry point")]
    [InlineData("FROM debian\nUSER root", "'USER root' starts the container as root; add 'USER 1654' (any id but 0) before the entry point")]
    [InlineData("FROM mcr.microsoft.com/windows/servercore:ltsc2025", "'FROM mcr.microsoft.com/windows/servercore:ltsc2025' starts the container as root; add 'USER ContainerUser' before the entry point")]
    public void Says_what_to_write(string text, string message) => Assert.Equal(message, Check(text)?.Message);

    [Theory]
    [InlineData("FROM debian", "final stage")]
    [InlineData("FROM debian AS Shop", "Shop")]
    public void Is_about_the_last_stage(string text, string anchor) => Assert.Equal(anchor, Check(text)?.Anchor);

    [Theory]
    [InlineData("Dockerfile")]
    [InlineData("dockerfile")]
    [InlineData("Dockerfile.dev")]
    [InlineData("DOCKERFILE.Linux.x64")]
    [InlineData("shop.Dockerfile")]
    [InlineData("shop.api.dockerfile")]
    [InlineData("Containerfile")]
    [InlineData("containerfile.prod")]
    public void Looks_at(string fileName) => Assert.True(ContainerUser.IsDockerfile(fileName));

    [Theory]
    [InlineData(".dockerignore")]
    [InlineData("Dockerfile.dockerignore")]
    [InlineData("Dockerfile.cs")]
    [InlineData("Dockerfile.md")]
    [InlineData("Dockerfile.dev.DockerIgnore")]
    [InlineData("Containerfile.containerignore")]
    [InlineData("Dockerfiles")]
    [InlineData("MyDockerfile")]
    [InlineData("DockerfileReader.cs")]
    [InlineData("docker-compose.yml")]
    [InlineData("")]
    public void Passes_over(string fileName) => Assert.False(ContainerUser.IsDockerfile(fileName));

    [Fact]
    public void Bears_a_file_that_is_cut_off_anywhere()
    {
        const string File = "# escape=`\nARG A=\"x\"\nFROM --platform=$P a:${T:-1} AS b\nENV A 'b' `\n# c\nRUN <<-\"E\" 3<<F\n\tE\nF\nUSER \"${A:-${B:+'c'}}\"\n";

        for (var length = 0; length <= File.Length; length++)
            Check(File[..length]);
    }

    [Fact]
    public void Bears_variables_nested_without_end() =>
        Assert.Equal(Outcome.NotProven, Check("FROM debian\nUSER " + string.Concat(Enumerable.Repeat("${A:-", 200_000)))?.Outcome);

    [Theory]
    [InlineData("ENV A=$A$A\n")]
    [InlineData("ENV A=\"$A$A\"\n")]
    [InlineData("ENV A=${A:+${A:-x}${A:-x}}\n")]
    public void Bears_values_that_double_on_every_line(string line) =>
        Assert.Equal(Outcome.NotProven, Check($"FROM debian\nENV A=app\n{string.Concat(Enumerable.Repeat(line, 100))}USER $A")?.Outcome);

    [Fact]
    public void Bears_stages_built_on_each_other() =>
        Assert.Null(Check("FROM debian AS s0\nUSER app\n" + string.Concat(Enumerable.Range(1, 50_000).Select(i => $"FROM s{i - 1} AS s{i}\n"))));

    [Fact]
    public void Shortens_what_it_quotes()
    {
        var name = new string('a', 1_000_000);

        Assert.InRange(Check($"FROM {name}")!.Message.Length, 200, 600);
        Assert.InRange(Check($"FROM ${name}")!.Message.Length, 200, 600);
        Assert.InRange(Check($"FROM debian\nUSER 0:{name}")!.Message.Length, 200, 600);
        Assert.InRange(Check($"FROM debian\nUSER ${name}")!.Message.Length, 200, 600);
    }

    private const string Path = "/shop/Dockerfile";

    private static Finding? Check(string text) => ContainerUser.Check(Path, Dockerfile.Read(text));

    private static (string Text, int Start, int End) Marked(string markup)
    {
        var start = markup.IndexOf("[|", StringComparison.Ordinal);
        var end = markup.IndexOf("|]", StringComparison.Ordinal) - 2;
        return (markup.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal), start, end);
    }
}
