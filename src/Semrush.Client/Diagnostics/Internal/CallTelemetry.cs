using System.Diagnostics;
using System.Globalization;
using Semrush.Client.Http.Retry.Internal;

namespace Semrush.Client.Diagnostics.Internal;

/// <summary>What listeners learn of a call. Nobody listening, it costs next to nothing.</summary>
internal static class CallTelemetry
{
    public static void Start(Call call)
    {
        call.Activity = Instruments.Source.StartActivity(call.Operation.Name);
        if (call.Activity is not { IsAllDataRequested: true } activity)
            return;
        activity.SetTag(TagNames.Operation, call.Operation.Name);
        activity.SetTag(TagNames.Method, call.Operation.Method.Method);
        activity.SetTag(TagNames.Route, call.Operation.Route);
        activity.SetTag(TagNames.Server, call.Request.Address.IdnHost);
        activity.SetTag(TagNames.Port, call.Request.Address.Port);
    }

    public static void Attempt(Call call) => Instruments.Attempts.Add(1, new KeyValuePair<string, object?>(TagNames.Operation, call.Operation.Name));

    public static void Waited(Call call, TimeSpan waited)
        => Instruments.LimiterWait.Record(waited.TotalSeconds, new KeyValuePair<string, object?>(TagNames.Operation, call.Operation.Name));

    public static void Retry(Call call)
    {
        var error = ErrorType(call, call.Failure!);
        Instruments.Retries.Add(1, new(TagNames.Operation, call.Operation.Name), new(TagNames.Error, error));
        call.Activity?.AddEvent(new("semrush.retry", default, new ActivityTagsCollection
        {
            [TagNames.Error] = error,
            [TagNames.Delay] = call.Delay.TotalSeconds,
        }));
    }

    public static void Stop(Call call, Exception? failure, TimeSpan duration)
    {
        var error = failure is null ? null : ErrorType(call, failure);
        if (Instruments.CallDuration.Enabled)
            Instruments.CallDuration.Record(duration.TotalSeconds, Outcome(call, error));
        if (call.Activity is not { } activity)
            return;
        activity.SetTag(TagNames.Status, call.Status);
        activity.SetTag(TagNames.RequestId, call.RequestId);
        if (call.Attempts > 1)
            activity.SetTag(TagNames.Resends, call.Attempts - 1);
        if (failure is not null)
        {
            activity.SetTag(TagNames.Error, error);
            // Only the texts of our own exceptions are known to hold no secret.
            activity.SetStatus(ActivityStatusCode.Error, call.Request.IsForwarded ? null : (failure as SemrushApiException)?.Message);
        }

        activity.Dispose();
    }

    /// <summary>The status of a refusal, or what stood in the way of an answer.</summary>
    internal static string ErrorType(Call call, Exception failure) => failure switch
    {
        SemrushConnectionException { IsTimeout: true } => "timeout",
        // A sign-in that failed in the course of the call has a status of its own, which is not one of this operation.
        SemrushApiException { StatusCode: { } status } own when own.Operation == call.Operation.Name => ((int)status).ToString(CultureInfo.InvariantCulture),
        _ => failure.GetType().FullName!,
    };

    private static TagList Outcome(Call call, string? error)
    {
        var tags = new TagList { { TagNames.Operation, call.Operation.Name } };
        if (call.Status is { } status)
            tags.Add(TagNames.Status, status);
        if (error is not null)
            tags.Add(TagNames.Error, error);
        return tags;
    }
}
