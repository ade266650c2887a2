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

    /// <summary>Whether the request cannot have reached the server, so that a retry does no harm: the name was not resolved, no connection was accepted, no proxy let it pass, the TLS handshake failed, or the time limit came first.</summary>
    public bool NeverSent { get; private init; }

    internal static SemrushConnectionException NoAnswer(ApiOperation operation, Exception inner, ConnectionFault? known = null)
    {
        var fault = known ?? ConnectionFault.Broke;
        return new($"Semrush did not answer {operation.Name}: {fault.Cause}.", FactsOf(operation, fault.Silence), inner) { NeverSent = fault.NeverSent };
    }

    internal static SemrushConnectionException Resent(ApiOperation operation, Exception inner) => new(
        $"Semrush did not answer {operation.Name}: a handler of the application tried to send the request again, which was prevented. The first sending may have reached Semrush. "
            + "The client retries by itself. Take the handler out, for example with RemoveAllResilienceHandlers(), or give the client an HttpClient without it.",
        FactsOf(operation, Silence.Misconfigured),
        inner);

    internal static SemrushConnectionException TimedOut(ApiOperation operation, string advice, Exception inner, bool neverSent = false) => new(
        $"Semrush did not answer {operation.Name} within the time limit. {advice}",
        FactsOf(operation, neverSent ? Silence.NeverSent : Silence.TimedOut),
        inner) { IsTimeout = true, NeverSent = neverSent };

    private static ErrorFacts FactsOf(ApiOperation operation, Silence silence)
        => new(operation.Name) { IsRetryable = RetryRules.MayRepeat(operation.Retry, silence) };
}
