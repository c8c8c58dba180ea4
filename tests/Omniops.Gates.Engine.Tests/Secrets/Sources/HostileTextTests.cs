using System.Text;
using CsCheck;
using Omniops.Gates.Engine.Secrets.Sources;

namespace Omniops.Gates.Engine.Tests.Secrets.Sources;

/// <summary>
/// Whatever stands in a file, its reader returns, stays inside the text, and takes time in proportion to its length. No time is asserted:
/// a reader that takes the square of so many steps is cancelled.
/// </summary>
public sealed class HostileTextTests
{
    private const int Long = 200_000;

    private static readonly string[] s_pieces =
    [
        "\"", "'", "`", "{", "}", "[", "]", "(", ")", "<", ">", "</a>", "<a ", "/>", "<!--", "-->", "<![CDATA[", "]]>", "<?", "?>", "=", ":", ": ", ",", ";",
        "- ", "-", "--", "---\n", "\n", "\r\n", "\r", "\t", " ", "  ", "    ", "\0", "\uD800", "\uDC00", "\uFEFF", "\\", "\\\n", "^", "&", "&#", "&#x1F600;", "*",
        "#", "//", "/*", "*/", "$", "$(", "${", "$$", "@'\n", "\n'@", "<<EOF\n", "EOF\n", "|\n", ">\n", "%", "!", "!!", "?", "@", "~", "\u2028",
        "a", "name", "value", "key", "password", "PASSWORD", "data", "kind: Secret\n", "export ", "set ", "SET ", "ENV ", "RUN ", "COPY ", "mysql ", "-p", "-u ",
        "INSERT INTO t (a, b) VALUES (", "IDENTIFIED BY ", "Authorization: ", "Basic ", "1", "x=y", "run: ", "\\u12", "machine ", "-c ", "\"\"\"", "'''",
    ];

    private static readonly Gen<string> s_piece = Gen.Int[0, s_pieces.Length - 1].Select(i => s_pieces[i]);

    public static TheoryData<FileKind> Kinds => [.. Enum.GetValues<FileKind>().Where(kind => kind < FileKind.Source && kind != FileKind.Unknown)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Reads_any_characters(FileKind kind) => Gen.String.Sample(text => Read(kind, text), iter: 2_000, threads: 1);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Reads_any_pieces(FileKind kind) =>
        s_piece.Array[0, 40].Select(string.Concat).Sample(text => Read(kind, text), iter: 20_000, threads: 1);

    /// <summary>Cut off and stirred, each of the readers' own examples.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Reads_what_is_left_of_a_good_file(FileKind kind)
    {
        var sample = Samples.Of(kind);
        Gen.Select(Gen.Int[0, sample.Length], Gen.Int[0, sample.Length], s_piece, Gen.Int[0, sample.Length])
            .Sample((from, length, piece, at) =>
            {
                var cut = sample.Remove(from, Math.Min(length, sample.Length - from));
                Read(kind, cut.Insert(Math.Min(at, cut.Length), piece));
            }, iter: 5_000, threads: 1);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Takes_time_in_proportion_to_the_length(FileKind kind)
    {
        foreach (var piece in s_pieces)
            ReadLong(kind, piece);
    }

    /// <summary>Different openings after one another, none of them ever closed.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Takes_time_in_proportion_where_nothing_is_closed(FileKind kind)
    {
        foreach (var piece in (string[])["a: {x\n", "a: \"x\\\n", "a='\n", "a=\"\n", "<a b='x\n", "<<A", "cat <<A\n", "x=\"\\\"", "'\\'", "$a$b$", "[a\n", "a = <<X\n", "RUN <<X\n",
            "-p ", "x=1 ", "- a: b\n", "a:\n- b\n", "/*'", "@\"\n", "{\"a\":", "[{a: ", "<a><b ", "a: |\n b\n", "&a !b ", "\"a\": \"", "(\"", "INSERT INTO t (a) VALUES ('"])
            ReadLong(kind, piece);

        // Each line one column deeper than the last.
        var stairs = new StringBuilder();
        for (var depth = 0; depth < 3_000; depth++)
            stairs.Append(' ', depth).Append("a").Append(depth).Append(": {b\n");
        Read(kind, stairs.ToString());
        Read(kind, stairs.Replace(" {b", "").ToString());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Reads_what_is_nested_100_000_deep(FileKind kind)
    {
        foreach (var (open, close) in (ReadOnlySpan<(string, string)>)[("{\"a\":", "}"), ("[", "]"), ("<a x='1'>", "</a>"), ("- ", ""), ("a {", "}"), ("(", ")")])
            Read(kind, Repeat(open, 100_000) + "1" + Repeat(close, 100_000));
    }

    [Fact]
    public void Finds_headers_in_any_text()
    {
        Gen.String.Sample(ReadHeaders, iter: 2_000, threads: 1);
        s_piece.Array[0, 40].Select(string.Concat).Sample(ReadHeaders, iter: 20_000, threads: 1);
        foreach (var piece in (string[])["Authorization", "Authorization:", "\"Cookie\", ", "X-Api-Key=\"", "Cookie: a;"])
            ReadHeaders(Repeat(piece, Long / piece.Length));
    }

    private static void ReadHeaders(string text)
    {
        using var limit = Limit();
        HttpAssignments.Read(text, assignment => Reading.CheckPlace(text, assignment), limit.Token);
    }

    private static CancellationTokenSource Limit()
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        return limit;
    }

    private static void ReadLong(FileKind kind, string piece) => Read(kind, Repeat(piece, Long / piece.Length));

    private static string Repeat(string piece, int times) => new StringBuilder(piece.Length * times).Insert(0, piece, times).ToString();

    private static void Read(FileKind kind, string text)
    {
        using var limit = Limit();
        FileAssignments.Read(kind, text, assignment => Reading.CheckPlace(text, assignment), limit.Token);
    }
}
