namespace Omniops.Gates.Engine.Secrets.Credentials;

/// <summary>
/// Tells from a name whether its value is a credential. The last word that speaks of one decides; a word behind it that turns the name into
/// something about a credential (<c>PasswordHash</c>, <c>tokenType</c>) takes it back.
/// Source: names in OWASP's and CWE-798's examples and in the settings of the clients that the rules know.
/// </summary>
public static class CredentialName
{
    private static readonly char[] s_pathEnds = [':', '.', '/', '[', ']'];

    private static readonly HashSet<string> s_passwordWords =
    [
        "password", "passwd", "pwd", "passphrase", "passcode", "pass", "passwort", "kennwort", "contrasena", "senha", "wachtwoord", "psw", "pswd",
        "passwords", "pw", "motdepasse", "pword", "userpw",
    ];

    private static readonly string[] s_passwordEndings = ["password", "passwd", "passphrase", "pwd", "passwort", "kennwort", "passcode"];

    /// <summary>Before <c>pass</c> in one word: <c>dbpass</c>, but not <c>compass</c>.</summary>
    private static readonly HashSet<string> s_beforePass =
        ["db", "user", "admin", "root", "my", "smtp", "mysql", "ftp", "ssh", "mail", "email", "pg", "sql", "http", "proxy", "redis", "keystore", "key", "login", "auth", "ldap", "sudo", "enable"];

    private static readonly HashSet<string> s_secretWords = ["secret", "secrets", "credential", "credentials", "cred", "creds"];

    private static readonly HashSet<string> s_tokenWords = ["token", "tokens", "jwt", "bearer", "authtoken", "accesstoken", "pat"];

    private static readonly HashSet<string> s_keyWords = ["key", "keys"];

    /// <summary>Words before <c>key</c> that make it a credential.</summary>
    private static readonly HashSet<string> s_keyQualifiers =
    [
        "api", "access", "secret", "private", "encryption", "encrypt", "decryption", "signing", "sign", "auth", "authentication", "account", "master",
        "shared", "storage", "service", "admin", "aes", "des", "rsa", "hmac", "jwt", "crypto", "cipher", "subscription", "consumer", "app", "application",
        "client", "write", "read", "server", "deploy", "deployment", "ssh", "ssl", "pgp", "gpg", "webhook", "license", "licence", "validation", "machine",
        "function", "functions", "host", "query", "search", "symmetric", "security", "token", "session", "cookie", "salt", "integration", "dev", "developer",
        "rest", "ingest", "ingestion", "user", "team", "org", "organization", "preshared", "psk", "wep", "wpa", "bot", "partner", "merchant",
        "aws", "azure", "google", "gcp", "openai", "stripe", "github", "sendgrid", "twilio", "mailgun", "algolia", "pusher", "maps", "cosmos", "redis",
        "registration", "activation", "backup", "wallet", "seed", "mac", "derivation", "internal",
    ];

    /// <summary>Words before <c>key</c>, <c>token</c> or <c>secret</c> that make it something else.</summary>
    private static readonly HashSet<string> s_harmlessQualifiers =
    [
        "public", "publishable", "pub", "cancellation", "cancel", "syntax", "next", "continuation", "page", "csrf", "xsrf", "antiforgery", "forgery",
        "cache", "primary", "foreign", "partition", "sort", "row", "registry", "lookup", "translation", "localization", "resource", "i18n", "idempotency", "config",
        "configuration", "setting", "settings", "dictionary", "hash", "index", "hot", "shortcut", "sequence", "object", "composite", "unique", "natural",
        "group", "grouping", "join", "route", "routing", "metadata", "property", "dedupe", "correlation", "trace", "instrumentation", "measurement",
        "site", "end", "start", "stop", "open", "close", "punctuation", "separator", "operator", "comment", "identifier", "keyword", "lexer", "parser",
        "unknown", "missing", "invalid", "no", "get", "has", "is", "find", "parse", "validate", "check", "verify", "delete", "remove", "reset", "forgot",
        "forgotten", "lost", "change", "show", "hide", "invalidate", "revoke", "per", "without", "expired", "old", "wrong", "bad", "incorrect", "empty",
        "virtual", "modifier", "arrow", "escape", "tab", "enter", "ctrl", "alt", "shift", "scan",
    ];

