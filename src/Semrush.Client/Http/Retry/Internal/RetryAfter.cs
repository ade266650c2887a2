using System.Globalization;
using System.Net.Http.Headers;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.Http.Retry.Internal;

/// <summary>The wait that a server asks for, in seconds or until a date.</summary>
internal static class RetryAfter
{
    // A clock that is a day off is nobody's clock: the header is made up, or ours is not of this world.
    private static readonly TimeSpan LargestSkew = TimeSpan.FromDays(1);

    /// <summary>The wait; the longest, where several are asked for.</summary>
    public static TimeSpan? From(HttpResponseMessage response, TimeProvider time)
    {
        // The runtime's own reading drops what has more digits than an integer, and the call would come back early.
        if (!response.Headers.NonValidated.TryGetValues("Retry-After", out var values))
            return null;
        TimeSpan? longest = null;
        foreach (var value in values)
        {
            // A gateway joins the values of several lines by commas, of which a date has one of its own.
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
            ? Durations.Longer(date - Now(response, time), TimeSpan.Zero)
            : null;

    // The date is meant by the server's clock. Where the answer tells what it shows, ours does not matter.
    private static DateTimeOffset Now(HttpResponseMessage response, TimeProvider time)
    {
        var now = time.GetUtcNow();
        return response.Headers.Date is { } date && (date - now).Duration() < LargestSkew ? date : now;
    }
}
