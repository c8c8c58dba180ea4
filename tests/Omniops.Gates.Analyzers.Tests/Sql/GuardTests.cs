namespace Omniops.Gates.Analyzers.Tests.Sql;

/// <summary>Data that was compared with a list of what is allowed, and data that only looks as if it had been.</summary>
public sealed class GuardTests
{
    private const string Members = """
        private static readonly HashSet<string> Allowed = new(StringComparer.OrdinalIgnoreCase) { "Name", "Age" };
        private static readonly string[] List = { "Name", "Age" };
        private static readonly FrozenSet<string> Frozen = new[] { "Name", "Age" }.ToFrozenSet();
        private static readonly ImmutableHashSet<string> Fixed = ImmutableHashSet.Create("Name", "Age");
        private static readonly Dictionary<string, string> Map = new() { ["name"] = "Name", ["age"] = "Age" };
        private static readonly IReadOnlyDictionary<string, string> View = new Dictionary<string, string> { { "name", "Name" } };
        private static readonly FrozenDictionary<string, string> FrozenMap = new Dictionary<string, string> { ["a"] = "A" }.ToFrozenDictionary();
        private static readonly Dictionary<string, Func<string>> Builders = new() { ["name"] = () => "Name" };
        private static readonly Regex Word = new("^[A-Za-z0-9_]+$", RegexOptions.Compiled, TimeSpan.FromSeconds(1));
        private static readonly Regex Loose = new("[A-Za-z0-9_]+");
        private static bool IsAllowed(string value) => Allowed.Contains(value);
        private static bool IsRefused(string value) { return !Allowed.Contains(value); }
        private static void Ensure(string value) { if (!Allowed.Contains(value)) throw new ArgumentException(value); }
        private static string Checked(string value) => Allowed.Contains(value) ? value : throw new ArgumentException(value);
        private static string Log(string value) => value;
        [DoesNotReturn] private static void Refuse(string value) => throw new ArgumentException(value);
        private static void Fail() => throw new InvalidOperationException();

        """;

    private const string Use = """ db.Execute("SELECT * FROM Users ORDER BY " + q);""";

