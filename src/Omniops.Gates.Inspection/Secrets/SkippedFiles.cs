namespace Omniops.Gates.Inspection.Secrets;

/// <summary>Files in which nothing is looked for, as nobody of the repository wrote them. Reports count them by reason.</summary>
public static class SkippedFiles
{
    /// <summary>Code and data of others that is kept in the repository.</summary>
    public const string Vendored = "vendored";

    /// <summary>What a package manager resolved; full of hashes.</summary>
    public const string Lock = "lock files";

    /// <summary>Written by a tool out of other files.</summary>
    public const string Generated = "generated or minified";

    /// <summary>Images, archives, programs.</summary>
    public const string Binary = "binary";

    private static readonly string[] s_vendoredFolders =
    [
        "node_modules", "bower_components", "jspm_packages", "vendor", "vendors", "third_party", "third-party", "thirdparty", "3rdparty",
        ".yarn", "site-packages", "pods",
    ];

    private static readonly HashSet<string> s_lockFiles = new(StringComparer.OrdinalIgnoreCase)
    {
        "package-lock.json", "npm-shrinkwrap.json", "packages.lock.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock", "composer.lock",
        "gemfile.lock", "poetry.lock", "pipfile.lock", "uv.lock", "cargo.lock", "go.sum", "flake.lock", "project.assets.json",
        ".terraform.lock.hcl", "paket.lock", "podfile.lock", "mix.lock", "pubspec.lock", "packages.config.lock", "deno.lock",
    };

    /// <summary>A scanner's log among them: it quotes what was found, and ours carries the pages of the rules with their examples.</summary>
    private static readonly string[] s_generated =
        [".min.js", ".min.css", ".min.mjs", ".bundle.js", ".map", ".snap", ".g.cs", ".g.i.cs", ".pb.go", ".xlf", ".svg", ".sarif", ".deps.json", ".dgspec.json"];

    private static readonly HashSet<string> s_binaryEndings = new(StringComparer.OrdinalIgnoreCase)
    {
        ".png", ".jpg", ".jpeg", ".gif", ".bmp", ".ico", ".icns", ".webp", ".avif", ".tif", ".tiff", ".psd", ".ttf", ".otf", ".woff",
        ".woff2", ".eot",
        ".zip", ".gz", ".tgz", ".bz2", ".xz", ".zst", ".7z", ".rar", ".tar", ".nupkg", ".snupkg", ".jar", ".war", ".whl", ".dll",
        ".exe", ".so", ".dylib",
        ".a", ".lib", ".o", ".obj", ".pdb", ".class", ".pyc", ".wasm", ".bin", ".dat", ".mp3", ".mp4", ".m4a", ".mov", ".avi",
        ".wav", ".ogg", ".webm",
        ".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".odt", ".ods", ".snk", ".res", ".cur", ".blend",
        ".fbx", ".sqlite", ".mdf", ".ldf",
    };

    /// <summary>Why a file is left out; null where it is to be read.</summary>
    /// <param name="path">Relative to the root, with slashes.</param>
    public static string? ReasonOf(string path)
    {
        var slash = path.LastIndexOf('/');
        var name = path[(slash + 1)..];
        if (s_lockFiles.Contains(name))
            return Lock;
        if (IsVendored(path))
            return Vendored;
        if (Array.Exists(s_generated, ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
            return Generated;

        return s_binaryEndings.Contains(Path.GetExtension(name)) ? Binary : null;
    }

    /// <summary>By the folders in a path.</summary>
    private static bool IsVendored(string path)
    {
        var start = 0;
        for (var slash = path.IndexOf('/'); slash >= 0; slash = path.IndexOf('/', start))
        {
            var folder = path.AsSpan(start, slash - start);
            foreach (var name in s_vendoredFolders)
            {
                if (folder.Equals(name, StringComparison.OrdinalIgnoreCase))
                    return true;
            }

            if (path.AsSpan(0, slash).EndsWith("wwwroot/lib", StringComparison.OrdinalIgnoreCase))
                return true;

            start = slash + 1;
        }

        return false;
    }
}
