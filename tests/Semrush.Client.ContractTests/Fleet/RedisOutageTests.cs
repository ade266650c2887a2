using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Fleet;

/// <summary>While Redis is not available, calls wait and fail in time, or use the limit of their process.</summary>
public sealed class RedisOutageTests : IAsyncLifetime
{
    private readonly SemrushEmulator _emulator = SemrushEmulator.Start();
    private readonly RecordingLogger _log = new();
    private RedisServer _server = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static TimeProvider Time => TimeProvider.System;

    private IEnumerable<(LogLevel Level, string Text)> Logged => _log.Messages.Where(log => log.Text.StartsWith("Redis", StringComparison.Ordinal));

    public async ValueTask InitializeAsync() => _server = await RedisServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _emulator.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    [Fact]
    public async Task Calls_wait_for_Redis_then_fail_at_once_and_succeed_when_it_is_back()
    {
        await using var services = await ServicesAsync(options => options.MaxOutage = TimeSpan.FromSeconds(2));
        var client = services.GetRequiredService<SemrushClient>();
        await CallAsync(client);
        await _server.StopAsync();
        var since = Time.GetTimestamp();

        var failures = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Assert.ThrowsAsync<SemrushConnectionException>(() => CallAsync(client))));

        Assert.InRange(Time.GetElapsedTime(since), TimeSpan.FromSeconds(1.9), TimeSpan.FromSeconds(6));
        Assert.All(failures, failure => Assert.True(failure.NeverSent));
        Assert.Contains("Redis, which has the rate limit, has not been available for 2 s", failures[0].Message, StringComparison.Ordinal);
        Assert.Single(_emulator.Calls);
        await _server.StartAgainAsync();
        await RetryAsync(() => CallAsync(client));
        Assert.Equal([LogLevel.Warning, LogLevel.Information], Logged.Select(log => log.Level));
    }

    [Fact]
    public async Task Call_that_waits_for_Redis_can_be_cancelled_at_once()
    {
        await using var services = await ServicesAsync(_ => { });
        var client = services.GetRequiredService<SemrushClient>();
        await _server.StopAsync();
        using var caller = new CancellationTokenSource(TimeSpan.FromMilliseconds(500), Time);
        var since = Time.GetTimestamp();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: caller.Token));

        Assert.InRange(Time.GetElapsedTime(since), TimeSpan.FromSeconds(0.4), TimeSpan.FromSeconds(1.5));
    }

    [Fact]
    public async Task Process_keeps_to_its_own_limit_while_Redis_is_not_available()
    {
        await using var services = await ServicesAsync(options => options.RequestsPerSecondWithoutRedis = 2);
        var client = services.GetRequiredService<SemrushClient>();
        await CallAsync(client);
        var stopped = Time.GetTimestamp();
        await _server.StopAsync();
        await CallAsync(client);
        var since = Time.GetTimestamp();
        // The starts in Redis still count when the outage begins.
        Assert.True(Time.GetElapsedTime(stopped, since) > TimeSpan.FromSeconds(1));

        await Task.WhenAll(Enumerable.Range(0, 7).Select(_ => CallAsync(client)));

        // Eight calls with two in a second: the last two start after three windows.
        Assert.InRange(Time.GetElapsedTime(since), TimeSpan.FromSeconds(2.9), TimeSpan.FromSeconds(5));
        Assert.Contains("use the limit of this process", Assert.Single(Logged).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_that_waits_for_a_place_of_its_process_goes_on_when_Redis_is_back()
    {
        var connection = await _server.ConnectAsync();
        var limiter = new RedisRateLimiter(connection, new("account", null, 0, TimeSpan.FromSeconds(1), 0), new() { RequestsPerSecondWithoutRedis = 1 });
        await _server.StopAsync();
        using var held = await limiter.AcquireAsync(1, Token);
        var waiting = limiter.AcquireAsync(1, Token).AsTask();
        await Task.Delay(TimeSpan.FromMilliseconds(500), Time, Token);
        Assert.False(waiting.IsCompleted);

        await _server.StartAgainAsync();

        (await waiting.WaitAsync(TimeSpan.FromSeconds(20), Time, Token)).Dispose();
    }

    [Fact]
    public async Task Server_that_was_restarted_permits_no_start_within_the_window_before()
    {
        var connection = await _server.ConnectAsync();
        var limiter = new RedisRateLimiter(connection, new("account", null, 5, TimeSpan.FromSeconds(3), 0));
        for (var i = 0; i < 5; i++)
            (await limiter.AcquireAsync(1, Token)).Dispose();
        var since = Time.GetTimestamp();
        await _server.StopAsync();
        await _server.StartAgainAsync();

        using var lease = await limiter.AcquireAsync(1, Token);

        Assert.True(lease.IsAcquired);
        Assert.InRange(Time.GetElapsedTime(since), TimeSpan.FromSeconds(2.9), TimeSpan.FromSeconds(8));
    }

    private static Task<MapRankTracker.UserLimits> CallAsync(SemrushClient client) => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: Token);

    private static async Task RetryAsync(Func<Task> action)
    {
        while (true)
            try
            {
                await action();
                return;
            }
            catch (SemrushConnectionException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), Time, Token);
            }
    }

    private async Task<ServiceProvider> ServicesAsync(Action<SemrushRedisOptions> configure)
    {
        var redis = await _server.ConnectAsync();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(_log));
        services.AddSemrush(_emulator.Configure).UseRedis(redis, configure);
        return services.BuildServiceProvider();
    }
}
