namespace Semrush.Client;

/// <summary>How often a call that failed is sent again, and how long it waits before that.</summary>
/// <remarks>
/// Which failures are repeated follows from the retry class of the operation, which its documentation names; no setting changes it. An
/// operation that spends credits is never repeated.
/// </remarks>
public sealed class RetryOptions
{
    /// <summary>How many times a call may be sent again, 0 or more; 0 turns retrying off.</summary>
    /// <value>3.</value>
    public int MaxRetries { get; set; } = 3;

    /// <summary>The wait before the first repetition, from zero, which is no wait, to 24 days. It doubles each time; of each wait, a random part of up to one half is left out, so that clients do not return in step.</summary>
    /// <value>500 milliseconds.</value>
    public TimeSpan Delay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest wait that the client chooses by itself, from zero to 24 days.</summary>
    /// <value>30 seconds.</value>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest wait that the server may ask for with <c>Retry-After</c>, from zero to 24 days. When it asks for more, the call fails at once and says how long; with zero, each time it asks.</summary>
    /// <value>2 minutes.</value>
    public TimeSpan MaxRetryAfter { get; set; } = TimeSpan.FromMinutes(2);
}
