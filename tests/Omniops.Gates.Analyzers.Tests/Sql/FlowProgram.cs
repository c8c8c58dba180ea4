using CsCheck;

namespace Omniops.Gates.Analyzers.Tests.Sql;

/// <summary>
/// A program that is put together from steps, each of which is known to keep, to drop or to add something, and the answer that follows
/// from them without looking at the code.
/// </summary>
/// <param name="Statements">The body of a method.</param>
/// <param name="Answer">The worst that reaches its last statement, which runs the text.</param>
/// <param name="AtWorst">
/// The worst for one that does not tell apart who enters a <c>finally</c>: the compiler's graph has it once for those who fall through
/// and for those who leave.
/// </param>
internal sealed record FlowProgram(string Statements, Origin Answer, Origin AtWorst)
{
    private static readonly Gen<int> s_variable = Gen.Int[0, 2];

    /// <summary>What the steps work on.</summary>
    private static readonly Gen<Text> s_held = Gen.OneOf(
        s_variable.Select(Variable),
        OneOfThese(
            new Text("sb.ToString()", state => state[FlowState.Builder]),
            new Text("string.Join(\" \", list)", state => state[FlowState.List]),
            new Text("box.Text", state => state[FlowState.Box]),
            new Text("alias.Text", state => state[FlowState.Box]),
            new Text("_field", state => state[FlowState.Field])));

    private static readonly Gen<Text> s_leaf = Gen.OneOf(
        OneOfThese(
            Known("\"a\"", Origin.Clean), Known("\"b \"", Origin.Clean), Known("Const", Origin.Clean), Known("Table", Origin.Clean),
            Known("Prefix", Origin.Clean), Known("nameof(User)", Origin.Clean), Known("$\"{id}\"", Origin.Clean),
            Known("kind.ToString()", Origin.Clean), Known("guid.ToString(\"N\")", Origin.Clean), Known("unknown", Origin.Unknown),
            Known("names[0]", Origin.Unknown), Known("filter.Other", Origin.Unknown), Known("input", Origin.Source),
            Known("request.Query[\"q\"].ToString()", Origin.Source), Known("inputs[0]", Origin.Source)),
        s_held);

    private static readonly Gen<Text> s_text = TextOf(3);

