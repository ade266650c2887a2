using System.Threading.RateLimiting;
using Microsoft.Extensions.Logging;
using Microsoft.Kiota.Abstractions.Authentication;
using Semrush.Client.Http.Internal;

namespace Semrush.Client;

/// <summary>Settings of a <see cref="SemrushClient"/>. They can be bound from configuration by these names.</summary>
public sealed class SemrushClientOptions
{
    // Set by methods: configuration cannot create an object, and its generated binder rejects a property that it cannot set.
    internal IAuthenticationProvider? _authenticationProvider;
    internal TimeProvider _timeProvider = TimeProvider.System;
    internal RateLimiter? _rateLimiter;
    internal Func<RateLimitScope, RateLimiter>? _createRateLimiter;
    internal string _accountName = "default";
    internal ILoggerFactory? _loggerFactory;
    internal readonly Dictionary<string, IAuthenticationProvider> _areaProviders = new(StringComparer.Ordinal);

    /// <summary>
    /// The v4 API key. Use only one of this, <see cref="AccessToken"/> and
    /// <see cref="UseAuthenticationProvider(IAuthenticationProvider)"/>.
    /// </summary>
    /// <value>None.</value>
    public string? ApiKey { get; set; }

    /// <summary>A bearer token that your application obtains and refreshes.</summary>
    /// <value>None.</value>
    public string? AccessToken { get; set; }

    /// <summary>
    /// The address of a server that replaces all of Semrush's servers, such as an emulator or a gateway: https, or http on this machine. It
    /// receives the key or token.
    /// </summary>
    /// <value>None: each API area uses the server of its contract.</value>
    public Uri? BaseAddress { get; set; }

    /// <summary>
    /// The timeout of one attempt, from sending the request to the end of the response; at most 24 days.
    /// <see cref="Timeout.InfiniteTimeSpan"/> turns it off.
    /// </summary>
    /// <value>60 seconds.</value>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// The timeout of a call from the start of its first attempt, including all retries and the delays between them; at most 24 days.
    /// <see cref="Timeout.InfiniteTimeSpan"/> turns it off. The wait before the first attempt, for the rate limit
    /// (<see cref="RateLimitOptions.MaxWait"/>) or for a sign-in, is not included.
    /// </summary>
    /// <value>5 minutes.</value>
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The timeout of each step of a new connection, at most 24 days: resolving the name, connecting to each address of the host, and the
    /// TLS handshake including the tunnel of a proxy. <see cref="Timeout.InfiniteTimeSpan"/> turns it off. Without a connection, a call is
    /// retried unless its retry class is <c>never</c>. Your own <see cref="HttpClient"/> is not affected.
    /// </summary>
    /// <value>10 seconds.</value>
    public TimeSpan ConnectTimeout { get; set; } = Connector.DefaultTimeLimit;

    /// <summary>The settings of retries.</summary>
    /// <value>Up to 3 retries.</value>
    public RetryOptions Retry { get; set; } = new();

    /// <summary>The settings of the rate limit.</summary>
    /// <value>10 requests per second and 10 concurrent requests.</value>
    public RateLimitOptions RateLimit { get; set; } = new();

    /// <summary>Uses a Kiota authentication provider, which decides to which hosts it adds the credential.</summary>
    /// <param name="provider">The provider.</param>
    /// <returns>These settings.</returns>
    public SemrushClientOptions UseAuthenticationProvider(IAuthenticationProvider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        _authenticationProvider = provider;
        return this;
    }

