using System.Net.Sockets;
using System.Security.Authentication;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.Http;

/// <summary>A call that got no answer: no connection, a connection that broke, or none within the time limit.</summary>
public sealed class SemrushConnectionException : SemrushApiException
{
    private SemrushConnectionException(string message, ErrorFacts facts, Exception inner)
        : base(message, facts, inner)
    {
    }

    /// <summary>Whether the time limit ended the call.</summary>
    public bool IsTimeout { get; private init; }

    /// <summary>Whether the request cannot have reached the server, so that sending it again does no harm.</summary>
    public bool NeverSent { get; private init; }

    internal static SemrushConnectionException NoAnswer(ApiOperation operation, Exception inner)
    {
        // Before the request is written there is a name to resolve, a connection to open and a handshake; only their
        // failures carry these inner exceptions together with these codes.
        var neverSent = inner is HttpRequestException
        {
            HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError,
            InnerException: SocketException or AuthenticationException,
        };
        var cause = neverSent ? "no connection could be made" : "the connection broke before the answer was complete";
        var facts = new ErrorFacts(operation.Name) { IsRetryable = operation.Retry is not RetryClass.Never && (neverSent || IsHarmless(operation)) };
        return new($"Semrush did not answer {operation.Name}: {cause}.", facts, inner) { NeverSent = neverSent };
    }

    internal static SemrushConnectionException TimedOut(ApiOperation operation, Exception inner)
    {
        var advice = $"Raise {nameof(SemrushClientOptions)}.{nameof(SemrushClientOptions.Timeout)} if the operation needs longer.";
        var facts = new ErrorFacts(operation.Name) { IsRetryable = IsHarmless(operation) };
        return new($"Semrush did not answer {operation.Name} within the time limit. {advice}", facts, inner) { IsTimeout = true };
    }

    private static bool IsHarmless(ApiOperation operation) => operation.Retry is RetryClass.Safe or RetryClass.Keyed;
}