    private static readonly Gen<Step> s_simple = Gen.OneOf(
        Gen.Select(s_variable, s_text, (to, text) => new Step($"v{to} = {text.Code};", state => state[to] = text.Holds(state))),
        Gen.Select(s_variable, s_text, (to, text) => new Step($"v{to} += {text.Code};", Adding(to, text))),
        s_variable.Select(to => new Step($"v{to} = \"\";", state => state[to] = Origin.Clean)),
        s_text.Select(text => new Step($"sb.Append({text.Code});", Adding(FlowState.Builder, text))),
        s_text.Select(text => new Step($"sb.Insert(0, {text.Code}).AppendLine();", Adding(FlowState.Builder, text))),
        s_text.Select(text => new Step($"sb.AppendFormat(\"x{{0}}\", {text.Code});", Adding(FlowState.Builder, text))),
        s_text.Select(text => new Step($"Put(sb, {text.Code});", Adding(FlowState.Builder, text))),
        Gen.Const(new Step("sb.Clear();", state => state[FlowState.Builder] = Origin.Clean)),
        s_text.Select(text => new Step($"list.Add({text.Code});", Adding(FlowState.List, text))),
        s_text.Select(text => new Step($"Put(list, {text.Code});", Adding(FlowState.List, text))),
        Gen.Const(new Step("list.Clear();", state => state[FlowState.List] = Origin.Clean)),
        s_text.Select(text => new Step($"box.Text = {text.Code};", Setting(FlowState.Box, text))),
        s_text.Select(text => new Step($"alias.Text = {text.Code};", Setting(FlowState.Box, text))),
        s_text.Select(text => new Step($"Fill(box, {text.Code});", Setting(FlowState.Box, text))),
        s_text.Select(text => new Step($"_field = {text.Code};", Setting(FlowState.Field, text))),
        Gen.Select(s_variable, s_text, (to, text) => new Step($"Out({text.Code}, out v{to});", Setting(to, text))),
        Gen.Select(s_variable, s_text, (to, text) => new Step($"Ref(ref v{to}, {text.Code});", Adding(to, text))),
        Gen.Select(s_variable, s_text, (to, text) => new Step(
            $"{{ void Add(string p) {{ v{to} += p; }} Add({text.Code}); }}",
            Adding(to, text))),
        Gen.Select(s_variable, s_text, (to, text) => new Step($"{{ Action set = () => v{to} = {text.Code}; set(); }}", Setting(to, text))),
        Gen.Select(s_variable, s_text, (to, text) => new Step($"foreach (var c in {text.Code}) v{to} += c;", Adding(to, text))),
        Gen.Select(s_variable, s_text, (to, text) => new Step(
            $"{{ var map = new Dictionary<string, string>(); map[\"a\"] = {text.Code}; "
            + $"foreach (var p in map) v{to} += p.Value; }}",
            Adding(to, text))),
        Gen.Select(s_variable, s_text, (to, text) => new Step(
            $"{{ var map = new Dictionary<string, int>(); map[{text.Code}] = 1; foreach (var p in map) v{to} += p.Value; }}",
            _ => { })),
        Gen.Select(s_variable, s_text, (to, text) => new Step(
            $"{{ var copy = new Plain {{ Left = {text.Code} }}; var other = copy; other.Left = \"x\"; v{to} = copy.Left; }}",
            Setting(to, text))),
        Gen.Select(s_variable, s_text, (to, text) => new Step(
            $"{{ var copy = new Plain {{ Left = \"x\" }}; var other = copy; other.Left = {text.Code}; v{to} = copy.Left; }}",
            state => state[to] = Origin.Clean)),
        s_variable.Select(of => new Step($"if (!IsAllowed(v{of})) return;", state => state[of] = Origin.Clean)),
        s_variable.Select(of => new Step($"Ensure(v{of});", state => state[of] = Origin.Clean)),
        s_variable.Select(of => new Step($"if (!Word.IsMatch(v{of})) return;", state => state[of] = Origin.Clean)),
        s_variable.Select(of => new Step($"if (!Regex.IsMatch(v{of}, \"[a-z]+\")) return;", _ => { })),
        s_variable.Select(of => new Step(
            $"switch (v{of}) {{ case \"a\": case \"b\": break; default: return; }}",
            state => state[of] = Origin.Clean)),
        Gen.Select(s_variable, s_variable, s_text, (a, b, text) => new Step($"(v{a}, v{b}) = (v{b}, {text.Code});", state =>
        {
            var (left, right) = (state[b], text.Holds(state));
            state[a] = left;
            state[b] = right;
        })),
        s_variable.Select(to => new Step($"foreach (var x in inputs) v{to} += x;", state => state[to] = Origin.Source)),
        s_variable.Select(to => new Step($"foreach (var x in names) v{to} += x;", Adding(to, Known("x", Origin.Unknown)))),
        s_variable.Select(to => new Step($"foreach (var x in new[] {{ \"a\", \"b\" }}) v{to} += x;", _ => { })),
        s_variable.Select(of => new Step($"if (!Allowed.Contains(v{of})) return;", state => state[of] = Origin.Clean)),
        s_variable.Select(of => new Step($"if (!Allowed.Contains(v{of})) v{of} = \"a\";", state => state[of] = Origin.Clean)),
        s_variable.Select(of => new Step(
            $"if (v{of} is not (\"a\" or \"b\")) throw new ArgumentException();",
            state => state[of] = Origin.Clean)),
        s_variable.Select(of => new Step($"if (Allowed.Contains(v{of})) return;", _ => { })),
        s_variable.Select(of => new Step($"if (string.IsNullOrEmpty(v{of})) return;", _ => { })));

    /// <summary>Programs of a step or two that are not nested: what disagrees here is read at a glance.</summary>
    public static Gen<FlowProgram> Short { get; } = Ending(s_simple.Array[0, 2].Select(InTurn), TextOf(2));

    /// <summary>Programs of a handful of steps that end with one text being run.</summary>
    public static Gen<FlowProgram> Any { get; } = Ending(StepsOf(3), Gen.Frequency((3, s_held), (1, TextOf(1))));

    /// <summary>The file of one program.</summary>
    public string File(string name) => $$"""
        public sealed class {{name}} : FlowParts
        {
            private string _field = "";
            public void Run(string unknown, string[] names, int id, bool flag, Kind kind, Guid guid, Filter filter)
            {
                string input = request.Query["q"];
                string[] inputs = request.Query["tag"];
                string v0 = "", v1 = "", v2 = "";
                var sb = new StringBuilder();
                var list = new List<string>();
                var box = new Filter();
                var alias = box;
                _field = "";
                {{Statements}}
            }
        }
        """;

