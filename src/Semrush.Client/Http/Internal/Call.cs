using System.Diagnostics;
using Semrush.Client.Diagnostics.Internal;

namespace Semrush.Client.Http.Internal;

/// <summary>One call of a user: what its attempts have in common.</summary>
internal sealed class Call(ApiRequest request, Call.Settings settings, TimeProvider time)
{
    private static readonly AsyncLocal<bool> BulkMark = new();

    private readonly long _created = time.GetTimestamp();
    private long? _started;
    private long _decided;

    public ApiRequest Request { get; } = request;

    public ApiOperation Operation => Request.Operation;

    /// <summary>Whether it is one of many, and gives way to single calls.</summary>
    public bool IsBulk { get; } = TakeBulkMark();

    /// <summary>Whether there was a successful response.</summary>
    public bool IsAnswered { get; set; }

    /// <summary>The attempts so far, those included that got no connection.</summary>
    public int Attempts { get; private set; }

    /// <summary>Whether the token has been refreshed for this call; it happens once.</summary>
    public bool HasRefreshed { get; set; }

    public SemrushApiException? Failure { get; private set; }

    /// <summary>The wait before the next attempt.</summary>
    public TimeSpan Delay { get; private set; }

    /// <summary>What is left of that wait.</summary>
    public TimeSpan WaitLeft => Delay > TimeSpan.Zero ? Delay - time.GetElapsedTime(_decided) : TimeSpan.Zero;

    /// <summary>What traces the call, where a listener wants it.</summary>
    public Activity? Activity { get; set; }

    /// <summary>The status of the response to the last request.</summary>
    public int? Status { get; set; }

    /// <summary>The identifier that the server gave the last request, where the call is traced.</summary>
    public string? RequestId { get; set; }

    /// <summary>How long it has taken so far, with every wait.</summary>
    public TimeSpan Duration => time.GetElapsedTime(_created);

    /// <summary>How long the attempt that has begun may take; infinite where it has no time limit.</summary>
    /// <param name="http">The time limit of the HTTP client.</param>
    public TimeSpan AttemptLimit(TimeSpan http) => Shorter(http, Shorter(settings.AttemptTimeout, TimeLeft));

    /// <summary>How long the call may still take; infinite before its first attempt.</summary>
    public TimeSpan TimeLeft => _started is { } started && settings.TotalTimeout != Timeout.InfiniteTimeSpan
        ? TimeSpan.FromTicks(Math.Max(0, (settings.TotalTimeout - time.GetElapsedTime(started)).Ticks))
        : Timeout.InfiniteTimeSpan;

    /// <summary>
    /// Makes the next call of this asynchronous flow one of a bulk. What that calls in its turn, such as a provider of credentials, is not.
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
        // The failure of a sign-in is not this call's own: other calls may have it, too.
        if (failure.Operation == Operation.Name)
            failure.Facts.Attempts = Attempts;
        Failure = failure;
    }

    /// <summary>Whether another attempt is worth its wait, which <see cref="Delay"/> then has.</summary>
    /// <param name="failure">What the last one ended with.</param>
    /// <param name="retries">How many retries there were so far.</param>
    /// <param name="log">Is told where a retry would help and its wait is too long.</param>
    public bool Decide(Exception failure, int retries, CallLog log)
    {
        // The failure of a sign-in is not one of this operation, and its flow decides when to try again.
        if (IsAnswered || failure is not SemrushApiException { IsRetryable: true } known || known.Operation != Operation.Name)
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

    // What is set in an asynchronous method ends with it.
    private static bool TakeBulkMark()
    {
        if (!BulkMark.Value)
            return false;
        BulkMark.Value = false;
        return true;
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other)
        => one == Timeout.InfiniteTimeSpan || (other != Timeout.InfiniteTimeSpan && other < one) ? other : one;

    /// <summary>The settings as they were when the client was made: a later change has no effect.</summary>
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

        /// <summary>How long a single call may wait for the rate limit before it is sent.</summary>
        public TimeSpan MaxWait { get; private init; } = Timeout.InfiniteTimeSpan;

        /// <summary>What to do about a call that takes too long.</summary>
        public required string TimeoutAdvice { get; init; }

        /// <summary>One attempt: a flow decides itself when to send the next request.</summary>
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

        /// <summary>
        /// The wait before a retry, where the server asks for none: it doubles each time, less a random part of up to one half.
        /// </summary>
        public TimeSpan BackOff(int retries)
        {
            // As a double it cannot overflow, however many retries are set.
            var ticks = Math.Min(_delay.Ticks * Math.Pow(2, retries), _maxDelay.Ticks);
            return TimeSpan.FromTicks((long)(ticks * (1 - (Random.Shared.NextDouble() / 2))));
        }
    }
}
