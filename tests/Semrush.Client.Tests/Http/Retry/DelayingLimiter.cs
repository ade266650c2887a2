using System.Threading.RateLimiting;

namespace Semrush.Client.Tests.Http.Retry;

/// <summary>A limiter of the application that lets each attempt wait for a given time, and then rejects or permits it.</summary>
internal sealed class DelayingLimiter(TimeProvider time, IEnumerable<TimeSpan> waits, bool permits = true) : RateLimiter
{
    private readonly Queue<TimeSpan> _waits = new(waits);

    public int Asked { get; private set; }

    public int Held { get; private set; }

    public override TimeSpan? IdleDuration => null;

    public override RateLimiterStatistics? GetStatistics() => null;

    protected override RateLimitLease AttemptAcquireCore(int permitCount) => new Lease(this, permits);

    protected override async ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
    {
        Asked++;
        if (_waits.TryDequeue(out var wait))
            await Task.Delay(wait, time, cancellationToken);
        // The first attempt is always permitted, as there is no call to look at otherwise.
        return new Lease(this, permits || Asked == 1);
    }

    private sealed class Lease : RateLimitLease
    {
        private readonly DelayingLimiter _limiter;
        private bool _isDisposed;

        public Lease(DelayingLimiter limiter, bool isAcquired)
        {
            (_limiter, IsAcquired) = (limiter, isAcquired);
            limiter.Held++;
        }

        public override bool IsAcquired { get; }

        public override IEnumerable<string> MetadataNames => [];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = null;
            return false;
        }

        protected override void Dispose(bool disposing)
        {
            if (!_isDisposed)
                _limiter.Held--;
            _isDisposed = true;
            base.Dispose(disposing);
        }
    }
}