    [Theory]
    [InlineData("""if (!Allowed.Contains(q)) throw new ArgumentException(q);""")]
    [InlineData("""if (!Allowed.Contains(q)) return;""")]
    [InlineData("""if (!Allowed.Contains(q)) q = "Name";""")]
    [InlineData("""if (!Allowed.Contains(q)) { Log(q); return; }""")]
    [InlineData("""if (Allowed.Contains(q)) { } else { return; }""")]
    [InlineData("""if (Allowed.Contains(q) == false) return;""")]
    [InlineData("""if (Allowed.Contains(q) is false) return;""")]
    [InlineData("""if (q is null || !Allowed.Contains(q)) return;""")]
    [InlineData("""if (!Allowed.Contains(q) || flag) return;""")]
    [InlineData("""if (!(Allowed.Contains(q) && flag)) return;""")]
    [InlineData("""if (!Allowed.Contains(q)) Refuse(q);""")]
    [InlineData("""if (!Allowed.Contains(q)) Fail();""")]
    [InlineData("""var ok = Allowed.Contains(q); if (!ok) return;""")]
    [InlineData("""if (!IsAllowed(q)) return;""")]
    [InlineData("""if (IsRefused(q)) return;""")]
    [InlineData("""Ensure(q);""")]
    [InlineData("""q = Checked(q);""")]
    [InlineData("""q = Allowed.Contains(q) ? q : "Name";""")]
    [InlineData("""q = !Allowed.Contains(q) ? "Name" : q;""")]
    [InlineData("""if (!Allowed.Contains(q)) throw new ArgumentException(q); q = q.ToUpperInvariant();""")]
    [InlineData("""if (!Allowed.Contains(q)) throw new ArgumentException(q); q = "[" + q + "]";""")]
    [InlineData("""if (!List.Contains(q)) return;""")]
    [InlineData("""if (!List.Contains(q, StringComparer.OrdinalIgnoreCase)) return;""")]
    [InlineData("""if (Array.IndexOf(List, q) < 0) return;""")]
    [InlineData("""if (Array.IndexOf(List, q) == -1) return;""")]
    [InlineData("""if (!Array.Exists(List, x => x == q)) return;""")]
    [InlineData("""if (!List.Any(x => x == q)) return;""")]
    [InlineData("""if (!List.Any(x => string.Equals(x, q, StringComparison.OrdinalIgnoreCase))) return;""")]
    [InlineData("""if (!new[] { "Name", "Age" }.Contains(q)) return;""")]
    [InlineData("""string[] local = ["Name", "Age"]; if (!local.Contains(q)) return;""")]
    [InlineData("""var local = new HashSet<string> { "Name", "Age" }; if (!local.Contains(q)) return;""")]
    [InlineData("""if (!Frozen.Contains(q)) return;""")]
    [InlineData("""if (!Fixed.Contains(q)) return;""")]
    [InlineData("""if (!Map.ContainsKey(q)) return;""")]
    [InlineData("""if (!Map.ContainsValue(q)) return;""")]
    [InlineData("""if (!Map.Keys.Contains(q)) return;""")]
    [InlineData("""q = Map[q];""")]
    [InlineData("""q = View[q];""")]
    [InlineData("""q = FrozenMap[q];""")]
    [InlineData("""q = Builders[q]();""")]
    [InlineData("""if (!Map.TryGetValue(q, out var column)) return; q = column;""")]
    [InlineData("""q = Map.TryGetValue(q, out var column) ? column : "Id";""")]
    [InlineData("""q = Map.GetValueOrDefault(q, "Id");""")]
    [InlineData("""q = Map.GetValueOrDefault(q) ?? "Id";""")]
    [InlineData("""var local = new Dictionary<string, string> { ["a"] = "A" }; q = local[q];""")]
    [InlineData("""q = q switch { "name" => "Name", "age" => "Age", _ => "Id" };""")]
    [InlineData("""q = q switch { "Name" or "Age" => q, _ => "Id" };""")]
    [InlineData("""q = q?.ToLower() switch { "name" => "Name", _ => throw new ArgumentException(q) };""")]
    [InlineData("""switch (q) { case "Name": case "Age": break; default: return; }""")]
    [InlineData("""switch (q) { case "name": q = "Name"; break; default: throw new ArgumentException(q); }""")]
    [InlineData("""if (q == "name") q = "Name"; else if (q == "age") q = "Age"; else q = "Id";""")]
    [InlineData("""if (q != "Name") return;""")]
    [InlineData("""if (q != "Name" && q != "Age") return;""")]
    [InlineData("""if (!(q == "Name" || q == "Age")) return;""")]
    [InlineData("""if (q is not ("Name" or "Age")) return;""")]
    [InlineData("""if (q is not "Name" and not "Age") throw new ArgumentException(q);""")]
    [InlineData("""if (!q.Equals("Name")) return;""")]
    [InlineData("""if (!string.Equals(q, "Name", StringComparison.OrdinalIgnoreCase)) return;""")]
    [InlineData("""if (!q.Equals("ASC", StringComparison.OrdinalIgnoreCase) && !q.Equals("DESC", StringComparison.OrdinalIgnoreCase)) return;""")]
    [InlineData("""if (!string.IsNullOrEmpty(q)) return;""")]
    [InlineData("""if (q != null) return;""")]
    [InlineData("""if (q is not null) return;""")]
    [InlineData("""if (!Enum.TryParse<Kind>(q, out var k)) return; q = k.ToString();""")]
    [InlineData("""if (!Enum.TryParse(q, ignoreCase: true, out Kind k)) return; q = $"{k}";""")]
    [InlineData("""Enum.TryParse<Kind>(q, out var k); q = Enum.GetName(k);""")]
    [InlineData("""q = Enum.Parse<Kind>(q).ToString();""")]
    [InlineData("""q = ((Kind)Enum.Parse(typeof(Kind), q)).ToString();""")]
    [InlineData("""if (!Enum.IsDefined(typeof(Kind), q)) return;""")]
    [InlineData("""if (!Enum.GetNames<Kind>().Contains(q)) return;""")]
    [InlineData("""if (!int.TryParse(q, out var n)) return; q = n.ToString();""")]
    [InlineData("""if (!int.TryParse(q, out _)) return;""")]
    [InlineData("""if (!Guid.TryParse(q, out var g)) return; q = g.ToString();""")]
    [InlineData("""if (!Regex.IsMatch(q, "^[A-Za-z0-9_]+$")) return;""")]
    [InlineData("""if (!Regex.IsMatch(q, @"^\w+$")) throw new ArgumentException(q);""")]
    [InlineData("""if (!Regex.IsMatch(q, @"\A[a-z]+\z", RegexOptions.IgnoreCase)) return;""")]
    [InlineData("""if (!Regex.IsMatch(q, "^(asc|desc)$", RegexOptions.IgnoreCase)) return;""")]
    [InlineData("""if (!Regex.IsMatch(q, @"^[a-zA-Z_][a-zA-Z0-9_]{0,127}$")) return;""")]
    [InlineData("""if (!new Regex("^[a-z]+$").IsMatch(q)) return;""")]
    [InlineData("""if (!Word.IsMatch(q)) return;""")]
    [InlineData("""if (!Word.Match(q).Success) return;""")]
    [InlineData("""var re = new Regex("^[a-z]+$"); if (!re.IsMatch(q)) return;""")]
    [InlineData("""if (!Regex.IsMatch(q ?? "", "^[a-z]+$")) return;""")]
    [InlineData("""if (!Allowed.Contains(q ?? string.Empty)) return;""")]
    [InlineData("""if (!Map.ContainsKey(q ?? "")) throw new ArgumentException(q);""")]
    [InlineData("""if (!q.All(c => char.IsLetterOrDigit(c) || c == '_')) throw new ArgumentException(q);""")]
    [InlineData("""if (!q.All(c => char.IsLetterOrDigit(c) || c is '_' or '.')) return;""")]
    [InlineData("""if (q.Any(c => !char.IsLetterOrDigit(c) && c != '_')) return;""")]
    public async Task Allows(string statements) => Assert.Equal("", await Of(statements + Use));