    /// <summary>What the programs call.</summary>
    public const string Parts = """
        public abstract class FlowParts : Served
        {
            protected const string Const = "c";
            protected static readonly string Table = "t" + Const;
            protected static string Prefix => "p" + Table;
            protected static readonly HashSet<string> Allowed = ["a", "b"];
            protected static readonly Dictionary<string, string> Map = new() { ["a"] = "A", ["b"] = "B" };
            protected sealed record Pair(string Left, string Right);
            protected static string Quote(string v) => "'" + v + "'";
            protected static string Mark(string v) { return "@p" + v.Length; }
            protected static string First(string a, string b) => a;
            protected static string Either(string a, string b, bool f) { if (f) return a; return b; }
            protected static string Again(string v, int n) => n == 0 ? v : Again(v, n - 1);
            protected static string Lose(string v, int n) => n == 0 ? "x" : Lose(v, n - 1);
            protected static void Out(string v, out string r) { r = "o" + v; }
            protected static void Ref(ref string r, string v) { r += v; }
            protected static void Put(StringBuilder b, string v) => b.Append(' ').Append(v);
            protected static void Put(List<string> l, string v) { l.Add(v); }
            protected static void Fill(Filter f, string v) { f.Text = v; }
            protected static string Built(string v) { var b = new StringBuilder("x"); b.Append(v); return b.ToString(); }
            protected static (string, string) Two(string a, string b) => (a, b);
            protected struct Plain { public string Left; }
            protected static readonly Regex Word = new("^[a-z]+$");
            protected static bool IsAllowed(string v) => Allowed.Contains(v);
            protected static void Ensure(string v) { if (!Allowed.Contains(v)) throw new ArgumentException(v); }
            protected static T Same<T>(T v) => v;
            protected static IEnumerable<string> Parts(string v) { yield return "x"; if (v != null) yield return v; }
            protected static string Apply(string v, Func<string, string> f) => f(v);
            protected static string Glue(params string[] parts) => string.Join(" ", parts);
            private protected static readonly IShape Shape = new Shape();
            protected static void Touch() { GC.Collect(); }
        }
        internal interface IShape { string Of(string v); string Hide(string v); }
        internal sealed class Shape : IShape { public string Of(string v) => "<" + v; public string Hide(string v) => "?"; }
        internal sealed class Holder
        {
            private readonly string text;
            public Holder(string text) { this.text = text; Size = text.Length; }
            public string Text => text;
            public int Size { get; }
            public override string ToString() => "(" + text + ")";
        }
        public static class FlowExtensions { public static string Wrap(this string v) => $"({v})"; }
        """;

    /// <summary>An expression, and the worst it holds.</summary>
    private sealed record Text(string Code, Func<FlowState, Origin> Holds);

    /// <summary>A statement, and what it does to the variables.</summary>
    private sealed record Step(string Code, Action<FlowState> Run);

