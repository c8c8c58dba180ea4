using BenchmarkDotNet.Running;
using Omniops.Gates.Benchmarks;

if (args is ["whole-build", .. var rest])
    return await WholeBuild.RunAsync(rest is [var runs] ? int.Parse(runs, System.Globalization.CultureInfo.InvariantCulture) : 5);

if (args is ["report-analyzers", .. var projects])
    return await WholeBuild.ReportAnalyzersAsync(projects is [var project] ? project : null);

if (args is ["secret-scan", .. var trees])
    return SecretScanRun.Run(trees is [var tree] ? tree : null);

BenchmarkSwitcher.FromAssembly(typeof(WholeBuild).Assembly).Run(args);
return 0;