    [Theory]
    [InlineData("""if (Allowed.Contains(q)) { db.Execute("SELECT * FROM Users ORDER BY " + q); }""")]
    [InlineData("""if (q == "Name") db.Execute("SELECT * FROM Users ORDER BY " + q);""")]
    [InlineData("""if (q is "Name" or "Age") db.Execute("SELECT * FROM Users ORDER BY " + q);""")]
    [InlineData("""if (flag && Allowed.Contains(q)) db.Execute("SELECT * FROM Users ORDER BY " + q);""")]
    [InlineData("""if (Word.IsMatch(q)) db.Execute($"SELECT * FROM Users ORDER BY {q}");""")]
    [InlineData("""if (Map.TryGetValue(q, out var c)) db.Execute("SELECT * FROM Users ORDER BY " + c);""")]
    [InlineData("""if (Enum.TryParse<Kind>(q, out var k) && Enum.IsDefined(k)) db.Execute("SELECT * FROM Users ORDER BY " + k);""")]
    [InlineData("""if (int.TryParse(q, out var n)) db.Execute("SELECT * FROM Users ORDER BY " + n);""")]
    [InlineData("""if (string.IsNullOrEmpty(q)) db.Execute("SELECT * FROM Users" + q);""")]
    [InlineData("""string[] all = request.Query["q"]; foreach (var x in all) { if (!Allowed.Contains(x)) continue; db.Execute("ORDER BY " + x); }""")]
    [InlineData("""string[] all = request.Query["q"]; foreach (var x in all) { if (!Allowed.Contains(x)) throw new Exception(); db.Execute("ORDER BY " + x); }""")]
    [InlineData("""string[] all = request.Query["q"]; var s = ""; foreach (var x in all) if (Allowed.Contains(x)) s += "," + x; db.Execute("ORDER BY 1" + s);""")]
    [InlineData("""string[] all = request.Query["q"]; var s = new List<string>(); foreach (var x in all) s.Add(Map[x]); db.Execute(string.Join(",", s));""")]
    [InlineData("""while (!Allowed.Contains(q)) q = request.Query["next"]; db.Execute("SELECT * FROM Users ORDER BY " + q);""")]
    [InlineData("""var copy = q; if (!Allowed.Contains(copy)) return; db.Execute("SELECT * FROM Users ORDER BY " + copy);""")]
    public async Task Allows_within_the_guard(string statements) => Assert.Equal("", await Of(statements));

