using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Semrush.Client;

/// <summary>Keeps everything that is logged: messages, exceptions, structured values and scopes.</summary>
internal sealed class RecordingLogger : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> _messages = new();
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyCollection<(LogLevel Level, string Text)> Messages => _messages;

    /// <summary>Everything, one line each.</summary>
    public string Text => string.Join('\n', _lines);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        Keep(state);
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        _messages.Enqueue((logLevel, formatter(state, exception)));
        _lines.Enqueue(formatter(state, exception));
        _lines.Enqueue(exception?.ToString() ?? "");
        Keep(state);
    }

    public void Dispose()
    {
    }

    private void Keep(object? state)
    {
        _lines.Enqueue(state?.ToString() ?? "");
        if (state is IEnumerable<KeyValuePair<string, object?>> values)
            foreach (var (name, value) in values)
                _lines.Enqueue($"{name}={(value is IEnumerable<string> list ? string.Join(',', list) : value)}");
    }
}
