namespace Semrush.Client.Tests;

/// <summary>A change of the settings after a client was made has no effect.</summary>
public sealed class SettingsAreTakenOnceTests
{
    [Fact]
    public async Task Retries_limits_and_addresses_are_read_once()
    {
        var stub = StubHandler.Returning(_ => Response.Error(503));
        var options = The.Options;
        using var client = The.Client(stub, options);

        (options.Retry.MaxRetries, options.BaseAddress, options.RateLimit) = (5, new("https://elsewhere.example/"), null!);
        var failure = await Assert.ThrowsAsync<SemrushApiException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.Equal(1, failure.Attempts);
        Assert.StartsWith(The.MapRankTracker, stub.Request.Address, StringComparison.Ordinal);
    }
}
