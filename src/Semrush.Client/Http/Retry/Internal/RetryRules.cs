using System.Globalization;
using System.Net.Http.Headers;

namespace Semrush.Client.Http.Retry.Internal;

/// <summary>Which failures of an operation may be retried.</summary>
internal enum RetryClass
{
    /// <summary>A retry has no side effects.</summary>
    Safe,

    /// <summary>Retried only if the response states that the request was not processed, or if no connection was made.</summary>
    Rejected,

    /// <summary>Not retried. The operation spends credits or uses a one-time code or refresh token.</summary>
    Never,

    /// <summary>The request contains an idempotency key, by which the server recognizes a retry.</summary>
    Keyed,
}

/// <summary>Why there was no response.</summary>
internal enum NoResponseReason
{
    /// <summary>No connection was made, so the request cannot have reached the server.</summary>
    NeverSent,

    /// <summary>The connection broke before the response was complete.</summary>
    Broken,

    /// <summary>The time limit of the attempt has passed.</summary>
    TimedOut,

    /// <summary>An untrusted certificate, a proxy that requires authentication, or a handler that retries.</summary>
    Misconfigured,
}

/// <summary>Ordered rules that decide which failures are retried.</summary>
internal static class RetryRules
{
    // A Date header that differs by more is ignored, as the server probably computed Retry-After with another clock.
    private static readonly TimeSpan MaxSkew = TimeSpan.FromDays(1);

    /// <summary>Whether an operation may be retried after a response.</summary>
    /// <param name="retry">The retry class of the operation.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="serverRetryable"><c>error.retryable</c>, if the response contains it.</param>
    public static bool MayRetry(RetryClass retry, int status, bool? serverRetryable) => (retry, status, serverRetryable) switch
    {
        // It spends credits or uses a one-time code or refresh token.
        (RetryClass.Never, _, _) => false,

        // "Not implemented" is permanent.
        (_, 551, _) => false,

        // The response states whether a retry is allowed.
        (_, _, { } retryable) => retryable,

        // The request was not processed: too many requests, or the server is unavailable.
        (_, 429 or 503 or 553, _) => true,

        // After other statuses, the request may have been processed.
        (RetryClass.Rejected, _, _) => false,

        // Timeouts, a closed connection, and failures of the server or its gateway.
        (_, 408 or 499 or 500 or 502 or 504 or 550 or 554, _) => true,

        _ => false,
    };

    /// <summary>Whether an operation may be retried when there was no response.</summary>
    public static bool MayRetry(RetryClass retry, NoResponseReason reason) => (retry, reason) switch
    {
        (RetryClass.Never, _) => false,

        // A retry would fail in the same way.
        (_, NoResponseReason.Misconfigured) => false,

        (_, NoResponseReason.NeverSent) => true,

        // The request may have been processed.
        (RetryClass.Rejected, _) => false,

        _ => true,
    };

    /// <summary>The delay of the <c>Retry-After</c> header, in seconds or until a date. Of several values, the longest is used.</summary>
    public static TimeSpan? RetryAfterOf(HttpResponseMessage response, TimeProvider time)
    {
        // The parser of the runtime ignores numbers beyond an integer, and the retry would be early.
        if (!response.Headers.NonValidated.TryGetValues("Retry-After", out var values))
            return null;
        TimeSpan? longest = null;
        foreach (var value in values)
        {
            // A gateway may join several headers with commas, and a date contains a comma.
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

    // The date is relative to the server's clock, which the Date header shows.
    private static DateTimeOffset Now(HttpResponseMessage response, TimeProvider time)
    {
        var now = time.GetUtcNow();
        return response.Headers.Date is { } date && (date - now).Duration() < MaxSkew ? date : now;
    }
}
