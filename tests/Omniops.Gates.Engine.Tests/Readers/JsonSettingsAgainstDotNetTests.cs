using System.Globalization;
using System.Text;
using System.Text.Json;
using Omniops.Gates.Engine.Readers;

namespace Omniops.Gates.Engine.Tests.Readers;

/// <summary>
/// The reader and the one that .NET configuration is built on (JsonConfigurationFileParser over JsonDocument) take the same texts for the
/// same settings. Left out because they differ on purpose: a duplicate key, U+2028 and U+2029 in a comment; the root must be an object for
/// JsonConfigurationFileParser as well.
/// </summary>
public sealed class JsonSettingsAgainstDotNetTests
{
    private const int DocumentsPerSeed = 500;

    private static readonly JsonDocumentOptions s_options = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        MaxDepth = 64,
    };

    private static readonly string[] s_scalars =
    [
        "0", "-0", "12", "-1.5", "1e5", "2E-3", "1.0e+2", "01", "-", "1.", ".5", "+1", "1e",
        "true", "false", "null", "True", "NaN", "-Infinity",
        "\"\"", "\"a b\"", "\"\u00e9\u4e2d\"", """ "\"\\\/\b\f\n\r\t" """,
        """ "\u0041\uD83D\uDE00" """, """ "\ud83d" """, """ "\ude00\ud83d" """,
        """ "\x" """, """ "a:b" """, "\"\u007f\"", "\"\t\"", "\"", "'a'", "/",
    ];

    private static readonly string[] s_whiteSpace = ["", " ", "\t", "\n", "\r\n", "\r"];

    private static readonly string[] s_blanks =
        ["", "", "", " ", "\t", "\n", "\r\n", "\r", "/**/", "/* a * / */", "// b\n", "// c\r", "//\r\n", "/", "/*", "\f", "\u00a0"];

    /// <summary>No U+2028 here: see above. No lone surrogates: a file in UTF-8 cannot hold them.</summary>
    private static readonly string[] s_pieces =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "/", "*", "//", "/*", "*/", "\n", "\r", "\t", " ", "\0",
        "0", "1", "9", "-", "+", ".", "e", "E",
        "u", "n", "\\u", "\\ud83d", "\\ude00", "true", "null", "\"a\":", "a", "'", "#", "\u00a0", "\ufeff", "\u0661", "\u00e9",
    ];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Reads_generated_documents_as_dotnet_does(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < DocumentsPerSeed; i++)
            Compare(Generate(random, isStrict: random.Next(4) > 0));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Reads_mutated_documents_as_dotnet_does(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < DocumentsPerSeed; i++)
        {
            var text = Generate(random, isStrict: true);
            for (var mutations = random.Next(1, 4); mutations > 0; mutations--)
                text = Mutate(text, random);
            Compare(text);
        }
    }

    /// <summary>A comparison of two refusals proves little: the generator has to hit both sides often.</summary>
    [Fact]
    public void Compares_documents_of_both_kinds()
    {
        var random = new Random(1);
        Assert.InRange(Readable(() => Generate(random, isStrict: random.Next(4) > 0)), DocumentsPerSeed / 4, DocumentsPerSeed * 9 / 10);
        Assert.InRange(Readable(() => Mutate(Generate(random, isStrict: true), random)), DocumentsPerSeed / 10, DocumentsPerSeed * 9 / 10);

        static int Readable(Func<string> next) => Enumerable.Range(0, DocumentsPerSeed).Count(_ => DotNet(next()) is not null);
    }

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 20)];

    private static void Compare(string text)
    {
        var settings = JsonSettings.Read(text, TestContext.Current.CancellationToken);
        var expected = DotNet(text);
        var actual = settings.Error is null ? settings.Entries.Select(entry => $"{entry.KeyPath}={entry.Value}").ToList() : null;
        var shown = JsonSerializer.Serialize(text);
        Assert.True(expected is null == actual is null, $"{shown}: {settings.Error?.ToString() ?? "read, but .NET refuses it"}");
        if (expected is not null)
            Assert.True(expected.SequenceEqual(actual!), $"{shown}: {string.Join(" | ", expected)} but {string.Join(" | ", actual!)}");
    }

    private static List<string>? DotNet(string text)
    {
        try
        {
            // JsonConfigurationFileParser reads by a StreamReader, which takes a byte order mark away.
            using var reader = new StreamReader(new MemoryStream(Encoding.UTF8.GetBytes(text)));
            using var document = JsonDocument.Parse(reader.ReadToEnd(), s_options);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return null;

            var pairs = new List<string>();
            Flatten(null, document.RootElement, pairs);
            return pairs;
        }
        catch (JsonException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair: only taking the string finds it.
            return null;
        }
    }

    private static void Flatten(string? path, JsonElement element, List<string> into)
    {
        var before = into.Count;
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                    Flatten(Join(property.Name), property.Value, into);
                break;
            case JsonValueKind.Array:
                foreach (var (index, item) in element.EnumerateArray().Index())
                    Flatten(Join(index.ToString(CultureInfo.InvariantCulture)), item, into);
                break;
            case JsonValueKind.String:
                into.Add($"{path}={element.GetString()}");
                return;
            default:
                into.Add($"{path}={element.GetRawText()}");
                return;
        }

        if (into.Count == before && path is not null)
            into.Add($"{path}=");

        string Join(string name) => path is null ? name : $"{path}:{name}";
    }

    /// <summary>A strict document is readable but for a rare scalar; another has blanks that are none.</summary>
    private static string Generate(Random random, bool isStrict)
    {
        var keys = 0;
        return Blank() + Object(3) + Blank();

        string Value(int depth) => (depth > 0 ? random.Next(5) : 0) switch
        {
            3 => Object(depth - 1),
            4 => $"[{Members(depth - 1, () => "")}]",
            _ => Scalar(),
        };

        string Object(int depth) => $"{{{Members(depth, () => $"\"k{keys++}\"{BeforeColon()}:{Blank()}")}}}";

        string Members(int depth, Func<string> key)
        {
            var members = Enumerable.Range(0, random.Next(4)).Select(_ => Blank() + key() + Value(depth) + Blank()).ToList();
            return string.Join(",", members) + (members.Count > 0 && random.Next(3) == 0 ? "," + Blank() : Blank());
        }

        string Scalar() => isStrict && random.Next(50) > 0 ? random.Next(100).ToString(CultureInfo.InvariantCulture) : Pick(s_scalars);

        string Blank() => isStrict ? s_blanks[random.Next(s_blanks.Length - 4)] : Pick(s_blanks);

        // .NET takes no comment here.
        string BeforeColon() => isStrict ? Pick(s_whiteSpace) : Blank();

        string Pick(string[] from) => from[random.Next(from.Length)];
    }

    private static string Mutate(string text, Random random)
    {
        var at = random.Next(text.Length);
        return random.Next(4) switch
        {
            _ when text.Length == 0 => s_pieces[random.Next(s_pieces.Length)],
            0 => text.Remove(at, 1),
            1 => text.Insert(at, s_pieces[random.Next(s_pieces.Length)]),
            2 => text.Remove(at, 1).Insert(at, s_pieces[random.Next(s_pieces.Length)]),
            _ => text[..at],
        };
    }
}
