using Omniops.Gates.Inspection.Deployment;

namespace Omniops.Gates.Inspection.Tests.Deployment;

public sealed class DockerfileReaderTests
{
    [Theory]
    [InlineData("FROM a", "FROM|a")]
    [InlineData("FROM a\nUSER b", "FROM|a", "USER|b")]
    [InlineData("FROM a\r\nUSER b\r\n", "FROM|a", "USER|b")]
    [InlineData("\uFEFFFROM a", "FROM|a")]
    [InlineData("\n\n  \t\nFROM a\n\n", "FROM|a")]
    [InlineData("  from\t  a  as  b  ", "FROM|a  as  b")]
    [InlineData("# comment \\\nFROM a", "FROM|a")]
    [InlineData("FROM a # no comment", "FROM|a # no comment")]
    [InlineData("FROM a\nRUN b \\\n  c", "FROM|a", "RUN|b   c")]
    [InlineData("FROM a\nRUN b \\  \t\n  c", "FROM|a", "RUN|b   c")]
    [InlineData("FROM a\r\nRUN b\\\r\nc\r\n", "FROM|a", "RUN|bc")]
    [InlineData("FROM a\nRUN b \\\n# comment\n   # comment \\\n\n  c", "FROM|a", "RUN|b   c")]
    [InlineData("FROM a\nRUN b \\\n", "FROM|a", "RUN|b")]
    [InlineData("FROM a\nRUN b \\", "FROM|a", "RUN|b")]
    [InlineData("FROM a\nRUN b \\\\\nUSER c", "FROM|a", "RUN|b \\\\", "USER|c")]
    [InlineData("FROM a\nRUN b \\\n\\\n\\\nc", "FROM|a", "RUN|b c")]
    [InlineData("\\\nFROM a", "FROM|a")]
    [InlineData("FR\\\nOM a", "FROM|a")]
    [InlineData("FROM a\n\\", "FROM|a")]
    [InlineData("FROM a\nRUN", "FROM|a", "RUN|")]
    [InlineData("FROM a\nnonsense ==== {{", "FROM|a", "NONSENSE|==== {{")]
    public void Reads_instructions(string text, params string[] instructions)
    {
        var dockerfile = Dockerfile.Read(text);

        Assert.Equal(instructions, dockerfile.Instructions.Select(instruction => $"{instruction.Keyword}|{instruction.Arguments}"));
    }

    [Theory]
    [InlineData("# escape=`\nFROM a", '`')]
    [InlineData("#escape = ` \r\nFROM a", '`')]
    [InlineData("  # ESCAPE=`\nFROM a", '`')]
    [InlineData("\uFEFF# escape=`\nFROM a", '`')]
    [InlineData("# syntax=docker/dockerfile:1\n# check=skip=all\n# escape=`\nFROM a", '`')]
    [InlineData("# escape=\\\nFROM a", '\\')]
    [InlineData("# escape=x\nFROM a", '\\')]
    [InlineData("# 1st=x\n# escape=`\nFROM a", '\\')]
    [InlineData("# =x\n# escape=`\nFROM a", '\\')]
    [InlineData("# a b=x\n# escape=`\nFROM a", '\\')]
    [InlineData("# escape=\nFROM a", '\\')]
    [InlineData("# a comment\n# escape=`\nFROM a", '\\')]
    [InlineData("\n# escape=`\nFROM a", '\\')]
    [InlineData("FROM a\n# escape=`", '\\')]
    [InlineData("escape=`\nFROM a", '\\')]
    public void Reads_directives_at_the_top_only(string text, char escape) => Assert.Equal(escape, Dockerfile.Read(text).Escape);

    [Fact]
    public void Continues_lines_with_the_escape_of_the_file()
    {
        var dockerfile = Dockerfile.Read("# escape=`\nFROM a\nCOPY b `\n  c:\\\nUSER d");

        Assert.Equal(["a", "b   c:\\", "d"], dockerfile.Instructions.Select(instruction => instruction.Arguments));
    }

