using System.Data.Common;
using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using Microsoft.Extensions.Logging;
using Semrush.Client;

namespace Nightly;

/// <summary>Retries a job after a failure that may pass. After any other failure, the job fails at once.</summary>
public sealed partial class RetryFilter(AutomaticRetryAttribute retry, TimeProvider time, ILogger<RetryFilter> logger) : IElectStateFilter
{
    public void OnStateElection(ElectStateContext context)
    {
        if (context.CandidateState is not FailedState { Exception: var failure })
            return;
        if (!IsTransient(failure))
        {
            LogFailed(failure, context.BackgroundJob.Id, context.BackgroundJob.Job, failure.Message);
            return;
        }

        retry.OnStateElection(context);
        if (context.CandidateState is FailedState || failure is not SemrushApiException { RetryAfter: { } delay })
            return;
        // Semrush may have requested a longer delay than that of the engine, which rounds a time down to seconds.
        var earliest = time.GetUtcNow().UtcDateTime + delay + TimeSpan.FromSeconds(1);
        if (context.CandidateState is not ScheduledState scheduled || scheduled.EnqueueAt < earliest)
            context.CandidateState = new ScheduledState(earliest) { Reason = context.CandidateState.Reason };
    }

    // IsRetryable contains the retry class of the operation. A 401, 403 or 404 is not retryable; nor is an ArgumentException.
    private static bool IsTransient(Exception failure)
        => failure is SemrushApiException { IsRetryable: true } or DbException { IsTransient: true };

    [LoggerMessage(2, LogLevel.Error, "Job {Id}, {Job}, failed and is not retried: {Message}")]
    private partial void LogFailed(Exception failure, string id, Job job, string message);
}