    private static Gen<Text> OneOfThese(params Text[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static Text Known(string code, Origin origin) => new(code, _ => origin);

    private static Text Variable(int index) => new($"v{index}", state => state[index]);

    private static Gen<Text> TextOf(int depth)
    {
        if (depth == 0)
            return s_leaf;
        var text = TextOf(depth - 1);
        var one = Gen.OneOf(
            Keeping("{0}.Replace(\"x\", \"y\")"), Keeping("{0}.Trim().ToUpper()"), Keeping("Quote({0})"), Keeping("{0}.Wrap()"),
            Keeping("$\"x{{{0}}}y\""), Keeping("string.Format(\"{{0}},{{1}}\", id, {0})"), Keeping("Again({0}, 3)"), Keeping("Built({0})"),
            Keeping("\"@v\".Replace(\"@v\", {0})"), Keeping("\"xy\".Insert(1, {0})"), Keeping("Task.FromResult({0}).Result"),
            Keeping("((Func<string>)(() => {0}))()"), Keeping("((Func<string, string>)(x => x + \"y\"))({0})"),
            Keeping("new StringBuilder(\"x\").Append({0}).ToString()"), Keeping("new Filter {{ Text = {0} }}.Text"),
            Keeping("Task.FromResult({0}).ConfigureAwait(false).GetAwaiter().GetResult()"), Keeping("Same({0})"), Keeping("Shape.Of({0})"),
            Keeping("string.Concat(Parts({0}))"), Keeping("Apply({0}, x => x + \"y\")"), Keeping("Apply({0}, Quote)"), Keeping("Glue(\"x\", {0})"),
            Keeping("new List<string> {{ {0} }}[0]"), Keeping("new Dictionary<string, string> {{ [\"a\"] = {0} }}[\"a\"]"),
            Keeping("string.Concat({0}.Where(x => x != ' '))"), Keeping("string.Concat({0}.Split(',').OrderBy(x => x).ToArray())"),
            Keeping("new Holder({0}).Text"), Keeping("new Holder({0}).ToString()"), Keeping("new Lazy<string>(() => {0}).Value"),
            Keeping("FormattableString.Invariant($\"x{{{0}}}\")"), Keeping("((object){0}).ToString()"), Keeping("({0} as string)"),
            Dropping("Apply({0}, _ => \"y\")"), Dropping("Shape.Hide({0})"), Dropping("new Holder({0}).Size.ToString()"),
            Dropping("new Dictionary<string, string> {{ [\"a\"] = {0} }}.Count.ToString()"), Dropping("{0}.GetType().Name"),
            Dropping("((FormattableString)$\"x{{{0}}}\").Format"), Dropping("Guid.Parse({0}).ToString(\"N\")"),
            Dropping("Mark({0})"), Dropping("{0}.Length.ToString()"), Dropping("Lose({0}, 3)"), Dropping("int.Parse({0}).ToString()"),
            Dropping("({0} switch {{ \"a\" => \"A\", _ => \"B\" }})"), Dropping("Map.GetValueOrDefault({0}, \"x\")"),
            Dropping("({0} == \"a\" ? \"A\" : \"B\")"), Dropping("Enum.Parse<Kind>({0}).ToString()"),
            Dropping("new Filter {{ Other = {0}, Text = \"x\" }}.Text"));
        var two = Gen.OneOf(
            Joining("({0} + {1})"), Joining("$\"{{{0}}} {{{1}}}\""), Joining("string.Concat({0}, {1})"), Joining("string.Join({0}, \"x\", {1})"),
            Joining("(flag ? {0} : {1})"), Joining("Either({0}, {1}, flag)"), Joining("((flag ? {0} : null) ?? {1})"),
            Joining("(id switch {{ 1 => {0}, 2 => \"x\", _ => {1} }})"), Joining("string.Concat(new[] {{ {0}, {1} }})"),
            Joining("string.Join(\",\", new[] {{ {0}, {1} }}.Select(x => \"'\" + x + \"'\"))"),
            Joining("string.Concat(new List<string> {{ {0}, {1} }})"),
            Taking("First({0}, {1})", first: true), Taking("({0}, {1}).Item2", first: false), Taking("Two({0}, {1}).Item1", first: true),
            Taking("new Pair({0}, {1}).Right", first: false), Taking("(new Pair({0}, \"x\") with {{ Left = {1} }}).Left", first: false),
            Taking("new {{ A = {0}, B = {1} }}.A", first: true),
            Neither("string.Join(\",\", new[] {{ {0}, {1} }}.Select((x, i) => \"@p\" + i))"),
            Neither("string.Join(\",\", new[] {{ {0}, {1} }}.Select(x => x.Length))"));
        var guarded = Gen.Select(s_variable, text, (index, other) =>
            new Text($"(Allowed.Contains(v{index}) ? v{index} : {other.Code})", other.Holds));
        return Gen.Frequency((3, s_leaf), (3, one), (3, two), (1, guarded));

        Gen<Text> Keeping(string format) => text.Select(inner => new Text(Format(format, inner), inner.Holds));
        Gen<Text> Dropping(string format) => text.Select(inner => Known(Format(format, inner), Origin.Clean));
        Gen<Text> Joining(string format) => Gen.Select(text, text, (a, b) =>
            new Text(Format(format, a, b), state => FlowState.Worse(a.Holds(state), b.Holds(state))));
        Gen<Text> Taking(string format, bool first) => Gen.Select(text, text, (a, b) => new Text(Format(format, a, b), first ? a.Holds : b.Holds));
        Gen<Text> Neither(string format) => Gen.Select(text, text, (a, b) => Known(Format(format, a, b), Origin.Clean));
    }

    private static string Format(string format, params Text[] parts) =>
        string.Format(System.Globalization.CultureInfo.InvariantCulture, format, [.. parts.Select(part => part.Code)]);

    private static Gen<Step> StepsOf(int depth)
    {
        var step = depth == 0 ? s_simple : Gen.Frequency((4, s_simple), (1, NestedOf(depth)));
        return step.Array[1, depth + 2].Select(InTurn);
    }

    private static Step InTurn(Step[] steps) => new(string.Join("\n        ", steps.Select(one => one.Code)), state =>
    {
        foreach (var one in steps)
            one.Run(state);
    });

    private static Gen<FlowProgram> Ending(Gen<Step> steps, Gen<Text> text) => Gen.Select(steps, text, (before, last) =>
    {
        return new FlowProgram($"{before.Code}\n        db.Execute({last.Code});", Answer(isCoarse: false), Answer(isCoarse: true));

        Origin Answer(bool isCoarse)
        {
            var state = new FlowState(isCoarse);
            before.Run(state);
            return last.Holds(state);
        }
    });

    private static Gen<Step> NestedOf(int depth)
    {
        var steps = StepsOf(depth - 1);
        return Gen.OneOf(
            Gen.Select(steps, steps, (yes, no) => new Step($"if (flag) {{ {yes.Code} }} else {{ {no.Code} }}", Branching(yes, no))),
            steps.Select(yes => new Step($"if (id > 3) {{ {yes.Code} }}", Branching(yes, new Step("", _ => { })))),
            Gen.Select(steps, steps, (one, two) => new Step(
                $"switch (id) {{ case 1: {{ {one.Code} break; }} case 2: {{ {two.Code} break; }} default: break; }}",
                Branching(one, new Step("", Branching(two, new Step("", _ => { })))))),
            steps.Select(body => new Step($"while (flag) {{ {body.Code} }}", Looping(body))),
            steps.Select(body => new Step($"do {{ {body.Code} }} while (flag);", state =>
            {
                body.Run(state);
                Looping(body)(state);
            })),
            steps.Select(body => new Step($"using (new MemoryStream()) {{ {body.Code} }}", state => state.RunToFinally(body.Run))),
            steps.Select(body => new Step($"lock (db) {{ {body.Code} }}", state => state.RunToFinally(body.Run))),
            Gen.Select(steps, steps, (before, after) => new Step(
                $"while (flag) {{ {before.Code} if (id > 3) break; {after.Code} }}", Leaving(before, after))),
            Gen.Select(steps, steps, (before, after) => new Step(
                $"while (flag) {{ {before.Code} if (id > 3) continue; {after.Code} }}",
                Looping(new Step("", state =>
                {
                    before.Run(state);
                    Branching(after, new Step("", _ => { }))(state);
                })))),
            Gen.Select(s_variable, steps, (of, body) => new Step($"if (Allowed.Contains(v{of})) {{ {body.Code} }}", state =>
            {
                var inside = state.Copy();
                inside[of] = Origin.Clean;
                body.Run(inside);
                state.Join(inside);
            })),
            Gen.Select(steps, steps, (body, last) => new Step($"try {{ {body.Code} Touch(); }} finally {{ {Staying(last)} }}", state =>
            {
                state.RunToFinally(body.Run);
                last.Run(state);
            })),
            Gen.Select(steps, steps, (body, caught) => new Step(
                $"try {{ {Touching(body)} }} catch (InvalidOperationException) {{ {caught.Code} }}",
                state =>
                {
                    var handler = state.Try(body.Run);
                    caught.Run(handler);
                    state.Join(handler);
                })));
    }

    /// <summary>Nothing may return from a <c>finally</c>.</summary>
    private static string Staying(Step body) => body.Code.Replace("return;", "throw new ArgumentException();", StringComparison.Ordinal);

    /// <summary>After each statement something is called that may throw.</summary>
    private static string Touching(Step body) => body.Code.Replace(";", "; Touch();", StringComparison.Ordinal);

    private static Action<FlowState> Setting(int to, Text text) => state => state[to] = text.Holds(state);

    private static Action<FlowState> Adding(int to, Text text) => state => state[to] = FlowState.Worse(state[to], text.Holds(state));

    private static Action<FlowState> Branching(Step yes, Step no) => state =>
    {
        var other = state.Copy();
        yes.Run(state);
        no.Run(other);
        state.Join(other);
    };

    /// <summary>A loop that is also left in its middle.</summary>
    private static Action<FlowState> Leaving(Step before, Step after) => state =>
    {
        var left = state.Copy();
        Looping(new Step("", inside =>
        {
            before.Run(inside);
            left.Join(inside);
            after.Run(inside);
        }))(state);
        state.Join(left);
    };

    private static Action<FlowState> Looping(Step body) => state =>
    {
        FlowState before;
        do
        {
            before = state.Copy();
            var next = state.Copy();
            body.Run(next);
            state.Join(next);
        }
        while (!state.IsLike(before));
    };
}
