using System.Text.Json.Serialization;

namespace Semrush.Client.Http.Internal;

/// <summary>What the server says about a request; read to tell a failure that came with status 200.</summary>
internal sealed record Meta
{
    [JsonPropertyName("success")]
    public bool? Success { get; init; }

    [JsonPropertyName("status_code")]
    public int? StatusCode { get; init; }

    [JsonPropertyName("request_id")]
    public string? RequestId { get; init; }
}
