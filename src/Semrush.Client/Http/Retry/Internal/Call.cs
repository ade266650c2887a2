using System.Diagnostics;
using Polly;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.Http.Retry.Internal;

/// <summary>One call of a user: what its attempts have in common.</summary>
internal abstract class Call(PreparedRequest request, RetrySettings settings, TimeProvider time)
{
    private long? _started;
    private long _decided;

    public PreparedRequest Request { get; } = request;

    public ApiOperation Operation => Request.Operation;

    /// <summary>Whether it is one of many, and gives way to single calls.</summary>
    public bool IsBulk { get; init; }

    /// <summary>Whether there was a successful response.</summary>
    public bool IsAnswered { get; set; }

    /// <summary>The attempts so far, those included that got no connection.</summary>
    public int Attempts { get; private set; }

    /// <summary>Whether the credential has been renewed for this call; it happens once.</summary>
    public bool HasRenewed { get; set; }

    public SemrushApiException? Failure { get; private set; }

    /// <summary>The wait before the next attempt.</summary>
    public TimeSpan Delay { get; private set; }

    /// <summary>What is left of that wait.</summary>
    public TimeSpan WaitLeft => Delay > TimeSpan.Zero ? Delay - time.GetElapsedTime(_decided) : TimeSpan.Zero;

    /// <summary>What traces the call, where somebody listens.</summary>
    public Activity? Activity { get; set; }

    /// <summary>The status of the answer to the last request.</summary>
    public int? Status { get; set; }

    /// <summary>The identifier that the server gave the last request, where the call is traced.</summary>
    public string? RequestId { get; set; }

    /// <summary>How long the attempt that has begun may take; infinite where it may take for ever.</summary>
    public TimeSpan AttemptLimit => Durations.ShorterLimit(settings.AttemptTimeout, TimeLeft);

    /// <summary>How long the call may still take; infinite before its first attempt.</summary>
    public TimeSpan TimeLeft => _started is { } started && settings.TotalTimeout != Timeout.InfiniteTimeSpan
        ? Durations.Longer(settings.TotalTimeout - time.GetElapsedTime(started), TimeSpan.Zero)
        : Timeout.InfiniteTimeSpan;

    /// <summary>An attempt starts now.</summary>
    public void Begin()
    {
        _started ??= time.GetTimestamp();
        Attempts++;
        Status = null;
        RequestId = null;
    }

    public void Fail(SemrushApiException failure)
    {
        // The failure of a sign-in is not this call's own: other calls may have it, too.
        if (failure.Operation == Operation.Name)
            failure.Facts.Attempts = Attempts;
        Failure = failure;
    }

    /// <summary>Whether another attempt is worth its wait, which <see cref="Delay"/> then has.</summary>
    /// <param name="failure">What the last one ended with.</param>
    /// <param name="retry">How many repetitions there were so far.</param>
    public RetryDecision Decide(Exception? failure, int retry)
    {
        // The failure of a sign-in is not one of this operation, and its flow knows best when to try again.
        if (IsAnswered || failure is not SemrushApiException { IsRetryable: true } known || known.Operation != Operation.Name)
            return RetryDecision.Final;
        if (Backoff.After(settings, retry, known.RetryAfter) is not { } delay)
            return RetryDecision.TooLong;
        if (TimeLeft is var left && left != Timeout.InfiniteTimeSpan && left <= delay)
            return RetryDecision.OutOfTime;
        Delay = delay;
        _decided = time.GetTimestamp();
        return RetryDecision.Again;
    }
}

/// <summary>A call and how to read its answer.</summary>
internal sealed class Call<TInfo, T>(PreparedRequest request, RetrySettings settings, TimeProvider time, TInfo info, Func<AnswerReader, Exchange, TInfo, T> read)
    : Call(request, settings, time)
{
    public TInfo Info { get; } = info;

    public Func<AnswerReader, Exchange, TInfo, T> Read { get; } = read;

    /// <summary>What the first attempt ended with, until whatever counts attempts has taken it for one.</summary>
    public Outcome<T>? Outcome { get; set; }

    public Outcome<T>? TakeOutcome()
    {
        var outcome = Outcome;
        Outcome = null;
        return outcome;
    }
}
