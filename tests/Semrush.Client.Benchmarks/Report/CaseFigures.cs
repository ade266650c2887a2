using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Reports;

namespace Semrush.Client.Benchmarks.Report;

/// <summary>What BenchmarkDotNet found out about one benchmark: the nanoseconds of an operation in every iteration of each launch, and the bytes.</summary>
internal sealed record CaseFigures(string Client, int Points, IReadOnlyList<IReadOnlyList<double>> Launches, long Bytes)
{
    /// <summary>How the document explains the figures here.</summary>
    public const string Method = "The time is the median of three launches, each with the median of its iterations. The spread excludes the fastest and the slowest tenth of the iterations of all launches";

    public double Median { get; } = Figures.Median(Launches.Select(Figures.Median));

    public double Low { get; } = Figures.Percentile(Launches.SelectMany(launch => launch), 0.1);

    public double High { get; } = Figures.Percentile(Launches.SelectMany(launch => launch), 0.9);

    /// <summary>The figures of all benchmarks of a class, by the number of points.</summary>
    public static ILookup<int, CaseFigures> BySize(Summary summary)
        => summary.Reports.Select(From).OrderBy(figures => figures.Points).ToLookup(figures => figures.Points);

    public static CaseFigures From(BenchmarkReport report) => new(
        report.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo.Trim('\''),
        report.BenchmarkCase.Parameters.Items.FirstOrDefault(item => item.Name == nameof(Heatmaps.HeatmapCalls.Points))?.Value is int points ? points : 0,
        [.. report.AllMeasurements
            .Where(measurement => measurement.IterationMode == IterationMode.Workload && measurement.IterationStage == IterationStage.Result)
            .GroupBy(measurement => measurement.LaunchIndex)
            .Select(launch => launch.Select(measurement => measurement.Nanoseconds / measurement.Operations).ToList())],
        report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? throw new InvalidOperationException("The bytes were not counted."));

    /// <summary>The ratio of the medians, with its spread: the low end of the one over the high end of the other, and the reverse.</summary>
    public string TimeOver(CaseFigures limit)
        => $"{Figures.Times(Median / limit.Median)} ({Figures.Ratio(Low / limit.High)} to {Figures.Ratio(High / limit.Low)})";

    /// <summary>Whether a ratio lies within the spread, so that another run may come out on its other side.</summary>
    public bool MayCross(double ratio, CaseFigures limit) => Low / limit.High <= ratio && ratio < High / limit.Low;
}
