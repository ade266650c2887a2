using Microsoft.Extensions.Logging;

namespace Semrush.Client.ContractTests.Canary;

/// <summary>Keeps everything that is logged, whatever its level: the sentence, its values, scopes and exceptions.</summary>
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
        ExceptionReport.Add(evidence, exception);
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
