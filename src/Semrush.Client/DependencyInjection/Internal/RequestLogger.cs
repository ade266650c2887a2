using Microsoft.Extensions.Http.Logging;
using Microsoft.Extensions.Logging;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.DependencyInjection.Internal;

/// <summary>Logs method, address, status and duration of each request: no header, no query and no body.</summary>
/// <remarks>It replaces the factory's own loggers, which redact headers in their text, but hand them as they are to a structured log.</remarks>
internal sealed partial class RequestLogger(ILogger<SemrushClient> logger) : IHttpClientLogger
{
    public object? LogRequestStart(HttpRequestMessage request) => null;

    public void LogRequestStop(object? context, HttpRequestMessage request, HttpResponseMessage response, TimeSpan elapsed)
        => Responded(request.Method, Place(request), (int)response.StatusCode, elapsed.TotalMilliseconds);

    public void LogRequestFailed(object? context, HttpRequestMessage request, HttpResponseMessage? response, Exception exception, TimeSpan elapsed)
        => Failed(request.Method, Place(request), elapsed.TotalMilliseconds, ConnectionFault.Unquoted(exception));

    private static string? Place(HttpRequestMessage request) => request.RequestUri?.GetLeftPart(UriPartial.Path);

    [LoggerMessage(20, LogLevel.Information, "{Method} {Address} returned {Status} after {Milliseconds:F0} ms.")]
    private partial void Responded(HttpMethod method, string? address, int status, double milliseconds);

    [LoggerMessage(21, LogLevel.Warning, "{Method} {Address} got no response within {Milliseconds:F0} ms.")]
    private partial void Failed(HttpMethod method, string? address, double milliseconds, Exception exception);
}
