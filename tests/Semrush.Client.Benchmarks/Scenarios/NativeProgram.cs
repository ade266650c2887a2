using Semrush.Client.Benchmarks.Report;

namespace Semrush.Client.Benchmarks.Scenarios;

/// <summary>A native program: its size, and the time until it has a client.</summary>
internal static class NativeProgram
{
    private const string Project = "Semrush.Client.AotSmoke";
    private const int Rounds = 20;
    private const double Megabyte = 1024 * 1024;

    public static async Task<Section> MeasureAsync()
    {
        var folder = Path.Combine(Repository.Root, "artifacts", "aot");
        await Command.RunAsync(Repository.Root, "dotnet", ["publish", Path.Combine("tests", Project), "--output", folder]).ConfigureAwait(false);
        var program = Path.Combine(folder, Project + (OperatingSystem.IsWindows() ? ".exe" : ""));
        var size = new FileInfo(program).Length / Megabyte;
        var start = await Spread.OfAsync(Rounds, () => Stopwatch.TimeAsync(() => Command.RunAsync(folder, program, ["start"]))).ConfigureAwait(false);

        return new("A native program", $"`tests/{Project}`, published with native AOT and run with `start`: the process starts, creates a client and exits. It contains everything that the smoke test uses.",
            new Table("process (spread)", "size of the program").Add(start.Text(Figures.Milliseconds), Figures.Number(size, 1) + " MB"),
            [
                new("A native program starts, creates a client and exits", "≤ 30 ms", Figures.Milliseconds(start.Median), start.Median <= TimeSpan.FromMilliseconds(30)) { Doubt = start.Doubt(TimeSpan.FromMilliseconds(30)) },
                new("Size of the native program", "≤ 15 MB", Figures.Number(size, 1) + " MB", size <= 15),
            ]);
    }
}
