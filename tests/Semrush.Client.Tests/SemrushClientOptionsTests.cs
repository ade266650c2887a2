using Microsoft.Kiota.Abstractions.Authentication;

namespace Semrush.Client.Tests;

/// <summary>An invalid setting is rejected by its name when the client is made.</summary>
public sealed class SemrushClientOptionsTests
{
    public static TheoryData<string, SemrushClientOptions> Faults => new()
    {
        { "No credential: set ApiKey or AccessToken", new() },
        { "No credential: set ApiKey or AccessToken", new() { ApiKey = "", AccessToken = "" } },
        { "More than one credential", new() { ApiKey = The.ApiKey, AccessToken = The.AccessToken } },
        { "More than one credential", The.Options.UseAuthenticationProvider(new AnonymousAuthenticationProvider()) },
        { "BaseAddress must be an absolute", With(new("/relative", UriKind.Relative)) },
        { "BaseAddress must have neither user info", With(new("https://me:word@gateway.example/")) },
        { "BaseAddress must have neither user info nor query", With(new("https://gateway.example/?canary=1")) },
        { "BaseAddress must have neither user info nor query nor fragment", With(new("https://gateway.example/#canary")) },
        { "BaseAddress must be https", With(new("http://gateway.example/")) },
        { "BaseAddress must be https", With(new("ftp://gateway.example/")) },
        { "AttemptTimeout must be", new() { ApiKey = The.ApiKey, AttemptTimeout = TimeSpan.Zero } },
        { "AttemptTimeout must be", new() { ApiKey = The.ApiKey, AttemptTimeout = TimeSpan.FromSeconds(-1) } },
        { "AttemptTimeout must be", new() { ApiKey = The.ApiKey, AttemptTimeout = TimeSpan.FromDays(60) } },
        { "TotalTimeout must be", new() { ApiKey = The.ApiKey, TotalTimeout = TimeSpan.Zero } },
        { "TotalTimeout must be", new() { ApiKey = The.ApiKey, TotalTimeout = TimeSpan.FromSeconds(-1) } },
        { "TotalTimeout must be", new() { ApiKey = The.ApiKey, TotalTimeout = TimeSpan.FromDays(60) } },
        { "ConnectTimeout must be", new() { ApiKey = The.ApiKey, ConnectTimeout = TimeSpan.Zero } },
        { "ConnectTimeout must be", new() { ApiKey = The.ApiKey, ConnectTimeout = TimeSpan.FromDays(60) } },
        { "set Retry.MaxRetries to 0", new() { ApiKey = The.ApiKey, Retry = null! } },
        { "Retry.MaxRetries must be", new() { ApiKey = The.ApiKey, Retry = { MaxRetries = -1 } } },
        { "Retry.Delay must be", new() { ApiKey = The.ApiKey, Retry = { Delay = TimeSpan.FromTicks(-1) } } },
        { "Retry.Delay must be", new() { ApiKey = The.ApiKey, Retry = { Delay = TimeSpan.FromDays(25) } } },
        { "Retry.MaxDelay must be", new() { ApiKey = The.ApiKey, Retry = { MaxDelay = TimeSpan.FromTicks(-1) } } },
        { "Retry.MaxDelay must be", new() { ApiKey = The.ApiKey, Retry = { MaxDelay = TimeSpan.FromDays(25) } } },
        { "Retry.MaxRetryAfter must be", new() { ApiKey = The.ApiKey, Retry = { MaxRetryAfter = Timeout.InfiniteTimeSpan } } },
        { "Retry.MaxRetryAfter must be", new() { ApiKey = The.ApiKey, Retry = { MaxRetryAfter = TimeSpan.FromDays(25) } } },
        { "set RateLimit.Enabled to false", new() { ApiKey = The.ApiKey, RateLimit = null! } },
        { "RateLimit.RequestsPerSecond must be", new() { ApiKey = The.ApiKey, RateLimit = { RequestsPerSecond = 0 } } },
        { "RateLimit.MaxWait must be", new() { ApiKey = The.ApiKey, RateLimit = { MaxWait = TimeSpan.Zero } } },
        { "RateLimit.MaxWait must be", new() { ApiKey = The.ApiKey, RateLimit = { MaxWait = TimeSpan.FromDays(25) } } },
        { "RateLimit.ConcurrentRequests must be", new() { ApiKey = The.ApiKey, RateLimit = { ConcurrentRequests = 0 } } },
    };

