using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using Semrush.Client.Diagnostics.Internal;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.Http.Retry.Internal;

/// <summary>Runs the attempts of a call with Polly, by the decisions of <see cref="Call.Decide"/>.</summary>
internal sealed class RetryPipeline
{
    private static readonly ResiliencePropertyKey<Call> Key = new("Semrush.Client.Call");

    private readonly ResiliencePipeline _pipeline;
    private readonly TimeProvider _time;

    public RetryPipeline(Call.Settings settings, TimeProvider time, ILogger log)
    {
        _time = time;
        _pipeline = settings.MaxRetries == 0
            ? ResiliencePipeline.Empty
            : new ResiliencePipelineBuilder { TimeProvider = time }.AddRetry(Strategy(settings.MaxRetries, log)).Build();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<T> RunAsync<TInfo, T>(
        Attempt attempt, Call call, TInfo info, Func<ApiResponse, TInfo, T> read, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, cancellationToken);
        context.Properties.Set(Key, call);
        try
        {
            var outcome = await _pipeline.ExecuteOutcomeAsync(
                static (context, state) => state.call.WaitLeft > TimeSpan.Zero
                    ? WaitAndRunAsync(state.attempt, state.call, state.info, state.read, state._time, context.CancellationToken)
                    : state.attempt.RunAsync(state.call, state.info, state.read, context.CancellationToken),
                context,
                (attempt, call, info, read, _time)).ConfigureAwait(false);
            outcome.ThrowIfException();
            return outcome.Result!;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    // After Polly's delay. Timers have whole milliseconds and may fire early, so the elapsed time is checked: Retry-After is a minimum.
    private static async ValueTask<Outcome<T>> WaitAndRunAsync<TInfo, T>(
        Attempt attempt, Call call, TInfo info, Func<ApiResponse, TInfo, T> read, TimeProvider time, CancellationToken cancellationToken)
    {
        while (call.WaitLeft is var left && left > TimeSpan.Zero)
            await Task.Delay(left, time, cancellationToken).ConfigureAwait(false);
        return await attempt.RunAsync(call, info, read, cancellationToken).ConfigureAwait(false);
    }

    private static RetryStrategyOptions Strategy(int retries, ILogger log) => new()
    {
        MaxRetryAttempts = retries,
        // Polly calls this after the last attempt as well.
        ShouldHandle = arguments => new(arguments.Outcome.Exception is { } failure && arguments.AttemptNumber < retries
            && CallOf(arguments.Context).Decide(failure, arguments.AttemptNumber, log)),
        DelayGenerator = static arguments => new(CallOf(arguments.Context).Delay),
        OnRetry = arguments =>
        {
            Telemetry.Retry(CallOf(arguments.Context));
            log.Retrying(CallOf(arguments.Context));
            return default;
        },
    };

    private static Call CallOf(ResilienceContext context) => context.Properties.GetValue(Key, null!);
}
