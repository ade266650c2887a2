using System.Threading.RateLimiting;

namespace Semrush.Client;

/// <summary>
/// A limit for which <see cref="SemrushClientOptions.UseRateLimiter(Func{RateLimitScope, RateLimiter})"/> creates a limiter.
/// </summary>
/// <param name="Account">
/// The account, by a name that is the same in all processes and contains no secret: a hash of the key or token, the name of the tokens of a
/// <see cref="Authentication.TokenManager"/>, or, for your own credential provider, the name of the client and that of its account.
/// </param>
/// <param name="Operation">The operation that has a limit in its contract; null for the limit of the whole account.</param>
/// <param name="Requests">The maximum number of requests that start within any <paramref name="Window"/>; 0 for no limit.</param>
/// <param name="Window">The length of a window.</param>
/// <param name="ConcurrentRequests">The maximum number of concurrent requests; 0 for no limit.</param>
public sealed record RateLimitScope(string Account, string? Operation, int Requests, TimeSpan Window, int ConcurrentRequests)
{
    /// <summary>
    /// The metadata of a lease that is valid for a limited time. The client calls the function before it writes the request to its
    /// connection, and writes it when the task has ended. If the task fails, the request is not sent.
    /// </summary>
    public static MetadataName<Func<CancellationToken, ValueTask>> BeforeWrite { get; } = new("SEMRUSH_BEFORE_WRITE");
}
