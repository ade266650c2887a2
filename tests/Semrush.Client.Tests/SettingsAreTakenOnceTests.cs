
namespace Semrush.Client.Tests;

/// <summary>What is changed in the settings after a client was made changes nothing in it.</summary>
public sealed class SettingsAreTakenOnceTests
{
    [Fact]
    public async Task Retries_limits_and_addresses_stay_as_they_were()
    {
        var stub = StubHandler.Answering(_ => Answer.Error(503));
        var options = The.Options;
        using var client = The.Client(stub, options);

        (options.Retry.MaxRetries, options.BaseAddress, options.RateLimit) = (5, new("https://elsewhere.example/"), null!);
        var failure = await Assert.ThrowsAsync<SemrushApiException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.Equal(1, failure.Attempts);
        Assert.StartsWith(The.MapRankTracker, stub.Request.Address, StringComparison.Ordinal);
    }
}
