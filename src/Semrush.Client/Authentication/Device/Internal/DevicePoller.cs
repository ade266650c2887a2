using Semrush.Client.Authentication.Internal;
using Semrush.Client.Authentication.Tokens;
using Semrush.Client.DeviceAuthorization;
using Semrush.Client.Http;

namespace Semrush.Client.Authentication.Device.Internal;

/// <summary>Asks for the tokens until there are some, or can be none any more.</summary>
internal sealed class DevicePoller(DeviceAuthorizationClient server, TimeProvider time)
{
    // What a timer can hold.
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(1);

    public async Task<TokenSet> PollAsync(DeviceGrant grant, CancellationToken cancellationToken)
    {
        var pace = new PollingPace(grant.Interval);
        var request = new DeviceTokenRequest { GrantType = DeviceGrantType.DeviceCode, DeviceCode = grant.DeviceCode };
        // From answer to poll, so that the server sees at least the interval between two polls, however long one was under way.
        var answeredAt = grant.IssuedAt;
        while (true)
        {
            await WaitAsync(grant, answeredAt, pace.Wait, cancellationToken).ConfigureAwait(false);
            try
            {
                var response = await server.CreateDeviceTokenAsync(request, cancellationToken).ConfigureAwait(false);
                return new TokenAnswer(response).Read(time, SemrushLifetime.OfAccessToken);
            }
            catch (SemrushApiException failure)
            {
                if (!pace.GoesOnAfter(failure))
                    throw Refusal.From(failure);
            }

            answeredAt = time.GetTimestamp();
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
