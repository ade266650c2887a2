using System.Net;
using System.Text.Json;

namespace Semrush.Client.Http.Internal;

/// <summary>What is known of a failure.</summary>
internal sealed record ErrorFacts(string Operation)
{
    public HttpStatusCode? Status { get; init; }

    public string? Code { get; init; }

    /// <summary>Whether the code is one that an authorization server sent in the form of RFC 6749.</summary>
    public bool IsOAuth { get; init; }

    public string? Message { get; init; }

    public string? RequestId { get; init; }

    /// <summary>Whether the body says <c>success: false</c>.</summary>
    public bool SaysNoSuccess { get; init; }

    public JsonElement? Details { get; init; }

    public IReadOnlyList<FieldViolation> FieldViolations { get; init; } = [];

    /// <summary>Known when the call is over, and not when the answer is read.</summary>
    public int Attempts { get; set; }

    public bool IsRetryable { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The polling interval in seconds that a <c>slow_down</c> may come with.</summary>
    public double? Interval { get; init; }

    public string? RawBody { get; init; }

    public IDictionary<string, IEnumerable<string>> Headers { get; init; } = new Dictionary<string, IEnumerable<string>>();
}
