namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>
/// Whether a part of a route is where administrators or other services work. The word is the whole part, its head (<c>admin-panel</c>) or what
/// somebody has (<c>site-admin</c>); within the title of an article or course it says nothing. Source: CWE-425.
/// </summary>
internal static class SensitiveSegments
{
    /// <summary>Longer ones are sentences: how-to-become-an-admin.</summary>
    private const int MaxWords = 4;

    private static readonly string[] s_words =
        ["admin", "administration", "administrator", "backoffice", "impersonate", "internal", "superuser", "sysadmin"];

    /// <summary>Those that are no adjectives: whatever follows belongs to them, but for what is written about them.</summary>
    private static readonly string[] s_nouns = ["admin", "backoffice", "impersonate", "superuser", "sysadmin"];

    private static readonly string[] s_writings =
    [
        "article", "articles", "assistant", "assistants", "basics", "blog", "career", "careers", "certification", "clerk", "course", "courses", "docs",
        "documentation", "faq", "fee", "fees", "guide", "guides", "handbook", "help", "interview", "job", "jobs", "manual", "news", "quickstart", "salary", "skills",
        "staff", "tips", "training", "tutorial", "tutorials", "vacancies", "wiki",
    ];

    private static readonly string[] s_rooms =
    [
        "api", "apis", "app", "apps", "area", "auth", "backend", "cache", "callback", "config", "configuration", "console", "dashboard", "data", "debug", "endpoint",
        "endpoints", "export", "health", "import", "logs", "management", "manager", "metrics", "only", "operations", "ops", "page", "panel", "portal", "reports", "rpc",
        "service", "services", "settings", "site", "stats", "status", "sync", "tasks", "tool", "tools", "ui", "user", "users", "webhook", "webhooks",
    ];

    private static readonly string[] s_owners =
    [
        "account", "accounts", "api", "app", "cms", "company", "content", "database", "db", "django", "forum", "global", "identity", "my", "org", "organization",
        "platform", "portal", "root", "server", "shop", "site", "store", "super", "sys", "system", "team", "tenant", "user", "users", "web", "wp",
    ];

    private static readonly string[] s_verbs =
    [
        "add", "create", "delete", "demote", "edit", "get", "grant", "is", "list", "make", "manage", "promote", "remove", "reset", "revoke", "set", "update",
    ];

    /// <param name="words">The words of the part, in lower case.</param>
    /// <param name="isName">Whether it is written as code names things, as no title is.</param>
    public static bool IsSensitive(IReadOnlyList<string> words, bool isName)
    {
        var said = words.Count > 1 && Holds(s_verbs, words[0]) ? [.. words.Skip(1)] : words;
        if (said.Count == 0 || !isName && said.Count > MaxWords)
            return false;

        return Array.Exists(s_words, word => IsBuiltOf(string.Concat(said), word))
            || said.Count > 1 && (IsHead(said) || IsOwned(said, isName));
    }

    /// <summary>site-admin, and ProductAdmin where code names it so.</summary>
    private static bool IsOwned(IReadOnlyList<string> words, bool isName) => words[words.Count - 1] is var last
        && (isName && Holds(s_nouns, last) || Holds(s_words, last) && words.Take(words.Count - 1).All(word => Holds(s_owners, word)));

    private static bool IsHead(IReadOnlyList<string> words) => Holds(s_nouns, words[0])
        ? !Holds(s_writings, words[words.Count - 1])
        : Holds(s_words, words[0]) && Holds(s_rooms, words[1]);

    /// <summary>admin, adminpanel and superadmin</summary>
    private static bool IsBuiltOf(string whole, string word) => whole.StartsWith(word, StringComparison.Ordinal) && IsRest(s_rooms, whole.Substring(word.Length))
        || whole.EndsWith(word, StringComparison.Ordinal) && IsRest(s_owners, whole.Substring(0, whole.Length - word.Length));

    private static bool IsRest(string[] words, string rest) => rest.Length == 0 || Holds(words, rest);

    private static bool Holds(string[] words, string word) => Array.IndexOf(words, word) >= 0;
}
