using BenchmarkDotNet.Running;
using Omniops.Gates.Benchmarks;

if (args is ["whole-build", .. var rest])
    return await WholeBuild.RunAsync(rest is [var runs] ? int.Parse(runs, System.Globalization.CultureInfo.InvariantCulture) : 5);

BenchmarkSwitcher.FromAssembly(typeof(WholeBuild).Assembly).Run(args);
return 0;
