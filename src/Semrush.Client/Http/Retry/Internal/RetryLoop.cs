using System.Runtime.CompilerServices;
using Polly;
using Polly.Retry;
using Semrush.Client.Diagnostics.Internal;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.Http.Retry.Internal;

/// <summary>Repeats a call as the rules allow; Polly counts and waits.</summary>
internal sealed class RetryLoop
{
    private static readonly ResiliencePropertyKey<Call> Key = new("Semrush.Client.Call");

    private readonly ResiliencePipeline? _pipeline;
    private readonly TimeProvider _time;
    private readonly CallLog _log;

    public RetryLoop(RetrySettings settings, TimeProvider time, CallLog log)
    {
        Settings = settings;
        _time = time;
        _log = log;
        if (settings.MaxRetries > 0)
            _pipeline = new ResiliencePipelineBuilder { TimeProvider = time }.AddRetry(Strategy(settings.MaxRetries)).Build();
    }

    public RetrySettings Settings { get; }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Outcome<T>> RunAsync<TInfo, T>(Transport transport, Call<TInfo, T> call, CancellationToken cancellationToken)
    {
        var first = await transport.AttemptAsync(call, cancellationToken).ConfigureAwait(false);
        // Nearly every call ends here, and does not pay for what counts attempts.
        if (first.Exception is null || _pipeline is null || call.Operation.Retry is RetryClass.Never)
            return first;

        call.Outcome = first;
        return await RepeatAsync(_pipeline, transport, call, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<Outcome<T>> RepeatAsync<TInfo, T>(
        ResiliencePipeline pipeline, Transport transport, Call<TInfo, T> call, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, cancellationToken);
        context.Properties.Set(Key, call);
        try
        {
            return await pipeline.ExecuteOutcomeAsync(
                static (context, state) => state.call.TakeOutcome() is { } first ? new(first)
                    : state.call.WaitLeft > TimeSpan.Zero ? WaitAndAttemptAsync(state.transport, state.call, state._time, context.CancellationToken)
                    : state.transport.AttemptAsync(state.call, context.CancellationToken),
                context,
                (transport, call, _time)).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    // Timers count whole milliseconds, and may be early by a tick of the system: the clock has the last word.
    private static async ValueTask<Outcome<T>> WaitAndAttemptAsync<TInfo, T>(
        Transport transport, Call<TInfo, T> call, TimeProvider time, CancellationToken cancellationToken)
    {
        while (call.WaitLeft is var left && left > TimeSpan.Zero)
            await Task.Delay(Durations.ForTimer(left), time, cancellationToken).ConfigureAwait(false);
        return await transport.AttemptAsync(call, cancellationToken).ConfigureAwait(false);
    }

    private RetryStrategyOptions Strategy(int retries) => new()
    {
        MaxRetryAttempts = retries,
        ShouldHandle = arguments => new(MayRepeat(CallOf(arguments.Context), arguments.Outcome.Exception, arguments.AttemptNumber)),
        DelayGenerator = static arguments => new(CallOf(arguments.Context).Delay),
        OnRetry = arguments =>
        {
            var call = CallOf(arguments.Context);
            CallTelemetry.Retry(call);
            _log.Retrying(call);
            return default;
        },
    };

    private bool MayRepeat(Call call, Exception? failure, int retry)
    {
        // Asked after the last attempt as well, when there is nothing to decide any more.
        if (failure is null || retry >= Settings.MaxRetries)
            return false;
        var decision = call.Decide(failure, retry);
        _log.Decided(call, decision);
        return decision is RetryDecision.Again;
    }

    private static Call CallOf(ResilienceContext context) => context.Properties.GetValue(Key, null!);
}
