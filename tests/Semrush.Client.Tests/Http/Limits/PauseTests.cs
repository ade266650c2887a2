using Semrush.Client.Tests.Http.Retry;

namespace Semrush.Client.Tests.Http.Limits;

/// <summary>After a response with 429, all clients of the account wait.</summary>
public sealed class PauseTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly FakeClock _time = new();
    private readonly List<TimeSpan> _sent = [];
    private readonly StubHandler _stub;
    private HttpResponseMessage? _next;

    public PauseTests() => _stub = new StubHandler((_, _) =>
    {
        lock (_sent)
            _sent.Add(_time.Elapsed);
        return Task.FromResult(Interlocked.Exchange(ref _next, null) ?? Response.Payload("map-rank-tracker.get-user-limits"));
    });

    public void Dispose() => _stub.Dispose();

    [Theory]
    [InlineData("7", 7)]
    [InlineData("600", 120)]
    public async Task Another_client_of_the_account_waits_as_Retry_After_says_up_to_MaxRetryAfter(string retryAfter, int seconds)
    {
        using var one = Client();
        using var other = Client();
        _next = TooMany(retryAfter);
        await Assert.ThrowsAsync<SemrushApiException>(() => CallAsync(one));

        var waiting = CallAsync(other);
        _time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
        Assert.Single(_sent);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await waiting.WaitAsync(Patience, TimeProvider.System, The.Token);

        Assert.Equal(TimeSpan.FromSeconds(seconds), _sent[^1]);
    }

    [Fact]
    public async Task Without_Retry_After_it_waits_for_the_delay_of_a_retry()
    {
        using var client = Client();
        _next = Response.Error(429);
        await Assert.ThrowsAsync<SemrushApiException>(() => CallAsync(client));

        await _time.RunAsync(CallAsync(client));

        // Half of the delay is random.
        Assert.InRange(_sent[^1], TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2.001));
    }

    [Fact]
    public async Task A_shorter_pause_does_not_end_a_longer_one()
    {
        using var client = Client();
        var responses = new[] { new TaskCompletionSource<HttpResponseMessage>(), new TaskCompletionSource<HttpResponseMessage>() };
        var sent = 0;
        using var stub = new StubHandler((_, _) =>
        {
            _sent.Add(_time.Elapsed);
            return sent++ < 2 ? responses[sent - 1].Task : Task.FromResult(Response.Payload("map-rank-tracker.get-user-limits"));
        });
        using var other = The.Client(stub, Options());
        var calls = new[] { CallAsync(other), CallAsync(other) };
        responses[0].SetResult(TooMany("20"));
        await Assert.ThrowsAsync<SemrushApiException>(() => calls[0]);
        responses[1].SetResult(TooMany("1"));
        await Assert.ThrowsAsync<SemrushApiException>(() => calls[1]);

        await _time.RunAsync(CallAsync(client));

        Assert.Equal(TimeSpan.FromSeconds(20), _sent[^1]);
    }

    [Fact]
    public async Task Another_account_does_not_wait()
    {
        using var one = Client();
        using var other = Client(options => options.ApiKey = "canary-key-other");
        _next = TooMany("30");
        await Assert.ThrowsAsync<SemrushApiException>(() => CallAsync(one));

        await CallAsync(other).WaitAsync(Patience, TimeProvider.System, The.Token);

        Assert.Equal(TimeSpan.Zero, _sent[^1]);
    }

    [Fact]
    public async Task After_the_pause_the_limit_holds()
    {
        using var client = Client();
        _next = TooMany("5");
        await Assert.ThrowsAsync<SemrushApiException>(() => CallAsync(client));

        await _time.RunAsync(Task.WhenAll(Enumerable.Range(0, 40).Select(_ => CallAsync(client))));

        var starts = _sent.Skip(1).ToList();
        Assert.Equal(40, starts.Count);
        Assert.Equal(TimeSpan.FromSeconds(5), starts.Min());
        Assert.Equal(10, starts.Max(first => starts.Count(start => start >= first && start < first + TimeSpan.FromSeconds(1))));
    }

    [Fact]
    public async Task A_call_waits_for_no_longer_than_MaxWait()
    {
        using var client = Client(options => options.RateLimit.MaxWait = TimeSpan.FromSeconds(3));
        _next = TooMany("60");
        await Assert.ThrowsAsync<SemrushApiException>(() => CallAsync(client));

        var failure = await Assert.ThrowsAsync<SemrushConnectionException>(() => _time.RunAsync(CallAsync(client)));

        Assert.True(failure.NeverSent);
        Assert.Equal(TimeSpan.FromSeconds(3), _time.Elapsed);
    }

    [Fact]
    public async Task Clients_of_the_account_with_other_settings_and_limiters_wait_as_well()
    {
        using var limiter = new DelayingLimiter(_time, []);
        using var one = Client(options => options.UseRateLimiter(_ => limiter));
        using var other = Client(options =>
        {
            options.UseRateLimiter(_ => limiter);
            options.RateLimit.RequestsPerSecond = 3;
        });
        _next = TooMany("7");
        await Assert.ThrowsAsync<SemrushApiException>(() => CallAsync(one));

        await _time.RunAsync(CallAsync(other));

        Assert.Equal(TimeSpan.FromSeconds(7), _sent[^1]);
    }

    [Fact]
    public async Task Calls_that_wait_hold_no_permits_of_a_limiter_of_the_application()
    {
        using var limiter = new DelayingLimiter(_time, []);
        using var client = Client(options => options.UseRateLimiter(_ => limiter));
        _next = TooMany("7");
        await Assert.ThrowsAsync<SemrushApiException>(() => CallAsync(client));

        var calls = Enumerable.Range(0, 5).Select(_ => CallAsync(client)).ToList();

        Assert.Equal(0, limiter.Held);
        await _time.RunAsync(Task.WhenAll(calls));
        Assert.Equal(6, _sent.Count);
    }

    private static HttpResponseMessage TooMany(string retryAfter)
    {
        var response = Response.Error(429);
        response.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        return response;
    }

    private static Task<Semrush.Client.MapRankTracker.UserLimits> CallAsync(SemrushClient client) => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);

    private SemrushClient Client(Action<SemrushClientOptions>? configure = null)
    {
        var options = Options();
        configure?.Invoke(options);
        return The.Client(_stub, options);
    }

    private SemrushClientOptions Options()
    {
        var options = The.Limited.UseTimeProvider(_time);
        options.Retry.Delay = TimeSpan.FromSeconds(2);
        return options;
    }
}
