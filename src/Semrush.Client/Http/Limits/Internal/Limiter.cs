namespace Semrush.Client.Http.Limits.Internal;

/// <summary>Which of the attempts that wait is served first.</summary>
internal enum Priority
{
    /// <summary>A retry of a single call: the time of its call runs out.</summary>
    Retry,

    /// <summary>A single call that was never sent.</summary>
    Call,

    /// <summary>A retry of a call of a bulk.</summary>
    BulkRetry,

    /// <summary>A call of a bulk that was never sent.</summary>
    BulkCall,
}

/// <summary>So many starts in any window of time, and so many requests at once. An attempt that finds no permit waits.</summary>
/// <remarks>
/// <para>
/// The limiters of the runtime are not used. The sliding window moves by segments and on the system's clock: a start late in a segment
/// comes
/// back early by almost a segment. Here, it counts for exactly one window. The concurrency limiter loses a permit that comes back while the
/// only attempt in its queue is cancelled.
/// </para>
/// <para>
/// Attempts are served by <see cref="Priority"/>, and in the order of their arrival. Of all bulks, one attempt at a time waits among the
/// single
/// calls, so that a single call starts after at most one of a bulk, and a bulk is not held up for ever. Its retries take turns with single
/// calls;
/// its other calls go behind every single call that waits by then.
/// </para>
/// <para>A permit counts as a start as long as its request has not started: a person may have to sign in first.</para>
/// </remarks>
internal sealed class Limiter
{
    // A second between two requests here may be a little less at the server. The margin costs half a percent of the rate.
    internal static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(5);

    private readonly Lock _lock = new();
    private readonly LinkedList<Waiter>[] _waiting = [[], [], [], []];
    private readonly LinkedList<Permit> _started = [];
    private readonly TimeSpan _window;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private int _freeStarts;
    private int _freePlaces;
    private Waiter? _bulk;

    /// <param name="starts">How many requests may start in a window; 0 where that is not limited.</param>
    /// <param name="window">The window.</param>
    /// <param name="concurrent">How many requests may be under way; 0 where that is not limited.</param>
    /// <param name="time">The clock.</param>
    /// <param name="owner">What the limiter belongs to. It stays alive while starts count: made anew, it would allow them twice.</param>
    public Limiter(int starts, TimeSpan window, int concurrent, TimeProvider time, object? owner = null)
    {
        (Starts, Concurrent) = (starts == 0 ? int.MaxValue : starts, concurrent == 0 ? int.MaxValue : concurrent);
        (_freeStarts, _freePlaces, _window, _time) = (Starts, Concurrent, window + Margin, time);
        // The timer lives on; the context of the first call, such as a web request, must not live on with it.
        using (ExecutionContext.SuppressFlow())
        {
            TimerCallback returnStarts = static state => (((Limiter, object?))state!).Item1.ReturnStarts();
            _timer = time.CreateTimer(returnStarts, (this, owner), Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public int Starts { get; private set; }

    public int Concurrent { get; private set; }

    /// <summary>Allows more, where it allows less.</summary>
    public void Widen(int starts, int concurrent)
    {
        lock (_lock)
        {
            (_freeStarts, Starts) = (_freeStarts + Math.Max(starts - Starts, 0), Math.Max(starts, Starts));
            (_freePlaces, Concurrent) = (_freePlaces + Math.Max(concurrent - Concurrent, 0), Math.Max(concurrent, Concurrent));
            Serve();
        }
    }

    /// <summary>The permit for one attempt, when its turn has come.</summary>
    /// <param name="priority">Which attempts it goes before.</param>
    /// <param name="outer">The permit of a limiter that the attempt has passed before; it is disposed along with this one.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public ValueTask<Permit> EnterAsync(Priority priority, Permit? outer, CancellationToken cancellationToken)
    {
        Waiter waiter;
        lock (_lock)
        {
            // A permit is free only where no attempt waits.
            if (HasPermit)
                return new(Take(outer));
            waiter = new(this, priority, outer);
            _waiting[(int)priority].AddLast(waiter.Place);
            AdmitBulk();
        }

        return waiter.WaitAsync(cancellationToken);
    }

    private bool HasPermit => _freeStarts > 0 && _freePlaces > 0;

    private Permit Take(Permit? outer)
    {
        _freeStarts--;
        _freePlaces--;
        return new(this, outer);
    }

    private void Serve()
    {
        while (HasPermit && (_waiting[(int)Priority.Retry].First ?? _waiting[(int)Priority.Call].First) is { Value: var next })
        {
            Remove(next);
            next.SetResult(Take(next.Outer));
        }
    }

    private void Remove(Waiter waiter)
    {
        waiter.Place.List!.Remove(waiter.Place);
        if (waiter == _bulk)
            _bulk = null;
        AdmitBulk();
    }

    // The next attempt of a bulk joins the single calls when none of a bulk is among them.
    private void AdmitBulk()
    {
        if (_bulk is not null || (_waiting[(int)Priority.BulkRetry].First ?? _waiting[(int)Priority.BulkCall].First) is not { } place)
            return;
        place.List!.Remove(place);
        _bulk = place.Value;
        var calls = _waiting[(int)Priority.Call];
        if (_bulk.Priority is Priority.BulkRetry && calls.First is { } call)
            calls.AddAfter(call, place);
        else
            calls.AddLast(place);
    }

    // The window of a start begins with the last of these events: the request is handed to the runtime, or written to a connection.
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
            // One that counts comes back when its window is over.
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

    // Timers count whole milliseconds, and may be early by one: the elapsed time decides.
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
                // Otherwise the request may be waiting for a connection, and start only then.
                if (first.IsOver || first.IsWritten)
                    ReturnStart(first);
            }

            Serve();
        }
    }

    // Rounded up to what a timer counts.
    private void Arm(TimeSpan left) => _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), Timeout.InfiniteTimeSpan);

    /// <summary>What one attempt may start with.</summary>
    internal sealed class Permit : IDisposable
    {
        private readonly Limiter? _limiter;
        private readonly Permit? _outer;
        private readonly IDisposable? _lease;
        private volatile bool _isFirstOnConnection;

        internal Permit(Limiter limiter, Permit? outer)
        {
            (_limiter, _outer, CountsStart) = (limiter, outer, true);
            Place = new(this);
        }

        /// <summary>The permit of a limiter of the user's.</summary>
        public Permit(IDisposable lease, Permit? outer)
        {
            (_lease, _outer) = (lease, outer);
            Place = new(this);
        }

        internal LinkedListNode<Permit> Place { get; }

        internal long Started { get; set; }

        internal bool CountsStart { get; set; }

        internal bool IsWritten { get; set; }

        internal bool IsOver { get; set; }

        /// <summary>The request is handed to the runtime, which sends it when it has a connection.</summary>
        public void Start()
        {
            _outer?.Start();
            _limiter?.Start(this, isWritten: false);
        }

        /// <summary>The request is written to its connection.</summary>
        public void Write()
        {
            _outer?.Write();
            _limiter?.Start(this, isWritten: true);
        }

        /// <summary>A connection was made for the request.</summary>
        public void Connect() => _isFirstOnConnection = true;

        /// <summary>The response is there. How long the first request on a connection took to the server is known only then.</summary>
        public void Respond()
        {
            if (_isFirstOnConnection)
                Write();
        }

        /// <summary>The attempt is over, or was given up before it began.</summary>
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
