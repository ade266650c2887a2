namespace Semrush.Client.Http.Retry.Internal;

/// <summary>The wait that a server asks for, in seconds or until a date.</summary>
internal static class RetryAfter
{
    public static TimeSpan? From(HttpResponseMessage response, TimeProvider time) => response.Headers.RetryAfter switch
    {
        { Delta: { } wait } => wait,
        // The date is meant by the server's clock. Where the answer tells what it shows, ours does not matter.
        { Date: { } date } => Max(date - (response.Headers.Date ?? time.GetUtcNow()), TimeSpan.Zero),
        _ => null,
    };

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
