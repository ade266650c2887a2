namespace Semrush.Client.Http.Retry.Internal;

/// <summary>Why there was no answer.</summary>
internal enum Silence
{
    /// <summary>No connection was made, so that the request cannot have reached the server.</summary>
    NeverSent,

    /// <summary>The connection broke before the answer was complete.</summary>
    Broken,

    /// <summary>The time limit of the attempt has passed.</summary>
    TimedOut,

    /// <summary>Something on the way has to be changed first: a certificate that is not trusted, a proxy that requires authentication, a handler that retries.</summary>
    Misconfigured,
}
