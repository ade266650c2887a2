namespace Semrush.Client.Http.Limits.Internal;

/// <summary>The time in which no attempt of an account starts, after a response with 429.</summary>
internal sealed class Pause(TimeProvider time)
{
    private readonly Lock _lock = new();
    private (long Since, TimeSpan Length) _pause;

    public void Begin(TimeSpan length)
    {
        lock (_lock)
            if (length > Left())
                _pause = (time.GetTimestamp(), length);
    }

    public async ValueTask WaitForEndAsync(CancellationToken cancellationToken)
    {
        while (Left() is var left && left > TimeSpan.Zero)
            await Task.Delay(left, time, cancellationToken).ConfigureAwait(false);
    }

    // Rounded up to whole milliseconds, the unit of timers.
    private TimeSpan Left()
    {
        lock (_lock)
            return _pause.Length == TimeSpan.Zero
                ? TimeSpan.Zero
                : TimeSpan.FromMilliseconds(Math.Ceiling((_pause.Length - time.GetElapsedTime(_pause.Since)).TotalMilliseconds));
    }
}
