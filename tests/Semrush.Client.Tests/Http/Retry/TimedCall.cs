namespace Semrush.Client.Tests.Http.Retry;

/// <summary>A call on a fake clock, and when its requests were sent, in seconds.</summary>
internal sealed class TimedCall
{
    // A call that does not end where it should fails its test, and does not hold it up.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly List<double> _sent = [];

    public FakeClock Clock { get; } = new();

    public IReadOnlyList<double> Sent => _sent;

    public double Now => Clock.Elapsed.TotalSeconds;

    /// <summary>Settings with these limits; none where there is no number.</summary>
    public static SemrushClientOptions Options(int? attempt, int? total)
    {
        var options = RetriedCall.Options;
        options.AttemptTimeout = attempt is { } one ? TimeSpan.FromSeconds(one) : Timeout.InfiniteTimeSpan;
        options.TotalTimeout = total is { } all ? TimeSpan.FromSeconds(all) : Timeout.InfiniteTimeSpan;
        return options;
    }

    /// <summary>A task that only its token ends.</summary>
    public static Task<T> HangAsync<T>(CancellationToken cancellationToken) => new TaskCompletionSource<T>().Task.WaitAsync(cancellationToken);

    public static Task<HttpResponseMessage> NoResponse(CancellationToken cancellationToken) => HangAsync<HttpResponseMessage>(cancellationToken);

    public static Task<HttpResponseMessage> Unavailable(CancellationToken cancellationToken) => Task.FromResult(Response.Error(503));

    public async Task<T> FailAsync<T>(SemrushClientOptions options, Func<CancellationToken, Task<HttpResponseMessage>> respond, TimeSpan? limit = null)
        where T : Exception
    {
        using var client = Client(options, respond, limit);
        var call = Clock.RunAsync(client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));
        return await Assert.ThrowsAsync<T>(() => call.WaitAsync(Patience, TimeProvider.System, The.Token));
    }

    public SemrushClient Client(SemrushClientOptions options, Func<CancellationToken, Task<HttpResponseMessage>> respond, TimeSpan? limit = null)
    {
        var stub = new StubHandler((_, token) =>
        {
            _sent.Add(Now);
            return respond(token);
        });
        return new(options.UseTimeProvider(Clock), new HttpClient(stub) { Timeout = limit ?? Timeout.InfiniteTimeSpan });
    }
}