    /// <summary>Uses a Kiota authentication provider for one API area. The other areas keep their credential.</summary>
    /// <param name="area">The API area, named as its property of <see cref="SemrushClient"/>, such as <c>AppCenter</c>.</param>
    /// <param name="provider">The provider.</param>
    /// <returns>These settings.</returns>
    public SemrushClientOptions UseAuthenticationProvider(string area, IAuthenticationProvider provider)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(area);
        ArgumentNullException.ThrowIfNull(provider);
        _areaProviders[area] = provider;
        return this;
    }

    /// <summary>Uses the bearer token of a Kiota access token provider, such as a <see cref="Authentication.TokenManager"/>.</summary>
    /// <param name="provider">The provider.</param>
    /// <returns>These settings.</returns>
    public SemrushClientOptions UseAccessTokenProvider(IAccessTokenProvider provider)
        => UseAuthenticationProvider(new BaseBearerTokenAuthenticationProvider(provider));

    /// <summary>Uses the bearer token of a Kiota access token provider for one API area.</summary>
    /// <param name="area">The API area, named as its property of <see cref="SemrushClient"/>, such as <c>AppCenter</c>.</param>
    /// <param name="provider">The provider.</param>
    /// <returns>These settings.</returns>
    public SemrushClientOptions UseAccessTokenProvider(string area, IAccessTokenProvider provider)
        => UseAuthenticationProvider(area, new BaseBearerTokenAuthenticationProvider(provider));

    /// <summary>Uses another clock instead of the system's.</summary>
    /// <param name="timeProvider">The clock.</param>
    /// <returns>These settings.</returns>
    public SemrushClientOptions UseTimeProvider(TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(timeProvider);
        _timeProvider = timeProvider;
        return this;
    }

    /// <summary>
    /// Uses your own limiter instead of <see cref="RateLimit"/>, for all clients with this limiter together. Sets
    /// <see cref="RateLimitOptions.Enabled"/>.
    /// </summary>
    /// <param name="limiter">
    /// The limiter. Each attempt acquires one permit and returns it after the response. One attempt at a time waits for the limiter, the
    /// others in the order of <see cref="RateLimitOptions"/>. It is not disposed.
    /// </param>
    /// <returns>These settings.</returns>
    public SemrushClientOptions UseRateLimiter(RateLimiter limiter)
    {
        ArgumentNullException.ThrowIfNull(limiter);
        (_rateLimiter, _createRateLimiter, RateLimit.Enabled) = (limiter, null, true);
        return this;
    }

    /// <summary>
    /// Uses your own limiters, such as those that several processes share, for each account and for each operation that has a limit in its
    /// contract. Sets <see cref="RateLimitOptions.Enabled"/>.
    /// </summary>
    /// <param name="create">
    /// Creates the limiter of a limit. The requests per second and the concurrent requests of an account are those of
    /// <see cref="RateLimit"/>. Clients with different settings have different limiters for the same account. A limiter is not disposed.
    /// </param>
    /// <returns>These settings.</returns>
    public SemrushClientOptions UseRateLimiter(Func<RateLimitScope, RateLimiter> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        (_rateLimiter, _createRateLimiter, RateLimit.Enabled) = (null, create, true);
        return this;
    }

    /// <summary>Sets the logger factory. <c>AddSemrush</c> uses the application's. docs/observability.md lists the events.</summary>
    /// <param name="loggerFactory">The logger factory.</param>
    /// <returns>These settings.</returns>
    public SemrushClientOptions UseLoggerFactory(ILoggerFactory loggerFactory)
    {
        ArgumentNullException.ThrowIfNull(loggerFactory);
        _loggerFactory = loggerFactory;
        return this;
    }
}

/// <summary>The number and the delays of retries.</summary>
/// <remarks>
/// The retry class of an operation, which its documentation names, determines the failures that are retried. No setting changes it. An
/// operation that spends credits or uses a one-time code or refresh token is not retried.
/// </remarks>
public sealed class RetryOptions
{
    /// <summary>The maximum number of retries of a call, 0 or more; 0 turns retries off.</summary>
    /// <value>3.</value>
    public int MaxRetries { get; set; } = 3;

    /// <summary>
    /// The delay before the first retry, from zero to 24 days. It doubles with each retry. A random part of up to one half is subtracted
    /// from each delay, so that clients do not retry at the same time.
    /// </summary>
    /// <value>500 milliseconds.</value>
    public TimeSpan Delay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The maximum delay before a retry if the server requests none, from zero to 24 days.</summary>
    /// <value>30 seconds.</value>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The maximum delay of a <c>Retry-After</c> header that is honoured, from zero to 24 days. If the server requests more, the call fails
    /// at once, and <see cref="SemrushApiException.RetryAfter"/> contains the delay.
    /// </summary>
    /// <value>2 minutes.</value>
    public TimeSpan MaxRetryAfter { get; set; } = TimeSpan.FromMinutes(2);
}

/// <summary>The rate limit. Calls beyond it wait: retries first, then single calls, then bulk operations. Every attempt counts.</summary>
/// <remarks>
/// <para>
/// The defaults are Semrush's limits of an account (API usage restrictions, 26 March 2026). All clients of one credential in this process
/// share one limit: that of the client with the highest settings. A client with lower settings waits for its own limit first. An operation
/// may have an additional limit in its contract.
/// </para>
/// <para>
/// A start counts for 1.005 s, as the time between two requests may be shorter at the server. Under load, 99.5 % of the rate is used. A
/// network that delays single requests by more than 5 ms can still cause a 429, which is retried.
/// </para>
/// <para>
/// After a response with 429, all clients of the account in this process wait: for as long as its <c>Retry-After</c>, up to
/// <see cref="RetryOptions.MaxRetryAfter"/>, or for the delay of a retry.
/// </para>
/// <para>
/// The limit is not shared between processes. Divide it, or share it with the package Semrush.Client.Redis or with your own limiter
/// (<see cref="SemrushClientOptions.UseRateLimiter(Func{RateLimitScope, RateLimiter})"/>).
/// </para>
/// </remarks>
public sealed class RateLimitOptions
{
    /// <summary>Whether requests are limited, by the limit of the account and by those of operations.</summary>
    /// <value><see langword="true"/>.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>The maximum number of requests that start within any second, 1 or more.</summary>
    /// <value>10.</value>
    public int RequestsPerSecond { get; set; } = 10;

    /// <summary>The maximum number of concurrent requests, 1 or more.</summary>
    /// <value>10.</value>
    public int ConcurrentRequests { get; set; } = 10;

    /// <summary>
    /// The maximum wait of a call for the rate limit before its first request, more than zero and at most 24 days. After it, the call fails
    /// with a <see cref="SemrushConnectionException"/> and is not sent. <see cref="Timeout.InfiniteTimeSpan"/> turns it off. It does not
    /// apply to retries, which <see cref="SemrushClientOptions.TotalTimeout"/> limits, or to the calls of <c>GetHeatmapsAsync</c>.
    /// </summary>
    /// <value>30 minutes, in which 18,000 calls can start.</value>
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromMinutes(30);
}
