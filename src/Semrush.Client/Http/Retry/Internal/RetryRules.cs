using System.Globalization;
using System.Net.Http.Headers;

namespace Semrush.Client.Http.Retry.Internal;

/// <summary>How far an operation may be retried without doing harm.</summary>
internal enum RetryClass
{
    /// <summary>A retry changes nothing.</summary>
    Safe,

    /// <summary>Retried only when the server reports that it did not act, or when no connection was made.</summary>
    Rejected,

    /// <summary>Never retried: it spends something.</summary>
    Never,

    /// <summary>Carries an idempotency identifier, so that a retry is safe.</summary>
    Keyed,
}

/// <summary>Why there was no response.</summary>
internal enum NoResponseReason
{
    /// <summary>No connection was made, so that the request cannot have reached the server.</summary>
    NeverSent,

    /// <summary>The connection broke before the response was complete.</summary>
    Broken,

    /// <summary>The time limit of the attempt has passed.</summary>
    TimedOut,

    /// <summary>
    /// Something on the way has to be changed first: a certificate that is not trusted, a proxy that requires authentication, a handler
    /// that retries.
    /// </summary>
    Misconfigured,
}

/// <summary>Which failures allow another attempt, as ordered lists of rules.</summary>
internal static class RetryRules
{
    // A server whose clock is a day off did not mean its own clock.
    private static readonly TimeSpan LargestSkew = TimeSpan.FromDays(1);

    /// <summary>Whether an operation may be retried after a response.</summary>
    /// <param name="retry">The retry class of the operation.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="serverRetryable"><c>error.retryable</c>, where the response has it.</param>
    public static bool MayRetry(RetryClass retry, int status, bool? serverRetryable) => (retry, status, serverRetryable) switch
    {
        // It spends something, whatever the response contains.
        (RetryClass.Never, _, _) => false,

        // "Not implemented" is permanent.
        (_, 551, _) => false,

        // The server knows what it did.
        (_, _, { } retryable) => retryable,

        // The server did not act: too many requests, or down.
        (_, 429 or 503 or 553, _) => true,

        // It may have acted. Only an operation that can be retried without harm goes on.
        (RetryClass.Rejected, _, _) => false,

        // Timeouts, a request given up halfway, and failures of the server or its gateway.
        (_, 408 or 499 or 500 or 502 or 504 or 550 or 554, _) => true,

        _ => false,
    };

    /// <summary>Whether an operation may be retried when there was no response.</summary>
    public static bool MayRetry(RetryClass retry, NoResponseReason reason) => (retry, reason) switch
    {
        (RetryClass.Never, _) => false,

        // The next attempt would end like this one.
        (_, NoResponseReason.Misconfigured) => false,

        // Nothing has reached the server.
        (_, NoResponseReason.NeverSent) => true,

        // It may have acted on what it received.
        (RetryClass.Rejected, _) => false,

        _ => true,
    };

    /// <summary>
    /// The wait that a response asks for in <c>Retry-After</c>, in seconds or until a date; the longest, where there are several.
    /// </summary>
    public static TimeSpan? RetryAfterOf(HttpResponseMessage response, TimeProvider time)
    {
        // The runtime's own reading drops what has more digits than an integer, and the call would come back early.
        if (!response.Headers.NonValidated.TryGetValues("Retry-After", out var values))
            return null;
        TimeSpan? longest = null;
        foreach (var value in values)
        {
            // A gateway joins the values of several lines by commas, and a date contains a comma.
            var parts = value.Split(',');
            for (var i = 0; i < parts.Length; i++)
            {
                var wait = Seconds(parts[i]);
                if (wait is null && i + 1 < parts.Length && Until($"{parts[i]},{parts[i + 1]}", response, time) is { } until)
                    (wait, i) = (until, i + 1);
                wait ??= Until(parts[i], response, time);
                if (wait is not null && !(wait <= longest))
                    longest = wait;
            }
        }

        return longest;
    }

    private static TimeSpan? Seconds(string text)
        => text.AsSpan().Trim() is { Length: > 0 } digits && char.IsAsciiDigit(digits[0])
            && double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(Math.Min(seconds, int.MaxValue))
            : null;

    private static TimeSpan? Until(string text, HttpResponseMessage response, TimeProvider time)
        => RetryConditionHeaderValue.TryParse(text.Trim(), out var header) && header.Date is { } date
            ? TimeSpan.FromTicks(Math.Max(0, (date - Now(response, time)).Ticks))
            : null;

    // The date is one of the server's clock. Where the response has a Date, the clock of this machine does not matter.
    private static DateTimeOffset Now(HttpResponseMessage response, TimeProvider time)
    {
        var now = time.GetUtcNow();
        return response.Headers.Date is { } date && (date - now).Duration() < LargestSkew ? date : now;
    }
}
