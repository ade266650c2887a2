using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using Perfolizer.Horology;

namespace Semrush.Client.Benchmarks;

/// <summary>Each benchmark in three fresh processes, short enough that all of them take some minutes on two cores.</summary>
internal sealed class ThreeLaunches : ManualConfig
{
    public ThreeLaunches()
    {
        Add(DefaultConfig.Instance);
        AddJob(Job.Default
            .WithLaunchCount(3)
            .WithWarmupCount(8)
            .WithIterationCount(12)
            .WithIterationTime(TimeInterval.FromMilliseconds(250)));
        // On a busy machine a build takes longer than the two minutes that are the default.
        BuildTimeout = TimeSpan.FromMinutes(10);
        ArtifactsPath = Path.Combine(Repository.Root, "artifacts", "benchmarks");
    }
}
