using System.Globalization;
using BenchmarkDotNet.Running;
using Semrush.Client.Benchmarks;
using Semrush.Client.Benchmarks.Server;

switch (args)
{
    case [ServerProcess.Command, var points]:
        await LoopbackServer.RunAsync(int.Parse(points, CultureInfo.InvariantCulture)).ConfigureAwait(false);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(ThreeLaunches).Assembly).Run(args, new ThreeLaunches());
        break;
}
