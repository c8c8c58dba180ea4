namespace Omniops.Gates.Engine.Secrets.Sources;

/// <summary>Tells how a file is read by its name and ending only.</summary>
public static class FileKinds
{
    private static readonly char[] s_slashes = ['/', '\\'];

    private static readonly Dictionary<string, FileKind> s_names = Table(
        (FileKind.Netrc, ".netrc _netrc"),
        (FileKind.Fields, ".pgpass pgpass.conf .htpasswd htpasswd .git-credentials shadow passwd"),
        (FileKind.Lines, ".npmrc .yarnrc .pypirc pip.conf .gitconfig .gitmodules .s3cfg .boto credentials .my.cnf .mylogin.cnf "
            + ".editorconfig .flaskenv .envrc .dockercfg .wgetrc .condarc .hgrc PKG-INFO gradle.properties makefile gnumakefile "
            + "procfile"),
        (FileKind.Words, ".curlrc _curlrc .ssh-config sshd_config ssh_config .htaccess .muttrc .msmtprc .fetchmailrc .irbrc .inputrc "
            + "redis.conf"),
        (FileKind.Json, ".babelrc .eslintrc .prettierrc .bowerrc .jshintrc .swcrc .watchmanconfig composer.lock pipfile.lock "
            + "flake.lock"),
        (FileKind.Yaml, ".clang-format .clang-tidy .yamllint .condarc .gemrc .sops"),
        (FileKind.Shell, ".bashrc .bash_profile .bash_aliases .bash_history .zshrc .zshenv .zprofile .zsh_history .profile .xinitrc "
            + ".kshrc pkgbuild apkbuild gradlew mvnw"),
        (FileKind.Source, "jenkinsfile vagrantfile rakefile gemfile podfile fastfile appfile brewfile guardfile cmakelists.txt "
            + "build.bazel wscript"),
        (FileKind.Prose, "readme license licence copying notice changelog authors contributors"),
        (FileKind.Xml, "nuget.config web.config app.config packages.config"));

    private static readonly Dictionary<string, FileKind> s_endings = Table(
        (FileKind.Json, ".json .jsonc .json5 .jsonl .ndjson .ipynb .har .webmanifest .geojson .topojson .tfstate .code-workspace "
            + ".sarif .arm .template .avsc .postman_collection .postman_environment .lock.json .map .gltf .dockerconfigjson"),
        (FileKind.Xml, ".xml .config .props .targets .proj .csproj .vbproj .fsproj .sqlproj .vcxproj .dcproj .shproj .wixproj .esproj "
            + ".ccproj .njsproj .pyproj .resx .resw .xaml .axaml .plist .nuspec .pubxml .publishsettings .user .settings .ruleset "
            + ".vsixmanifest .manifest .appxmanifest .wsdl .xsd .xsl .xslt .dtsx .dtsconfig .rdl .rds .bpmn .edmx .dbml .svg .wxs "
            + ".wxi .wadcfg .cscfg .csdef .slnx .storyboard .xib .entitlements .mobileconfig .iml .jmx .jrxml .jnlp .pom .xhtml .rss "
            + ".atom .disco .datasource .udl .refresh .transform .runsettings .testsettings .loadtest .webtest"),
        (FileKind.Yaml, ".yml .yaml .yaml-tmlanguage .eyaml .sls .raml .cff"),
        (FileKind.Lines, ".env .ini .properties .toml .cfg .cnf .inf .reg .desktop .service .timer .socket .mount .network .netdev "
            + ".container .prefs .editorconfig .pypirc .npmrc .rdp .url .ovpn-auth .secrets .secret .credentials .envrc .env-example "
            + ".mk .mak .dsn .pcf .theme .gitconfig"),
        (FileKind.Words, ".conf .rc .cf .ovpn .sshconfig .vcl .ldif .htaccess"),
        (FileKind.Fields, ".pgpass .htpasswd .htdigest"),
        (FileKind.Netrc, ".netrc"),
        (FileKind.Hcl, ".tf .tfvars .hcl .nomad .tofu"),
        (FileKind.Dockerfile, ".dockerfile .containerfile"),
        (FileKind.Shell, ".sh .bash .zsh .ksh .ash .dash .fish .csh .command .bats .ebuild .install .bashrc .zshrc .profile"),
        (FileKind.PowerShell, ".ps1 .psm1 .psd1"),
        (FileKind.Batch, ".bat .cmd"),
        (FileKind.Sql, ".sql .psql .ddl .dml .pks .pkb .plsql .tsql .hql .cql .mysql .pgsql .prc"),
        (FileKind.Http, ".http .rest"),
        (FileKind.Source, ".cs .csx .vb .vbs .bas .cls .frm .fs .fsx .fsi .cshtml .vbhtml .razor .aspx .ascx .ashx .asmx .asax .asp "
            + ".master .java .jsp .kt .kts .scala .sc .groovy .gradle .clj .cljs .cljc .go .py .pyi .pyw .rb .erb .rake .php .phtml "
            + ".inc .js .jsx .ts .tsx .mjs .cjs .mts .cts .vue .svelte .astro .c .h .cc .cpp .cxx .hh .hpp .hxx .m .mm .swift .rs "
            + ".dart .lua .pl .pm .t .r .jl .ex .exs .erl .hrl .hs .elm .ml .mli .nim .zig .d .pas .dpr .ada .adb .ads .f .f90 .cob "
            + ".cbl .lisp .lsp .el .scm .rkt .tcl .awk .sed .coffee .bicep .pp .cr .v .vhd .sv .sol .proto .thrift .graphql .gql .xq "
            + ".xql .xqm .abap .apex .trigger .ahk .au3 .applescript .nix .cmake .bzl .jsonnet .libsonnet .rego .cue .dhall .j2 .tpl "
            + ".tmpl .ejs .hbs .mustache .jinja .jinja2 .liquid .twig .pug .haml .slim"),
        (FileKind.Prose, ".md .markdown .mdx .txt .rst .html .htm .adoc .asciidoc .tex .org .rtf .textile .wiki .pod .man .css .scss "
            + ".less .log"));

