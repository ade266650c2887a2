namespace Semrush.Client.Http.Retry.Internal;

/// <summary>Which failures allow another attempt, as an ordered list of rules.</summary>
internal static class RetryRules
{
    /// <summary>Whether an operation may be repeated after an answer.</summary>
    /// <param name="retry">The retry class of the operation.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="saysServer"><c>error.retryable</c>, where the server sends it.</param>
    public static bool MayRepeat(RetryClass retry, int status, bool? saysServer) => (retry, status, saysServer) switch
    {
        // It spends something: not even the server's word makes a second one free.
        (RetryClass.Never, _, _) => false,

        // "Not implemented" stays so, whatever the server adds.
        (_, 551, _) => false,

        // The server knows what it did.
        (_, _, { } retryable) => retryable,

        // The server says that it did not act: too many requests, or down.
        (_, 429 or 503 or 553, _) => true,

        // It may have acted. Only an operation that can be repeated without harm goes on.
        (RetryClass.Rejected, _, _) => false,

        // Time-outs, a request given up halfway, and failures of the server or its gateway.
        (_, 408 or 499 or 500 or 502 or 504 or 550 or 554, _) => true,

        _ => false,
    };

    /// <summary>Whether an operation may be repeated when there was no answer.</summary>
    public static bool MayRepeat(RetryClass retry, Silence silence) => (retry, silence) switch
    {
        (RetryClass.Never, _) => false,

        // The next attempt would end like this one.
        (_, Silence.Misconfigured) => false,

        // Nothing has reached the server.
        (_, Silence.NeverSent) => true,

        // It may have acted on what it received.
        (RetryClass.Rejected, _) => false,

        _ => true,
    };
}
