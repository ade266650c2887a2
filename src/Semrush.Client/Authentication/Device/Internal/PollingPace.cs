using Semrush.Client.Authentication.Internal;

namespace Semrush.Client.Authentication.Device.Internal;

/// <summary>How long to wait before the next poll (RFC 8628, section 3.5).</summary>
internal sealed class PollingPace(TimeSpan interval)
{
    private static readonly TimeSpan SlowDownStep = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private TimeSpan _interval = interval;

    public TimeSpan Wait { get; private set; } = interval;

    /// <summary>Adapts to a failure. What the token endpoint itself did not write counts like a timeout.</summary>
    /// <returns>Whether there is any use in another poll.</returns>
    public bool GoesOnAfter(SemrushApiException failure)
    {
        switch (failure.ErrorCode)
        {
            case "authorization_pending":
                Wait = _interval;
                break;
            case "slow_down":
                // For this and all further polls.
                Wait = _interval = Longer(_interval + SlowDownStep, Seconds.ToTime(failure.Facts.Interval));
                break;
            case var _ when Refusal.IsFinal(failure):
                return false;
            default:
                BackOff();
                break;
        }

        Wait = Longer(Wait, failure.RetryAfter);
        return true;
    }

    /// <summary>Doubles the wait. It returns to the interval that the server asked for when the server responds again.</summary>
    public void BackOff() => Wait = Wait < Longest ? Wait * 2 : Wait;

    private static TimeSpan Longer(TimeSpan one, TimeSpan? other) => other > one ? other.Value : one;
}
