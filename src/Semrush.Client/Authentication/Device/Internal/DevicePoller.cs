using System.Net;
using Semrush.Client.Authentication.Internal;
using Semrush.Client.DeviceAuthorization;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.Authentication.Device.Internal;

/// <summary>Polls until the tokens are there, the sign-in is rejected, or the code has expired (RFC 8628, section 3.5).</summary>
internal sealed class DevicePoller(
    DeviceAuthorizationClient server, string? clientId, DeviceCodeResponse code, bool mayBeHttp, TimeProvider time)
{
    public const string CodeOperation = "DeviceAuthorization.CreateDeviceCode";
    private const string Operation = "DeviceAuthorization.CreateDeviceToken";

    private static readonly TimeSpan SlowDownStep = TimeSpan.FromSeconds(5);

    // Also what a timer can hold.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly long _issuedAt = time.GetTimestamp();
    private readonly TimeSpan _lifetime = LifetimeOf(code);
    private readonly DeviceTokenRequest _request = new()
    {
        GrantType = DeviceGrantType.DeviceCode,
        DeviceCode = code.DeviceCode is { Length: > 0 } secret ? secret : throw new SemrushApiException(
            $"The response of {CodeOperation} has no device code.", new ErrorFacts(CodeOperation) { Status = HttpStatusCode.OK }),
        ClientId = clientId,
    };

    private TimeSpan _interval = IntervalOf(code);
    private TimeSpan _wait = IntervalOf(code);

    public DevicePrompt Prompt { get; } = new(FindPage(code, mayBeHttp), code.UserCode ?? "", time.GetUtcNow() + LifetimeOf(code));

    public async Task<TokenSet> PollAsync(CancellationToken cancellationToken)
    {
        // From response to poll, so that the server sees at least the interval between two polls, however long one takes.
        var since = _issuedAt;
        while (true)
        {
            await WaitAsync(since, cancellationToken).ConfigureAwait(false);
            if (await PollOnceAsync(cancellationToken).ConfigureAwait(false) is { } tokens)
                return tokens;
            since = time.GetTimestamp();
        }
    }

    // Where the response has none: the documented lifetime, and the interval of RFC 8628.
    private static TimeSpan LifetimeOf(DeviceCodeResponse code) => Seconds.ToLifetime(code.ExpiresIn) ?? TimeSpan.FromSeconds(300);

    private static TimeSpan IntervalOf(DeviceCodeResponse code) => Seconds.ToTime(code.Interval) ?? TimeSpan.FromSeconds(5);

    private static Uri FindPage(DeviceCodeResponse response, bool mayBeHttp)
    {
        Uri? page = null;
        foreach (var text in (string?[])[response.VerificationUriComplete, response.VerificationUri])
            if (Uri.TryCreate(text, UriKind.Absolute, out page) && SettingsCheck.IsSafePage(page, mayBeHttp))
                return page;
        // Scheme and host only: the query has the code.
        var named = page is null ? "no page" : $"a page at {page.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)}";
        throw new SemrushAuthenticationException(
            $"The server named {named} to sign in on, which was not shown: it has to be https, or http on this machine like BaseAddress.",
            "Check BaseAddress.",
            new(CodeOperation));
    }

    private async Task<TokenSet?> PollOnceAsync(CancellationToken cancellationToken)
    {
        AccessTokenResponse response;
        try
        {
            var tokens = await server.CreateDeviceTokenAsync(_request, null, cancellationToken).ConfigureAwait(false);
            response = new(Operation, tokens.AccessToken, tokens.TokenType, tokens.ExpiresIn, tokens.RefreshToken);
        }
        catch (SemrushApiException failure)
        {
            return ShouldContinue(failure) ? null : throw SignInStep.DevicePoll.Rejected(failure);
        }

        try
        {
            if (response.HasAccessToken)
                return response.Read(time);
        }
        catch (SemrushApiException failure)
        {
            // The code is spent: another poll returns no other token.
            throw SignInStep.DevicePoll.Rejected(failure);
        }

        // JSON with neither tokens nor an error is the response of a gateway.
        BackOff();
        return null;
    }

    // Adapts the wait. A failure that is not a response of the token endpoint itself counts like a timeout.
    private bool ShouldContinue(SemrushApiException failure)
    {
        switch (failure.ErrorCode)
        {
            case "authorization_pending":
                _wait = _interval;
                break;
            case "slow_down":
                // For this and all further polls.
                _wait = _interval = Longer(_interval + SlowDownStep, Seconds.ToTime(failure.Facts.Interval));
                break;
            case var _ when IsFinal(failure):
                return false;
            default:
                BackOff();
                break;
        }

        _wait = Longer(_wait, failure.RetryAfter);
        return true;
    }

    // RFC 6749 (section 5.2) has OAuth errors with status 400. With another status, only a registered code counts: gateways write words
    // such as "unauthorized".
    private static bool IsFinal(SemrushApiException failure)
        => failure is SemrushAuthenticationException { Facts.IsOAuth: true, ErrorCode: not ("server_error" or "temporarily_unavailable") }
            && (failure.StatusCode == HttpStatusCode.BadRequest || ErrorShape.IsRegisteredCode(failure.ErrorCode));

    private static TimeSpan Longer(TimeSpan one, TimeSpan? other) => other > one ? other.Value : one;

    // Until the server responds again, which returns the wait to its interval.
    private void BackOff() => _wait = _wait < LongestWait ? _wait * 2 : _wait;

    // By elapsed time, so that a change of the clock does not change the lifetime of the code, and as a timer may fire early.
    private async Task WaitAsync(long since, CancellationToken cancellationToken)
    {
        while (true)
        {
            var lasts = _lifetime - time.GetElapsedTime(_issuedAt);
            if (lasts <= TimeSpan.Zero)
                throw new SemrushAuthenticationException(
                    "The device code expired before a person approved.",
                    "Start again: the person gets a new code.",
                    new(Operation) { Code = "expired_token" });
            var left = _wait - time.GetElapsedTime(since);
            if (left <= TimeSpan.Zero)
                return;
            var delay = TimeSpan.FromTicks(Math.Min(Math.Min(left.Ticks, lasts.Ticks), LongestWait.Ticks));
            var timer = TimeSpan.FromMilliseconds(Math.Ceiling(delay.TotalMilliseconds));
            await Task.Delay(timer, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
