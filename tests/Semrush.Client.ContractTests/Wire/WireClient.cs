using Microsoft.Extensions.DependencyInjection;
using Semrush.Client.Http;
using Semrush.Client.MapRankTracker;

namespace Semrush.Client.ContractTests.Wire;

/// <summary>A client of a server on a bare socket.</summary>
internal sealed class WireClient(SemrushClient client, IAsyncDisposable? services = null) : IAsyncDisposable
{
    public const string ApiKey = "canary-key-2c9e60d4";
    public const string CampaignId = "382238af-b6ae-4002-b6f6-c4c917b2b324";

    // A busy machine may take its time, but for what is to be late.
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan TooShort = TimeSpan.FromMilliseconds(500);

    /// <summary>The ways of having a client.</summary>
    public static IReadOnlyList<string> Makers { get; } = ["new", "AddSemrush"];

    public SemrushClient Client => client;

    public MapRankTrackerClient Tracker => client.MapRankTracker;

    /// <summary>The time limit of an attempt that is to end so.</summary>
    public static TimeSpan LimitOf(WireOutcome outcome) => outcome is WireOutcome.TimedOut ? TooShort : LongEnough;

    public static WireClient Make(string maker, WireServer server, int retries = 3, TimeSpan? limit = null, Action<SemrushClientOptions, WireServer>? configure = null)
    {
        if (maker == "new")
        {
            var own = Configure(new(), server, retries, limit);
            configure?.Invoke(own, server);
            return new(new SemrushClient(own));
        }

        var services = new ServiceCollection();
        services.AddSemrush(options =>
        {
            Configure(options, server, retries, limit);
            configure?.Invoke(options, server);
        });
        var provider = services.BuildServiceProvider();
        return new(provider.GetRequiredService<SemrushClient>(), provider);
    }

    public static SemrushClientOptions Configure(SemrushClientOptions options, WireServer server, int retries, TimeSpan? limit = null)
    {
        options.ApiKey = ApiKey;
        options.BaseAddress = server.Address;
        options.AllowLoopbackHttp = true;
        options.AttemptTimeout = limit ?? LongEnough;
        options.RateLimit.Enabled = false;
        options.Retry.MaxRetries = retries;
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        return options;
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
