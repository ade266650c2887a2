namespace Semrush.Client.Diagnostics.Internal;

/// <summary>The names of tags: OpenTelemetry's where its semantic conventions have one.</summary>
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
