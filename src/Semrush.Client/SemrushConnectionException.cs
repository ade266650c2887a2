using Semrush.Client.Http.Internal;
using Semrush.Client.Http.Retry.Internal;

namespace Semrush.Client;

/// <summary>A call got no response: no connection was made, the connection broke, or a time limit has passed.</summary>
/// <remarks>
/// It is also thrown if a call waits for the rate limit longer than <see cref="RateLimitOptions.MaxWait"/>, with <see cref="IsTimeout"/>
/// and <see cref="NeverSent"/>.
/// </remarks>
public sealed class SemrushConnectionException : SemrushApiException
{
    /// <summary>Creates a failure for tests.</summary>
    /// <param name="message">The complete message.</param>
    /// <param name="innerException">The cause.</param>
    public SemrushConnectionException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    private SemrushConnectionException(string message, ErrorFacts facts, Exception inner)
        : base(message, facts, ConnectionFault.Unquoted(inner))
    {
    }

    /// <summary>Whether a time limit ended the call.</summary>
    public bool IsTimeout { get; init; }

    /// <summary>
    /// Whether the request cannot have reached the server, so that a retry does no harm. The cause is name resolution, the connection, a
    /// proxy, the TLS handshake, a time limit that passed before the request was written, or the rate limit.
    /// </summary>
    public bool NeverSent { get; init; }

    internal static SemrushConnectionException NoResponse(ApiOperation operation, Exception inner, ConnectionFault fault) => new(
        $"Semrush did not respond to {operation.Name}: {fault.Cause}.",
        FactsOf(operation, fault.Reason),
        inner)
    { NeverSent = fault.NeverSent };

    internal static SemrushConnectionException Resent(ApiOperation operation, Exception inner) => new(
        $"Semrush did not respond to {operation.Name}: a handler of the application tried to retry the request, which was prevented. "
            + "The first request may have reached Semrush. The client retries by itself. Take the handler out, for example with "
            + "RemoveAllResilienceHandlers(), or give the client an HttpClient without it.",
        FactsOf(operation, NoResponseReason.Misconfigured),
        inner);

    internal static SemrushConnectionException TimedOut(
        ApiOperation operation, string advice, Exception inner, bool neverSent = false) => new(
        $"Semrush did not respond to {operation.Name} within the time limit. {advice}",
        FactsOf(operation, neverSent ? NoResponseReason.NeverSent : NoResponseReason.TimedOut),
        inner)
        { IsTimeout = true, NeverSent = neverSent };

    // Not retryable, although it was never sent: a retry would wait at the end of the same queue.
    internal static SemrushConnectionException WaitedTooLong(ApiOperation operation, TimeSpan wait, Exception inner) => new(
        FormattableString.Invariant($"{operation.Name} was not sent: the rate limit did not admit it within {wait.TotalSeconds:0.###} s.")
            + " Call less often, or raise RateLimit.MaxWait.",
        new(operation.Name),
        inner)
    {
        IsTimeout = true,
        NeverSent = true,
    };

    // Not retryable: the limiter has already waited.
    internal static SemrushConnectionException LimiterFailed(ApiOperation operation, Exception inner)
        => new($"{operation.Name} was not sent: UseRateLimiter's limiter failed. {inner.Message}", new(operation.Name), inner)
        {
            NeverSent = true,
        };

    private static ErrorFacts FactsOf(ApiOperation operation, NoResponseReason reason)
        => new(operation.Name) { IsRetryable = RetryRules.MayRetry(operation.Retry, reason) };
}
