namespace Semrush.Client.Http.Retry.Internal;

/// <summary>How far an operation may be repeated without doing harm.</summary>
internal enum RetryClass
{
    /// <summary>Repeating changes nothing.</summary>
    Safe,

    /// <summary>Repeated only when the server says that it did not act, or when no connection was made.</summary>
    Rejected,

    /// <summary>Never repeated: it spends something.</summary>
    Never,

    /// <summary>Carries its own idempotency identifier, so that repeating it is safe.</summary>
    Keyed,
}
