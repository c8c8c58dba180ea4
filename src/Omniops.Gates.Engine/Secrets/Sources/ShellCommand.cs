using System.Text;

namespace Omniops.Gates.Engine.Secrets.Sources;

/// <summary>The words of one command of a script, and what they give to names.</summary>
internal sealed class ShellCommand(
    FileKind kind, string text, Action<Assignment> report, bool isNested, CancellationToken cancellation)
{
    private static readonly string[] s_scopes = ["env:", "script:", "global:", "private:", "local:", "using:"];
    private static readonly char[] s_slashes = ['/', '\\'];

    private readonly List<Word> _words = [];
    private ShellFlag[] _flags = [];

    /// <summary>What the command before this one printed, when it was <c>echo</c>.</summary>
    private Word? _echoed;

    public bool IsEmpty => _words.Count == 0;

    /// <summary>Whether the only word is <c>set</c>.</summary>
    public bool IsSet => _words.Count == 1 && IsWord(_words[0], "set");

    public static QuoteStyle StyleOf(FileKind kind, char quote) => kind switch
    {
        FileKind.PowerShell => quote == '"' ? QuoteStyle.Accent : QuoteStyle.Doubled,
        FileKind.Batch => QuoteStyle.Verbatim,
        _ => quote == '"' ? QuoteStyle.Shell : QuoteStyle.Verbatim,
    };

    public void Add(int start, int end, bool isComputed)
    {
        if (end > start)
            _words.Add(new Word(start, end, isComputed, IsText: false));
    }

    /// <summary>A word that is text as it stands.</summary>
    public void AddText(int start, int end) => _words.Add(new Word(start, end, IsComputed: false, IsText: true));

    public void End()
    {
        if (_words.Count == 0)
            return;

        _flags = [];
        for (var i = 0; i < _words.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            Inspect(i);
        }

        var last = _words[_words.Count - 1];
        _echoed = _words.Count > 1 && (IsWord(_words[0], "echo") || IsWord(_words[0], "printf")) ? last : null;
        _words.Clear();
    }

    private void Inspect(int i)
    {
        var word = _words[i];
        var (start, end) = Inner(word);
        if (start >= end || word.IsText)
            return;

        if (text[start] == '-' && end - start > 1)
        {
            Flag(i, start, end);
        }
        else if (text[start] == '/' && kind != FileKind.Shell && end - start > 2)
        {
            SlashFlag(word, start, end);
        }
        else if (NameEnd(start, end) is var nameEnd && nameEnd > start)
        {
            if (nameEnd + 1 < end)
                Report(Name(start, nameEnd), word, nameEnd + 1, end);
            else if (kind == FileKind.PowerShell && i + 1 < _words.Count)
                Report(Name(start, nameEnd), _words[i + 1]);
        }
        else if (end - start == 1 && text[start] == '=')
        {
            Equals(i);
        }
        else
        {
            Plain(i, start, end);
        }
    }

    /// <summary><c>$name = 'text'</c>, <c>@{ Name = 'text' }</c>.</summary>
    private void Equals(int i)
    {
        if (i == 0 || i + 1 >= _words.Count)
            return;

        var (start, end) = Inner(_words[i - 1]);
        if (start >= end || end - start > 200)
            return;

        var value = _words[i + 1];
        var name = Name(start, end);
        if (IsWord(value, "ConvertTo-SecureString"))
            SecureText(i + 1, name);
        else if (IsLiteral(value) || kind == FileKind.Shell)
            Report(name, value);
    }

    /// <summary>Bare words are calls in PowerShell, except numbers.</summary>
    private bool IsLiteral(Word word) => word.IsText || text[word.Start] is '"' or '\'' || char.IsDigit(text[word.Start]);

    private void Plain(int i, int start, int end)
    {
        if (end - start > 60)
            return;

        var name = text.Substring(start, end - start);
        name = name.Substring(name.LastIndexOfAny(s_slashes) + 1);
        if (ShellClients.Find(name) is { } flags)
            _flags = flags;

        if (name.EndsWith("SetEnvironmentVariable", StringComparison.OrdinalIgnoreCase) && i + 2 < _words.Count)
            Report(Name(_words[i + 1]), _words[i + 2]);
        else if (name.EndsWith("NetworkCredential", StringComparison.OrdinalIgnoreCase) && i + 2 < _words.Count)
            Report(name + ":Password", _words[i + 2]);
        else if (name is "ConvertTo-SecureString" && !(i > 1 && IsWord(_words[i - 1], "=")))
            SecureText(i, name);
        else if (name is "setx" or "setenv" && i + 2 < _words.Count && text[_words[i + 1].Start] != '/')
            Report(Name(_words[i + 1]), _words[i + 2]);
        else if (name == "set" && i + 3 < _words.Count && text[_words[i + 1].Start] == '-' && kind == FileKind.Shell)
            Report(Name(_words[i + 2]), _words[i + 3]);
        else if (name == "chpasswd" && _echoed is { } pair)
            AfterSign("--password", pair, ':');
        else if (name is "setapikey" or "setApiKey" && i + 1 < _words.Count)
            Report("--api-key", _words[i + 1]);
    }

    /// <summary>The first literal after <c>ConvertTo-SecureString</c> that no flag but <c>-String</c> takes.</summary>
    private void SecureText(int i, string name)
    {
        for (var next = i + 1; next < _words.Count && next < i + 5; next++)
        {
            if (text[_words[next].Start] is '"' or '\'' || _words[next].IsText)
            {
                Report(name + ":Password", _words[next]);
                return;
            }
        }
    }

    private void Flag(int i, int start, int end)
    {
        var nameEnd = start;
        while (nameEnd < end && text[nameEnd] == '-')
            nameEnd++;
        var letters = nameEnd;
        while (nameEnd < end && nameEnd - start < 200 && (char.IsLetterOrDigit(text[nameEnd]) || text[nameEnd] is '-' or '_' or '.'))
            nameEnd++;
        var length = nameEnd - letters;
        if (length == 0)
            return;

        var word = _words[i];
        var isLong = letters - start > 1;
        if (!isLong && ShortFlag(i, start, end))
            return;

        var isAttached = nameEnd < end && text[nameEnd] is '=' or ':';
        var name = text.Substring(start, nameEnd - start);
        if (!isAttached)
        {
            if (nameEnd < end)
                return;

            if (name is "--password-stdin" or "--stdin" or "--pass-stdin" && _echoed is { } echoed)
                Report(name, echoed);
            else if ((isLong || length > 3) && Next(i) is { } value)
                LongFlag(name, value);
            else if (name is "-H" && Next(i) is { } header)
                Header(header);
            else if (name is "-c" or "-lc" or "-ec" or "-Command" or "-C" or "-e" or "-Q" or "-q" && Next(i) is { } script)
                Script(script, isSql: name is not ("-lc" or "-ec" or "-Command"));
            return;
        }

        // -p:Password=x of MSBuild carries a name of its own.
        if (NameEnd(nameEnd + 1, end) is var inner && inner > nameEnd + 1 && !isLong)
            Report(Name(nameEnd + 1, inner), word, inner + 1, end);
        else
            Report(name, word, nameEnd + 1, end);
    }

    private void LongFlag(string name, Word value)
    {
        if (name is "--header")
        {
            Header(value);
            return;
        }

        if (name is "--execute" or "--command" or "--query" or "-Query" or "--eval")
            Script(value, isSql: true);

        var (start, end) = Inner(value);
        var hasSource = end - start > 5 && string.CompareOrdinal(text, start, "pass:", 0, 5) == 0;
        var colon = text.IndexOf(':', start, Math.Max(0, end - start));
        if (name is "-passin" or "-passout" or "-pass" or "--passphrase" && hasSource)
            Report(name, value, start + 5, end);
        else if (name is "--user" or "--proxy-user" or "--auth" or "--creds" or "--userpwd" && colon > start)
            AfterSign(name + ":password", value, ':');
        else
            Report(name, value);
    }

    private bool ShortFlag(int i, int start, int end)
    {
        foreach (var flag in _flags)
        {
            if (flag.Needs is { } needed && !Holds(needed, i))
                continue;

            if (text[start + 1] == flag.Flag)
            {
                if (end - start > 2 && flag.Attached)
                {
                    var value = text[start + 2] == '=' ? start + 3 : start + 2;
                    if (flag.Sign == '\0')
                        Report(flag.Name, _words[i], value, end);
                    else
                        AfterSign(flag.Name, _words[i], flag.Sign, value, end);
                    return true;
                }

                if (end - start == 2 && flag.Separate && Next(i) is { } next)
                {
                    if (flag.Sign == '\0')
                        Report(flag.Name, next);
                    else
                        AfterSign(flag.Name, next, flag.Sign);
                    return true;
                }
            }
            else if (flag.Separate && flag.Sign == ':' && end - start is > 2 and < 8 && text[end - 1] == flag.Flag
                && IsLetters(start + 1, end) && Next(i) is { } last)
            {
                AfterSign(flag.Name, last, flag.Sign);
                return true;
            }
        }

        return false;
    }

    /// <summary><c>/pass:text</c>, <c>/p:Name=text</c>.</summary>
    private void SlashFlag(Word word, int start, int end)
    {
        var nameEnd = start + 1;
        while (nameEnd < end && char.IsLetterOrDigit(text[nameEnd]))
            nameEnd++;
        if (nameEnd >= end || text[nameEnd] is not (':' or '=') || nameEnd == start + 1)
            return;

        if (NameEnd(nameEnd + 1, end) is var inner && inner > nameEnd + 1)
            Report(Name(nameEnd + 1, inner), word, inner + 1, end);
        else
            Report(text.Substring(start, nameEnd - start), word, nameEnd + 1, end);
    }

    /// <summary>A header of a request: <c>-H "X-Api-Key: text"</c>.</summary>
    private void Header(Word word)
    {
        var (start, end) = Inner(word);
        HttpHeader.Report(text, start, end, report);
    }

    /// <summary>A script inside the script.</summary>
    private void Script(Word word, bool isSql)
    {
        var (start, end) = Inner(word);
        if (isNested || text.IndexOf(' ', start, Math.Max(0, end - start)) < 0 || NameEnd(start, end) > start)
            return;

        if (isSql)
            FileAssignments.ReadPart(FileKind.Sql, text, start, end, null, report, cancellation);
        var script = text.Substring(start, end - start);
        new ShellScanner(kind, script, FileAssignments.Moved(null, start, report), isNested: true, cancellation).Read();
    }

    private Word? Next(int i)
    {
        if (i + 1 >= _words.Count)
            return null;

        var next = _words[i + 1];
        return text[next.Start] == '-' && next.End - next.Start > 1 ? null : next;
    }

    private bool Holds(string word, int before)
    {
        for (var i = 0; i < before && i < 8; i++)
        {
            if (IsWord(_words[i], word))
                return true;
        }

        return false;
    }

    private bool IsWord(Word word, string name) =>
        word.End - word.Start == name.Length
        && string.Compare(text, word.Start, name, 0, name.Length, StringComparison.OrdinalIgnoreCase) == 0;

    private bool IsLetters(int start, int end)
    {
        for (; start < end; start++)
        {
            if (!char.IsLetter(text[start]))
                return false;
        }

        return true;
    }

    /// <summary>Offset of the equals sign after a name, or -1. PowerShell: with a type, a scope or a property.</summary>
    private int NameEnd(int start, int end)
    {
        var at = start;
        var limit = Math.Min(end, start + 200);
        while (at < limit && (char.IsLetterOrDigit(text[at]) || text[at] is '_' or '.' or '-' or ':' or '[' or ']' or '$' or '@'))
            at++;
        if (at < limit && at > start && text[at] == '+')
            at++;
        return at < limit && at > start && text[at] == '=' && !char.IsDigit(text[start]) ? at : -1;
    }

    private string Name(Word word)
    {
        var (start, end) = Inner(word);
        return Name(start, Math.Min(end, start + 200));
    }

    /// <summary>The name without type, sign and scope: <c>[string]$env:TOKEN</c> is TOKEN.</summary>
    private string Name(int start, int end)
    {
        var name = text.Substring(start, end - start).TrimEnd('+');
        if (name.Length > 0 && name[0] == '[' && name.IndexOf(']') is var type && type > 0 && type < name.Length - 1)
            name = name.Substring(type + 1);
        if (name.Length > 0 && name[0] == '$')
        {
            name = name.Substring(1);
            foreach (var scope in s_scopes)
            {
                if (name.StartsWith(scope, StringComparison.OrdinalIgnoreCase))
                    name = name.Substring(scope.Length);
            }
        }

        return name;
    }

    private void AfterSign(string name, Word word, char sign)
    {
        var (start, end) = Inner(word);
        AfterSign(name, word, sign, start, end);
    }

    private void AfterSign(string name, Word word, char sign, int start, int end)
    {
        if (start < end && word.End > word.Start)
        {
            var from = start < end && text[start] is '"' or '\'' ? start + 1 : start;
            var to = from > start && end - 1 > from && text[end - 1] == text[start] ? end - 1 : end;
            var at = text.IndexOf(sign, from, Math.Max(0, to - from));
            if (at >= 0 && at + 1 < to)
                report(new Assignment(name, text.Substring(at + 1, to - at - 1), at + 1, to - at - 1));
        }
    }

    private void Report(string name, Word word)
    {
        if (word.IsText)
            report(new Assignment(name, text.Substring(word.Start, word.End - word.Start), word.Start, word.End - word.Start));
        else
            Report(name, word, word.Start, word.End);
    }

    /// <summary>Outside of single quotes PowerShell never takes a dollar sign before a name for text. Source: about_Variables.</summary>
    private bool IsVariable(Word word, int start, int end) =>
        kind == FileKind.PowerShell && text[word.Start] != '\'' && text[start] == '$'
        && (end - start == 1 || char.IsLetter(text[start + 1]) || text[start + 1] == '_');

    /// <summary>Reports the part of a word from <paramref name="start"/> on as a value.</summary>
    private void Report(string name, Word word, int start, int end)
    {
        if (word.IsComputed || start >= end || IsVariable(word, start, end))
            return;

        if (start > word.Start && text[word.Start] is '"' or '\'' && text[word.End - 1] == text[word.Start] && end == word.End - 1)
        {
            // "NAME=text" is quoted as a whole.
            var outer = text[word.Start];
            report(new Assignment(name, Quotes.Unescape(text, start, end, outer, StyleOf(kind, outer)), start, end - start));
            return;
        }

        if (kind == FileKind.Shell && text[start] == '$' && end - start > 2 && text[start + 1] is '\'' or '"')
            start++;
        var quote = text[start];
        var style = StyleOf(kind, quote);
        if (quote is '"' or '\'' && Quotes.Close(text, start + 1, end, quote, style) is var close && close == end - 1)
            report(new Assignment(name, Quotes.Unescape(text, start + 1, close, quote, style), start + 1, close - start - 1));
        else
            report(new Assignment(name, Unquote(start, end), start, end - start));
    }

    /// <summary>What a word of several parts means: <c>a"b"'c'</c>.</summary>
    private string Unquote(int start, int end)
    {
        var value = new StringBuilder(end - start);
        for (var at = start; at < end; at++)
        {
            var c = text[at];
            if (c == '"' || c == '\'' && kind != FileKind.Batch)
            {
                var style = StyleOf(kind, c);
                var close = Quotes.Close(text, at + 1, end, c, style);
                if (close >= 0)
                {
                    value.Append(Quotes.Unescape(text, at + 1, close, c, style));
                    at = close;
                    continue;
                }

                // The rest has no end for this quote, and so for none like it: it is text.
                value.Append(text, at, end - at);
                break;
            }

            if (c == '\\' && kind == FileKind.Shell && at + 1 < end)
                value.Append(text[++at]);
            else
                value.Append(c);
        }

        return value.ToString();
    }

    /// <summary>The word without quotes around all of it.</summary>
    private (int Start, int End) Inner(Word word)
    {
        if (word.IsText || word.End - word.Start < 2 || text[word.Start] is not ('"' or '\''))
            return (word.Start, word.End);

        var quote = text[word.Start];
        return text[word.End - 1] == quote ? (word.Start + 1, word.End - 1) : (word.Start, word.End);
    }

    private readonly record struct Word(int Start, int End, bool IsComputed, bool IsText);
}
