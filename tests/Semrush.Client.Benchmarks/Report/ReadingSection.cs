using BenchmarkDotNet.Reports;
using Semrush.Client.Benchmarks.Heatmaps;

namespace Semrush.Client.Benchmarks.Report;

/// <summary>Why the client reads a body whole: both ways at every size.</summary>
internal static class ReadingSection
{
    private const string Text = "What is left of a call without request and handlers: a body in memory becomes a `Heatmap`. The client reads it into a pooled buffer first; a stream is what most clients hand to System.Text.Json. That it is slower for long bodies is due to our generated readers: before System.Text.Json asks a converter that is not its own, it reads the whole value ahead.";

    public static Section From(Summary summary)
    {
        var cases = CaseFigures.BySize(summary);
        var table = new Table("points", "read from", "time, µs", "time ÷ buffer (spread)", "bytes", "bytes ÷ buffer");
        foreach (var size in cases)
            table.AddCases(size, ReadingHeatmaps.Buffer);
        return new("Reading a body", Text, table, []) { Losses = Losses.Of(cases, ReadingHeatmaps.Buffer, "Reading a body") };
    }
}
