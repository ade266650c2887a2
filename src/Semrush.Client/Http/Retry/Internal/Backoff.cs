namespace Semrush.Client.Http.Retry.Internal;

/// <summary>How long to wait before the next attempt.</summary>
internal static class Backoff
{
    /// <summary>The wait after a failure.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="retry">How many repetitions there were before this one.</param>
    /// <param name="asked">The wait that the server asks for.</param>
    /// <returns>None where the server asks for more than it may.</returns>
    public static TimeSpan? After(RetrySettings settings, int retry, TimeSpan? asked)
    {
        if (asked > settings.MaxRetryAfter)
            return null;
        var own = Own(settings, retry);
        return asked > own ? asked : own;
    }

    private static TimeSpan Own(RetrySettings settings, int retry)
    {
        // As a double it cannot overflow, however many repetitions somebody asks for.
        var ticks = Math.Min(settings.Delay.Ticks * Math.Pow(2, retry), settings.MaxDelay.Ticks);
        return TimeSpan.FromTicks((long)(ticks * (1 - (Random.Shared.NextDouble() / 2))));
    }
}
