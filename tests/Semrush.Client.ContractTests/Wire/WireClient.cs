using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Semrush.Client.ContractTests.Wire;

/// <summary>A client of a server on a bare socket.</summary>
internal sealed class WireClient(SemrushClient client, IAsyncDisposable? services = null) : IAsyncDisposable
{
    public const string ApiKey = "canary-key-2c9e60d4";
    public const string CampaignId = "382238af-b6ae-4002-b6f6-c4c917b2b324";

    // A busy machine may take its time. What is to be late has a clock that is put forward.
    public static readonly TimeSpan LongEnough = TimeSpan.FromMinutes(1);

    /// <summary>The ways of having a client.</summary>
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

    /// <summary>The failure of a call whose next request comes to an end as said. Where the time limit ends it, the clock is put forward once the server has that request.</summary>
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

    /// <summary>The failure of a call; none where it succeeded. Anything but a failure of the family fails the test.</summary>
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

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return services?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
