
namespace Semrush.Client.Tests.Http.Retry;

/// <summary>A call whose first answer asks to wait, and what comes of it.</summary>
internal static class AskedToWait
{
    /// <summary>Waits that the client does not choose by itself; without time limits, as the clock leaps.</summary>
    public static SemrushClientOptions Options => new()
    {
        ApiKey = The.ApiKey,
        AttemptTimeout = Timeout.InfiniteTimeSpan,
        TotalTimeout = Timeout.InfiniteTimeSpan,
        Retry = { Delay = TimeSpan.Zero },
        RateLimit = { Enabled = false },
    };

    /// <summary>A client without the time limit that every HttpClient begins with.</summary>
    public static SemrushClient Client(StubHandler stub, SemrushClientOptions options) => new(options, new HttpClient(stub) { Timeout = Timeout.InfiniteTimeSpan });

    /// <summary>When the second request is sent, counted from the first one.</summary>
    public static async Task<TimeSpan> WaitAsync(LeapingTime time, HttpResponseMessage first, SemrushClientOptions? options = null)
    {
        var sent = new List<TimeSpan>();
        var stub = StubHandler.Answering(_ =>
        {
            sent.Add(time.Elapsed);
            return sent.Count == 1 ? first : Answer.Payload("map-rank-tracker.get-user-limits");
        });
        using var client = Client(stub, (options ?? Options).UseTimeProvider(time));

        await client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);

        Assert.Equal(2, sent.Count);
        return sent[1] - sent[0];
    }

    /// <summary>The failure of a call that does not wait.</summary>
    public static async Task<SemrushApiException> SurfacesAsync(LeapingTime time, HttpResponseMessage first, SemrushClientOptions? options = null)
    {
        using var client = Client(StubHandler.Answering(first), (options ?? Options).UseTimeProvider(time));

        var failure = await Assert.ThrowsAsync<SemrushApiException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.Equal((1, TimeSpan.Zero), (failure.Attempts, time.Elapsed));
        return failure;
    }
}
