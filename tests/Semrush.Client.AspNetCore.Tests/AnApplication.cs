using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Semrush.Client.AspNetCore.Tests;

/// <summary>An app of the App Center on Kestrel, on a loopback port of its own.</summary>
internal sealed class AnApplication : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly RecordingLogger _log;
    private readonly HttpClient _http = Loopback.CreateClient();

    private AnApplication(WebApplication app, RecordingLogger log) => (_app, _log) = (app, log);

    /// <summary>Everything that was logged.</summary>
    public string Log => string.Join('\n', _log.Lines);

    public static async Task<AnApplication> StartAsync(Action<AuthenticationBuilder>? authentication = null, Action<WebApplication>? endpoints = null)
    {
        var log = new RecordingLogger();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Trace).AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        builder.Services.AddSingleton<TimeProvider>(new FakeTimeProvider(The.Now)).AddAuthorization();
        (authentication ?? Default)(builder.Services.AddAuthentication(SemrushIframeDefaults.AuthenticationScheme));

        var app = builder.Build();
        app.UseSemrushFrameAncestors();
        app.UseAuthentication();
        app.UseAuthorization();
        app.Map("/", (HttpContext context) => $"{context.User.FindFirstValue(ClaimTypes.NameIdentifier)} {context.GetSemrushViewer()?.Language}").RequireAuthorization();
        app.MapGet("/open", (HttpContext context) => context.GetSemrushViewer()?.ViewerId ?? "nobody");
        endpoints?.Invoke(app);
        await app.StartAsync(The.Cancellation);
        return new(app, log);
    }

    public async Task<(int Status, string Body, HttpResponseMessage Answer)> SendAsync(string path, HttpMethod? method = null, params string[] tokens)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, _app.Urls.Single() + path);
        foreach (var token in tokens)
            request.Headers.TryAddWithoutValidation("jwt", token);
        var answer = await _http.SendAsync(request, The.Cancellation);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(The.Cancellation), answer);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    private static void Default(AuthenticationBuilder builder)
        => builder.AddSemrushIframe(options => (options.Token.AppId, options.Token.AppSecret) = (The.AppId, The.Secret));

    private sealed class RecordingLogger : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Lines.Enqueue($"{formatter(state, exception)} {exception}");
            if (state is IEnumerable<KeyValuePair<string, object?>> values)
                foreach (var (name, value) in values)
                    Lines.Enqueue($"{name}={value}");
        }

        public void Dispose()
        {
        }
    }
}
