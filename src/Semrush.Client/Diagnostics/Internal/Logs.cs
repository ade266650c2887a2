using Microsoft.Extensions.Logging;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.Diagnostics.Internal;

/// <summary>The log events of calls. Their numbers are stable.</summary>
internal sealed partial class CallLog(ILogger logger)
{
    public void Retrying(Call call)
        => Retrying(call.Operation.Name, Telemetry.ErrorType(call, call.Failure!), call.Attempts, call.Delay.TotalMilliseconds);

    [LoggerMessage(2, LogLevel.Information, "{Operation} was rejected with 401; the token has been refreshed, and the request is retried.")]
    public partial void Refreshed(string operation);

    [LoggerMessage(3, LogLevel.Debug, "{Operation} waited {Milliseconds:F0} ms for the rate limit.")]
    public partial void Waited(string operation, double milliseconds);

    [LoggerMessage(4, LogLevel.Warning, "{Operation} failed; Retry-After is {Seconds:F0} s, which exceeds Retry.MaxRetryAfter.")]
    public partial void AskedTooLong(string operation, double seconds);

    [LoggerMessage(5, LogLevel.Warning, "{Operation} failed after {Attempts} attempts; TotalTimeout leaves no time for another.")]
    public partial void OutOfTime(string operation, int attempts);

    [LoggerMessage(6, LogLevel.Warning, "{Operation}: {Path} is not of its documented form ({Expected} expected, {Actual} found). "
        + "The rest of the response is read; further occurrences are counted, not logged.")]
    public partial void Deviated(string operation, string path, string expected, string actual);

    [LoggerMessage(1, LogLevel.Information, "{Operation} failed with {Error} at attempt {Attempt}; retrying in {Milliseconds:F0} ms.")]
    private partial void Retrying(string operation, string error, int attempt, double milliseconds);
}

/// <summary>The log events of token managers. Their numbers are stable.</summary>
internal sealed partial class TokenLog(ILogger logger)
{
    [LoggerMessage(10, LogLevel.Information, "{Flow}: tokens were obtained, valid until {ExpiresAt:O}.")]
    public partial void Obtained(string flow, DateTimeOffset expiresAt);

    [LoggerMessage(11, LogLevel.Warning, "{Flow}: tokens could not be obtained. {Reason}")]
    public partial void Failed(string flow, string reason);

    [LoggerMessage(12, LogLevel.Warning, "{Flow}: the lock {Lock} of the token store is held by another update, possibly while a person "
        + "signs in; this update waits for it.")]
    public partial void WaitsForLock(string flow, string @lock);

    [LoggerMessage(13, LogLevel.Warning, "{Flow}: the token was dropped, as the API rejected it twice; the next call signs in.")]
    public partial void Dropped(string flow);
}