    [Theory]
    [InlineData("")]
    [InlineData("""if (Allowed.Contains(q)) return;""")]
    [InlineData("""if (!Allowed.Contains(q)) Log(q);""")]
    [InlineData("""if (!Allowed.Contains(q)) { }""")]
    [InlineData("""Allowed.Contains(q);""")]
    [InlineData("""if (!Allowed.Contains(q) && flag) return;""")]
    [InlineData("""if (flag && !Allowed.Contains(q)) return;""")]
    [InlineData("""if (flag) { if (!Allowed.Contains(q)) return; }""")]
    [InlineData("""if (!Allowed.Contains("Name")) return;""")]
    [InlineData("""string other = request.Query["other"]; if (!Allowed.Contains(other ?? "Name")) return;""")]
    [InlineData("""string other = request.Query["other"]; if (!Allowed.Contains(other ?? q)) return;""")]
    [InlineData("""string other = request.Query["other"]; if (!Allowed.Contains(q ?? other)) return; q = other;""")]
    [InlineData("""if (!Allowed.Contains(flag ? "Name" : q)) return;""")]
    [InlineData("""if (!q.All(c => char.IsLetterOrDigit(c) || c == ']')) return;""")]
    [InlineData("""if (!q.All(c => char.IsLetterOrDigit(c) || c is '_' or ';')) return;""")]
    [InlineData("""if (!q.All(c => char.IsLetterOrDigit(c) || c != '_')) return;""")]
    [InlineData("""if (q.Any(c => !char.IsLetterOrDigit(c) && c == '_')) return;""")]
    [InlineData("""if (!Allowed.Contains(q.Substring(0, 4))) return;""")]
    [InlineData("""if (!Allowed.Contains(q)) return; q = request.Query["other"];""")]
    [InlineData("""string other = request.Query["other"]; if (!Allowed.Contains(other)) return;""")]
    [InlineData("""try { if (!Allowed.Contains(q)) throw new ArgumentException(q); } catch (ArgumentException) { }""")]
    [InlineData("""try { Ensure(q); } catch (ArgumentException) { Log(q); }""")]
    [InlineData("""q = Allowed.Contains(q) ? "Name" : q;""")]
    [InlineData("""q = Map.TryGetValue(q, out var column) ? column : q;""")]
    [InlineData("""q = Map.GetValueOrDefault(q, q);""")]
    [InlineData("""var local = new HashSet<string> { "Name", q }; if (!local.Contains(q)) return;""")]
    [InlineData("""var local = new List<string> { "Name" }; local.Add(q); if (!local.Contains(q)) return;""")]
    [InlineData("""var local = new Dictionary<string, string> { ["a"] = q }; q = local["a"];""")]
    [InlineData("""q = q switch { "name" => "Name", _ => q };""")]
    [InlineData("""switch (q) { case "Name": break; case "Age": break; default: Log(q); break; }""")]
    [InlineData("""if (q == "Name") return;""")]
    [InlineData("""if (q == "Name" || flag) { } else return;""")]
    [InlineData("""if (!q.StartsWith("Name")) return;""")]
    [InlineData("""if (!q.EndsWith("Name")) return;""")]
    [InlineData("""if (!q.Contains("Name")) return;""")]
    [InlineData("""if (q.Contains("'")) return;""")]
    [InlineData("""if (q.Contains(';') || q.Contains("--")) return;""")]
    [InlineData("""if (q.IndexOf("DROP", StringComparison.OrdinalIgnoreCase) >= 0) throw new ArgumentException(q);""")]
    [InlineData("""if (string.IsNullOrEmpty(q)) return;""")]
    [InlineData("""if (string.IsNullOrWhiteSpace(q)) throw new ArgumentException(q);""")]
    [InlineData("""if (q is null) return;""")]
    [InlineData("""ArgumentNullException.ThrowIfNull(q);""")]
    [InlineData("""ArgumentException.ThrowIfNullOrEmpty(q);""")]
    [InlineData("""if (q.Length > 10) return;""")]
    [InlineData("""if (int.TryParse(q, out _)) return;""")]
    [InlineData("""int.TryParse(q, out _);""")]
    [InlineData("""if (Enum.TryParse<Kind>(q, out var k)) Log(k.ToString());""")]
    [InlineData("""if (!Regex.IsMatch(q, "[A-Za-z0-9_]+")) return;""")]
    [InlineData("""if (!Regex.IsMatch(q, "^[A-Za-z0-9_]+")) return;""")]
    [InlineData("""if (!Regex.IsMatch(q, "[A-Za-z0-9_]+$")) return;""")]
    [InlineData("""if (!Regex.IsMatch(q, "^.+$")) return;""")]
    [InlineData("""if (!Regex.IsMatch(q, "^[^;]+$")) return;""")]
    [InlineData("""if (!Regex.IsMatch(q, "^[a-z']+$")) return;""")]
    [InlineData("""if (!Regex.IsMatch(q, "^[a-z]+|[0-9]+$")) return;""")]
    [InlineData("""if (!Regex.IsMatch(q, "^[a-z]+$", RegexOptions.Multiline)) return;""")]
    [InlineData("""if (!Regex.IsMatch(q, "(?m)^[a-z]+$")) return;""")]
    [InlineData("""if (!Regex.IsMatch(q, @"^\S+$")) return;""")]
    [InlineData("""if (Regex.IsMatch(q, "[';]")) return;""")]
    [InlineData("""if (Regex.IsMatch(q, "^[A-Za-z0-9_]+$")) return;""")]
    [InlineData("""if (!Loose.IsMatch(q)) return;""")]
    [InlineData("""if (!Word.IsMatch("Name")) return;""")]
    public async Task Reports(string statements) => Assert.Equal("OMNI2002", await Of(statements + Use));

