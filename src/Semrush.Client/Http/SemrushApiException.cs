using System.Net;
using System.Text.Json;
using Microsoft.Kiota.Abstractions;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.Http;

/// <summary>A call that Semrush refused, failed to answer, or answered in a way that its contract does not allow.</summary>
/// <remarks>
/// The message names the operation, the status, what the server said and the request id; it holds no credential.
/// <see cref="SemrushAuthenticationException"/> and <see cref="SemrushConnectionException"/> are the two special kinds.
/// </remarks>
public class SemrushApiException : ApiException
{
    internal SemrushApiException(string message, ErrorFacts facts, Exception? inner = null)
        : base(message, inner!)
    {
        Facts = facts;
        ResponseStatusCode = (int)(facts.Status ?? 0);
        ResponseHeaders = facts.Headers;
    }

    /// <summary>The operation, such as <c>MapRankTracker.GetHeatmap</c>.</summary>
    public string Operation => Facts.Operation;

    /// <summary>The HTTP status; <see langword="null"/> when there was no answer.</summary>
    public HttpStatusCode? StatusCode => Facts.Status;

    /// <summary>The error code of the body: a number such as <c>120200</c>, or a word such as <c>VALIDATION_ERROR</c>.</summary>
    public string? ErrorCode => Facts.Code;

    /// <summary>What the server said went wrong, without the context that <see cref="Exception.Message"/> adds.</summary>
    public string? ErrorMessage => Facts.Message;

    /// <summary>The identifier of the request, opaque. Quote it to Semrush's support.</summary>
    public string? RequestId => Facts.RequestId;

    /// <summary>The details of the error as the server sent them: an array, an object, or nothing.</summary>
    public JsonElement? Details => Facts.Details;

    /// <summary>The fields that the server refused; empty where it named none.</summary>
    public IReadOnlyList<FieldViolation> FieldViolations => Facts.FieldViolations;

    /// <summary>Whether sending the same call again may help without doing harm.</summary>
    /// <remarks>It follows from the retry class of the operation, the status, and <c>error.retryable</c> where the server sends it.</remarks>
    public bool IsRetryable => Facts.IsRetryable;

    /// <summary>How many attempts were made for <see cref="Operation"/> in this call, this failure's included, whether or not they got a connection; 0 when it failed before the first.</summary>
    public int Attempts => Facts.Attempts;

    /// <summary>How long the server asks to wait before the next attempt.</summary>
    public TimeSpan? RetryAfter => Facts.RetryAfter;

    /// <summary>The body of the answer, 64 KiB of it at most; <see langword="null"/> where it may hold a secret.</summary>
    public string? RawBody => Facts.RawBody;

    internal ErrorFacts Facts { get; }
}
