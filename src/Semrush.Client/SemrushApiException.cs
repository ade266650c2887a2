using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Kiota.Abstractions;
using Semrush.Client.Http.Internal;

namespace Semrush.Client;

/// <summary>The failure of a call: an error response, no response, or a response that does not match its contract.</summary>
/// <remarks>
/// The message contains the operation, the status, the server's error message and the request id, and no credential. Two derived types are
/// more specific: <see cref="SemrushAuthenticationException"/> and <see cref="SemrushConnectionException"/>.
/// </remarks>
public class SemrushApiException : ApiException
{
    /// <summary>Creates a failure for tests. Set the members of the error response with an initializer.</summary>
    /// <param name="message">The complete message.</param>
    /// <param name="innerException">The cause.</param>
    public SemrushApiException(string message, Exception? innerException = null)
        : this(message, new ErrorFacts(""), innerException)
    {
    }

    [OverloadResolutionPriority(1)]
    internal SemrushApiException(string message, ErrorFacts facts, Exception? inner = null)
        : base(message, inner!)
    {
        Facts = facts;
        ResponseStatusCode = (int?)facts.Status ?? 0;
        ResponseHeaders = facts.Headers;
    }

    /// <summary>The operation, such as <c>MapRankTracker.GetHeatmap</c>.</summary>
    public string Operation { get => Facts.Operation; init => Facts = Facts with { Operation = value }; }

    /// <summary>The HTTP status; <see langword="null"/> if there was no response.</summary>
    /// <remarks>
    /// <list type="table">
    /// <listheader><term>Status</term><description>Meaning, and what to do</description></listheader>
    /// <item>
    /// <term>400</term><description>The request was incorrect or incomplete. Check its parameters and body; <see cref="Details"/> may
    /// contain more. From a token endpoint: the grant was rejected; <see cref="ErrorCode"/> contains the reason.</description>
    /// </item>
    /// <item>
    /// <term>401</term><description>The credentials were missing, wrong or expired. Check that the token or key is still valid, or sign in
    /// again.</description>
    /// </item>
    /// <item>
    /// <term>403</term><description>A restriction applies, a permission is missing, or there are not enough units or credits. Ask Semrush
    /// Support for access.</description>
    /// </item>
    /// <item>
    /// <term>404</term><description>The resource does not exist, was named wrongly or has moved. Check the identifiers in the
    /// request.</description>
    /// </item>
    /// <item>
    /// <term>409</term><description>The resource is in a state that does not allow the request. Check that state, or retry
    /// later.</description>
    /// </item>
    /// <item>
    /// <term>429</term><description>The user of this token or key sent too many requests. Slow down and retry later.</description>
    /// </item>
    /// <item>
    /// <term>499</term><description>The connection was closed before the response was complete. Check the network and retry
    /// later.</description>
    /// </item>
    /// <item><term>550</term><description>The server failed. Retry later.</description></item>
    /// <item>
    /// <term>551</term><description>The server has no such method. Compare the request with the reference; retrying does not
    /// help.</description>
    /// </item>
    /// <item><term>553</term><description>The server is overloaded or under maintenance. Retry later.</description></item>
    /// <item><term>554</term><description>A gateway or proxy did not get a response in time. Retry later.</description></item>
    /// </list>
    /// </remarks>
    public HttpStatusCode? StatusCode
    {
        get => Facts.Status;
        init
        {
            Facts = Facts with { Status = value };
            ResponseStatusCode = (int?)value ?? 0;
        }
    }

    /// <summary>The error code of the body: a number such as <c>120200</c>, or a word such as <c>VALIDATION_ERROR</c>.</summary>
    public string? ErrorCode { get => Facts.Code; init => Facts = Facts with { Code = value }; }

    /// <summary>The server's error message, without the context that <see cref="Exception.Message"/> adds.</summary>
    public string? ErrorMessage { get => Facts.Message; init => Facts = Facts with { Message = value }; }

    /// <summary>The opaque request id, to quote to Semrush's support.</summary>
    public string? RequestId { get => Facts.RequestId; init => Facts = Facts with { RequestId = value }; }

    /// <summary>The details of the error as the server sent them: an array or an object.</summary>
    public JsonElement? Details { get => Facts.Details; init => Facts = Facts with { Details = value }; }

    /// <summary>The fields that the server rejected; empty if it named none.</summary>
    public IReadOnlyList<FieldViolation> FieldViolations
    {
        get => Facts.FieldViolations;
        init => Facts = Facts with { FieldViolations = value };
    }

    /// <summary>Whether a retry may succeed and does no harm.</summary>
    /// <remarks>It is determined by the retry class of the operation, the status and, if present, <c>error.retryable</c>.</remarks>
    public bool IsRetryable { get => Facts.IsRetryable; init => Facts = Facts with { IsRetryable = value }; }

    /// <summary>
    /// The number of attempts for <see cref="Operation"/> in this call, including the failed one and those without a connection; 0 if it
    /// failed before the first.
    /// </summary>
    public int Attempts { get => Facts.Attempts; init => Facts = Facts with { Attempts = value }; }

    /// <summary>The delay before the next attempt that the server requests with <c>Retry-After</c>.</summary>
    public TimeSpan? RetryAfter { get => Facts.RetryAfter; init => Facts = Facts with { RetryAfter = value }; }

    /// <summary>The first 64 KiB of the body; <see langword="null"/> if it may contain a secret.</summary>
    public string? RawBody { get => Facts.RawBody; init => Facts = Facts with { RawBody = value }; }

    internal ErrorFacts Facts { get; private init; }
}

/// <summary>A field of the request that the server rejected.</summary>
/// <param name="Field">The server's name of the field.</param>
/// <param name="Description">The server's description of the error.</param>
public sealed record FieldViolation(string Field, string Description);