    [Theory]
    [InlineData("RUN <<EOF\nUSER x\nEOF")]
    [InlineData("RUN <<EOF\r\nUSER x\r\nEOF\r")]
    [InlineData("run <<\"EOF\"\nUSER x\nEOF")]
    [InlineData("RUN <<'EOF'\nUSER x\nEOF")]
    [InlineData("RUN <<E\"O\"F\nUSER x\nEOF")]
    [InlineData("RUN <<\\EOF\nUSER x\nEOF")]
    [InlineData("RUN <<-EOF\n\tUSER x\n EOF\n\t\tEOF")]
    [InlineData("RUN <<EOF\n\tEOF\nEOF \nEOF")]
    [InlineData("RUN 3<<EOF cat\nUSER x\nEOF")]
    [InlineData("RUN <<A cat && <<B cat\nB\nA\nA\nB")]
    [InlineData("RUN cat \\\n <<EOF \\\n > x\nUSER x\nEOF")]
    [InlineData("RUN <<EOF\nUSER x \\\nEOF")]
    [InlineData("COPY <<a.txt <<b.txt /x/\nUSER x\na.txt\nUSER x\nb.txt")]
    [InlineData("ADD <<EOF /x\n# comment\n\nEOF")]
    [InlineData("ONBUILD RUN <<EOF\nUSER x\nEOF")]
    [InlineData("RUN <<EOF cat <<<EOF\nUSER x\nEOF")]
    public void Skips_here_documents(string run)
    {
        var dockerfile = Dockerfile.Read($"FROM a\n{run}\nUSER b");

        Assert.Null(dockerfile.Error);
        Assert.Equal(["FROM", run[..run.IndexOfAny([' ', '\n'])].ToUpperInvariant(), "USER"], dockerfile.Instructions.Select(instruction => instruction.Keyword));
    }

    [Theory]
    [InlineData("RUN cat <<<EOF")]
    [InlineData("RUN echo $((1 << 3)) $((1<<3))")]
    [InlineData("RUN echo '<<EOF' \"<<EOF\" x<<EOF \\<<EOF")]
    [InlineData("RUN echo << EOF")]
    [InlineData("RUN echo <<-")]
    [InlineData("LABEL x=1 <<EOF")]
    [InlineData("ONBUILD LABEL <<EOF")]
    [InlineData("ONBUILD")]
    public void Takes_nothing_else_for_a_here_document(string line) =>
        Assert.Equal(3, Dockerfile.Read($"FROM a\n{line}\nUSER b").Instructions.Count);

    [Theory]
    [InlineData("FROM --platform=linux/amd64 a:1 AS b", "a:1", "AS", "b")]
    [InlineData("FROM --platform=$P --x a", "a")]
    [InlineData("FROM \"a b\" 'c d' e\\ f g", "\"a b\"", "'c d'", "e\\ f", "g")]
    [InlineData("FROM a\"b\\\" c\"d e", "a\"b\\\" c\"d", "e")]
    [InlineData("FROM 'a\\' b", "'a\\'", "b")]
    [InlineData("FROM a \"b c", "a", "\"b c")]
    [InlineData("FROM a\u00A0b", "a\u00A0b")]
    [InlineData("FROM a\\", "a")]
    public void Cuts_arguments_into_words(string line, params string[] words) =>
        Assert.Equal(words, Dockerfile.Read(line).Instructions[0].Operands.Select(word => word.Text));

