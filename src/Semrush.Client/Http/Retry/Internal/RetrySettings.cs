namespace Semrush.Client.Http.Retry.Internal;

/// <summary>The settings as they were when the client was made: whoever changes them later changes nothing.</summary>
internal sealed record RetrySettings
{
    public int MaxRetries { get; init; }

    public TimeSpan Delay { get; init; }

    public TimeSpan MaxDelay { get; init; }

    public TimeSpan MaxRetryAfter { get; init; }

    public required TimeSpan AttemptTimeout { get; init; }

    public TimeSpan TotalTimeout { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>How long a single call may wait for the rate limit before it is sent.</summary>
    public TimeSpan MaxWait { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>What to do about a call that takes too long.</summary>
    public required string TimeoutAdvice { get; init; }

    /// <summary>One attempt: a flow decides itself when to ask again.</summary>
    public static RetrySettings Once(TimeSpan timeout) => new()
    {
        AttemptTimeout = timeout,
        TimeoutAdvice = "Raise Timeout in the settings of the flow if the server needs longer.",
    };

    public static RetrySettings From(SemrushClientOptions options) => new()
    {
        MaxRetries = options.Retry.MaxRetries,
        Delay = options.Retry.Delay,
        MaxDelay = options.Retry.MaxDelay,
        MaxRetryAfter = options.Retry.MaxRetryAfter,
        AttemptTimeout = options.AttemptTimeout,
        TotalTimeout = options.TotalTimeout,
        MaxWait = options.RateLimit.MaxWait,
        TimeoutAdvice = $"Raise {nameof(SemrushClientOptions)}.{nameof(options.AttemptTimeout)} or {nameof(options.TotalTimeout)} if the operation needs longer.",
    };
}
