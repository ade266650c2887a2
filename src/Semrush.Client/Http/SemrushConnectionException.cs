using System.Net.Sockets;
using Semrush.Client.Http.Internal;
using Semrush.Client.Http.Retry.Internal;

namespace Semrush.Client.Http;

/// <summary>A call that got no answer: no connection, a connection that broke, or none within the time limit.</summary>
public sealed class SemrushConnectionException : SemrushApiException
{
    private SemrushConnectionException(string message, ErrorFacts facts, Exception inner)
        : base(message, facts, UnreadableAnswer.Unquoted(inner))
    {
    }

    /// <summary>Whether the time limit ended the call.</summary>
    public bool IsTimeout { get; private init; }

    /// <summary>Whether the request cannot have reached the server, so that sending it again does no harm: the name was not found, no connection was accepted, no proxy let it pass, or its encryption was not agreed on.</summary>
    public bool NeverSent { get; private init; }

    internal static SemrushConnectionException NoAnswer(ApiOperation operation, Exception inner)
    {
        // Before the request is written there is a name to resolve, a connection to open, a proxy to pass and a handshake. A connection
        // that breaks later may be called a connection error as well, but no socket has refused it.
        var neverSent = inner is HttpRequestException
        {
            HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ProxyTunnelError or HttpRequestError.SecureConnectionError,
        } or HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError, InnerException: SocketException };
        var cause = neverSent ? "no connection could be made"
            : UnreadableAnswer.Is(inner) ? "what came back cannot be read"
            : "the connection broke before the answer was complete";
        var facts = FactsOf(operation, neverSent ? Silence.NeverSent : Silence.Broken);
        return new($"Semrush did not answer {operation.Name}: {cause}.", facts, inner) { NeverSent = neverSent };
    }

    internal static SemrushConnectionException TimedOut(ApiOperation operation, string advice, Exception inner)
        => new($"Semrush did not answer {operation.Name} within the time limit. {advice}", FactsOf(operation, Silence.TimedOut), inner) { IsTimeout = true };

    private static ErrorFacts FactsOf(ApiOperation operation, Silence silence)
        => new(operation.Name) { IsRetryable = RetryRules.MayRepeat(operation.Retry, silence) };
}
