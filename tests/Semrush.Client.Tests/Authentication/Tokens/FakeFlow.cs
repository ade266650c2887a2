using System.Net;
using Semrush.Client.Authentication;

namespace Semrush.Client.Tests.Authentication.Tokens;

/// <summary>A server that hands out numbered tokens, unless the test says otherwise.</summary>
internal sealed class FakeFlow(TimeProvider time) : ITokenFlow
{
    private int _number;
    private int _signIns;
    private int _renewals;

    public string Name => "fake";

    public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(5);

    public int SignIns => _signIns;

    public int Renewals => _renewals;

    public int Requests => _signIns + _renewals;

    public Func<CancellationToken, Task<TokenSet>>? OnSignIn { get; set; }

    public Func<TokenSet, CancellationToken, Task<TokenSet?>>? OnRenew { get; set; }

    /// <summary>The exception for a response of a token endpoint that rejects the refresh token.</summary>
    public static SemrushAuthenticationException Refusal(string code = "invalid_grant")
    {
        var stub = StubHandler.Returning(Response.Json($$"""{"error":"{{code}}"}""", 400));
        using var flow = new AuthorizationCodeFlow(new() { ClientId = "client", ClientSecret = Canary.ClientSecret }, new HttpClient(stub));
        return Assert.Throws<SemrushAuthenticationException>(() => flow.RenewAsync(The.Tokens, CancellationToken.None).GetAwaiter().GetResult());
    }

    public static SemrushApiException Outage(TimeSpan? retryAfter = null)
        => new("Down for maintenance.") { Operation = "OAuth.CreateAccessToken", StatusCode = HttpStatusCode.ServiceUnavailable, RetryAfter = retryAfter };

    public static SemrushConnectionException LostAnswer()
        => new("Semrush did not respond to OAuth.CreateAccessToken.", new HttpRequestException("The connection broke.")) { Operation = "OAuth.CreateAccessToken" };

    public TokenSet Next()
    {
        var number = Interlocked.Increment(ref _number);
        return new($"access-{number}", time.GetUtcNow(), Lifetime) { RefreshToken = $"refresh-{number}" };
    }

    public Task<TokenSet> SignInAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _signIns);
        return OnSignIn?.Invoke(cancellationToken) ?? Task.FromResult(Next());
    }

    public Task<TokenSet?> RenewAsync(TokenSet tokens, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _renewals);
        return OnRenew?.Invoke(tokens, cancellationToken) ?? Task.FromResult<TokenSet?>(Next());
    }
}