    /// <summary>A list whose content is not known proves nothing, but somebody meant it: no silence.</summary>
    [Theory]
    [InlineData("""if (!names.Contains(q)) return;""")]
    [InlineData("""if (!Open.Contains(q)) return;""")]
    [InlineData("""if (!Regex.IsMatch(q, pattern)) return;""")]
    [InlineData("""q = Changed[q];""")]
    [InlineData("""if (!IsKnown(q)) return;""")]
    public async Task Is_not_silent_about_unknown_lists(string statements) => Assert.StartsWith("OMNI2002", await SqlTest.OfMembers(Members + $$"""
        public HashSet<string> Open { get; set; } = ["Name"];
        private static readonly Dictionary<string, string> Changed = new() { ["name"] = "Name" };
        public void Change(string key, string value) => Changed[key] = value;
        private static bool IsKnown(string value) => value.Length > 3;
        public void Run(string[] names, string pattern) { string q = request.Query["q"]; {{statements}} {{Use}} }
        """), StringComparison.Ordinal);

    [Theory]
    [InlineData("^[A-Za-z]+$", "")]
    [InlineData("[A-Za-z]+", "OMNI2002")]
    public async Task Reads_generated_regexes(string pattern, string expected) => Assert.Equal(expected, await SqlTest.OfMembers($$"""
        [GeneratedRegex("{{pattern}}")] private static partial Regex Name();
        private static partial Regex Name() => new Runner();
        private sealed class Runner : Regex { }
        public void Run() { string q = request.Query["q"]; if (!Name().IsMatch(q)) return; {{Use}} }
        """));

    [Theory]
    [InlineData("""if (!Allowed.Contains(filter.Text)) return; db.Execute("SELECT * FROM Users ORDER BY " + filter.Text);""", "")]
    [InlineData("""if (!Allowed.Contains(unknown)) return; db.Execute("SELECT * FROM Users ORDER BY " + unknown);""", "")]
    [InlineData("""if (Allowed.Contains(unknown)) return; db.Execute("SELECT * FROM Users ORDER BY " + unknown);""", "OMNI2002?")]
    [InlineData("""if (!Allowed.Contains(filter.Other)) return; db.Execute("SELECT * FROM Users ORDER BY " + filter.Text);""", "OMNI2002?")]
    public async Task Guards_unknown_origins_too(string statements, string expected) => Assert.Equal(expected, await SqlTest.OfMembers(Members + $$"""
        public void Run(string unknown, Filter filter) { {{statements}} }
        """));

    private static Task<string> Of(string statements) => SqlTest.OfMembers(
        Members + $$"""public void Run(bool flag) { string q = request.Query["q"]; {{statements}} }""");
}
