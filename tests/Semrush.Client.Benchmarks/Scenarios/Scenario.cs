using Semrush.Client.Benchmarks.Report;


namespace Semrush.Client.Benchmarks.Scenarios;

/// <summary>The measurements that are too long for BenchmarkDotNet, by name.</summary>
internal static class Scenario
{
    public const string Command = "scenario";

    private static readonly (string Name, Func<Task<Section>> MeasureAsync)[] All =
    [
        ("expired-token", ExpiredToken.MeasureAsync),
        ("pages", ManyPages.MeasureAsync),
        ("limiter", LimitedCalls.MeasureAsync),
        ("campaign", CampaignHeatmaps.MeasureAsync),
        ("builds", BuildFigures.MeasureAsync),
        ("native", NativeProgram.MeasureAsync),
    ];

    public static Task<Section> MeasureAsync(string name)
        => (All.FirstOrDefault(scenario => scenario.Name == name).MeasureAsync
            ?? throw new ArgumentException($"There is no scenario {name}: name one of {string.Join(", ", All.Select(scenario => scenario.Name))}.", nameof(name)))();

    public static async Task<IReadOnlyList<Section>> MeasureAllAsync()
    {
        var sections = new List<Section>();
        foreach (var (_, measure) in All)
            sections.Add(await measure().ConfigureAwait(false));
        return sections;
    }
}
