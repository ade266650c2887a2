namespace Semrush.Client.Http.Retry.Internal;

/// <summary>The wait that a server asks for, in seconds or until a date.</summary>
internal static class RetryAfter
{
    // A clock that is a day off is nobody's clock: the header is made up, or ours is not of this world.
    private static readonly TimeSpan LargestSkew = TimeSpan.FromDays(1);

    public static TimeSpan? From(HttpResponseMessage response, TimeProvider time) => response.Headers.RetryAfter switch
    {
        { Delta: { } wait } => wait,
        { Date: { } date } => Max(date - Now(response, time), TimeSpan.Zero),
        _ => null,
    };

    // The date is meant by the server's clock. Where the answer tells what it shows, ours does not matter.
    private static DateTimeOffset Now(HttpResponseMessage response, TimeProvider time)
    {
        var now = time.GetUtcNow();
        return response.Headers.Date is { } date && (date - now).Duration() < LargestSkew ? date : now;
    }

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
