using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Semrush.Client.Diagnostics.Internal;
using Semrush.Client.Http.Retry.Internal;

namespace Semrush.Client.Http.Internal;

/// <summary>The state of one call, which its attempts share.</summary>
internal sealed class Call(ApiRequest request, Call.Settings settings, TimeProvider time)
{
    private static readonly AsyncLocal<bool> BulkMark = new();

    private readonly long _created = time.GetTimestamp();
    private long? _started;
    private long _decided;

    public ApiRequest Request { get; } = request;

    public ApiOperation Operation => Request.Operation;

    /// <summary>Whether it belongs to a bulk operation, which has a lower priority than single calls.</summary>
    public bool IsBulk { get; } = TakeBulkMark();

    /// <summary>Whether there was a successful response.</summary>
    public bool HasSucceeded { get; set; }

    /// <summary>The number of attempts so far, including those without a connection.</summary>
    public int Attempts { get; private set; }

    /// <summary>Whether the token has been refreshed for this call, which happens at most once.</summary>
    public bool HasRefreshed { get; set; }

    public SemrushApiException? Failure { get; private set; }

    /// <summary>The wait before the next attempt.</summary>
    public TimeSpan Delay { get; private set; }

    /// <summary>The rest of that wait, rounded up to whole milliseconds, the unit of timers.</summary>
    public TimeSpan WaitLeft => Delay > TimeSpan.Zero
        ? TimeSpan.FromMilliseconds(Math.Ceiling((Delay - time.GetElapsedTime(_decided)).TotalMilliseconds))
        : TimeSpan.Zero;

    /// <summary>The span of the call, if it is traced.</summary>
    public Activity? Activity { get; set; }

    /// <summary>The status of the response to the last request.</summary>
    public int? Status { get; set; }

    /// <summary>The request id of the last response, if the call is traced.</summary>
    public string? RequestId { get; set; }

    /// <summary>The time since the call was created, including all waits.</summary>
    public TimeSpan Duration => time.GetElapsedTime(_created);

    /// <summary>The rest of the total timeout; infinite before the first attempt.</summary>
    public TimeSpan TimeLeft => _started is { } started && settings.TotalTimeout != Timeout.InfiniteTimeSpan
        ? TimeSpan.FromTicks(Math.Max(0, (settings.TotalTimeout - time.GetElapsedTime(started)).Ticks))
        : Timeout.InfiniteTimeSpan;

    /// <summary>The timeout of the current attempt, which may be infinite.</summary>
    /// <param name="http">The timeout of the HTTP client.</param>
    public TimeSpan AttemptLimit(TimeSpan http) => Shorter(http, Shorter(settings.AttemptTimeout, TimeLeft));

    /// <summary>
    /// Marks the next call of this asynchronous flow as a bulk call. Nested calls, as of a credential provider, are not marked.
    /// </summary>
    public static void MarkBulk() => BulkMark.Value = true;

    /// <summary>An attempt starts now.</summary>
    public void Begin()
    {
        _started ??= time.GetTimestamp();
        Attempts++;
        Status = null;
        RequestId = null;
    }

    public void Fail(SemrushApiException failure)
    {
        // Several calls may share the failure of a sign-in.
        if (failure.Operation == Operation.Name)
            failure.Facts.Attempts = Attempts;
        Failure = failure;
    }

    /// <summary>Decides whether to retry, and sets <see cref="Delay"/>.</summary>
    /// <param name="failure">The failure of the last attempt.</param>
    /// <param name="retries">The number of retries so far.</param>
    /// <param name="log">Logs that the delay of a retry would be too long.</param>
    public bool Decide(Exception failure, int retries, ILogger log)
    {
        // A failed sign-in is not retried here: its flow decides about retries.
        if (HasSucceeded || Operation.Retry is RetryClass.Never
            || failure is not SemrushApiException { IsRetryable: true } known || known.Operation != Operation.Name)
            return false;
        if (known.RetryAfter > settings.MaxRetryAfter)
        {
            log.AskedTooLong(Operation.Name, known.RetryAfter.Value.TotalSeconds);
            return false;
        }

        var delay = settings.BackOff(retries);
        Delay = known.RetryAfter > delay ? known.RetryAfter.Value : delay;
        if (TimeLeft is var left && left != Timeout.InfiniteTimeSpan && left <= Delay)
        {
            log.OutOfTime(Operation.Name, Attempts);
            return false;
        }

        _decided = time.GetTimestamp();
        return true;
    }

    private static bool TakeBulkMark()
    {
        if (!BulkMark.Value)
            return false;
        BulkMark.Value = false;
        return true;
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other)
        => one == Timeout.InfiniteTimeSpan || (other != Timeout.InfiniteTimeSpan && other < one) ? other : one;

    /// <summary>The settings at the time when the client was created. Later changes have no effect.</summary>
    internal sealed record Settings
    {
        private TimeSpan _delay;
        private TimeSpan _maxDelay;

        public int MaxRetries { get; private init; }

        public TimeSpan MaxRetryAfter { get; private init; }

        public required TimeSpan AttemptTimeout { get; init; }

        public TimeSpan TotalTimeout { get; private init; } = Timeout.InfiniteTimeSpan;

        public int RequestsPerSecond { get; private init; }

        public int ConcurrentRequests { get; private init; }

        /// <summary>The maximum wait of a single call for the rate limit before its first request.</summary>
        public TimeSpan MaxWait { get; private init; } = Timeout.InfiniteTimeSpan;

        /// <summary>The advice in the message of a timeout.</summary>
        public required string TimeoutAdvice { get; init; }

        /// <summary>The settings of a flow: one attempt, as the flow decides about retries.</summary>
        public static Settings Once(TimeSpan timeout) => new()
        {
            AttemptTimeout = timeout,
            TimeoutAdvice = "Raise Timeout in the settings of the flow if the server needs longer.",
        };

        public static Settings From(SemrushClientOptions options) => new()
        {
            MaxRetries = options.Retry.MaxRetries,
            _delay = options.Retry.Delay,
            _maxDelay = options.Retry.MaxDelay,
            MaxRetryAfter = options.Retry.MaxRetryAfter,
            AttemptTimeout = options.AttemptTimeout,
            TotalTimeout = options.TotalTimeout,
            RequestsPerSecond = options.RateLimit.RequestsPerSecond,
            ConcurrentRequests = options.RateLimit.ConcurrentRequests,
            MaxWait = options.RateLimit.MaxWait,
            TimeoutAdvice = $"Raise {nameof(SemrushClientOptions)}.{nameof(options.AttemptTimeout)} or {nameof(options.TotalTimeout)} "
                + "if the operation needs longer.",
        };

        /// <summary>How long all clients of an account wait after a response with 429.</summary>
        public TimeSpan PauseAfter(TimeSpan? retryAfter, int retries)
            => retryAfter is not { } asked ? BackOff(retries) : asked < MaxRetryAfter ? asked : MaxRetryAfter;

        /// <summary>
        /// The delay before a retry if the server requests none. It doubles with each retry, less a random part of up to one half.
        /// </summary>
        public TimeSpan BackOff(int retries)
        {
            // A double does not overflow with many retries.
            var ticks = Math.Min(_delay.Ticks * Math.Pow(2, retries), _maxDelay.Ticks);
            return TimeSpan.FromTicks((long)(ticks * (1 - (Random.Shared.NextDouble() / 2))));
        }
    }
}
