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