    /// <summary>Endings that say nothing about the form: what stands before them does.</summary>
    private static readonly HashSet<string> s_copies = new(StringComparer.OrdinalIgnoreCase)
    {
        ".bak", ".old", ".orig", ".save", ".copy", ".backup", ".dist", ".sample", ".example", ".template", ".tmp", ".disabled", ".default",
        ".in", ".rej", ".swp", ".1", ".2", ".local", ".dev", ".prod", ".production", ".staging", ".erb", ".j2", ".tpl", ".tmpl",
        ".jinja2",
    };

    /// <summary>By the last part of <paramref name="path"/>; no file is opened.</summary>
    public static FileKind Of(string path)
    {
        var name = path.Substring(path.LastIndexOfAny(s_slashes) + 1).TrimEnd('~');

        for (var rounds = 0; rounds < 3; rounds++)
        {
            var ending = EndingOf(name);
            if (ending.Length > 0 && ending.Length < name.Length && s_copies.Contains(ending)
                && Known(name.Substring(0, name.Length - ending.Length)) is not (FileKind.Unknown or FileKind.Prose))
            {
                name = name.Substring(0, name.Length - ending.Length);
            }
            else
            {
                break;
            }
        }

        return Known(name);
    }

    private static FileKind Known(string name)
    {
        if (s_names.TryGetValue(name, out var kind))
            return kind;

        if (IsEnvironment(name))
            return FileKind.Lines;

        if (StartsWith(name, "Dockerfile") || StartsWith(name, "Containerfile"))
            return FileKind.Dockerfile;

        return s_endings.TryGetValue(EndingOf(name), out kind) ? kind : FileKind.Unknown;
    }

    /// <summary><c>.env</c>, <c>.env.production</c>, <c>prod.env</c>.</summary>
    private static bool IsEnvironment(string name) =>
        name.Equals(".env", StringComparison.OrdinalIgnoreCase) || name.StartsWith(".env.", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith(".env-", StringComparison.OrdinalIgnoreCase) || name.StartsWith(".env_", StringComparison.OrdinalIgnoreCase)
        || name.Equals("env", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("env.", StringComparison.OrdinalIgnoreCase) && !s_endings.ContainsKey(EndingOf(name));

    /// <summary><c>Dockerfile</c>, <c>Dockerfile.prod</c>, <c>Dockerfile-api</c>; not <c>DockerfileReader.cs</c>.</summary>
    private static bool StartsWith(string name, string word) =>
        name.StartsWith(word, StringComparison.OrdinalIgnoreCase)
        && (name.Length == word.Length || name[word.Length] is '.' or '-' or '_')
        && !(s_endings.TryGetValue(EndingOf(name), out var kind) && kind is FileKind.Source or FileKind.Prose);

    private static string EndingOf(string name)
    {
        var dot = name.LastIndexOf('.');
        return dot < 0 ? "" : name.Substring(dot);
    }

    private static Dictionary<string, FileKind> Table(params (FileKind Kind, string Names)[] rows)
    {
        var table = new Dictionary<string, FileKind>(StringComparer.OrdinalIgnoreCase);
        foreach (var (kind, names) in rows)
        {
            foreach (var name in names.Split(' '))
                table[name] = kind;
        }

        return table;
    }
}
