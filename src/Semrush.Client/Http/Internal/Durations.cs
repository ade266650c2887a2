namespace Semrush.Client.Http.Internal;

/// <summary>What is said of two lengths of time, and what timers make of one.</summary>
internal static class Durations
{
    public static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    /// <summary>The shorter one, where either may be infinite, which is written as minus one millisecond.</summary>
    public static TimeSpan ShorterLimit(TimeSpan one, TimeSpan other)
        => one == Timeout.InfiniteTimeSpan || (other != Timeout.InfiniteTimeSpan && other < one) ? other : one;

    /// <summary>Rounded up to what a timer counts: rounded down, it would be early.</summary>
    public static TimeSpan ForTimer(TimeSpan time) => TimeSpan.FromMilliseconds(Math.Ceiling(time.TotalMilliseconds));
}
