using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Diagnostics.Tracing;
using Microsoft.Extensions.Logging;

namespace Semrush.Client.ContractTests.Canary;

/// <summary>All recorders at once, and the secrets to look for when they are done.</summary>
internal sealed class Recording : IDisposable
{
    private readonly List<IDisposable> _recorders;

    public Recording()
    {
        Log = new LogRecorder(Evidence);
        Files = new FileRecorder(Evidence);
        _recorders = [new ConsoleRecorder(Evidence), new TelemetryRecorder(Evidence), new EventRecorder(Evidence), Files];
    }

    public Evidence Evidence { get; } = new();

    public Secrets Secrets { get; } = new();

    public LogRecorder Log { get; }

    public FileRecorder Files { get; }

    public int Failures { get; private set; }

    /// <summary>A step, which may fail.</summary>
    public async Task TryAsync(Func<CancellationToken, Task> step)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(4), TimeProvider.System);
        try
        {
            await step(limit.Token);
        }
        catch (Exception exception)
        {
            Failures++;
            Evidence.Add(exception);
        }
    }

    public void Dispose() => _recorders.ForEach(recorder => recorder.Dispose());
}

/// <summary>Takes what is written to the console, and by Debug and Trace.</summary>
internal sealed class ConsoleRecorder : IDisposable
{
    private readonly Evidence _evidence;
    private readonly (TextWriter Output, TextWriter Error) _before = (Console.Out, Console.Error);
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();
    private readonly TextWriterTraceListener _trace;

    public ConsoleRecorder(Evidence evidence)
    {
        _evidence = evidence;
        Console.SetOut(TextWriter.Synchronized(_output));
        Console.SetError(TextWriter.Synchronized(_error));
        _trace = new TextWriterTraceListener(Console.Error);
        Trace.Listeners.Add(_trace);
    }

    public void Dispose()
    {
        Trace.Listeners.Remove(_trace);
        _trace.Flush();
        Console.SetOut(_before.Output);
        Console.SetError(_before.Error);
        _evidence.Add(Channel.Output, _output.ToString());
        _evidence.Add(Channel.Error, _error.ToString());
    }
}

/// <summary>Listens to the event sources that dotnet-trace would show: HttpClient's and those of the JWT library among them.</summary>
internal sealed class EventRecorder : EventListener
{
    // Of no use here, and verbose. The runtime's private sources are meant for its developers; they show the wire.
    private static readonly string[] Others = ["Private.", "Microsoft-Windows-DotNETRuntime", "System.Buffers", "System.Threading.Tasks", "System.Diagnostics.Metrics"];

    // Sources turn up before this class's constructor runs, in that of its base class.
    private readonly Evidence? _evidence;

    public EventRecorder(Evidence evidence) => _evidence = evidence;

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (!Others.Any(other => eventSource.Name.StartsWith(other, StringComparison.Ordinal)))
            EnableEvents(eventSource, EventLevel.LogAlways, EventKeywords.All);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        _evidence?.Add($"{Channel.EventSource} {eventData.EventSource.Name}", eventData.Message);
        foreach (var value in eventData.Payload ?? [])
            _evidence?.Add($"{Channel.EventSource} {eventData.EventSource.Name}", value?.ToString());
    }
}

/// <summary>A folder for the temporary files of this process, and what is left in it, except for token files.</summary>
internal sealed class FileRecorder : IDisposable
{
    private const string Variable = "TMPDIR";

    private readonly Evidence _evidence;
    private readonly string? _before = Environment.GetEnvironmentVariable(Variable);
    private readonly string _root = Directory.CreateTempSubdirectory("semrush-secrets-").FullName;
    private readonly DateTime _start;

    public FileRecorder(Evidence evidence)
    {
        _evidence = evidence;
        _start = File.GetLastWriteTimeUtc(_root);
        Directory.CreateDirectory(Temporary);
        Environment.SetEnvironmentVariable(Variable, Temporary);
    }

