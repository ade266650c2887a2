using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Reports;

namespace Semrush.Client.Benchmarks.Report;

/// <summary>What BenchmarkDotNet found out about one benchmark: the median of each launch in nanoseconds, and the bytes of an operation.</summary>
internal sealed record CaseFigures(string Client, int Points, IReadOnlyList<double> Launches, long Bytes)
{
    public double Median => Figures.Median(Launches);

    public static CaseFigures From(BenchmarkReport report) => new(
        report.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo.Trim('\''),
        report.BenchmarkCase.Parameters.Items.FirstOrDefault(item => item.Name == nameof(Heatmaps.HeatmapCalls.Points))?.Value is int points ? points : 0,
        [.. report.AllMeasurements
            .Where(measurement => measurement.IterationMode == IterationMode.Workload && measurement.IterationStage == IterationStage.Result)
            .GroupBy(measurement => measurement.LaunchIndex)
            .Select(launch => Figures.Median(launch.Select(measurement => measurement.Nanoseconds / measurement.Operations)))],
        report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? throw new InvalidOperationException("The bytes were not counted."));

    /// <summary>The ratio of the medians, and the lowest and highest ratio of any two launches.</summary>
    public string TimeOver(CaseFigures limit)
        => $"{Figures.Times(Median / limit.Median)} ({Figures.Ratio(Launches.Min() / limit.Launches.Max())} to {Figures.Ratio(Launches.Max() / limit.Launches.Min())})";
}
