using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;

namespace Semrush.Client.Tests.Http;

/// <summary>A server that does not respond to a new connection, as behind a firewall that drops packets.</summary>
public sealed class SwallowedConnectionTests
{
    [Fact]
    public async Task Connecting_ends_in_time_and_the_call_is_retried_as_nothing_was_sent()
    {
        using var full = new FullQueue();
        using var client = Client(full, TimeSpan.FromMilliseconds(300), attempt: TimeSpan.FromMinutes(1), retries: 2);

        var failure = await Assert.ThrowsAsync<SemrushConnectionException>(() => client.MapRankTracker.DeleteCampaignAsync(The.CampaignId, cancellationToken: The.Token));

        Assert.Equal((true, false, 3), (failure.NeverSent, failure.IsTimeout, failure.Attempts));
        Assert.Equal(SocketError.TimedOut, Assert.IsType<SocketException>(failure.InnerException!.InnerException).SocketErrorCode);
    }

    [Fact]
    public async Task A_shorter_attempt_timeout_ends_connecting()
    {
        using var full = new FullQueue();
        using var client = Client(full, Timeout.InfiniteTimeSpan, attempt: TimeSpan.FromMilliseconds(300), retries: 0);

        var failure = await Assert.ThrowsAsync<SemrushConnectionException>(() => client.MapRankTracker.DeleteCampaignAsync(The.CampaignId, cancellationToken: The.Token));

        // Nothing was sent by then.
        Assert.Equal((true, true, true), (failure.NeverSent, failure.IsTimeout, failure.IsRetryable));
    }

    [Fact]
    public async Task The_setting_applies_to_a_client_of_AddSemrush()
    {
        using var full = new FullQueue();
        var services = new ServiceCollection();
        services.AddSemrush(options => Configure(options, full, TimeSpan.FromMilliseconds(300), TimeSpan.FromMinutes(1), retries: 1));
        await using var provider = services.BuildServiceProvider();

        var failure = await Assert.ThrowsAsync<SemrushConnectionException>(
            () => provider.GetRequiredService<SemrushClient>().MapRankTracker.DeleteCampaignAsync(The.CampaignId, cancellationToken: The.Token));

        Assert.Equal((true, 2), (failure.NeverSent, failure.Attempts));
    }

    [Fact]
    public async Task A_request_to_an_unknown_name_was_never_sent()
    {
        using var client = new SemrushClient(new() { ApiKey = The.ApiKey, BaseAddress = new("https://unknown.invalid/"), Retry = { MaxRetries = 0 } });

        var failure = await Assert.ThrowsAsync<SemrushConnectionException>(() => client.MapRankTracker.DeleteCampaignAsync(The.CampaignId, cancellationToken: The.Token));

        Assert.Equal((true, true), (failure.NeverSent, failure.IsRetryable));
    }

    [Fact]
    public void ConnectTimeout_is_10_seconds_by_default() => Assert.Equal(TimeSpan.FromSeconds(10), new SemrushClientOptions().ConnectTimeout);

    private static SemrushClient Client(FullQueue full, TimeSpan connect, TimeSpan attempt, int retries)
    {
        var options = new SemrushClientOptions();
        Configure(options, full, connect, attempt, retries);
        return new(options);
    }

    private static void Configure(SemrushClientOptions options, FullQueue full, TimeSpan connect, TimeSpan attempt, int retries)
    {
        (options.ApiKey, options.BaseAddress) = (The.ApiKey, full.Address);
        (options.ConnectTimeout, options.AttemptTimeout) = (connect, attempt);
        (options.Retry.MaxRetries, options.Retry.Delay, options.RateLimit.Enabled) = (retries, TimeSpan.FromMilliseconds(1), false);
    }
}
