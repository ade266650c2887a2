using System.Net;
using Semrush.Client.Authentication;
using Semrush.Client.Http.Retry.Internal;

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

    public static SemrushAuthenticationException Refusal(string code = "invalid_grant")
        => new("The refresh token was refused.", "Sign in again.", new("OAuth.CreateAccessToken") { Status = HttpStatusCode.BadRequest, Code = code, IsOAuth = true });

    public static SemrushApiException Outage(TimeSpan? retryAfter = null)
        => new("Down for maintenance.", new("OAuth.CreateAccessToken") { Status = HttpStatusCode.ServiceUnavailable, RetryAfter = retryAfter });

    public static SemrushConnectionException LostAnswer()
        => SemrushConnectionException.NoResponse(new("OAuth.CreateAccessToken", HttpMethod.Post, RetryClass.Never), new HttpRequestException("The connection broke."));

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
