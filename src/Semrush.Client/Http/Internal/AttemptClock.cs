using System.Collections.Concurrent;

namespace Semrush.Client.Http.Internal;

/// <summary>Ends an attempt that takes too long.</summary>
/// <remarks>Nearly every attempt ends in time: its source is used again, which spares the next one a timer.</remarks>
internal sealed class AttemptClock(TimeProvider time)
{
    // As many as attempts are usually under way at once.
    private const int Kept = 16;

    private readonly ConcurrentQueue<CancellationTokenSource> _unused = new();

    public long Now => time.GetTimestamp();

    public TimeSpan Since(long moment) => time.GetElapsedTime(moment);

    public Limit Start(TimeSpan limit, CancellationToken cancellationToken, CancellationToken connectionsClosed = default)
    {
        var source = Take(limit);
        return new(this, source, Forward(source, cancellationToken), Forward(source, connectionsClosed));
    }

    private static CancellationTokenRegistration Forward(CancellationTokenSource source, CancellationToken cancellationToken)
        => cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), source);

    private CancellationTokenSource Take(TimeSpan limit)
    {
        // A source keeps to the clock that it was made with.
        if (time != TimeProvider.System || !_unused.TryDequeue(out var source))
            return new(limit, time);
        source.CancelAfter(limit);
        return source;
    }

    private void GiveBack(CancellationTokenSource source)
    {
        if (time == TimeProvider.System && _unused.Count < Kept && source.TryReset())
            _unused.Enqueue(source);
        else
            source.Dispose();
    }

    /// <summary>The limit of one attempt.</summary>
    internal readonly struct Limit(AttemptClock clock, CancellationTokenSource source, CancellationTokenRegistration caller, CancellationTokenRegistration closed) : IDisposable
    {
        public CancellationToken Token => source.Token;

        public void Dispose()
        {
            // Waits for a cancellation that is under way, so that it does not hit the next attempt.
            caller.Dispose();
            closed.Dispose();
            clock.GiveBack(source);
        }
    }
}
