using System.Diagnostics;
using Semrush.Client.MapRankTracker;
using Semrush.Client.Tests.Http.Limits;

namespace Semrush.Client.Tests.MapRankTracker;

/// <summary>All heatmaps of a campaign come as fast as the limits allow, and no faster.</summary>
public sealed class HeatmapRateTests : IDisposable
{
    private const int Heatmaps = 60;
    private const int Ahead = 20;

    // Ten are under way for nearly all of a window, so that a helper that lets even one place go unused misses the next window.
    private static readonly TimeSpan Latency = TimeSpan.FromSeconds(1);

    private static readonly Campaign Campaign = new()
    {
        Id = The.CampaignId,
        Business = new() { Cid = The.Cid },
        Keywords = [.. Enumerable.Range(0, Heatmaps).Select(number => new Keyword { Id = $"keyword-{number}" })],
        ReportDates = [The.ReportDate],
    };

    // A helper that is too slow never has as many calls waiting as it should: it is to be judged by its times, and not to stop the test.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly Simulation _time = new();
    private readonly Rush _rush;
    private int _read;

    public HeatmapRateTests() => _rush = new(_time, static () => (Answer.Payload("map-rank-tracker.get-heatmap"), Latency));

    public void Dispose() => _rush.Dispose();

    [Fact]
    public async Task Heatmaps_that_take_a_second_each_start_ten_by_ten_as_soon_as_they_may()
    {
        var reading = ReadAsync();
        do
            await SettleAsync();
        while (_time.NextMoment());
        await reading;

        // Ten at once, and ten more after each second and the margin of the limit.
        Assert.Equal(Enumerable.Range(0, Heatmaps).Select(number => number / 10 * TimeSpan.FromMilliseconds(1005)), _rush.Judge.Starts);
        Assert.Equal(10, _rush.Judge.MostUnderWay);
    }

    private async Task ReadAsync()
    {
        await foreach (var heatmap in _rush.Client.MapRankTracker.GetHeatmapsAsync(Campaign, new() { MaxAhead = Ahead }, cancellationToken: The.Token))
        {
            Assert.Null(heatmap.Failure);
            Interlocked.Increment(ref _read);
        }
    }

    private async Task SettleAsync()
    {
        while (!IsSettled() && Stopwatch.GetElapsedTime(_began) < Patience)
            await Task.Yield();
    }

    // Whether all that was answered is read, and all that may be asked for is under way or in the queue.
    private bool IsSettled()
    {
        // What moves between the two lines counts as answered, so that it is waited for.
        var underWay = _time.Delays;
        var answered = _rush.Judge.Starts.Count - underWay;
        var read = Volatile.Read(ref _read);
        return read == answered && _rush.Waiting == Math.Min(Heatmaps, read + Ahead) - read;
    }
}
