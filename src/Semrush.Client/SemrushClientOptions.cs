using System.Threading.RateLimiting;
using Microsoft.Extensions.Logging;
using Microsoft.Kiota.Abstractions.Authentication;
using Semrush.Client.Http.Internal;

namespace Semrush.Client;

/// <summary>Settings of a <see cref="SemrushClient"/>; they bind from configuration by these names.</summary>
public sealed class SemrushClientOptions
{
    // Fields set by methods: configuration cannot make an object, and its generated binder rejects a property that it cannot set.
    internal IAuthenticationProvider? _authenticationProvider;
    internal TimeProvider _timeProvider = TimeProvider.System;
    internal RateLimiter? _rateLimiter;
    internal ILoggerFactory? _loggerFactory;
    internal readonly Dictionary<string, IAuthenticationProvider> _areaProviders = new(StringComparer.Ordinal);

    /// <summary>
    /// The v4 API key. Set this or <see cref="AccessToken"/>, or call <see cref="UseAuthenticationProvider(IAuthenticationProvider)"/>;
    /// only one of them.
    /// </summary>
    /// <value>None.</value>
    public string? ApiKey { get; set; }

    /// <summary>A bearer token that you obtained and renew yourself.</summary>
    /// <value>None.</value>
    public string? AccessToken { get; set; }

    /// <summary>
    /// One address that stands for all of Semrush's servers: an emulator, a gateway or a recording proxy. It is https, or http on this
    /// machine.
    /// </summary>
    /// <value>
    /// None: each API area is found where its contract says. A server that is not Semrush's gets the key or token only with this setting.
    /// </value>
    public Uri? BaseAddress { get; set; }

    /// <summary>
    /// How long one attempt may take, from sending the request to the end of the answer; at most 24 days.
    /// <see cref="Timeout.InfiniteTimeSpan"/> turns the limit off.
    /// </summary>
    /// <value>60 seconds.</value>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long a call may take from the start of its first attempt, with all repetitions and the waits between them; at most 24
    /// days. <see cref="Timeout.InfiniteTimeSpan"/> turns the limit off. The wait for the first attempt, for the rate limit
    /// (<see cref="RateLimitOptions.MaxWait"/>) or for a person who signs in, does not count.
    /// </summary>
    /// <value>5 minutes.</value>
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long each step of a new connection may take, at most 24 days: resolving the name, each address of the host before the next one
    /// is tried,
    /// and the TLS handshake, with the tunnel of a proxy where there is one. A request that got no connection was not sent, so every call
    /// is retried, but for
    /// those that spend credits. <see cref="Timeout.InfiniteTimeSpan"/> turns the limit off. Connections of an <see cref="HttpClient"/> of
    /// your own have its settings.
    /// </summary>
    /// <value>10 seconds.</value>
    public TimeSpan ConnectTimeout { get; set; } = Connector.UsualTimeLimit;

    /// <summary>How often a call that failed is sent again, and when.</summary>
    /// <value>Up to 3 times.</value>
    public RetryOptions Retry { get; set; } = new();

    /// <summary>How fast calls are sent.</summary>
    /// <value>10 in a second, 10 at once.</value>
    public RateLimitOptions RateLimit { get; set; } = new();

    /// <summary>Takes the credential from any Kiota authentication provider; which hosts get it is the provider's to decide.</summary>
    /// <param name="provider">The provider.</param>
    /// <returns>These settings.</returns>
    public SemrushClientOptions UseAuthenticationProvider(IAuthenticationProvider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        _authenticationProvider = provider;
        return this;
    }

    /// <summary>Takes the credential for one API area from a Kiota authentication provider; the other areas keep theirs.</summary>
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

    /// <summary>
    /// Takes a bearer token for every call from a Kiota access token provider, such as a <see cref="Authentication.TokenManager"/>.
    /// </summary>
    /// <param name="provider">The provider.</param>
    /// <returns>These settings.</returns>
    public SemrushClientOptions UseAccessTokenProvider(IAccessTokenProvider provider)
        => UseAuthenticationProvider(new BaseBearerTokenAuthenticationProvider(provider));

    /// <summary>Takes a bearer token for one API area from a Kiota access token provider.</summary>
    /// <param name="area">The API area, named as its property of <see cref="SemrushClient"/>, such as <c>AppCenter</c>.</param>
    /// <param name="provider">The provider.</param>
    /// <returns>These settings.</returns>
    public SemrushClientOptions UseAccessTokenProvider(string area, IAccessTokenProvider provider)
        => UseAuthenticationProvider(area, new BaseBearerTokenAuthenticationProvider(provider));

