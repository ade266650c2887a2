using Microsoft.Extensions.Logging;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.Diagnostics.Internal;

/// <summary>All log events of the library. Their numbers are stable.</summary>
/// <remarks>One class has all of them: the source generator writes several classes in an order that differs between builds.</remarks>
internal static partial class Logs
{
    public static void Retrying(this ILogger logger, Call call)
        => Retrying(logger, call.Operation.Name, Telemetry.ErrorType(call, call.Failure!), call.Attempts, call.Delay.TotalMilliseconds);

    [LoggerMessage(2, LogLevel.Information, "{Operation} was rejected with 401; the token has been refreshed, and the request is retried.")]
    public static partial void Refreshed(this ILogger logger, string operation);

    [LoggerMessage(3, LogLevel.Debug, "{Operation} waited {Milliseconds:F0} ms for the rate limit.")]
    public static partial void Waited(this ILogger logger, string operation, double milliseconds);

    [LoggerMessage(4, LogLevel.Warning, "{Operation} failed; Retry-After is {Seconds:F0} s, which exceeds Retry.MaxRetryAfter.")]
    public static partial void AskedTooLong(this ILogger logger, string operation, double seconds);

    [LoggerMessage(5, LogLevel.Warning, "{Operation} failed after {Attempts} attempts; TotalTimeout leaves no time for another.")]
    public static partial void OutOfTime(this ILogger logger, string operation, int attempts);

    [LoggerMessage(6, LogLevel.Warning, "{Operation}: {Path} is not of its documented form ({Expected} expected, {Actual} found). "
        + "The rest of the response is read; further occurrences are counted, not logged.")]
    public static partial void Deviated(this ILogger logger, string operation, string path, string expected, string actual);

    [LoggerMessage(10, LogLevel.Information, "{Flow}: tokens were obtained, valid until {ExpiresAt:O}.")]
    public static partial void Obtained(this ILogger logger, string flow, DateTimeOffset expiresAt);

    [LoggerMessage(11, LogLevel.Warning, "{Flow}: tokens could not be obtained. {Reason}")]
    public static partial void Failed(this ILogger logger, string flow, string reason);

    [LoggerMessage(12, LogLevel.Warning, "{Flow}: the lock {Lock} of the token store is held by another update, possibly while a person "
        + "signs in; this update waits for it.")]
    public static partial void WaitsForLock(this ILogger logger, string flow, string @lock);

    [LoggerMessage(13, LogLevel.Warning, "{Flow}: the token was dropped, as the API rejected it twice; the next call signs in.")]
    public static partial void Dropped(this ILogger logger, string flow);

    [LoggerMessage(20, LogLevel.Information, "{Method} {Address} returned {Status} after {Milliseconds:F0} ms.")]
    public static partial void Responded(this ILogger logger, HttpMethod method, string? address, int status, double milliseconds);

    [LoggerMessage(21, LogLevel.Warning, "{Method} {Address} got no response within {Milliseconds:F0} ms.")]
    public static partial void Failed(this ILogger logger, HttpMethod method, string? address, double milliseconds, Exception exception);

    [LoggerMessage(22, LogLevel.Warning, "{Client}: handlers that are set for all HTTP clients were left out, as this client retries "
        + "and limits by itself: {Handlers}. To use one, add it with AddSemrush(...).HttpClient.")]
    public static partial void LeftOut(this ILogger logger, string client, string handlers);

    [LoggerMessage(23, LogLevel.Warning, "{Client}: the changed settings cannot be used, and the former ones are kept. {Fault}")]
    public static partial void Unusable(this ILogger logger, string client, string fault);

    [LoggerMessage(24, LogLevel.Information, "{Client}: the key or token was changed in the settings, and is used from now on.")]
    public static partial void Changed(this ILogger logger, string client);

    [LoggerMessage(1, LogLevel.Information, "{Operation} failed with {Error} at attempt {Attempt}; retrying in {Milliseconds:F0} ms.")]
    private static partial void Retrying(this ILogger logger, string operation, string error, int attempt, double milliseconds);
}
