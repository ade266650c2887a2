using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Semrush.Client.AspNetCore.Tests;

/// <summary>An app of the App Center on Kestrel, on a separate loopback port.</summary>
internal sealed class TestApplication : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly RecordingLogger _log;
    private readonly HttpClient _http = Loopback.CreateClient();

    private TestApplication(WebApplication app, RecordingLogger log) => (_app, _log) = (app, log);

    /// <summary>Everything that was logged.</summary>
    public string Log => _log.Text;

    public static async Task<TestApplication> StartAsync(Action<AuthenticationBuilder>? authentication = null, Action<WebApplication>? endpoints = null)
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
        app.MapGet("/open", (HttpContext context) => context.GetSemrushViewer()?.ViewerId ?? "none");
        endpoints?.Invoke(app);
        await app.StartAsync(The.Cancellation);
        return new(app, log);
    }

    public async Task<(int Status, string Body, HttpResponseMessage Response)> SendAsync(string path, HttpMethod? method = null, params string[] tokens)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, _app.Urls.Single() + path);
        foreach (var token in tokens)
            request.Headers.TryAddWithoutValidation("jwt", token);
        var response = await _http.SendAsync(request, The.Cancellation);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(The.Cancellation), response);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    private static void Default(AuthenticationBuilder builder)
        => builder.AddSemrushIframe(options => (options.Token.AppId, options.Token.AppSecret) = (The.AppId, The.Secret));
}
