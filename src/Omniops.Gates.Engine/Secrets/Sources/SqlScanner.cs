namespace Omniops.Gates.Engine.Secrets.Sources;

/// <summary>Reads SQL token by token, remembering the few before the current one.</summary>
internal sealed class SqlScanner(string text, Action<Assignment> report, CancellationToken cancellation)
{
    private const int MaxColumns = 2_000;
    private const int MaxRepair = 1_000;

    /// <summary>Functions whose argument is still what the name is given.</summary>
    private static readonly HashSet<string> s_keepsValue = new(StringComparer.Ordinal)
    {
        "CONCAT", "HASHBYTES", "PASSWORD", "MD5", "SHA1", "SHA2", "CRYPT", "CONVERT", "CAST", "PWDENCRYPT", "ENCRYPTBYPASSPHRASE",
    };

    private readonly List<string> _columns = [];
    private int _at;
    private bool _commentsEnd;
    private bool _quotesEnd;
    private long _budget = 4L * text.Length + 1000;

    /// <summary>The word before, in capitals, and the one before that.</summary>
    private string _word = "";

    private string _wordBefore = "";

    /// <summary>The name before an equals sign, as long as its value has not come.</summary>
    private string? _assigned;

    /// <summary>The last name that could stand before an equals sign.</summary>
    private string _name = "";

    private string _variable = "";
    private bool _isDirectlyAfterWord;
    private bool _isIdentified;
    private string? _literal;
    private (int Start, int Length) _literalAt;

    private Insert _insert;
    private string _table = "";
    private int _depth;
    private int _column;
    private bool _hasValue;

    private enum Insert
    {
        None,
        Table,
        Columns,
        AfterColumns,
        Rows,
    }

    public void Read()
    {
        while (_at < text.Length)
        {
            cancellation.ThrowIfCancellationRequested();
            Step();
        }
    }

    private void Step()
    {
        var c = text[_at];
        var next = _at + 1 < text.Length ? text[_at + 1] : '\0';
        if (char.IsWhiteSpace(c))
        {
            _at++;
        }
        else if (c == '-' && next == '-' || c == '#' && IsFirstOnLine())
        {
            var end = text.IndexOf('\n', _at);
            _at = end < 0 ? text.Length : end;
        }
        else if (c == '/' && next == '*' && !_commentsEnd)
        {
            var end = text.IndexOf("*/", _at + 2, StringComparison.Ordinal);
            _commentsEnd = end < 0;
            _at = end < 0 ? _at + 2 : end + 2;
        }
        else if (c == '\'')
        {
            Literal(hasBackslashes: false);
        }
        else if (c is '"' or '`' or '[')
        {
            QuotedName(c == '[' ? ']' : c);
        }
        else if (c == '$' && TryDollarQuoted())
        {
        }
        else if (char.IsLetter(c) || c is '_' or '$' || c is '@' or ':' && (char.IsLetter(next) || next is '_' or '@'))
        {
            Word();
        }
        else if (char.IsDigit(c))
        {
            Number();
        }
        else
        {
            Sign(c, next);
        }
    }

    private bool IsFirstOnLine() => _at == 0 || text[_at - 1] is '\n' or '\r';