    /// <summary>Where token stores have their folders.</summary>
    public string TokenFolder => Path.Combine(_root, "tokens");

    private string Temporary => Path.Combine(_root, "tmp");

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Variable, _before);
        foreach (var file in Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories).Where(file => !IsOfTokens(file)))
            Add(file);
        // A program that runs somewhere may also write there.
        foreach (var file in New(AppContext.BaseDirectory).Concat(New(Environment.CurrentDirectory)))
            Add(file);
        Directory.Delete(_root, recursive: true);
    }

    private IEnumerable<string> New(string folder) => Directory.EnumerateFiles(folder).Where(file => File.GetLastWriteTimeUtc(file) >= _start);

    private bool IsOfTokens(string file) => file.StartsWith(TokenFolder, StringComparison.Ordinal) && file.EndsWith(".tokens", StringComparison.Ordinal);

    private void Add(string file)
    {
        _evidence.Add($"{Channel.File} name", file);
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
            _evidence.Add($"{Channel.File} {Path.GetFileName(file)}", reader.ReadToEnd());
        }
        catch (IOException)
        {
            // It has been deleted.
        }
    }
}

/// <summary>Keeps everything that is logged at any level: message, values, scopes and exceptions.</summary>
internal sealed class LogRecorder(Evidence evidence) : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        Keep("scope", state);
        return null;
    }

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        evidence.Add($"{Channel.Log} message", formatter(state, exception));
        Keep("value", state);
        if (exception is null)
            return;
        evidence.Add($"{Channel.Log} exception", exception.ToString());
        evidence.Add(exception);
    }

    public void Dispose()
    {
    }

    private void Keep(string what, object? state)
    {
        evidence.Add($"{Channel.Log} {what}", state?.ToString());
        if (state is IEnumerable<KeyValuePair<string, object?>> values)
            evidence.Add($"{Channel.Log} {what}", values);
    }
}

/// <summary>Listens to every activity and every instrument of the process.</summary>
internal sealed class TelemetryRecorder : IDisposable
{
    private readonly Evidence _evidence;
    private readonly ActivityListener _activities;
    private readonly MeterListener _meters = new();

    public TelemetryRecorder(Evidence evidence)
    {
        _evidence = evidence;
        _activities = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Keep,
        };
        ActivitySource.AddActivityListener(_activities);
        _meters.InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument);
        _meters.SetMeasurementEventCallback<byte>(Keep);
        _meters.SetMeasurementEventCallback<short>(Keep);
        _meters.SetMeasurementEventCallback<int>(Keep);
        _meters.SetMeasurementEventCallback<long>(Keep);
        _meters.SetMeasurementEventCallback<float>(Keep);
        _meters.SetMeasurementEventCallback<double>(Keep);
        _meters.SetMeasurementEventCallback<decimal>(Keep);
        _meters.Start();
    }

    public void Dispose()
    {
        _meters.RecordObservableInstruments();
        _meters.Dispose();
        _activities.Dispose();
    }

    private void Keep(Activity activity)
    {
        _evidence.Add($"{Channel.Activity} name", $"{activity.OperationName} {activity.DisplayName} {activity.StatusDescription} {activity.TraceStateString}");
        _evidence.Add($"{Channel.Activity} tag", activity.TagObjects);
        _evidence.Add($"{Channel.Activity} baggage", activity.Baggage.Select(pair => KeyValuePair.Create(pair.Key, (object?)pair.Value)));
        foreach (var happening in activity.Events)
        {
            _evidence.Add($"{Channel.Activity} event", happening.Name);
            _evidence.Add($"{Channel.Activity} event", happening.Tags);
        }
    }

    private void Keep<T>(Instrument instrument, T measurement, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        _evidence.Add($"{Channel.Meter} name", $"{instrument.Meter.Name} {instrument.Name} {instrument.Description}");
        _evidence.Add($"{Channel.Meter} tag", tags.ToArray());
    }
}
