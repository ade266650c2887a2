using System.Runtime;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Filters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using Perfolizer.Horology;
using Perfolizer.Mathematics.OutlierDetection;
using Semrush.Client.Benchmarks.Heatmaps;

namespace Semrush.Client.Benchmarks;

/// <summary>Each benchmark in three fresh processes, short enough that all of them take some minutes on two cores.</summary>
internal sealed class ThreeLaunches : ManualConfig
{
    private static readonly Job Usual = Iterations("usual", 12);

    // The scatter of a short call over a connection is as large as what the clients differ by.
    private static readonly Job Noisy = Iterations("noisy", 45);

    // There, the clients differ by far more than the scatter.
    private static readonly Job Large = Iterations("large", 10);

    public ThreeLaunches()
    {
        Add(DefaultConfig.Instance);
        AddJob(Usual, Noisy, Large);
        AddFilter(new SimpleFilter(benchmark => benchmark.Job.Id == JobOf(benchmark).Id));
        // On a busy machine a build takes longer than the two minutes that are the default.
        BuildTimeout = TimeSpan.FromMinutes(10);
        ArtifactsPath = Path.Combine(Repository.Root, "artifacts", "benchmarks");
    }

    private static Job JobOf(BenchmarkCase benchmark) => benchmark.Parameters.Items.FirstOrDefault(item => item.Name == nameof(HeatmapCalls.Points))?.Value switch
    {
        2500 => Large,
        49 when benchmark.Descriptor.Type == typeof(HeatmapOnLoopback) => Noisy,
        _ => Usual,
    };

    // The benchmarks are hot before the first iteration; every iteration counts.
    private static Job Iterations(string name, int count) => new Job(name)
        .WithLaunchCount(3)
        .WithWarmupCount(1)
        .WithIterationCount(count)
        .WithIterationTime(TimeInterval.FromMilliseconds(100))
        .WithOutlierMode(OutlierMode.DontRemove);
}

/// <summary>Brings what is measured to the state in which it stays: until the runtime finds next to nothing more to compile.</summary>
/// <remarks>
/// The runtime compiles a method again after some thirty calls, but counts them only when nothing new was called for 100 ms; then once
/// more, with what it learned. BenchmarkDotNet decides at its start how many calls an iteration has: with cold code they would be too few.
/// </remarks>
internal static class Heat
{
    private const int LeastCalls = 40;
    private const int QuietRounds = 2;

    // As many are compiled now and then beside the calls.
    private const int NextToNothing = 4;

    private static readonly TimeSpan Burst = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(120);

    // The runtime is quiet for a while before it begins, too.
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    public static async Task UpAsync(Func<Task> call)
    {
        var start = TimeProvider.System.GetTimestamp();
        for (var (quiet, time) = (0, TimeSpan.Zero); time < Least || (quiet < QuietRounds && time < Longest); time = TimeProvider.System.GetElapsedTime(start))
        {
            var compiled = JitInfo.GetCompiledMethodCount();
            await CallAsync(call).ConfigureAwait(false);
            await Task.Delay(Pause, TimeProvider.System).ConfigureAwait(false);
            quiet = JitInfo.GetCompiledMethodCount() - compiled <= NextToNothing ? quiet + 1 : 0;
        }
    }

    private static async Task CallAsync(Func<Task> call)
    {
        var start = TimeProvider.System.GetTimestamp();
        for (var calls = 0; calls < LeastCalls || TimeProvider.System.GetElapsedTime(start) < Burst; calls++)
            await call().ConfigureAwait(false);
    }
}
