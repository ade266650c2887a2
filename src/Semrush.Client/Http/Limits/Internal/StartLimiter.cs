using System.Threading.RateLimiting;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.Http.Limits.Internal;

/// <summary>So many starts in any window of time, wherever it begins.</summary>
/// <remarks>
/// <para>
/// The runtime's sliding window moves by segments and on the system's clock: what is taken late in a segment comes back early by almost
/// a segment. Here, a permit comes back exactly one window after its start; who waits for it, and in which order, is left to the
/// <see cref="WaitingLimiter"/>.
/// </para>
/// <para>A permit that was taken and not used yet counts as well: somebody may have to sign in before the request can start.</para>
/// </remarks>
internal sealed class StartLimiter : RateLimiter
{
    // What takes a second here may arrive within a little less there. It costs half a percent of the rate.
    internal static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(5);

    private readonly WaitingLimiter _permits;
    private readonly TimeSpan _window;
    private readonly TimeProvider _time;
    private readonly LinkedList<StartLease> _used = [];
    private readonly ITimer _timer;

    /// <param name="starts">How many.</param>
    /// <param name="window">The window.</param>
    /// <param name="time">The clock.</param>
    /// <param name="owner">What the limiter belongs to. It is kept alive while starts count: forgotten and made anew, it would allow them twice.</param>
    public StartLimiter(int starts, TimeSpan window, TimeProvider time, object? owner = null)
    {
        _permits = new(starts);
        _window = window + Margin;
        _time = time;
        // The timer lives on; what happens to surround the first call, such as a web request, must not live on with it.
        using (ExecutionContext.SuppressFlow())
            _timer = time.CreateTimer(static state => (((StartLimiter, object?))state!).Item1.GiveBack(), (this, owner), Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public override TimeSpan? IdleDuration => _permits.IdleDuration;

    public override RateLimiterStatistics? GetStatistics() => _permits.GetStatistics();

    protected override RateLimitLease AttemptAcquireCore(int permitCount) => Hand(_permits.AttemptAcquire(permitCount));

    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
    {
        var permit = _permits.AcquireAsync(permitCount, cancellationToken);
        return permit.IsCompletedSuccessfully ? new(Hand(permit.Result)) : AwaitAsync(permit);
    }

    protected override void Dispose(bool disposing)
    {
        _timer.Dispose();
        _permits.Dispose();
        base.Dispose(disposing);
    }

    private async ValueTask<RateLimitLease> AwaitAsync(ValueTask<RateLimitLease> permit) => Hand(await permit.ConfigureAwait(false));

    private StartLease Hand(RateLimitLease permit) => new(this, permit);

    private void Use(StartLease lease, bool isWritten)
    {
        lock (_used)
        {
            // What is said after the end changes nothing: what counts goes on counting.
            if (lease.IsOver || lease.IsBack)
                return;
            lease.IsWritten |= isWritten;
            if (lease.Place.List is not null)
                _used.Remove(lease.Place);
            lease.Started = _time.GetTimestamp();
            _used.AddLast(lease.Place);
            if (_used.Count == 1)
                Arm(_window);
        }
    }

    // Whether the permit has to be given back here: one that counts comes back when its window is over.
    private bool End(StartLease lease)
    {
        lock (_used)
        {
            lease.IsOver = true;
            return lease.Place.List is null && lease.TakeBack();
        }
    }

    private void GiveBack()
    {
        while (NextDue() is { } permit)
            permit.Dispose();
    }

    // Timers count whole milliseconds, and may be early by one: the clock has the last word.
    private RateLimitLease? NextDue()
    {
        lock (_used)
        {
            while (_used.First is { Value: var first })
            {
                var left = _window - _time.GetElapsedTime(first.Started);
                if (left > TimeSpan.Zero)
                {
                    Arm(left);
                    return null;
                }

                _used.RemoveFirst();
                // Otherwise the request may be waiting for a connection, and go out only then.
                if ((first.IsOver || first.IsWritten) && first.TakeBack())
                    return first.Permit;
            }

            return null;
        }
    }

    private void Arm(TimeSpan left) => _timer.Change(Durations.ForTimer(left), Timeout.InfiniteTimeSpan);

    private sealed class StartLease : RateLimitLease, IStartLease
    {
        private readonly StartLimiter _limiter;

        public StartLease(StartLimiter limiter, RateLimitLease permit)
        {
            (_limiter, Permit) = (limiter, permit);
            Place = new(this);
        }

        public RateLimitLease Permit { get; }

        public LinkedListNode<StartLease> Place { get; }

        public long Started { get; set; }

        /// <summary>Whether the attempt is over, so that nothing can start with it any more.</summary>
        public bool IsOver { get; set; }

        /// <summary>Whether the request has gone out, so that its window is the one it started.</summary>
        public bool IsWritten { get; set; }

        /// <summary>Whether the permit was given back.</summary>
        public bool IsBack { get; private set; }

        public override bool IsAcquired => Permit.IsAcquired;

        public override IEnumerable<string> MetadataNames => Permit.MetadataNames;

        public override bool TryGetMetadata(string metadataName, out object? metadata) => Permit.TryGetMetadata(metadataName, out metadata);

        public void Start() => _limiter.Use(this, isWritten: false);

        public void Write() => _limiter.Use(this, isWritten: true);

        /// <summary>Whether the permit is given back by whoever asks: it is once.</summary>
        public bool TakeBack()
        {
            var isFirst = !IsBack;
            IsBack = true;
            return isFirst;
        }

        protected override void Dispose(bool disposing)
        {
            if (_limiter.End(this))
                Permit.Dispose();
            base.Dispose(disposing);
        }
    }
}
