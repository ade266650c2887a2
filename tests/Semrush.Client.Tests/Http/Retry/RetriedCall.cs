namespace Semrush.Client.Tests.Http.Retry;

/// <summary>A call that is retried, on a clock on which each wait is over at once.</summary>
internal static class RetriedCall
{
    /// <summary>Settings without delays of the client, and without time limits, as the clock leaps.</summary>
    public static SemrushClientOptions Options => new()
    {
        ApiKey = The.ApiKey,
        AttemptTimeout = Timeout.InfiniteTimeSpan,
        TotalTimeout = Timeout.InfiniteTimeSpan,
        Retry = { Delay = TimeSpan.Zero },
        RateLimit = { Enabled = false },
    };

    public static FakeClock Clock(DateTimeOffset? start = null, TimeSpan early = default) => new(start) { Leaps = true, Early = early };

    /// <summary>A client without the time limit that every HttpClient begins with.</summary>
    public static SemrushClient Client(StubHandler stub, SemrushClientOptions options) => new(options, new HttpClient(stub) { Timeout = Timeout.InfiniteTimeSpan });

    /// <summary>The waits between the requests of a call whose attempts but the last fail with 503.</summary>
    public static async Task<List<TimeSpan>> WaitsAsync(SemrushClientOptions options, int retries)
    {
        var (time, sent) = (Clock(), new List<TimeSpan>());
        options.Retry.MaxRetries = retries;
        using var client = Client(
            StubHandler.Returning(_ =>
            {
                sent.Add(time.Elapsed);
                return sent.Count <= retries ? Response.Error(503) : Response.Payload("map-rank-tracker.get-user-limits");
            }),
            options.UseTimeProvider(time));

        await client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);

        return [.. sent.Zip(sent.Skip(1), (one, next) => next - one)];
    }

    /// <summary>The wait between the first request, which gets this response, and the second.</summary>
    public static async Task<TimeSpan> WaitAsync(FakeClock time, HttpResponseMessage first, SemrushClientOptions? options = null)
    {
        var sent = new List<TimeSpan>();
        var stub = StubHandler.Returning(_ =>
        {
            sent.Add(time.Elapsed);
            return sent.Count == 1 ? first : Response.Payload("map-rank-tracker.get-user-limits");
        });
        using var client = Client(stub, (options ?? Options).UseTimeProvider(time));

        await client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);

        Assert.Equal(2, sent.Count);
        return sent[1] - sent[0];
    }

    /// <summary>The failure of a call that does not wait.</summary>
    public static async Task<SemrushApiException> FailsAtOnceAsync(FakeClock time, HttpResponseMessage first, SemrushClientOptions? options = null)
    {
        using var client = Client(StubHandler.Returning(first), (options ?? Options).UseTimeProvider(time));

        var failure = await Assert.ThrowsAsync<SemrushApiException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.Equal((1, TimeSpan.Zero), (failure.Attempts, time.Elapsed));
        return failure;
    }
}
