namespace Omniops.Gates.Engine.Secrets.Sources;

/// <summary>
/// Reads the variables, arguments and labels of a Dockerfile, and the commands that it runs. Source: the Dockerfile reference of Docker.
/// </summary>
public static class DockerfileAssignments
{
    private static readonly string[] s_variables = ["ENV", "ARG", "LABEL"];
    private static readonly string[] s_commands = ["RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK", "SHELL", "ONBUILD"];

    /// <summary>Reports every assignment. Never throws for the text; takes time in proportion to its length.</summary>
    public static void Read(string text, Action<Assignment> report, CancellationToken cancellation = default) =>
        new Scanner(text, VariableDefault.Unwrap(report), cancellation).Read();

    private sealed class Scanner(string text, Action<Assignment> report, CancellationToken cancellation)
    {
        private long _budget = 4L * text.Length + 1000;
        private char _escape = '\\';
        private int _at;

        public void Read()
        {
            if (text.Length > 0 && text[0] == '\uFEFF')
                _at = 1;
            while (_at < text.Length)
            {
                cancellation.ThrowIfCancellationRequested();
                Instruction();
            }
        }

        private void Instruction()
        {
            var start = SkipBlanks(_at, text.Length);
            var end = LogicalEnd(start);
            _at = Math.Min(end + 1, text.Length);
            if (start >= end)
                return;

            if (text[start] == '#')
            {
                var directive = text.Substring(start, Math.Min(40, end - start)).Replace(" ", "");
                if (directive.StartsWith("#escape=`", StringComparison.OrdinalIgnoreCase))
                    _escape = '`';
                return;
            }

            Instruction(start, end, isTrigger: false);
        }

        private void Instruction(int start, int end, bool isTrigger)
        {
            var wordEnd = start;
            while (wordEnd < end && !char.IsWhiteSpace(text[wordEnd]))
                wordEnd++;
            var at = SkipBlanks(wordEnd, end);
            var (bodyStart, bodyEnd) = Heredoc(at, end);
            if (Is(start, wordEnd, s_variables))
            {
                Variables(at, end, isEnvironment: Is(start, wordEnd, ["ENV"]));
            }
            else if (Is(start, wordEnd, s_commands))
            {
                if (isTrigger || !Is(start, wordEnd, ["ONBUILD"]))
                    Command(SkipFlags(at, end), end, bodyStart, bodyEnd);
                else if (at < end)
                    Instruction(at, end, isTrigger: true);
            }
            else if (bodyStart >= 0)
            {
                FileAssignments.ReadPart(TargetKind(at, end), text, bodyStart, bodyEnd, null, report, cancellation);
            }
        }

        private void Command(int at, int end, int bodyStart, int bodyEnd)
        {
            if (at < end && text[at] == '[')
                new BraceReader(text, at, end, BraceNotation.Json, null, report, cancellation).Read();
            else if (bodyStart >= 0 && at < end && text[at] == '<')
                FileAssignments.ReadPart(FileKind.Shell, text, bodyStart, bodyEnd, null, report, cancellation);
            else
                FileAssignments.ReadPart(FileKind.Shell, text, at, Math.Max(end, bodyStart < 0 ? end : _at), null, report, cancellation);
        }

        /// <summary><c>NAME=text NAME="text"</c>, or the old <c>ENV NAME text</c>.</summary>
        private void Variables(int at, int end, bool isEnvironment)
        {
            var nameEnd = at;
            while (nameEnd < end && !char.IsWhiteSpace(text[nameEnd]) && text[nameEnd] != '=')
                nameEnd++;
            if (nameEnd < end && text[nameEnd] == '=' || !isEnvironment)
            {
                FileAssignments.ReadPart(FileKind.Shell, text, at, end, null, report, cancellation);
                return;
            }

            var value = SkipBlanks(nameEnd, end);
            while (end > value && char.IsWhiteSpace(text[end - 1]))
                end--;
            if (end - value > 1 && text[value] is '"' or '\'' && text[end - 1] == text[value])
            {
                value++;
                end--;
            }

            if (value < end && nameEnd > at)
                report(new Assignment(text.Substring(at, nameEnd - at), text.Substring(value, end - value), value, end - value));
        }

        /// <summary>The lines of the first heredoc of an instruction; moves on after it. -1 when there is none.</summary>
        private (int Start, int End) Heredoc(int at, int end)
        {
            var mark = at < end ? text.IndexOf("<<", at, end - at, StringComparison.Ordinal) : -1;
            if (mark < 0 || _budget < 0)
                return (-1, -1);

            var name = mark + 2;
            if (name < end && text[name] is '-')
                name++;
            if (name < end && text[name] is '"' or '\'')
                name++;
            var nameEnd = name;
            while (nameEnd < end && (char.IsLetterOrDigit(text[nameEnd]) || text[nameEnd] == '_'))
                nameEnd++;
            if (nameEnd == name || char.IsDigit(text[name]))
                return (-1, -1);

            for (var line = _at; line < text.Length; line = Math.Min(LineEnd(line) + 1, text.Length))
            {
                cancellation.ThrowIfCancellationRequested();
                var first = SkipBlanks(line, text.Length);
                var lineEnd = LineEnd(first);
                var last = lineEnd > first && text[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
                if (last - first != nameEnd - name || string.CompareOrdinal(text, first, text, name, nameEnd - name) != 0)
                    continue;

                var start = _at;
                _at = Math.Min(lineEnd + 1, text.Length);
                return (start, line);
            }

            _budget -= text.Length - _at;
            return (-1, -1);
        }

        /// <summary>How the file that a heredoc writes is read, by the last word of its instruction.</summary>
        private FileKind TargetKind(int at, int end)
        {
            while (end > at && char.IsWhiteSpace(text[end - 1]))
                end--;
            var start = end;
            while (start > at && end - start < 300 && !char.IsWhiteSpace(text[start - 1]))
                start--;
            var kind = FileKinds.Of(text.Substring(start, end - start).Trim('"', '\''));
            return kind is FileKind.Unknown or FileKind.Prose or FileKind.Source ? FileKind.Lines : kind;
        }

        private int SkipFlags(int at, int end)
        {
            while (at + 1 < end && text[at] == '-' && text[at + 1] == '-')
            {
                while (at < end && !char.IsWhiteSpace(text[at]))
                    at++;
                at = SkipBlanks(at, end);
            }

            return at;
        }

        private bool Is(int start, int end, string[] words)
        {
            foreach (var word in words)
            {
                if (end - start == word.Length
                    && string.Compare(text, start, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0)
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>The end of an instruction that may go on over several lines, with comments between them.</summary>
        private int LogicalEnd(int at)
        {
            if (at < text.Length && text[at] == '#')
                return LineEnd(at);

            while (true)
            {
                var end = LineEnd(at);
                var first = SkipBlanks(at, end);
                var last = end;
                while (last > at && char.IsWhiteSpace(text[last - 1]))
                    last--;
                var goesOn = last > at && text[last - 1] == _escape || first < end && text[first] == '#';
                if (!goesOn || end >= text.Length)
                    return end;
                at = end + 1;
            }
        }

        private int SkipBlanks(int at, int end)
        {
            while (at < end && text[at] is ' ' or '\t')
                at++;
            return at;
        }

        private int LineEnd(int at)
        {
            var end = text.IndexOf('\n', at);
            return end < 0 ? text.Length : end;
        }
    }
}
