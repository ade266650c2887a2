using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Reflection;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.Diagnostics.Internal;

/// <summary>The activity source and the meter of the library.</summary>
internal static class Telemetry
{
    /// <summary>The version of the package, without the commit.</summary>
    public static readonly string Version
        = typeof(Telemetry).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    // OpenTelemetry's boundaries for HTTP requests, extended for waits for the rate limit.
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 30, 60, 120, 300],
    };

    private static readonly Meter Meter = new(SemrushTelemetry.MeterName, Version);

    public static readonly ActivitySource Source = new(SemrushTelemetry.ActivitySourceName, Version);

    public static readonly Histogram<double> CallDuration
        = Meter.CreateHistogram("semrush.client.call.duration", "s", "Duration of a call, including retries and waits.", advice: Seconds);

    public static readonly Counter<long> Attempts
        = Meter.CreateCounter<long>("semrush.client.attempts", "{attempt}", "Attempts, those that got no connection included.");

    public static readonly Counter<long> Retries
        = Meter.CreateCounter<long>("semrush.client.retries", "{retry}", "Retries after a failure.");

    public static readonly Histogram<double> LimiterWait = Meter.CreateHistogram(
        "semrush.client.limiter.wait.duration", "s", "Wait of an attempt for the rate limit, where it had to wait.", advice: Seconds);

    public static readonly Counter<long> Deviations = Meter.CreateCounter<long>(
        "semrush.client.response.deviations", "{deviation}", "Places where a response is not of its documented form.");

    public static readonly Counter<long> TokenRenewals
        = Meter.CreateCounter<long>("semrush.client.token.renewals", "{renewal}", "Attempts to obtain or refresh tokens.");

    public static void Start(Call call)
    {
        call.Activity = Source.StartActivity(call.Operation.Name);
        if (call.Activity is not { IsAllDataRequested: true } activity)
            return;
        activity.SetTag(TagNames.Operation, call.Operation.Name);
        activity.SetTag(TagNames.Method, call.Operation.Method.Method);
        activity.SetTag(TagNames.Route, call.Operation.Route);
        activity.SetTag(TagNames.Server, call.Request.Address.IdnHost);
        activity.SetTag(TagNames.Port, call.Request.Address.Port);
    }

    public static void Attempt(Call call) => Attempts.Add(1, new KeyValuePair<string, object?>(TagNames.Operation, call.Operation.Name));

    public static void Waited(Call call, TimeSpan waited)
        => LimiterWait.Record(waited.TotalSeconds, new KeyValuePair<string, object?>(TagNames.Operation, call.Operation.Name));

    public static void Retry(Call call)
    {
        var error = ErrorType(call, call.Failure!);
        Retries.Add(1, new(TagNames.Operation, call.Operation.Name), new(TagNames.Error, error));
        call.Activity?.AddEvent(new("semrush.retry", default, new ActivityTagsCollection
        {
            [TagNames.Error] = error,
            [TagNames.Delay] = call.Delay.TotalSeconds,
        }));
    }

    public static void Stop(Call call, Exception? failure)
    {
        var error = failure is null ? null : ErrorType(call, failure);
        if (CallDuration.Enabled)
            CallDuration.Record(call.Duration.TotalSeconds, TagsOf(call, error));
        if (call.Activity is not { } activity)
            return;
        activity.SetTag(TagNames.Status, call.Status);
        activity.SetTag(TagNames.RequestId, call.RequestId);
        if (call.Attempts > 1)
            activity.SetTag(TagNames.Resends, call.Attempts - 1);
        if (failure is not null)
        {
            activity.SetTag(TagNames.Error, error);
            // Messages of other exceptions may contain secrets.
            activity.SetStatus(ActivityStatusCode.Error, call.Request.IsForwarded ? null : (failure as SemrushApiException)?.Message);
        }

        activity.Dispose();
    }

    /// <summary>The status of a failure, <c>timeout</c> or the type of the exception.</summary>
    internal static string ErrorType(Call call, Exception failure) => failure switch
    {
        SemrushConnectionException { IsTimeout: true } => "timeout",
        // The status of a failed sign-in is not a status of this operation.
        SemrushApiException { StatusCode: { } status } own when own.Operation == call.Operation.Name
            => ((int)status).ToString(CultureInfo.InvariantCulture),
        _ => failure.GetType().FullName!,
    };

    private static TagList TagsOf(Call call, string? error)
    {
        var tags = new TagList { { TagNames.Operation, call.Operation.Name } };
        if (call.Status is { } status)
            tags.Add(TagNames.Status, status);
        if (error is not null)
            tags.Add(TagNames.Error, error);
        return tags;
    }
}

/// <summary>The names of tags, from OpenTelemetry's semantic conventions where they define one.</summary>
internal static class TagNames
{
    public const string Method = "http.request.method";
    public const string Resends = "http.request.resend_count";
    public const string Status = "http.response.status_code";
    public const string Route = "url.template";
    public const string Server = "server.address";
    public const string Port = "server.port";
    public const string Error = "error.type";
    public const string Operation = "semrush.operation";
    public const string Path = "semrush.json_path";
    public const string RequestId = "semrush.request_id";
    public const string Flow = "semrush.token.flow";
    public const string Delay = "semrush.retry.delay";
}
