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

    /// <summary>The v4 API key. Set this or <see cref="AccessToken"/>, or call <see cref="UseAuthenticationProvider(IAuthenticationProvider)"/>; only one of them.</summary>
    /// <value>None.</value>
    public string? ApiKey { get; set; }

    /// <summary>A bearer token that you obtained and renew yourself.</summary>
    /// <value>None.</value>
    public string? AccessToken { get; set; }

    /// <summary>One address that stands for all of Semrush's servers: an emulator, a gateway or a recording proxy. It is https, or http on this machine.</summary>
    /// <value>None: each API area is found where its contract says. A server that is not Semrush's gets the key or token only with this setting.</value>
    public Uri? BaseAddress { get; set; }

    /// <summary>How long one attempt may take, from sending the request to the end of the answer; at most 24 days. <see cref="Timeout.InfiniteTimeSpan"/> turns the limit off.</summary>
    /// <value>60 seconds.</value>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long a call may take from the start of its first attempt, with all repetitions and the waits between them; at most 24
    /// days. <see cref="Timeout.InfiniteTimeSpan"/> turns the limit off. The wait for the first attempt, for the rate limit (<see cref="RateLimitOptions.MaxWait"/>) or for a person who signs in, does not count.
    /// </summary>
    /// <value>5 minutes.</value>
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long each step of a new connection may take, at most 24 days: resolving the name, each address of the host before the next one is tried,
    /// and the TLS handshake, with the tunnel of a proxy where there is one. A request that got no connection was not sent, so every call is retried, but for
    /// those that spend credits. <see cref="Timeout.InfiniteTimeSpan"/> turns the limit off. Connections of an <see cref="HttpClient"/> of your own have its settings.
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

    /// <summary>Takes a bearer token for every call from a Kiota access token provider, such as a <see cref="Authentication.TokenManager"/>.</summary>
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

    /// <summary>Asks a limiter of yours, in place of the one that <see cref="RateLimit"/> describes: one that several processes share, for example.</summary>
    /// <param name="limiter">Is asked for one permit before each attempt, and gets it back after the answer. It is not disposed. <see cref="RateLimitOptions.Enabled"/> is turned on.</param>
    /// <returns>These settings.</returns>
    public SemrushClientOptions UseRateLimiter(RateLimiter limiter)
    {
        ArgumentNullException.ThrowIfNull(limiter);
        _rateLimiter = limiter;
        RateLimit.Enabled = true;
        return this;
    }

    /// <summary>Logs what the client does: docs/observability.md lists the events. With <c>AddSemrush</c>, the application's loggers are taken.</summary>
    /// <param name="loggerFactory">Makes the loggers.</param>
    /// <returns>These settings.</returns>
    public SemrushClientOptions UseLoggerFactory(ILoggerFactory loggerFactory)
    {
        ArgumentNullException.ThrowIfNull(loggerFactory);
        _loggerFactory = loggerFactory;
        return this;
    }
}
