using System.Threading.RateLimiting;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.Http.Limits.Internal;

/// <summary>Limits the starts in any window of time and the concurrent requests. An attempt waits for its permit.</summary>
/// <remarks>
/// <para>
/// The limiters of the runtime are not used. Their sliding window moves by segments and on the system's clock, so a permit can return early
/// by almost a segment; here, a start counts for exactly one window. Their concurrency limiter loses a permit that is returned while the
/// only attempt in its queue is cancelled.
/// </para>
/// <para>
/// Attempts are served by <see cref="Priority"/> and in the order of their arrival. Of all bulk operations, one attempt at a time waits
/// among the single calls, so that a single call starts after at most one bulk call, and bulk operations do not starve. Bulk retries
/// alternate with single calls. Other bulk calls wait behind all single calls that wait at that time.
/// </para>
/// <para>A permit counts as a start until its request starts, as a sign-in may come first.</para>
/// </remarks>
internal sealed class Limiter
{
    // The time between two requests may be shorter at the server. The margin costs half a percent of the rate.
    internal static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(5);

    private readonly Lock _lock = new();
    private readonly LinkedList<Waiter>[] _waiting = [[], [], [], []];
    private readonly LinkedList<Permit> _started = [];
    private readonly TimeSpan _window;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly bool _isQueue;
    private int _freeStarts;
    private int _freePlaces;
    private Waiter? _bulk;
    private Permit? _bulkTurn;

    /// <param name="starts">The maximum number of starts in a window; 0 for no limit.</param>
    /// <param name="window">The length of a window.</param>
    /// <param name="concurrent">The maximum number of concurrent requests; 0 for no limit.</param>
    /// <param name="time">The clock.</param>
    /// <param name="owner">Is kept alive while starts count. A new owner would have a new limiter, without these starts.</param>
    /// <param name="isQueue">
    /// Whether an attempt with a permit waits for another limiter. At most one bulk attempt then has a permit or waits among the single
    /// calls.
    /// </param>
    public Limiter(int starts, TimeSpan window, int concurrent, TimeProvider time, object? owner = null, bool isQueue = false)
    {
        _isQueue = isQueue;
        (Starts, Concurrent) = (starts == 0 ? int.MaxValue : starts, concurrent == 0 ? int.MaxValue : concurrent);
        (_freeStarts, _freePlaces, _window, _time) = (Starts, Concurrent, window + Margin, time);
        // The timer must not keep the execution context of the first call, such as a web request, alive.
        using (ExecutionContext.SuppressFlow())
        {
            TimerCallback returnStarts = static state => (((Limiter, object?))state!).Item1.ReturnStarts();
            _timer = time.CreateTimer(returnStarts, (this, owner), Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public int Starts { get; private set; }

    public int Concurrent { get; private set; }

    private bool HasPermit => _freeStarts > 0 && _freePlaces > 0;

    /// <summary>Raises each limit to the given one, if it is lower.</summary>
    public void Widen(int starts, int concurrent)
    {
        lock (_lock)
        {
            (_freeStarts, Starts) = (_freeStarts + Math.Max(starts - Starts, 0), Math.Max(starts, Starts));
            (_freePlaces, Concurrent) = (_freePlaces + Math.Max(concurrent - Concurrent, 0), Math.Max(concurrent, Concurrent));
            Serve();
        }
    }

    /// <summary>Waits for the permit of one attempt.</summary>
    /// <param name="priority">The priority.</param>
    /// <param name="outer">The permit of a previous limiter, which is disposed with this one.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public ValueTask<Permit> EnterAsync(Priority priority, Permit? outer, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<Permit>(cancellationToken);
        Waiter waiter;
        lock (_lock)
        {
            // While an attempt waits, no permit is free.
            if (HasPermit)
                return new(Take(priority, outer));
            waiter = new(this, priority, outer);
            _waiting[(int)priority].AddLast(waiter.Place);
            AdmitBulk();
        }

        return waiter.WaitAsync(cancellationToken);
    }

    private Permit Take(Priority priority, Permit? outer)
    {
        _freeStarts--;
        _freePlaces--;
        var permit = new Permit(this, outer);
        if (_isQueue && priority is Priority.BulkRetry or Priority.BulkCall)
            _bulkTurn = permit;
        return permit;
    }

    private void Serve()
    {
        while (HasPermit && (_waiting[(int)Priority.Retry].First ?? _waiting[(int)Priority.Call].First) is { Value: var next })
        {
            var permit = Take(next.Priority, next.Outer);
            Remove(next);
            next.SetResult(permit);
        }
    }

    private void Remove(Waiter waiter)
    {
        waiter.Place.List!.Remove(waiter.Place);
        if (waiter == _bulk)
            _bulk = null;
        AdmitBulk();
    }

    // Moves the next bulk attempt to the single calls, if no other one is among them.
    private void AdmitBulk()
    {
        if (_bulk is not null || _bulkTurn is not null
            || (_waiting[(int)Priority.BulkRetry].First ?? _waiting[(int)Priority.BulkCall].First) is not { } place)
            return;
        place.List!.Remove(place);
        _bulk = place.Value;
        var calls = _waiting[(int)Priority.Call];
        if (_bulk.Priority is Priority.BulkRetry && calls.First is { } call)
            calls.AddAfter(call, place);
        else
            calls.AddLast(place);
    }

    // The window of a start begins with the last call: when the request is handed to the runtime, or when it is written to a connection.
    private void Start(Permit permit, bool isWritten)
    {
        lock (_lock)
        {
            if (permit.IsOver || !permit.CountsStart)
                return;
            permit.IsWritten |= isWritten;
            if (permit.Place.List is not null)
                _started.Remove(permit.Place);
            permit.Started = _time.GetTimestamp();
            _started.AddLast(permit.Place);
            if (_started.Count == 1)
                Arm(_window);
        }
    }

    private void End(Permit permit)
    {
        lock (_lock)
        {
            if (permit.IsOver)
                return;
            permit.IsOver = true;
            _freePlaces++;
            if (permit == _bulkTurn)
            {
                _bulkTurn = null;
                AdmitBulk();
            }

            // A start that counts is returned at the end of its window.
            if (permit.Place.List is null)
                ReturnStart(permit);
            Serve();
        }
    }

    private void ReturnStart(Permit permit)
    {
        if (permit.CountsStart)
            _freeStarts++;
        permit.CountsStart = false;
    }

    // A timer may fire early by a millisecond, so the elapsed time is checked.
    private void ReturnStarts()
    {
        lock (_lock)
        {
            while (_started.First is { Value: var first })
            {
                if (_window - _time.GetElapsedTime(first.Started) is var left && left > TimeSpan.Zero)
                {
                    Arm(left);
                    break;
                }

                _started.RemoveFirst();
                // Otherwise the request may wait for a connection, and start later.
                if (first.IsOver || first.IsWritten)
                    ReturnStart(first);
            }

            Serve();
        }
    }

    // Rounded up to whole milliseconds, the unit of timers.
    private void Arm(TimeSpan left)
        => _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), Timeout.InfiniteTimeSpan);

