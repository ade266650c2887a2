using Semrush.Client.Authentication;

namespace Semrush.Client.Benchmarks;

/// <summary>The client as it is measured: everything is on except for the rate limiter.</summary>
internal static class Settings
{
    public static SemrushClientOptions WithCachedToken(Uri? server = null)
        => new SemrushClientOptions { RateLimit = { Enabled = false } }.UseAccessTokenProvider(new TokenManager(new TokenSource(TimeSpan.Zero), hosts: server is null ? null : CredentialHosts.Only(server)));
}

/// <summary>A token endpoint of a known latency.</summary>
internal sealed class TokenSource(TimeSpan latency) : ITokenFlow
{
    private int _requests;

    public string Name => "benchmark";

    public int Requests => _requests;

    public Task<TokenSet> SignInAsync(CancellationToken cancellationToken) => RespondAsync(cancellationToken);

    public async Task<TokenSet?> RenewAsync(TokenSet tokens, CancellationToken cancellationToken) => await RespondAsync(cancellationToken).ConfigureAwait(false);

    private async Task<TokenSet> RespondAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _requests);
        if (latency > TimeSpan.Zero)
            await Task.Delay(latency, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        return new(The.AccessToken, TimeProvider.System.GetUtcNow(), TimeSpan.FromDays(1)) { RefreshToken = "a-refresh-token" };
    }
}

/// <summary>The values that every client sends.</summary>
internal static class The
{
    public const string Server = "https://api.semrush.com/apis/v4/map-rank-tracker/v0/";
    public const string AccessToken = "a-token-of-some-forty-characters-as-usual";
    public const string CampaignId = "382238af-b6ae-4002-b6f6-c4c917b2b324";
    public const string KeywordId = "319563ed-b433-4135-82cb-4146253d2311";
    public const string Cid = "7942215073713207343";
    public const string ReportDateText = "2024-07-05T12:39:22.611Z";

    public static readonly Timestamp ReportDate = new(ReportDateText);
}