    [Fact]
    public void Keeps_places()
    {
        const string Text = "\uFEFF# comment\r\nFROM debian\r\n\tENV A=1 \\\r\n# comment\r\n  B=\\\r\n22\\\r\n\\\r\n C=3\r\n";

        var dockerfile = Dockerfile.Read(Text);
        var words = dockerfile.Instructions[1].Words.ToList();

        Assert.Equal(Text[1..], dockerfile.Text);
        Assert.Equal("ENV", dockerfile.Text.Substring(dockerfile.Instructions[1].Start, 3));
        Assert.Equal(["A=1", "B=22", "C=3"], words.Select(word => word.Text));
        Assert.Equal(["A=1", "B=\\\r\n22", "C=3"], words.Select(word => dockerfile.Text.Substring(word.Start, word.Length)));
        Assert.Equal(
            "A=1 \\\r\n# comment\r\n  B=\\\r\n22\\\r\n\\\r\n C=3",
            dockerfile.Text.Substring(dockerfile.Instructions[1].ArgumentsStart, dockerfile.Instructions[1].ArgumentsLength));
    }

    [Theory]
    [InlineData("", "it has no FROM", 0)]
    [InlineData("# FROM a", "it has no FROM", 0)]
    [InlineData("RUN echo FROM a", "it has no FROM", 0)]
    [InlineData("all: build\n\tdotnet test", "it has no FROM", 0)]
    [InlineData("FROM", "its FROM names no image, or more than one", 0)]
    [InlineData("FROM a\n FROM --platform=x", "its FROM names no image, or more than one", 8)]
    [InlineData("FROM a b", "its FROM names no image, or more than one", 0)]
    [InlineData("FROM a AS", "its FROM names no image, or more than one", 0)]
    [InlineData("FROM a IN b", "its FROM names no image, or more than one", 0)]
    [InlineData("FROM a AS b c", "its FROM names no image, or more than one", 0)]
    [InlineData("FROM a\rUSER b", "its FROM names no image, or more than one", 0)]
    [InlineData("FROM a\nRUN <<A <<B\nA\n B\n", "its here-document 'B' has no end", 7)]
    [InlineData("FROM a\nRUN \u0000\u0001", "it holds binary data", 11)]
    public void Says_why_it_stopped(string text, string reason, int start) =>
        Assert.Equal(new DockerfileError(reason, start), Dockerfile.Read(text).Error);

    [Fact]
    public void Keeps_what_stands_before_an_error() =>
        Assert.Equal(["FROM", "USER", "RUN"], Dockerfile.Read("FROM a\nUSER root\nRUN <<EOF\n").Instructions.Select(instruction => instruction.Keyword));

    [Fact]
    public void Refuses_an_absurd_size() => Assert.NotNull(Dockerfile.Read("FROM a\n#" + new string('x', 10_000_000)).Error);

    [Theory]
    [InlineData("FROM a\nRUN ", "x", 1_000_000)]
    [InlineData("FROM a\nRUN ", "\\", 1_000_000)]
    [InlineData("FROM a\nRUN ", "\"", 1_000_000)]
    [InlineData("FROM a\nRUN ", "<<", 500_000)]
    [InlineData("FROM a\nRUN ", "<<A ", 250_000)]
    [InlineData("FROM a\nENV ", "A=1 ", 250_000)]
    [InlineData("FROM a\nENV ", "A=1 \\\n", 150_000)]
    [InlineData("FROM a\nRUN ", "x \\\n# y\n", 100_000)]
    [InlineData("FROM a\nRUN ", "\\\n", 500_000)]
    [InlineData("FROM a\n", "USER b\n", 100_000)]
    [InlineData("FROM a\n", "RUN <<E\nE\n", 100_000)]
    [InlineData("", "FROM a AS b\n", 100_000)]
    [InlineData("FROM a\n", "# b\n", 100_000)]
    [InlineData("FROM a\n", "\n", 1_000_000)]
    [InlineData("FROM ", " ", 1_000_000)]
    public async Task Bears_large_files(string start, string repeated, int times)
    {
        var text = start + string.Concat(Enumerable.Repeat(repeated, times));

        // Guards against a hang: work that grows with the square of the length would take minutes.
        await Task.Run(() => ContainerUser.Check("/Dockerfile", Dockerfile.Read(text)), TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
    }
}
