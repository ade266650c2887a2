using System.Threading.RateLimiting;
using Microsoft.Extensions.Logging;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Fleet;

/// <summary>A limit on a real Redis server. Each connection stands for a process.</summary>
public sealed class RedisLimiterTests(RedisLimiterTests.SharedServer shared) : IClassFixture<RedisLimiterTests.SharedServer>, IAsyncLifetime
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly string _account = Guid.NewGuid().ToString("n");
    private RedisServer _server = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static TimeProvider Time => TimeProvider.System;

    public async ValueTask InitializeAsync() => _server = await shared.GetAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task No_window_has_more_starts_than_the_limit_and_nine_of_ten_are_used()
    {
        var limiters = new[] { await LimiterAsync(10, places: 0), await LimiterAsync(10, places: 0), await LimiterAsync(10, places: 0) };
        var database = (await _server.ConnectAsync()).GetDatabase();
        var begin = Time.GetTimestamp();
        var acquired = Task.WhenAll(limiters.Select(async limiter =>
        {
            for (var i = 0; i < 15; i++)
                (await limiter.AcquireAsync(1, Token)).Dispose();
        }));

        // By the clock of Redis, as this process may learn of a start late. A start is in Redis for a window.
        var starts = new Dictionary<string, double>();
        while (starts.Count < 45 || !acquired.IsCompleted)
        {
            foreach (var start in await database.SortedSetRangeByRankWithScoresAsync($"semrush:{{{_account}}}:starts"))
                starts[start.Element!] = start.Score;
            await Task.Delay(TimeSpan.FromMilliseconds(50), Time, Token);
        }

        await acquired;
        Assert.InRange(Time.GetElapsedTime(begin), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(8));
        var order = starts.Values.Order().ToList();
        Assert.Equal(45, order.Count);
        Assert.All(order.Zip(order.Skip(10)), pair => Assert.True(pair.Second - pair.First >= 1_030_000, $"{pair} are the first and last of eleven starts."));
    }

    [Fact]
    public async Task Start_without_a_wait_takes_one_round_trip()
    {
        var limiter = await LimiterAsync(1000);
        (await limiter.AcquireAsync(1, Token)).Dispose();
        var before = await _server.ScriptsAsync();

        var leases = new List<RateLimitLease>();
        for (var i = 0; i < 10; i++)
            leases.Add(await limiter.AcquireAsync(1, Token));

        Assert.Equal(10, await _server.ScriptsAsync() - before);
        leases.ForEach(lease => lease.Dispose());
    }

    [Fact]
    public async Task Place_goes_to_the_first_that_waits_as_soon_as_it_is_free()
    {
        var (one, other) = (await LimiterAsync(0, places: 1), await LimiterAsync(0, places: 1));
        var held = await one.AcquireAsync(1, Token);
        var waiting = new List<Task<RateLimitLease>>();
        for (var i = 0; i < 4; i++)
        {
            waiting.Add((i % 2 == 0 ? other : one).AcquireAsync(1, Token).AsTask());
            await Task.Delay(TimeSpan.FromMilliseconds(100), Time, Token);
        }

        foreach (var next in waiting)
        {
            Assert.False(next.IsCompleted);
            var freed = Time.GetTimestamp();
            held.Dispose();
            held = await next;
            Assert.InRange(Time.GetElapsedTime(freed), TimeSpan.Zero, TimeSpan.FromMilliseconds(700));
        }

        held.Dispose();
    }

    [Fact]
    public async Task Places_of_a_process_that_is_gone_are_free_after_5_seconds_and_those_of_others_are_kept()
    {
        var gone = await _server.ConnectAsync();
        var (killed, alive) = (new RedisRateLimiter(gone, Scope(0, places: 2)), await LimiterAsync(0, places: 2));
        _ = await killed.AcquireAsync(1, Token);
        using var kept = await alive.AcquireAsync(1, Token);
        // Its renewals fail, as if the process had been killed.
        await gone.DisposeAsync();
        var since = Time.GetTimestamp();

        using var next = await alive.AcquireAsync(1, Token);
        Assert.InRange(Time.GetElapsedTime(since), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(6.5));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(3), Time);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await alive.AcquireAsync(1, limit.Token));
    }

    [Fact]
    public async Task Request_that_would_be_written_late_waits_for_another_start()
    {
        var (late, other) = (await LimiterAsync(1), await LimiterAsync(1));
        using var lease = await late.AcquireAsync(1, Token);
        await Task.Delay(TimeSpan.FromMilliseconds(700), Time, Token);
        var since = Time.GetTimestamp();

        Assert.True(lease.TryGetMetadata(RateLimitScope.BeforeWrite, out var beforeWrite));
        await beforeWrite!(Token);

        // Its first start was given up, so that it need not wait for the end of its window, and counts from now on.
        Assert.InRange(Time.GetElapsedTime(since), TimeSpan.Zero, TimeSpan.FromMilliseconds(300));
        using var next = await other.AcquireAsync(1, Token);
        Assert.InRange(Time.GetElapsedTime(since), Second, TimeSpan.FromSeconds(1.5));
    }

    [Fact]
    public async Task Lease_that_is_over_takes_no_place_again()
    {
        var limiter = await LimiterAsync(0, places: 1);
        var lease = await limiter.AcquireAsync(1, Token);
        Assert.True(lease.TryGetMetadata(RateLimitScope.BeforeWrite, out var beforeWrite));
        await Task.Delay(TimeSpan.FromMilliseconds(100), Time, Token);
        lease.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await beforeWrite!(Token));

        var since = Time.GetTimestamp();
        using var next = await limiter.AcquireAsync(1, Token);
        Assert.InRange(Time.GetElapsedTime(since), TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Place_comes_back_at_once_if_the_server_has_dropped_its_scripts()
    {
        var limiter = await LimiterAsync(0, places: 1);
        var lease = await limiter.AcquireAsync(1, Token);
        await (await _server.ConnectAsync()).GetServer(_server.Endpoint).ScriptFlushAsync();
        var since = Time.GetTimestamp();
        lease.Dispose();

        using var next = await limiter.AcquireAsync(1, Token);

        Assert.InRange(Time.GetElapsedTime(since), TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    [Theory]
    [InlineData("resetchannels", 0)]
    [InlineData("-subscribe", 0)]
    [InlineData("-zadd", 1)]
    public async Task User_of_Redis_without_a_permission_asks_without_messages_or_fails_in_time(string rule, int warnings)
    {
        var name = $"user-{_account}";
        await (await _server.ConnectAsync()).GetDatabase().ExecuteAsync("ACL", ["SETUSER", name, "on", ">password", "~*", "&*", "+@all", rule]);
        using var log = new RecordingLogger();
        using var factory = LoggerFactory.Create(logging => logging.AddProvider(log));
        var options = new SemrushRedisOptions { MaxOutage = TimeSpan.FromSeconds(1) };
        var limiter = new RedisRateLimiter(await _server.ConnectAsync(name, "password"), Scope(0, places: 1), options, factory);

        var failure = await Record.ExceptionAsync(async () =>
        {
            var held = await limiter.AcquireAsync(1, Token);
            var waiting = limiter.AcquireAsync(1, Token);
            await Task.Delay(TimeSpan.FromMilliseconds(100), Time, Token);
            held.Dispose();
            (await waiting).Dispose();
        });

        Assert.Equal(warnings, failure is null ? 0 : 1);
        Assert.Equal(warnings, log.Messages.Count(message => message.Level == LogLevel.Warning));
    }

    [Fact]
    public async Task Cancelled_attempt_uses_neither_start_nor_place()
    {
        var limiter = await LimiterAsync(2, places: 2);
        (await limiter.AcquireAsync(1, Token)).Dispose();
        (await limiter.AcquireAsync(1, Token)).Dispose();
        using (var caller = new CancellationTokenSource(TimeSpan.FromMilliseconds(100), Time))
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await limiter.AcquireAsync(1, caller.Token));
        var since = Time.GetTimestamp();

        using var first = await limiter.AcquireAsync(1, Token);
        using var second = await limiter.AcquireAsync(1, Token);

        Assert.InRange(Time.GetElapsedTime(since), TimeSpan.FromSeconds(0.7), TimeSpan.FromSeconds(1.3));
    }

    [Theory]
    [InlineData("starts")]
    [InlineData("places")]
    public async Task Clock_that_is_set_back_delays_starts_by_a_window_at_most(string key)
    {
        var limiter = await LimiterAsync(2, places: 2);
        var database = (await _server.ConnectAsync()).GetDatabase();
        // What a server has whose clock was an hour ahead.
        var later = (Time.GetUtcNow().ToUnixTimeMilliseconds() + 3_600_000) * 1000.0;
        await database.SortedSetAddAsync($"semrush:{{{_account}}}:{key}", [new("a/1", later), new("a/2", later + 1)]);
        var since = Time.GetTimestamp();

        using var lease = await limiter.AcquireAsync(1, Token);

        Assert.InRange(Time.GetElapsedTime(since), TimeSpan.Zero, TimeSpan.FromSeconds(1.5));
    }

    [Fact]
    public async Task Operations_and_accounts_have_separate_limits()
    {
        var connection = await _server.ConnectAsync();
        var account = new RedisRateLimiter(connection, Scope(0, places: 1));
        using var held = await account.AcquireAsync(1, Token);

        using var operation = await new RedisRateLimiter(connection, Scope(0, places: 1) with { Operation = "Area.Operation" }).AcquireAsync(1, Token);
        using var other = await new RedisRateLimiter(connection, Scope(0, places: 1) with { Account = $"{_account}-other" }).AcquireAsync(1, Token);

        Assert.True(operation.IsAcquired && other.IsAcquired);
        Assert.False(account.AttemptAcquire().IsAcquired);
    }

    [Theory]
    [InlineData(0, 10, 0, "Margin")]
    [InlineData(1001, 10, 0, "Margin")]
    [InlineData(30, -1, 0, "MaxOutage")]
    [InlineData(30, 10, -1, "RequestsPerSecondWithoutRedis")]
    public async Task Invalid_settings_are_rejected(int margin, int outage, int share, string name)
    {
        var connection = await _server.ConnectAsync();
        var options = new SemrushRedisOptions
        {
            Margin = TimeSpan.FromMilliseconds(margin),
            MaxOutage = TimeSpan.FromSeconds(outage),
            RequestsPerSecondWithoutRedis = share,
        };

        Assert.Equal(name, Assert.ThrowsAny<ArgumentException>(() => new RedisRateLimiter(connection, Scope(1), options)).ParamName);
    }

    [Fact]
    public async Task Single_call_beside_a_bulk_operation_starts_within_two_permits_and_no_secret_is_in_Redis()
    {
        await using var emulator = SemrushEmulator.Start();
        var campaign = emulator.MapRankTracker.AddCampaign(new() { Keywords = [.. Enumerable.Range(0, 40).Select(number => $"keyword {number}")] });
        var redis = await _server.ConnectAsync();
        using var client = emulator.CreateClient(options => options.UseRateLimiter(scope => new RedisRateLimiter(redis, scope)));
        var full = await client.MapRankTracker.GetCampaignAsync(campaign, cancellationToken: Token);
        var bulk = client.MapRankTracker.GetHeatmapsAsync(full, cancellationToken: Token).ToListAsync(Token).AsTask();
        // Until all that have started are there, and the next one waits.
        var before = 0;
        while (emulator.Calls.Count < 15 || emulator.Calls.Count != before)
        {
            before = emulator.Calls.Count;
            await Task.Delay(TimeSpan.FromMilliseconds(60), Time, Token);
        }

        await client.MapRankTracker.GetUserLimitsAsync(cancellationToken: Token);
        var sent = emulator.Calls.Select(call => call.OperationId).ToList();

        Assert.InRange(sent.IndexOf("GetUserLimits") + 1 - before, 1, 2);
        Assert.True((await bulk).Count >= 40);
        var keys = redis.GetServer(_server.Endpoint).Keys().Select(key => key.ToString()).ToList();
        Assert.NotEmpty(keys);
        Assert.DoesNotContain(keys, key => key.Contains(emulator.ApiKey, StringComparison.Ordinal));
    }

    private RateLimitScope Scope(int starts, int places = 10) => new(_account, null, starts, Second, places);

    private async Task<RedisRateLimiter> LimiterAsync(int starts, int places = 10) => new(await _server.ConnectAsync(), Scope(starts, places));

    /// <summary>One server, as a new one permits no start in its first seconds. Each test has another account.</summary>
    public sealed class SharedServer : IAsyncDisposable
    {
        private RedisServer? _server;

        internal async Task<RedisServer> GetAsync()
        {
            if (_server is not null)
                return _server;
            _server = await RedisServer.StartAsync();
            await Task.Delay(TimeSpan.FromSeconds(3.1), Time, Token);
            return _server;
        }

        public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
