using System.Threading.RateLimiting;

namespace Semrush.Client.Http.Limits.Internal;

/// <summary>So many permits at once. An attempt that finds none waits, and the first that waits is served first.</summary>
/// <remarks>
/// The runtime's <see cref="ConcurrencyLimiter"/> is not used: where the only attempt in its queue is cancelled while the last permit comes
/// back, the next attempt and all after it wait for ever, although every permit is free.
/// </remarks>
internal sealed class WaitingLimiter(int permits) : RateLimiter
{
    private readonly Lock _gate = new();
    private readonly LinkedList<Waiter> _waiting = [];
    private int _free = permits;
    private long _served;
    private bool _isDisposed;

    /// <summary>One permit: a queue, which an attempt that is cancelled leaves.</summary>
    public static WaitingLimiter Queue() => new(1);

    public override TimeSpan? IdleDuration => null;

    public override RateLimiterStatistics? GetStatistics()
    {
        lock (_gate)
            return new() { CurrentAvailablePermits = _free, CurrentQueuedCount = _waiting.Count, TotalSuccessfulLeases = _served };
    }

    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_free == 0)
                return new Lease(null);
            _free--;
            return Serve();
        }
    }

    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
    {
        Waiter waiter;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            // A permit is free only while the queue is empty.
            if (_free > 0)
            {
                _free--;
                return new(Serve());
            }

            waiter = new(this);
            _waiting.AddLast(waiter.Place);
        }

        return waiter.WaitAsync(cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        Waiter[] left;
        lock (_gate)
        {
            _isDisposed = true;
            left = [.. _waiting];
            _waiting.Clear();
        }

        foreach (var waiter in left)
            waiter.SetResult(new Lease(null));
        base.Dispose(disposing);
    }

    private void Release()
    {
        Waiter next;
        Lease lease;
        lock (_gate)
        {
            if (_waiting.First is not { } place)
            {
                _free++;
                return;
            }

            _waiting.Remove(place);
            (next, lease) = (place.Value, Serve());
        }

        next.SetResult(lease);
    }

    private Lease Serve()
    {
        _served++;
        return new(this);
    }

    private sealed class Waiter : TaskCompletionSource<RateLimitLease>
    {
        private readonly WaitingLimiter _limiter;

        public Waiter(WaitingLimiter limiter)
            : base(TaskCreationOptions.RunContinuationsAsynchronously) => (_limiter, Place) = (limiter, new(this));

        public LinkedListNode<Waiter> Place { get; }

        public async ValueTask<RateLimitLease> WaitAsync(CancellationToken cancellationToken)
        {
            var registration = cancellationToken.UnsafeRegister(static (waiter, token) => ((Waiter)waiter!).Leave(token), this);
            try
            {
                return await Task.ConfigureAwait(false);
            }
            finally
            {
                registration.Unregister();
            }
        }

        // Who has been served already keeps the permit. Under the lock, one of both happens.
        private void Leave(CancellationToken cancellationToken)
        {
            lock (_limiter._gate)
            {
                if (Place.List is null)
                    return;
                _limiter._waiting.Remove(Place);
            }

            SetCanceled(cancellationToken);
        }
    }

    private sealed class Lease(WaitingLimiter? limiter) : RateLimitLease
    {
        private WaitingLimiter? _limiter = limiter;

        public override bool IsAcquired { get; } = limiter is not null;

        public override IEnumerable<string> MetadataNames => [];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = null;
            return false;
        }

        protected override void Dispose(bool disposing)
        {
            Interlocked.Exchange(ref _limiter, null)?.Release();
            base.Dispose(disposing);
        }
    }
}
