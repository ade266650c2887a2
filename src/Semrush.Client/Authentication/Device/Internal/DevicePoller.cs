using Semrush.Client.Authentication.Internal;
using Semrush.Client.DeviceAuthorization;

namespace Semrush.Client.Authentication.Device.Internal;

/// <summary>Asks for the tokens until there are some, or can be none any more.</summary>
internal sealed class DevicePoller(DeviceAuthorizationClient server, string? clientId, TimeProvider time)
{
    // What a timer can hold.
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(1);

    public async Task<TokenSet> PollAsync(DeviceGrant grant, CancellationToken cancellationToken)
    {
        var pace = new PollingPace(grant.Interval);
        var request = new DeviceTokenRequest { GrantType = DeviceGrantType.DeviceCode, DeviceCode = grant.DeviceCode, ClientId = clientId };
        // From answer to poll, so that the server sees at least the interval between two polls, however long one was under way.
        var answeredAt = grant.IssuedAt;
        while (true)
        {
            await WaitAsync(grant, answeredAt, pace.Wait, cancellationToken).ConfigureAwait(false);
            if (await PollOnceAsync(request, pace, cancellationToken).ConfigureAwait(false) is { } answer)
                return Read(answer);
            answeredAt = time.GetTimestamp();
        }
    }

    private async Task<TokenAnswer?> PollOnceAsync(DeviceTokenRequest request, PollingPace pace, CancellationToken cancellationToken)
    {
        try
        {
            var answer = new TokenAnswer(await server.CreateDeviceTokenAsync(request, null, cancellationToken).ConfigureAwait(false));
            if (answer.HasAccessToken)
                return answer;
            // JSON, yet neither tokens nor an error: a gateway wrote it.
            pace.BackOff();
        }
        catch (SemrushApiException failure)
        {
            if (!pace.GoesOnAfter(failure))
                throw Refusal.At(SignInStep.DevicePoll, failure);
        }

        return null;
    }

    private TokenSet Read(TokenAnswer answer)
    {
        try
        {
            return answer.Read(time, SemrushLifetime.OfAccessToken);
        }
        catch (SemrushApiException failure)
        {
            // The code is spent: another poll brings no other token.
            throw Refusal.At(SignInStep.DevicePoll, failure);
        }
    }

    // A timer may fire a little early, so the time that has passed decides.
    private async Task WaitAsync(DeviceGrant grant, long since, TimeSpan wait, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (grant.Left <= TimeSpan.Zero)
                throw DeviceErrors.Expired();
            var left = wait - time.GetElapsedTime(since);
            if (left <= TimeSpan.Zero)
                return;
            var delay = Min(Min(left, grant.Left), LongestDelay);
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(delay.TotalMilliseconds)), time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
