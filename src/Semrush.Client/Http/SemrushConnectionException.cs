using System.Globalization;
using System.Net.Sockets;
using Semrush.Client.Http.Internal;
using Semrush.Client.Http.Retry.Internal;

namespace Semrush.Client.Http;

/// <summary>A call that got no answer: no connection, a connection that broke, or none within the time limit.</summary>
/// <remarks>A call that waits for the rate limit longer than <see cref="Limits.RateLimitOptions.MaxWait"/> ends with it as well: <see cref="IsTimeout"/> and <see cref="NeverSent"/> are both set then.</remarks>
public sealed class SemrushConnectionException : SemrushApiException
{
    private SemrushConnectionException(string message, ErrorFacts facts, Exception inner)
        : base(message, facts, UnreadableAnswer.Unquoted(inner))
    {
    }

    /// <summary>Whether the time limit ended the call.</summary>
    public bool IsTimeout { get; private init; }

    /// <summary>Whether the request cannot have reached the server, so that sending it again does no harm: the name was not found, no connection was accepted, no proxy let it pass, its encryption was not agreed on, or the rate limit did not let it start in time.</summary>
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

    /// <summary>The rate limit did not let a call start in time. It is not retryable, although it was never sent: called again, it waits at the end of the same queue.</summary>
    internal static SemrushConnectionException WaitedTooLong(ApiOperation operation, TimeSpan wait, Exception inner) => new(
        string.Create(CultureInfo.InvariantCulture, $"{operation.Name} was not sent: the rate limit did not let it start within {wait.TotalSeconds:0.###} s. Call less often, or raise RateLimit.MaxWait."),
        new(operation.Name),
        inner)
    {
        IsTimeout = true,
        NeverSent = true,
    };

    private static ErrorFacts FactsOf(ApiOperation operation, Silence silence)
        => new(operation.Name) { IsRetryable = RetryRules.MayRepeat(operation.Retry, silence) };
}