    /// <summary>Words behind a credential's word that make the name one of something about it.</summary>
    private static readonly HashSet<string> s_aboutWords =
    [
        "hash", "hashed", "hashes", "hasher", "salt", "field", "label", "input", "box", "textbox", "type", "types", "url", "uri", "endpoint", "address", "name", "names", "id",
        "ids", "identifier", "length", "min", "max", "minimum", "maximum", "regex", "regexp", "pattern", "policy", "policies", "prompt", "placeholder", "hint", "message",
        "messages", "msg", "error", "errors", "title", "description", "desc", "text", "caption", "help", "file", "files", "filename", "path", "dir", "directory",
        "folder", "location", "header", "headers", "param", "params", "parameter", "parameters", "attribute", "attr", "property", "prop", "prefix", "suffix", "size",
        "count", "kind", "format", "encoding", "algorithm", "algo", "alg", "expiry", "expires", "expiration", "expire", "exp", "ttl", "timeout", "lifetime", "age",
        "enabled", "disabled", "required", "optional", "visible", "hidden", "provider", "manager", "service", "handler", "validator", "generator", "factory",
        "builder", "helper", "store", "repository", "column", "col", "table", "claim", "claims", "scope", "scopes", "issuer", "audience", "version", "vault",
        "ref", "reference", "arn", "env", "environment", "var", "variable", "reset", "changed", "change", "recovery", "strength", "complexity", "character", "characters",
        "chars", "char", "mask", "mode", "method", "option", "options", "config", "configuration", "settings", "setting", "callback", "event", "button", "link",
        "page", "view", "form", "dialog", "screen", "template", "subject", "email", "element", "selector", "xpath", "css", "class", "style", "icon", "image", "schema",
        "request", "response", "result", "status", "state", "valid", "validation", "verified", "confirmed", "confirmation", "match", "mismatch", "list", "array", "map",
        "dict", "set", "collection", "index", "position", "offset", "line", "start", "end", "pos", "span", "separator", "delimiter", "comparer", "equality", "rule",
        "rules", "exists", "exception", "info", "data", "source", "target", "level", "grant", "auth", "authentication", "based", "protected", "cookie",
        "namespace", "assembly", "flag", "flags", "code", "command", "question", "answer", "topic", "owner", "user", "username", "login", "account", "rotation", "usage",
        "use", "uses", "cache", "map", "mapping", "resolver", "converter", "reader", "writer", "parser", "stream", "signature", "fingerprint", "thumbprint", "checksum",
        "digest", "operations", "ops", "permissions", "roles", "role", "in", "on", "for", "from", "to", "of", "is", "are", "not", "was", "must", "cannot", "invalid",
        "incorrect", "wrong", "missing", "empty", "null", "too", "short", "long", "weak", "strong", "expired", "failed", "success", "updated", "deleted", "created",
        "sent", "derivation", "iterations", "bits", "attempts", "retries", "history", "days", "hours", "minutes", "seconds", "date", "time", "timestamp", "at",
        "words", "word", "press", "down", "up", "pressed", "codes", "board", "pad", "binding", "bindings", "selector", "usages", "pair", "pairs",
    ];

    private static readonly HashSet<string> s_weakWords =
        ["auth", "authorization", "salt", "nonce", "seed", "signature", "sig", "session", "sessionid", "cookie", "sas", "iv", "otp", "pin", "dsn", "authentication"];

