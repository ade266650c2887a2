using Microsoft.Extensions.Logging;
using Semrush.Client.Http.Retry.Internal;

namespace Semrush.Client.Diagnostics.Internal;

/// <summary>What a client logs of its calls. The numbers of the events are part of its interface.</summary>
internal sealed partial class CallLog(ILogger logger)
{
    public void Decided(Call call, RetryDecision decision)
    {
        if (decision is RetryDecision.TooLong)
            AskedTooLong(call.Operation.Name, call.Failure!.RetryAfter!.Value.TotalSeconds);
        else if (decision is RetryDecision.OutOfTime)
            OutOfTime(call.Operation.Name, call.Attempts);
    }

    public void Retrying(Call call)
        => Retrying(call.Operation.Name, CallTelemetry.ErrorType(call, call.Failure!), call.Attempts, call.Delay.TotalMilliseconds);

    public void Renewed(Call call) => Renewed(call.Operation.Name);

    [LoggerMessage(3, LogLevel.Debug, "{Operation} waited {Milliseconds:F0} ms for the rate limit.")]
    public partial void Waited(string operation, double milliseconds);

    [LoggerMessage(6, LogLevel.Warning, "{Operation}: {Path} is not of its documented form ({Expected} expected, {Actual} found). The rest of the response is read; this place is counted from now on, and not logged again.")]
    public partial void Deviated(string operation, string path, string expected, string actual);

    [LoggerMessage(1, LogLevel.Information, "{Operation} failed with {Error} at attempt {Attempt}; it is sent again after {Milliseconds:F0} ms.")]
    private partial void Retrying(string operation, string error, int attempt, double milliseconds);

    [LoggerMessage(2, LogLevel.Information, "{Operation} was refused its token, which has been renewed; it is sent again.")]
    private partial void Renewed(string operation);

    [LoggerMessage(4, LogLevel.Warning, "{Operation} failed; the server asks to wait {Seconds:F0} s, longer than Retry.MaxRetryAfter allows.")]
    private partial void AskedTooLong(string operation, double seconds);

    [LoggerMessage(5, LogLevel.Warning, "{Operation} failed after {Attempts} attempts; TotalTimeout leaves no time for another.")]
    private partial void OutOfTime(string operation, int attempts);
}
