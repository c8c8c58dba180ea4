using Omniops.Gates.Engine.Secrets.Sources;

namespace Omniops.Gates.Engine.Tests.Secrets.Sources;

public sealed class YamlAssignmentsTests
{
    [Theory]
    [InlineData("")]
    [InlineData("---\n# password: x\n...\n")]
    [InlineData("a:\nb: *x\nc: {}\nd: []")]
    [InlineData("{{- if .Values.password }}\n{{ end }}")]
    public void Finds_nothing(string text) => Assert.Empty(Reading.Of(FileKind.Yaml, text));

    [Theory]
    [InlineData("smtp:\n  password: swordfish # comment\n  port: 25\nlast: a#b", "smtp:password = swordfish", "smtp:port = 25", "last = a#b")]
    [InlineData("env:\n- name: DB_PASSWORD\n  value: swordfish\n- value: y\n  name: X\nafter: z",
        "env:0:name = DB_PASSWORD", "env:0:DB_PASSWORD = swordfish", "env:1:X = y", "env:1:name = X", "after = z")]
    [InlineData("services:\n  db:\n    environment:\n      - POSTGRES_PASSWORD=swordfish\n      - \"A=b c\"", 
        "services:db:environment:POSTGRES_PASSWORD = swordfish", "services:db:environment:A = b c")]
    [InlineData("a: {b: c d, 'e': \"f\", g: [h, {i: j}]}\nk: l", "a:b = c d", "a:e = f", "a:g:0 = h", "a:g:1:i = j", "k = l")]
    [InlineData("a: {b: c,\n  d: e\n}\nf: g", "a:b = c", "a:d = e", "f = g")]
    [InlineData("a: \"x\\ty\"\nb: 'it''s'\n\"c d\": !!str &anchor e", "a = x\ty", "b = it's", "c d = e")]
    [InlineData("a: |\n  one\n    two\n\nb: >-\n  three\n  four\nc: d", "a = one\n  two", "b = three four", "c = d")]
    [InlineData("a: \"long\n  text\"\nb: c", "a = long text", "b = c")]
    [InlineData("a: 1\n---\nb: 2", "a = 1", "b = 2")]
    [InlineData("- - a\n  - b: c\n- d", "0:0 = a", "0:1:b = c", "1 = d")]
    [InlineData("apiVersion: v1\ndata:\n  password: c3dvcmRmaXNo\n  other: not base64\nstringData:\n  a: b\nkind: Secret",
        "apiVersion = v1", "data:password = swordfish", "data:other = not base64", "stringData:a = b", "kind = Secret")]
    [InlineData("kind: ConfigMap\ndata:\n  password: c3dvcmRmaXNo", "kind = ConfigMap", "data:password = c3dvcmRmaXNo")]
    [InlineData("password: {{ .Values.password }}\ndefault: \"{{ x | default(\"a\") }}\"", "password = {{ .Values.password }}", "default = {{ x | default(")]
    [InlineData("url: https://x:y@z/", "url = https://x:y@z/")]
    [InlineData("pw: ${DB_PASSWORD:-swordfish}", "pw = swordfish")]
    [InlineData("{ \"a\": \"b\" }", "a = b")]
    [InlineData("args: [\"--password\", \"swordfish\"]", "args:0 = --password", "args:--password = swordfish")]
    public void Reads(string text, params string[] expected) => Assert.Equal(expected, Reading.Of(FileKind.Yaml, text));

    [Theory]
    [InlineData("steps:\n  - run: |\n      mysql -pswordfish\n      export A=b", "steps:0:run:--password = swordfish")]
    [InlineData("steps:\n  - run: |\n      mysql -pswordfish\n      export A=b", "steps:0:run:A = b")]
    [InlineData("script:\n  - docker login -p swordfish registry", "script:--password = swordfish")]
    [InlineData("command: redis-server --requirepass swordfish", "command:--requirepass = swordfish")]
    [InlineData("data:\n  app.properties: |\n    db.password=swordfish\n", "data:app.properties:db.password = swordfish")]
    [InlineData("data:\n  app.json: |\n    { \"password\": \"swordfish\" }\n", "data:app.json:password = swordfish")]
    [InlineData("data:\n  app.yaml: |\n    db:\n      password: swordfish\n", "data:app.yaml:db:password = swordfish")]
    public void Reads_what_is_embedded(string text, string expected) => Assert.Contains(expected, Reading.Of(FileKind.Yaml, text));

    [Theory]
    [InlineData("a: {b: c\nd: e", "a:b = c", "d = e")]
    [InlineData("a: \"b\nc: d", "a = b", "c = d")]
    [InlineData("  a: b\n c: d\ne: f", "a = b", "c = d", "e = f")]
    public void Goes_on_after_what_is_broken(string text, params string[] expected) => Assert.Equal(expected, Reading.Of(FileKind.Yaml, text));
}