    /// <summary>How clearly <paramref name="name"/> speaks of a credential.</summary>
    /// <param name="name">An identifier, or a key path: <c>Jwt:Key</c>.</param>
    public static NameStrength Classify(string name)
    {
        if (!CredentialStems.Occur(name, 0, name.Length))
            return NameStrength.None;

        var (last, parent) = LastSegments(name);
        if (last.Length is 0 or > NameWords.MaxLength)
            return NameStrength.None;

        var words = NameWords.Split(last);
        var strength = Classify(words, out var isAbout);
        if (isAbout || parent.Length is 0 or > NameWords.MaxLength)
            return strength;

        return strength switch
        {
            // Jwt:Key, Encryption:Key, Smtp:Auth:Pass.
            NameStrength.Weak when words.Count == 1 && s_keyWords.Contains(words[0]) && NameWords.Split(parent) is { Count: > 0 } around
                && s_keyQualifiers.Contains(around[around.Count - 1]) => NameStrength.Key,
            // ApiKeys:Google, Secrets:Mail, Passwords:admin.
            NameStrength.None => OfCollection(parent),
            _ => strength,
        };
    }

    /// <summary>Whether a name says credential, be it weakly.</summary>
    public static bool Speaks(string name) => Classify(name) != NameStrength.None;

    /// <summary>Whether <paramref name="word"/>, in lower case, is one that names credentials: as a value it says nothing.</summary>
    internal static bool IsVocabulary(string word) =>
        s_passwordWords.Contains(word) || s_secretWords.Contains(word) || s_tokenWords.Contains(word) || s_keyWords.Contains(word)
        || s_weakWords.Contains(word) || word is "apikey" or "accesskey" or "secretkey" or "privatekey" or "clientsecret" or "username" or "user" or "login";

    private static NameStrength OfCollection(string parent)
    {
        var words = NameWords.Split(parent);
        if (words.Count == 0)
            return NameStrength.None;

        return words[words.Count - 1] switch
        {
            "passwords" => NameStrength.Password,
            "secrets" or "credentials" => NameStrength.Secret,
            "tokens" => NameStrength.Token,
            "keys" when words.Count > 1 && s_keyQualifiers.Contains(words[words.Count - 2]) => NameStrength.Key,
            "apikeys" => NameStrength.Key,
            _ => NameStrength.None,
        };
    }

    private static NameStrength Classify(List<string> words, out bool isAbout)
    {
        isAbout = false;
        for (var i = words.Count - 1; i >= 0; i--)
        {
            var strength = OfWord(words, i, out var rest);
            if (strength == NameStrength.None)
                continue;

            isAbout = (rest.Length > 0 && IsAbout(rest)) || words.Skip(i + 1).Any(IsAbout);
            if (isAbout || (i > 0 && IsHarmless(words, i, strength)))
                return NameStrength.None;

            return strength;
        }

        return NameStrength.None;
    }

    /// <summary><c>ResetPassword</c> names an action, <c>default_password</c> a password; <c>isToken</c>, <c>publicKey</c>.</summary>
    private static bool IsHarmless(List<string> words, int at, NameStrength strength)
    {
        var before = words[at - 1];
        if (strength == NameStrength.Password)
        {
            return words[0] is "is" or "has" or "get" or "find" or "validate" or "check" or "verify" or "forgot" or "forgotten" or "lost" or "reset" or "change" or "show"
                or "hide" or "no" or "invalid" or "wrong" or "incorrect" or "bad" or "missing" or "enter" or "require" or "requires" or "expired" or "confirm" or "update";
        }

        return s_harmlessQualifiers.Contains(before) || words.IndexOf("public") >= 0 || words[0] is "is" or "has" or "get" or "invalid" or "missing" or "validate";
    }

