using BenchmarkDotNet.Reports;
using Semrush.Client.Benchmarks.Heatmaps;

namespace Semrush.Client.Benchmarks.Report;

/// <summary>Why the client reads a body whole: both ways at every size.</summary>
internal static class ReadingSection
{
    private const string Text = "A call without request and handlers: a body in memory is deserialized into a `Heatmap`. The client reads the body into a pooled buffer first; most clients pass a stream to System.Text.Json. The stream is slower for long bodies because of the generated readers: System.Text.Json buffers the whole value before it calls a custom converter.";

    public static Section From(Summary summary)
    {
        var cases = CaseFigures.BySize(summary);
        var table = new Table("points", "read from", "time, µs", "time ÷ buffer (spread)", "bytes", "bytes ÷ buffer");
        foreach (var size in cases)
            table.AddCases(size, ReadingHeatmaps.Buffer);
        return new("Reading a body", Text, table, []) { Losses = Losses.Of(cases, ReadingHeatmaps.Buffer, "Reading a body") };
    }
}
