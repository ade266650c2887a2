using Semrush.Client.Authentication;

namespace Semrush.Client.Tests;

/// <summary>Values that the tests share, so that each test has only those that matter to it.</summary>
internal static class The
{
    public const string ApiKey = "canary-key-5b1f0c77";
    public const string AccessToken = "canary-token-93d2e6a1";
    public const string RefreshToken = "canary-refresh-c41f8d0e";
    public const string CampaignId = "382238af-b6ae-4002-b6f6-c4c917b2b324";
    public const string KeywordId = "319563ed-b433-4135-82cb-4146253d2311";
    public const string Cid = "7942215073713207343";
    public const string MapRankTracker = "https://api.semrush.com/apis/v4/map-rank-tracker/v0/";

    public static readonly Timestamp ReportDate = new("2024-06-13T14:20:10.660Z");

    public static readonly DateTimeOffset Noon = new(2026, 6, 15, 12, 0, 0, TimeSpan.Zero);

    public static readonly TokenSet Tokens = new(AccessToken, Noon, TimeSpan.FromDays(7)) { RefreshToken = RefreshToken };

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>One attempt for each call, at once: a test that is about retries or limits turns them on.</summary>
    public static SemrushClientOptions Options => new() { ApiKey = ApiKey, Retry = { MaxRetries = 0 }, RateLimit = { Enabled = false } };

    /// <summary>One attempt for each call, within the limits.</summary>
    public static SemrushClientOptions Limited => new() { ApiKey = ApiKey, Retry = { MaxRetries = 0 } };

    public static SemrushClient Client(StubHandler stub, SemrushClientOptions? options = null) => new(options ?? Options, new HttpClient(stub));

    /// <summary>The failure of a GET with this response.</summary>
    public static async Task<SemrushApiException> FailureFrom(HttpResponseMessage response, SemrushClientOptions? options = null)
    {
        using var client = Client(StubHandler.Returning(response), options);
        return await Assert.ThrowsAnyAsync<SemrushApiException>(() => client.MapRankTracker.GetCampaignAsync(CampaignId, cancellationToken: Token));
    }
}