    /// <summary>The order in which waiting attempts are served.</summary>
    internal enum Priority
    {
        /// <summary>A retry of a single call, whose total time is limited.</summary>
        Retry,

        /// <summary>The first attempt of a single call.</summary>
        Call,

        /// <summary>A retry of a bulk call.</summary>
        BulkRetry,

        /// <summary>The first attempt of a bulk call.</summary>
        BulkCall,
    }

    /// <summary>The permit of one attempt.</summary>
    internal sealed class Permit : IDisposable
    {
        private readonly Limiter? _limiter;
        private readonly Permit? _outer;
        private readonly RateLimitLease? _lease;
        private readonly Func<CancellationToken, ValueTask>? _beforeWrite;
        private volatile bool _isFirstOnConnection;

        internal Permit(Limiter limiter, Permit? outer)
        {
            (_limiter, _outer, CountsStart) = (limiter, outer, true);
            Place = new(this);
        }

        /// <summary>A permit of a custom limiter.</summary>
        public Permit(RateLimitLease lease, Permit? outer)
        {
            (_lease, _outer) = (lease, outer);
            lease.TryGetMetadata(RateLimitScope.BeforeWrite, out _beforeWrite);
            Place = new(this);
        }

        internal LinkedListNode<Permit> Place { get; }

        internal long Started { get; set; }

        internal bool CountsStart { get; set; }

        internal bool IsWritten { get; set; }

        internal bool IsOver { get; set; }

        /// <summary>The request is handed to the runtime.</summary>
        public void Start()
        {
            _outer?.Start();
            _limiter?.Start(this, isWritten: false);
        }

        /// <summary>Waits until the request may be written, if the permit is valid for a limited time.</summary>
        public async ValueTask BeforeWriteAsync(ApiOperation operation, CancellationToken cancellationToken)
        {
            bool hasWaited;
            do
            {
                if (_outer is not null)
                    await _outer.BeforeWriteAsync(operation, cancellationToken).ConfigureAwait(false);
                hasWaited = false;
                try
                {
                    if (_beforeWrite is not null)
                    {
                        var waiting = _beforeWrite(cancellationToken);
                        hasWaited = !waiting.IsCompletedSuccessfully;
                        await waiting.ConfigureAwait(false);
                    }
                }
                catch (Exception exception) when (exception is not OperationCanceledException)
                {
                    throw SemrushConnectionException.LimiterFailed(operation, exception);
                }
            }
            while (hasWaited && _outer is not null); // the outer one may be late by now
        }

        /// <summary>The request is written to its connection.</summary>
        public void Write()
        {
            _outer?.Write();
            _limiter?.Start(this, isWritten: true);
        }

        /// <summary>A connection was made for the request.</summary>
        public void Connect() => _isFirstOnConnection = true;

        /// <summary>The response has arrived, so the first request on a connection has reached the server.</summary>
        public void Respond()
        {
            if (_isFirstOnConnection)
                Write();
        }

        /// <summary>The attempt is over, or was cancelled before it started.</summary>
        public void Dispose()
        {
            _limiter?.End(this);
            _lease?.Dispose();
            _outer?.Dispose();
        }
    }

    private sealed class Waiter : TaskCompletionSource<Permit>
    {
        private readonly Limiter _limiter;

        public Waiter(Limiter limiter, Priority priority, Permit? outer)
            : base(TaskCreationOptions.RunContinuationsAsynchronously)
        {
            (_limiter, Priority, Outer) = (limiter, priority, outer);
            Place = new(this);
        }

        public Priority Priority { get; }

        public Permit? Outer { get; }

        public LinkedListNode<Waiter> Place { get; }

        public async ValueTask<Permit> WaitAsync(CancellationToken cancellationToken)
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

        // An attempt that has been served keeps its permit.
        private void Leave(CancellationToken cancellationToken)
        {
            lock (_limiter._lock)
            {
                if (Place.List is null)
                    return;
                _limiter.Remove(this);
            }

            SetCanceled(cancellationToken);
        }
    }
}