    public static TheoryData<SemrushClientOptions> Limits =>
    [
        new SemrushClientOptions { Retry = { MaxRetries = 0, Delay = TimeSpan.Zero, MaxDelay = TimeSpan.Zero, MaxRetryAfter = TimeSpan.Zero } },
        new SemrushClientOptions { Retry = { Delay = TimeSpan.FromDays(24), MaxDelay = TimeSpan.FromDays(24), MaxRetryAfter = TimeSpan.FromDays(24) } },
        new SemrushClientOptions { AttemptTimeout = TimeSpan.FromTicks(1), TotalTimeout = TimeSpan.FromTicks(1) },
        new SemrushClientOptions { AttemptTimeout = TimeSpan.FromDays(24), TotalTimeout = TimeSpan.FromDays(24) },
        new SemrushClientOptions { RateLimit = { RequestsPerSecond = 1, ConcurrentRequests = 1 } },
    ];

    [Theory]
    [MemberData(nameof(Limits))]
    public void A_setting_at_its_limit_is_accepted(SemrushClientOptions options)
    {
        options.ApiKey = The.ApiKey;

        new SemrushClient(options).Dispose();
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_named(string fault, SemrushClientOptions options)
    {
        using var http = new HttpClient(StubHandler.Returning());

        Assert.All((Func<SemrushClient>[])[() => new(options), () => new(options, http)], make =>
        {
            var rejection = Assert.Throws<ArgumentException>(nameof(options), make);
            Assert.Contains(fault, rejection.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("canary", rejection.Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_key_that_is_no_header_value_is_rejected()
        => Assert.Throws<ArgumentException>(() => new SemrushClient(new() { ApiKey = "two words" }));

    [Theory]
    [InlineData(The.ApiKey, "", $"Apikey {The.ApiKey}")]
    [InlineData("", The.AccessToken, $"Bearer {The.AccessToken}")]
    public async Task An_empty_text_is_no_credential(string key, string token, string header)
    {
        var stub = StubHandler.Returning(Response.Payload("map-rank-tracker.get-user-limits"));
        using var client = The.Client(stub, new() { ApiKey = key, AccessToken = token });

        await client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);

        Assert.Equal([header], stub.Request.Header("Authorization"));
    }

    [Fact]
    public void Settings_are_required()
    {
        using var http = new HttpClient(StubHandler.Returning());

        Assert.Throws<ArgumentNullException>("options", () => new SemrushClient(null!));
        Assert.Throws<ArgumentNullException>("options", () => new SemrushClient(null!, http));
        Assert.Throws<ArgumentNullException>("httpClient", () => new SemrushClient(The.Options, null!));
        Assert.Throws<ArgumentNullException>("provider", () => The.Options.UseAuthenticationProvider(null!));
        Assert.Throws<ArgumentNullException>("timeProvider", () => The.Options.UseTimeProvider(null!));
    }

    [Fact]
    public void Timeouts_may_be_infinite() => new SemrushClient(new()
    {
        ApiKey = The.ApiKey,
        AttemptTimeout = Timeout.InfiniteTimeSpan,
        TotalTimeout = Timeout.InfiniteTimeSpan,
        ConnectTimeout = Timeout.InfiniteTimeSpan,
        RateLimit = { MaxWait = Timeout.InfiniteTimeSpan },
    }).Dispose();

    private static SemrushClientOptions With(Uri baseAddress) => new() { ApiKey = The.ApiKey, BaseAddress = baseAddress };

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
