using Microsoft.Kiota.Abstractions.Authentication;

namespace Semrush.Client;

/// <summary>Settings of a <see cref="SemrushClient"/>; they bind from configuration by these names.</summary>
public sealed class SemrushClientOptions
{
    // Fields set by methods: configuration cannot make an object, and its generated binder rejects a property that it cannot set.
    internal IAuthenticationProvider? _authenticationProvider;
    internal TimeProvider _timeProvider = TimeProvider.System;

    /// <summary>The v4 API key. Set this or <see cref="AccessToken"/>, or call <see cref="UseAuthenticationProvider"/>; only one of them.</summary>
    /// <value>None.</value>
    public string? ApiKey { get; set; }

    /// <summary>A bearer token that you obtained and renew yourself.</summary>
    /// <value>None.</value>
    public string? AccessToken { get; set; }

    /// <summary>One address that stands for all of Semrush's servers: an emulator, a gateway or a recording proxy.</summary>
    /// <value>None: each API area is found where its contract says. An https host that is not Semrush's gets the key or token only with this setting.</value>
    public Uri? BaseAddress { get; set; }

    /// <summary>Whether the key or token may be sent over plain http to this machine, as to the emulator.</summary>
    /// <value><see langword="false"/>.</value>
    public bool AllowLoopbackHttp { get; set; }

    /// <summary>How long one request may take, its body included.</summary>
    /// <value>100 seconds.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>Takes the credential from any Kiota authentication provider; which hosts get it is the provider's to decide.</summary>
    /// <param name="provider">The provider.</param>
    /// <returns>These settings.</returns>
    public SemrushClientOptions UseAuthenticationProvider(IAuthenticationProvider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        _authenticationProvider = provider;
        return this;
    }

    /// <summary>Takes the time from another clock than the system's.</summary>
    /// <param name="timeProvider">The clock.</param>
    /// <returns>These settings.</returns>
    public SemrushClientOptions UseTimeProvider(TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(timeProvider);
        _timeProvider = timeProvider;
        return this;
    }
}