    /// <summary>Takes the time from another clock than the system's.</summary>
    /// <param name="timeProvider">The clock.</param>
    /// <returns>These settings.</returns>
    public SemrushClientOptions UseTimeProvider(TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(timeProvider);
        _timeProvider = timeProvider;
        return this;
    }

    /// <summary>
    /// Asks a limiter of yours, in place of the one that <see cref="RateLimit"/> describes: one that several processes share, for example.
    /// </summary>
    /// <param name="limiter">
    /// Is asked for one permit before each attempt, and gets it back after the answer. It is not disposed.
    /// <see cref="RateLimitOptions.Enabled"/> is turned on.
    /// </param>
    /// <returns>These settings.</returns>
    public SemrushClientOptions UseRateLimiter(RateLimiter limiter)
    {
        ArgumentNullException.ThrowIfNull(limiter);
        _rateLimiter = limiter;
        RateLimit.Enabled = true;
        return this;
    }

    /// <summary>
    /// Logs what the client does: docs/observability.md lists the events. With <c>AddSemrush</c>, the application's loggers are taken.
    /// </summary>
    /// <param name="loggerFactory">Makes the loggers.</param>
    /// <returns>These settings.</returns>
    public SemrushClientOptions UseLoggerFactory(ILoggerFactory loggerFactory)
    {
        ArgumentNullException.ThrowIfNull(loggerFactory);
        _loggerFactory = loggerFactory;
        return this;
    }
}

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

    /// <summary>
    /// The wait before the first repetition, from zero, which is no wait, to 24 days. It doubles each time; of each wait, a random part of
    /// up to one half is left out, so that clients do not return in step.
    /// </summary>
    /// <value>500 milliseconds.</value>
    public TimeSpan Delay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest wait that the client chooses by itself, from zero to 24 days.</summary>
    /// <value>30 seconds.</value>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The longest wait that the server may ask for with <c>Retry-After</c>, from zero to 24 days. When it asks for more, the call fails at
    /// once and says how long; with zero, each time it asks.
    /// </summary>
    /// <value>2 minutes.</value>
    public TimeSpan MaxRetryAfter { get; set; } = TimeSpan.FromMinutes(2);
}

/// <summary>
/// How fast calls are sent. A call that would be too fast waits for its turn, retries first and the calls of a bulk last; every attempt of
/// a call counts.
/// </summary>
/// <remarks>
/// <para>
/// The defaults are what Semrush allows an account (API usage restrictions, 26 March 2026). All clients of one credential in this process
/// share one limit; where their settings differ, each keeps to its own, and all together keep to the widest. An operation may have a limit
/// of its own, which its contract states.
/// </para>
/// <para>
/// A start counts for a second and 5 milliseconds, because requests may reach the server a little out of step: under load, 99.5 % of the
/// rate is used. A network that delays single requests by more makes the server refuse some of them all the same; those are repeated.
/// </para>
/// <para>
/// Processes know nothing of each other: give each of them its part, or share a limiter with
/// <see cref="SemrushClientOptions.UseRateLimiter"/>.
/// </para>
/// </remarks>
public sealed class RateLimitOptions
{
    /// <summary>Whether there is a limit at all, those of single operations included.</summary>
    /// <value><see langword="true"/>.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>How many requests may start within one second, whichever second one looks at; 1 or more.</summary>
    /// <value>10.</value>
    public int RequestsPerSecond { get; set; } = 10;

    /// <summary>How many requests may be under way at once; 1 or more.</summary>
    /// <value>10.</value>
    public int ConcurrentRequests { get; set; } = 10;

    /// <summary>
    /// How long a call may wait before its first request, until the limit lets it start; more than zero and at most 24 days. Then it fails
    /// with a
    /// <see cref="SemrushConnectionException"/>, and was not sent. <see cref="Timeout.InfiniteTimeSpan"/> turns this limit off. Retries
    /// have
    /// <see cref="SemrushClientOptions.TotalTimeout"/> instead; the calls of <c>GetHeatmapsAsync</c>, which give way to all others, wait as
    /// long as it takes.
    /// </summary>
    /// <value>30 minutes: 18,000 calls may be started at once.</value>
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromMinutes(30);
}
