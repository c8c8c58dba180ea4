using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Omniops.Gates.Engine.Readers;
using Omniops.Gates.Engine.Secrets;

namespace Omniops.Gates.Benchmarks;

/// <summary>Reading and judging a settings file, against the framework's reader, which keeps no positions.</summary>
[InProcess]
[MemoryDiagnoser]
public class SettingsBenchmarks
{
    private static readonly JsonDocumentOptions s_options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private string _settings = "";

    [GlobalSetup]
    public void Setup() => _settings = "{" + string.Join(",", Enumerable.Range(0, 500).Select(i =>
        $$"""
        "Section{{i}}": { "Url": "https://shop.example/{{i}}", "Enabled": true, "Timeout": {{i}}, "Db": "Host=db{{i}};Username=shop;Maximum Pool Size=20" }
        """)) + "}";

    [Benchmark(Baseline = true)]
    public int Framework()
    {
        using var document = JsonDocument.Parse(_settings, s_options);
        return document.RootElement.EnumerateObject().Count();
    }

    [Benchmark]
    public int Gate() => SettingsSecrets.Find("appsettings.json", _settings, JsonSettings.Read(_settings).Entries).Count();
}