    private static NameStrength OfWord(List<string> words, int at, out string rest)
    {
        rest = "";
        var word = words[at];
        if (s_passwordWords.Contains(word))
            return word is "pw" && words.Count == 1 ? NameStrength.Weak : word is "pass" && !IsPassAlone(words, at) ? NameStrength.Weak : NameStrength.Password;

        if (s_secretWords.Contains(word))
            return NameStrength.Secret;

        if (s_tokenWords.Contains(word))
            return word is "pat" && words.Count == 1 ? NameStrength.Weak : NameStrength.Token;

        if (s_keyWords.Contains(word))
            return at > 0 && IsKeyQualifier(words[at - 1]) ? NameStrength.Key : NameStrength.Weak;

        if (s_weakWords.Contains(word))
            return NameStrength.Weak;

        return OfCompound(word, out rest);
    }

    /// <summary>"First pass" and "render pass" are no passwords: <c>pass</c> needs a beginning it is known with, or to stand alone.</summary>
    private static bool IsPassAlone(List<string> words, int at) => at == 0 ? words.Count == 1 || words[1].Length > 1 : s_beforePass.Contains(words[at - 1]) || at == words.Count - 1
        && words[at - 1] is not ("first" or "second" or "render" or "last" or "one" or "two" or "next" or "by" or "shader" or "all" or "test" or "optimization" or "compiler");

    private static bool IsKeyQualifier(string word) =>
        s_keyQualifiers.Contains(word) || word.EndsWith("api", StringComparison.Ordinal) || word.EndsWith("access", StringComparison.Ordinal)
        || word.EndsWith("secret", StringComparison.Ordinal);

    /// <summary>Names that are written in one word: <c>dbpassword</c>, <c>clientsecret</c>, <c>passwordfield</c>.</summary>
    private static NameStrength OfCompound(string word, out string rest)
    {
        rest = "";
        foreach (var ending in s_passwordEndings)
        {
            var at = word.LastIndexOf(ending, StringComparison.Ordinal);
            if (at >= 0)
            {
                rest = word.Substring(at + ending.Length);
                return NameStrength.Password;
            }
        }

        if (word.EndsWith("pass", StringComparison.Ordinal) && s_beforePass.Contains(word.Substring(0, word.Length - 4)))
            return NameStrength.Password;

        if (word.EndsWith("secret", StringComparison.Ordinal))
            return NameStrength.Secret;

        if (word.StartsWith("secret", StringComparison.Ordinal) && word.Length > 6)
        {
            rest = word.Substring(6);
            return rest is "key" or "keys" ? NoRest(out rest, NameStrength.Key) : rest is "ary" or "ive" or "ly" ? NameStrength.None : NameStrength.Secret;
        }

        if (word.EndsWith("token", StringComparison.Ordinal))
            return NameStrength.Token;

        if (word.StartsWith("token", StringComparison.Ordinal) && IsAbout(word.Substring(5)))
        {
            rest = word.Substring(5);
            return NameStrength.Token;
        }

        if (word.EndsWith("key", StringComparison.Ordinal) && IsKeyQualifier(word.Substring(0, word.Length - 3)))
            return NameStrength.Key;

        return NameStrength.None;
    }

    private static NameStrength NoRest(out string rest, NameStrength strength)
    {
        rest = "";
        return strength;
    }

    private static bool IsAbout(string word) => s_aboutWords.Contains(word);

    private static (string Last, string Parent) LastSegments(string path)
    {
        if (path.IndexOfAny(s_pathEnds) < 0)
            return (path, "");

        string last = "", parent = "";
        var end = path.Length;
        while (end > 0)
        {
            var start = path.LastIndexOfAny(s_pathEnds, end - 1);
            var segment = path.Substring(start + 1, end - start - 1).Trim('"', '\'', ' ');
            end = Math.Max(start, 0);
            if (segment.Length == 0 || segment.All(c => c is >= '0' and <= '9'))
                continue;

            if (last.Length > 0)
            {
                parent = segment;
                break;
            }

            last = segment;
        }

        return (last, parent);
    }
}
