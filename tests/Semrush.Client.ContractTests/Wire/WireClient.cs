using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Semrush.Client.ContractTests.Wire;

/// <summary>A client of a server on a bare socket.</summary>
internal sealed class WireClient(SemrushClient client, IAsyncDisposable? services = null) : IAsyncDisposable
{
    public const string ApiKey = "canary-key-2c9e60d4";
    public const string CampaignId = "382238af-b6ae-4002-b6f6-c4c917b2b324";

    // For a busy machine. Where a time limit has to pass, the test advances a clock.
    public static readonly TimeSpan LongEnough = TimeSpan.FromMinutes(1);

    /// <summary>The ways to create a client.</summary>
    public static IReadOnlyList<string> Makers { get; } = ["new", "AddSemrush"];

    public SemrushClient Client => client;

    public MapRankTrackerClient Tracker => client.MapRankTracker;

    public static WireClient Make(string maker, WireServer server, int retries = 3, TimeProvider? time = null, Action<SemrushClientOptions, WireServer>? configure = null)
    {
        if (maker == "new")
        {
            var own = Configure(new(), server, retries, time);
            configure?.Invoke(own, server);
            return new(new SemrushClient(own));
        }

        var services = new ServiceCollection();
        services.AddSemrush(options =>
        {
            Configure(options, server, retries, time);
            configure?.Invoke(options, server);
        });
        var provider = services.BuildServiceProvider();
        return new(provider.GetRequiredService<SemrushClient>(), provider);
    }

    public static SemrushClientOptions Configure(SemrushClientOptions options, WireServer server, int retries, TimeProvider? time = null)
    {
        options.ApiKey = ApiKey;
        options.BaseAddress = server.Address;
        options.AttemptTimeout = LongEnough;
        options.RateLimit.Enabled = false;
        options.Retry.MaxRetries = retries;
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        return time is null ? options : options.UseTimeProvider(time);
    }

    /// <summary>The failure of a call whose next request ends with that outcome. If it is to time out, the clock is advanced once the server has the request.</summary>
    public static async Task<SemrushApiException?> FailureAsync(WireOutcome outcome, WireServer server, FakeTimeProvider time, Func<Task> call)
    {
        var next = server.Arrivals + 1;
        var failure = FailureAsync(call);
        if (outcome is WireOutcome.TimedOut)
        {
            await Task.WhenAny(failure, server.WhenArrivedAsync(next));
            time.Advance(LongEnough);
        }

        return await failure;
    }

    /// <summary>The failure of a call; null if it succeeded. Any other exception fails the test.</summary>
    public static async Task<SemrushApiException?> FailureAsync(Func<Task> call)
    {
        try
        {
            await call();
            return null;
        }
        catch (SemrushApiException exception)
        {
            return exception;
        }
    }

    /// <summary>Fails unless a client can have as many requests under way as its limit allows, and no more: all permits of earlier calls are back.</summary>
    public static async Task AssertAllPermitsAreBackAsync(WireServer server, SemrushClient client, int limit, CancellationToken cancellationToken)
    {
        var (script, held, released) = (server.Script, 0, new TaskCompletionSource());
        using var all = new SemaphoreSlim(0);
        server.Script = _ => async connection =>
        {
            // A request that its caller has cancelled may still arrive.
            if ((await connection.ReadAsync()).Target.EndsWith("/limits", StringComparison.Ordinal))
            {
                Interlocked.Increment(ref held);
                all.Release();
                await released.Task.WaitAsync(connection.Stopping);
            }

            await connection.WriteAsync(WireResponse.Text(200, WireResponse.Json));
        };
        var calls = Enumerable.Range(0, limit + 1).Select(_ => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: cancellationToken)).ToList();

        for (var i = 0; i < limit; i++)
            Assert.True(await all.WaitAsync(LongEnough, cancellationToken), $"Only {held} of {limit} requests are under way.");
        await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellationToken);
        Assert.Equal(limit, held);
        released.SetResult();
        await Task.WhenAll(calls);
        server.Script = script;
    }

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return services?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