    private void Word()
    {
        var start = _at++;
        while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] is '_' or '@' or '$' or '.'))
            _at++;

        var length = _at - start;
        var name = text.Substring(start, Math.Min(length, 200));
        var word = name.ToUpperInvariant();
        if (word is "N" or "E" or "B" or "X" or "U" && _at < text.Length && text[_at] == '\'')
        {
            // The mark of a literal is no word, but E says how to read it.
            if (word == "E")
                Literal(hasBackslashes: true);
            return;
        }

        // Oracle takes a password without quotes.
        if (_isDirectlyAfterWord && _word == "BY" && _wordBefore == "IDENTIFIED"
            && word is not ("PASSWORD" or "VALUES" or "RANDOM" or "EXTERNALLY"))
        {
            report(new Assignment("PASSWORD", text.Substring(start, length), start, length));
        }

        if (_literal is not null && _word == "AS" && _isDirectlyAfterWord && _insert == Insert.None)
        {
            report(new Assignment(name, _literal, _literalAt.Start, _literalAt.Length));
            _literal = null;
        }

        if (word != "AS")
            _literal = null;
        Keyword(word, name);
        _wordBefore = _word;
        _word = word;
        _isIdentified |= word == "IDENTIFIED";
        _isDirectlyAfterWord = true;
        if (!s_keepsValue.Contains(word))
            _assigned = null;
        if (word[0] == '@')
            _variable = name;
        _name = name;
    }

    private void Keyword(string word, string name)
    {
        if (word is "INTO" && _word is "INSERT" or "REPLACE" or "IGNORE" or "OR")
        {
            _insert = Insert.Table;
            _columns.Clear();
            _table = "";
        }
        else if (_insert == Insert.Table && _depth == 0)
        {
            _table = LastPart(name);
        }
        else if (_insert == Insert.Columns && _columns.Count < MaxColumns)
        {
            _columns.Add(LastPart(name));
        }
        else if (_insert == Insert.AfterColumns && word is "VALUES" or "VALUE")
        {
            _insert = Insert.Rows;
            _depth = 0;
        }
        else if (_insert is Insert.AfterColumns && word is "SELECT" or "SET")
        {
            _insert = Insert.None;
        }
        else if (_insert == Insert.Rows && _depth == 0
            && word is "ON" or "RETURNING" or "AS" or "INSERT" or "UPDATE" or "SELECT" or "GO" or "CREATE" or "ALTER")
        {
            _insert = Insert.None;
        }
    }

    private void QuotedName(char close)
    {
        var end = _quotesEnd && _budget < 0 ? -1 : text.IndexOf(close, _at + 1, Math.Min(text.Length - _at - 1, 10_000));
        if (end < 0)
        {
            _quotesEnd = true;
            _budget -= 10_000;
            _at++;
            return;
        }

        var start = _at + 1;
        var name = text.Substring(start, Math.Min(200, end - start));
        var isPassword = close == '"' && FollowsPasswordWord();
        if (isPassword || close == '"' && _insert == Insert.Rows && _depth > 0)
        {
            Value(text.Substring(start, end - start), start, end - start);
        }
        else if (close == '"' && _assigned is not null)
        {
            Value(text.Substring(start, end - start), start, end - start);
        }
        else
        {
            if (_literal is not null && _word == "AS" && _isDirectlyAfterWord)
                report(new Assignment(name, _literal, _literalAt.Start, _literalAt.Length));
            _literal = null;
            Keyword("", name);
            _name = name;
            _wordBefore = _word;
            _word = "";
            _isDirectlyAfterWord = false;
        }

        _at = end + 1;
    }

    private void Number()
    {
        var start = _at;
        while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] == '.'))
            _at++;
        if (_assigned is not null || _insert == Insert.Rows)
            Value(text.Substring(start, _at - start), start, _at - start);
        _isDirectlyAfterWord = false;
    }

    private void Literal(bool hasBackslashes)
    {
        const char quote = '\'';
        var start = _at + 1;
        var style = hasBackslashes ? QuoteStyle.Backslash : QuoteStyle.Doubled;
        var end = _budget < 0 ? -1 : Quotes.Close(text, start, text.Length, quote, style);

        // MySQL escapes with a backslash, others do not: 'it\'s' is closed by the quote that makes sense of what follows.
        if (!hasBackslashes && end > start && text[end - 1] == '\\' && EndsOddly(end)
            && end - start < MaxRepair && CloseAfterBackslashes(start, end) is var other && other > end)
        {
            end = other;
            style = QuoteStyle.Backslash;
        }

        if (end < 0)
        {
            _budget -= text.Length - _at;
            _at++;
            return;
        }

        _at = end + 1;
        Value(Quotes.Unescape(text, start, end, quote, style), start, end - start);
    }

    private int CloseAfterBackslashes(int start, int end) =>
        Quotes.Close(text, start, Math.Min(text.Length, end + MaxRepair), '\'', QuoteStyle.Backslash, crossesLines: false);

    /// <summary>After a literal stands a sign or a blank.</summary>
    private bool EndsOddly(int close) =>
        close + 1 < text.Length && (char.IsLetterOrDigit(text[close + 1]) || text[close + 1] is '\'' or '"' or '$' or '!' or '#' or '%');

    private bool TryDollarQuoted()
    {
        var end = _at + 1;
        while (end < text.Length && end - _at < 60 && (char.IsLetterOrDigit(text[end]) || text[end] == '_'))
            end++;
        if (end >= text.Length || text[end] != '$' || end > _at + 1 && char.IsDigit(text[_at + 1]) || _budget < 0)
            return false;

        var mark = text.Substring(_at, end + 1 - _at);
        var close = text.IndexOf(mark, end + 1, StringComparison.Ordinal);
        if (close < 0)
        {
            _budget -= text.Length - _at;
            return false;
        }

        _budget -= close - end;
        var isBody = !FollowsPasswordWord() && _assigned is null && !(_insert == Insert.Rows && _depth > 0);
        if (isBody)
        {
            // The body of a function or a DO block is SQL itself: it is read on from here.
            _at = end + 1;
            return true;
        }

        _at = close + mark.Length;
        Value(text.Substring(end + 1, close - end - 1), end + 1, close - end - 1);
        return true;
    }

    private bool FollowsPasswordWord() => _isDirectlyAfterWord && PasswordWord() is not null;

    /// <summary>The name of a literal that directly follows the last word, or null.</summary>
    private string? PasswordWord() => _word switch
    {
        "PASSWORD" or "PASSPHRASE" or "SECRET" => _word,
        "BY" or "AS" or "REPLACE" when _isIdentified => "PASSWORD",
        _ => null,
    };

    private void Value(string value, int start, int length)
    {
        if (_insert == Insert.Rows && _depth > 0)
        {
            if (!_hasValue && _column < _columns.Count)
                report(new Assignment(NamePath.Join(NamePath.Under(null, _table), _columns[_column]), value, start, length));
            _hasValue = true;
        }
        else if (_isDirectlyAfterWord && PasswordWord() is { } name)
        {
            report(new Assignment(name, value, start, length));
            _assigned = null;
        }
        else if (_assigned is not null)
        {
            report(new Assignment(_assigned, value, start, length));
            _assigned = null;
        }
        else
        {
            _literal = value;
            _literalAt = (start, length);
        }

        _isDirectlyAfterWord = false;
    }

    private void Sign(char c, char next)
    {
        _at++;
        switch (c)
        {
            case '=':
                if (_assigned is null && _insert != Insert.Rows)
                    _assigned = NameForAssignment();
                if (next == '>')
                    _at++;
                break;
            case ':' when next == '=':
                break;
            case '(':
                Parenthesis();
                break;
            case ')':
                if (_depth > 0)
                    _depth--;
                if (_insert == Insert.Columns)
                    _insert = Insert.AfterColumns;
                break;
            case ',':
                _assigned = null;
                if (_insert == Insert.Rows && _depth == 1)
                {
                    _column++;
                    _hasValue = false;
                }

                break;
            case ';':
                _insert = Insert.None;
                _depth = 0;
                _assigned = null;
                _word = _wordBefore = _variable = _name = "";
                _isIdentified = false;
                break;
        }

        if (c is not ('(' or ':'))
            _isDirectlyAfterWord = false;
    }

    /// <summary>The name right before the sign; in <c>DECLARE @name nvarchar(50) = </c> it stands before its type.</summary>
    private string NameForAssignment() =>
        _variable.Length > 0 && (!_isDirectlyAfterWord || _name.Length == 0) && !_name.StartsWith("@", StringComparison.Ordinal)
            ? _variable
            : _name;

    private void Parenthesis()
    {
        if (_insert == Insert.Table)
        {
            _insert = Insert.Columns;
            _columns.Clear();
        }

        _depth++;
        if (_insert == Insert.Rows && _depth == 1)
        {
            _column = 0;
            _hasValue = false;
        }
    }

    private static string LastPart(string name) => name.Substring(name.LastIndexOf('.') + 1);
}
