using System.Globalization;
using BenchmarkDotNet.Running;
using Semrush.Client.Benchmarks;
using Semrush.Client.Benchmarks.Report;
using Semrush.Client.Benchmarks.Scenarios;
using Semrush.Client.Benchmarks.Server;

switch (args)
{
    case [ServerProcess.Command, var points]:
        await LoopbackServer.RunAsync(int.Parse(points, CultureInfo.InvariantCulture)).ConfigureAwait(false);
        break;
    case [FullReport.Command]:
        await FullReport.RunAsync().ConfigureAwait(false);
        break;
    case [Scenario.Command, var name]:
        Console.WriteLine((await Scenario.MeasureAsync(name).ConfigureAwait(false)).Table);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(ThreeLaunches).Assembly).Run(args, new ThreeLaunches());
        break;
}
