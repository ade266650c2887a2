using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Kiota.Abstractions;
using Semrush.Client.Http.Internal;

namespace Semrush.Client;

/// <summary>A call that Semrush refused, failed to answer, or answered in a way that its contract does not allow.</summary>
/// <remarks>
/// The message names the operation, the status, what the server said and the request id; it holds no credential.
/// <see cref="SemrushAuthenticationException"/> and <see cref="SemrushConnectionException"/> are the two special kinds.
/// </remarks>
public class SemrushApiException : ApiException
{
    /// <summary>A failure that a test makes, with what the server is to have said.</summary>
    /// <param name="message">The message, whole.</param>
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

    /// <summary>The HTTP status; <see langword="null"/> when there was no answer.</summary>
    /// <remarks>
    /// <list type="table">
    /// <listheader><term>Status</term><description>What it means, and what to do.</description></listheader>
    /// <item>
    /// <term>400</term><description>The request was incorrect or incomplete. Check its parameters and body; <see cref="Details"/> says more
    /// where it is present. Of a token endpoint: the grant was refused, and <see cref="ErrorCode"/> says why.</description>
    /// </item>
    /// <item>
    /// <term>401</term><description>The credentials were missing, wrong or expired. Check that the token or key is still valid, or sign in
    /// again.</description>
    /// </item>
    /// <item>
    /// <term>403</term><description>A restriction or a missing permission stood in the way, or there are not enough units or credits. Ask
    /// Semrush Support for access.</description>
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
    /// <term>499</term><description>The connection was closed before the answer was ready. Check the network and retry later.</description>
    /// </item>
    /// <item><term>550</term><description>The server failed. Retry later.</description></item>
    /// <item>
    /// <term>551</term><description>The server has no such method. Compare the request with the reference; retrying does not
    /// help.</description>
    /// </item>
    /// <item><term>553</term><description>The server is overloaded or under maintenance. Retry later.</description></item>
    /// <item><term>554</term><description>A gateway or proxy on the way did not get an answer in time. Retry later.</description></item>
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

    /// <summary>What the server said went wrong, without the context that <see cref="Exception.Message"/> adds.</summary>
    public string? ErrorMessage { get => Facts.Message; init => Facts = Facts with { Message = value }; }

    /// <summary>The identifier of the request, opaque. Quote it to Semrush's support.</summary>
    public string? RequestId { get => Facts.RequestId; init => Facts = Facts with { RequestId = value }; }

    /// <summary>The details of the error as the server sent them: an array, an object, or nothing.</summary>
    public JsonElement? Details { get => Facts.Details; init => Facts = Facts with { Details = value }; }

    /// <summary>The fields that the server refused; empty where it named none.</summary>
    public IReadOnlyList<FieldViolation> FieldViolations
    {
        get => Facts.FieldViolations;
        init => Facts = Facts with { FieldViolations = value };
    }

    /// <summary>Whether sending the same call again may help without doing harm.</summary>
    /// <remarks>
    /// It follows from the retry class of the operation, the status, and <c>error.retryable</c> where the server sends it.
    /// </remarks>
    public bool IsRetryable { get => Facts.IsRetryable; init => Facts = Facts with { IsRetryable = value }; }

    /// <summary>
    /// How many attempts were made for <see cref="Operation"/> in this call, this failure's included, whether or not they got a connection;
    /// 0 when it failed before the first.
    /// </summary>
    public int Attempts { get => Facts.Attempts; init => Facts = Facts with { Attempts = value }; }

    /// <summary>How long the server asks to wait before the next attempt.</summary>
    public TimeSpan? RetryAfter { get => Facts.RetryAfter; init => Facts = Facts with { RetryAfter = value }; }

    /// <summary>The body of the answer, 64 KiB of it at most; <see langword="null"/> where it may hold a secret.</summary>
    public string? RawBody { get => Facts.RawBody; init => Facts = Facts with { RawBody = value }; }

    internal ErrorFacts Facts { get; private init; }
}

/// <summary>A field of the request that the server refused.</summary>
/// <param name="Field">The name of the field, as the server calls it.</param>
/// <param name="Description">What is wrong with it.</param>
public sealed record FieldViolation(string Field, string Description);
