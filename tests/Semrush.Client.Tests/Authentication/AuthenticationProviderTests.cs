using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;

namespace Semrush.Client.Tests.Authentication;

/// <summary>Any provider of Kiota's serves a client; what it cannot authenticate is not sent.</summary>
public sealed class AuthenticationProviderTests
{
    private readonly StubHandler _stub = StubHandler.Returning(_ => Response.Payload("map-rank-tracker.get-user-limits"));

    [Fact]
    public async Task A_token_is_sent_as_bearer()
    {
        using var client = The.Client(_stub, new() { AccessToken = The.AccessToken });

        await client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);

        Assert.Equal([$"Bearer {The.AccessToken}"], _stub.Request.Header("Authorization"));
    }

    [Fact]
    public async Task A_bearer_provider_is_asked_for_each_request()
    {
        var tokens = new Tokens("first", "second");
        using var client = ClientWith(new BaseBearerTokenAuthenticationProvider(tokens));

        await client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);
        await client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);

        Assert.Equal(["Bearer first", "Bearer second"], _stub.Requests.SelectMany(request => request.Header("Authorization")));
        Assert.Equal(The.MapRankTracker + "limits", tokens.LastAddress?.AbsoluteUri);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public async Task A_provider_without_a_token_stops_the_request(string? token)
    {
        using var client = ClientWith(new BaseBearerTokenAuthenticationProvider(new Tokens(token!)));

        var failure = await Assert.ThrowsAsync<SemrushAuthenticationException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.Empty(_stub.Requests);
        Assert.Equal("No credential is available for https://api.semrush.com, so the request was not sent. Check the authentication provider that the client was given.", failure.Message);
    }

    [Fact]
    public async Task A_provider_may_write_any_headers()
    {
        using var client = ClientWith(new Provider(request => request.Headers.Add("X-Gateway-Key", "abc")));

        await client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);

        Assert.Equal(["abc"], _stub.Request.Header("X-Gateway-Key"));
    }

    [Theory]
    [InlineData(ApiKeyAuthenticationProvider.KeyLocation.Header)]
    [InlineData(ApiKeyAuthenticationProvider.KeyLocation.QueryParameter)]
    public async Task Kiotas_own_provider_of_a_key_works_with_header_and_query(ApiKeyAuthenticationProvider.KeyLocation location)
    {
        using var client = ClientWith(new ApiKeyAuthenticationProvider("abc", "x-key", location, "api.semrush.com"));

        await client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);

        Assert.Contains("abc", _stub.Request.Headers + _stub.Request.Query, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ApiKeyAuthenticationProvider.KeyLocation.Header)]
    [InlineData(ApiKeyAuthenticationProvider.KeyLocation.QueryParameter)]
    public async Task A_credential_of_a_provider_is_redacted_in_a_response(ApiKeyAuthenticationProvider.KeyLocation location)
    {
        const string Key = "canary/key 7c";
        var stub = StubHandler.Returning(_ => Response.Json($$$"""{"error":{"code":403,"message":"{{{Key}}} (canary%2Fkey%207c) may not see {{{The.Cid}}}"}}""", 403).WithHeader("X-Echo", Key));
        using var client = The.Client(stub, new SemrushClientOptions { RateLimit = { Enabled = false } }
            .UseAuthenticationProvider(new ApiKeyAuthenticationProvider(Key, "x-key", location, "api.semrush.com")));

        var failure = await Assert.ThrowsAsync<SemrushApiException>(
            () => client.MapRankTracker.GetHeatmapAsync(The.CampaignId, The.KeywordId, The.ReportDate, new() { Cid = The.Cid }, The.Token));

        Assert.Contains("***", failure.Message, StringComparison.Ordinal);
        Assert.Contains(The.Cid, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", failure + failure.RawBody + string.Concat(failure.ResponseHeaders.SelectMany(header => header.Value)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_that_writes_nothing_stops_the_request()
    {
        using var client = ClientWith(new Provider(_ => { }));

        await Assert.ThrowsAsync<SemrushAuthenticationException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));
        Assert.Empty(_stub.Requests);
    }

    [Fact]
    public async Task An_anonymous_provider_sends_no_credential()
    {
        using var client = ClientWith(new AnonymousAuthenticationProvider());

        await client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token);

        Assert.Empty(_stub.Request.Header("Authorization"));
    }

    [Fact]
    public async Task A_Kiota_client_of_your_own_gets_the_credential_and_the_connections()
    {
        using var client = The.Client(_stub);
        var adapter = client.CreateRequestAdapter();
        var request = new RequestInformation { HttpMethod = Method.GET, URI = new("https://api.semrush.com/apis/v4/other") };

        await adapter.SendNoContentAsync(request, cancellationToken: The.Token);

        Assert.Equal("https://api.semrush.com/apis/v4/other", _stub.Request.Address);
        Assert.Equal([$"Apikey {The.ApiKey}"], _stub.Request.Header("Authorization"));
    }

    private SemrushClient ClientWith(IAuthenticationProvider provider) => The.Client(_stub, new SemrushClientOptions().UseAuthenticationProvider(provider));

    private sealed class Provider(Action<RequestInformation> write) : IAuthenticationProvider
    {
        public Task AuthenticateRequestAsync(RequestInformation request, Dictionary<string, object>? additionalAuthenticationContext = null, CancellationToken cancellationToken = default)
        {
            write(request);
            return Task.CompletedTask;
        }
    }

    private sealed class Tokens(params string[] tokens) : IAccessTokenProvider
    {
        private readonly Queue<string> _left = new(tokens);

        public Uri? LastAddress { get; private set; }

        public AllowedHostsValidator AllowedHostsValidator { get; } = new(["api.semrush.com"]);

        public Task<string> GetAuthorizationTokenAsync(Uri uri, Dictionary<string, object>? additionalAuthenticationContext = null, CancellationToken cancellationToken = default)
        {
            LastAddress = uri;
            return Task.FromResult(_left.Dequeue());
        }
    }
}
