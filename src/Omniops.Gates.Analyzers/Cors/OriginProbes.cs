using System.Text;
using Omniops.Gates.Engine.Cors;

namespace Omniops.Gates.Analyzers.Cors;

/// <summary>Origins that anyone can have, made to look like those that a predicate compares with.</summary>
internal static class OriginProbes
{
    private const int MaxTexts = 24;
    private const int MaxLength = 253;

    /// <summary>Where strangers live. Source: RFC 2606.</summary>
    private const string Stranger = "attacker.example";

    private static readonly string[] s_schemes = ["https", "http"];

    /// <summary>Strangers of whom a predicate knows nothing.</summary>
    public static IReadOnlyList<string> Strangers { get; } = [$"https://{Stranger}", "https://attacker.com", $"http://{Stranger}"];

    /// <summary>Strangers that resemble these texts.</summary>
    public static IEnumerable<string> Of(IEnumerable<string> texts)
    {
        var hosts = texts.Select(text => text.Trim().ToLowerInvariant()).Where(text => text.Length is > 0 and < MaxLength)
            .Take(MaxTexts).Select(Split).Where(text => text.Host.Length > 0).Distinct().ToList();
        foreach (var (scheme, host) in hosts)
        {
            foreach (var origin in Of(host))
            {
                foreach (var each in scheme is null ? s_schemes : [scheme])
                    yield return $"{each}://{origin}";
            }
        }

        foreach (var (scheme, begin) in hosts.Where(text => IsBegin(text.Host)))
        {
            foreach (var (_, end) in hosts.Where(text => text.Host != begin && IsEnd(text.Host)))
            {
                foreach (var each in scheme is null ? s_schemes : [scheme])
                    yield return $"{each}://{begin.TrimEnd('.', '-')}-attacker{end}";
            }
        }
    }

    /// <summary>What a pattern spells out. A dot without a backslash stands for any character, so that a name may have another there.</summary>
    public static IEnumerable<string> Spelled(string pattern)
    {
        foreach (var (text, dots) in Runs(pattern))
        {
            yield return text;
            var host = text.LastIndexOf('/') + 1;
            foreach (var dot in dots.Where(dot => dot > host && text.IndexOf('.', dot + 1) > 0))
                yield return $"={text.Substring(host, dot - host)}x{text.Substring(dot + 1)}";
        }
    }

    private static (string? Scheme, string Host) Split(string text)
    {
        var at = text.IndexOf("://", StringComparison.Ordinal);
        var scheme = at > 0 && text.Take(at).All(c => char.IsLetterOrDigit(c) || c is '+' or '-' or '.') ? text.Substring(0, at) : null;
        var rest = at < 0 ? text : text.Substring(at + "://".Length);
        var end = rest.IndexOf('/');
        return (scheme, end < 0 ? rest : end == 0 ? "" : rest.Substring(0, end));
    }

    private static IEnumerable<string> Of(string host)
    {
        if (host[0] == '=')
        {
            yield return host.Substring(1);
            yield break;
        }

        if (host[0] == ':')
        {
            yield return Stranger + host;
            yield break;
        }

        if (host.Any(c => !char.IsLetterOrDigit(c) && c is not ('.' or '-')))
            yield break;

        var name = host.Trim('.', '-');
        if (name.Length == 0)
            yield break;

        yield return $"{name}.{Stranger}";
        yield return $"attacker-{name}.{Stranger}";
        if (host[0] is '.' or '-')
            yield return $"a{host.TrimEnd('.', '-')}.{Stranger}";
        if (IsEnd(host))
            yield return $"attacker{host}";
    }

    /// <summary>Whether a stranger's name can begin with it.</summary>
    private static bool IsBegin(string host) => host[0] is not ('.' or '=' or ':') && !host.Contains(':');

    /// <summary>Whether a stranger's name can end with it: a dot in front leaves room only for those who own what follows, or share it.</summary>
    private static bool IsEnd(string host)
    {
        if (host[host.Length - 1] is '.' or '-' or ':' || host.Contains(':') || host[0] == '=')
            return false;

        return host[0] == '.' ? SharedDomains.Contains(host.Substring(1)) : host.Contains('.');
    }

    private static IEnumerable<(string Text, List<int> Dots)> Runs(string pattern)
    {
        var (run, dots) = (new StringBuilder(), new List<int>());
        for (var i = 0; i < pattern.Length; i++)
        {
            var isEscaped = pattern[i] == '\\' && i + 1 < pattern.Length;
            var c = isEscaped ? pattern[++i] : pattern[i];
            var isRepeated = i + 1 < pattern.Length && pattern[i + 1] is '*' or '+' or '{' or '?';
            if (isEscaped ? !char.IsLetterOrDigit(c) : char.IsLetterOrDigit(c) || c is '-' or '/' or ':' || c == '.' && !isRepeated)
            {
                if (c == '.' && !isEscaped)
                    dots.Add(run.Length);
                run.Append(c);
                continue;
            }

            if (run.Length > 0)
                yield return (run.ToString(), dots);
            (run, dots) = (new StringBuilder(), []);
            if (!isEscaped && c == '[')
                i = Math.Max(i, pattern.IndexOf(']', i) is var end && end > 0 ? end : pattern.Length);
        }

        if (run.Length > 0)
            yield return (run.ToString(), dots);
    }
}
