using Microsoft.Kiota.Abstractions.Authentication;

namespace Semrush.Client;

/// <summary>Settings of a <see cref="SemrushClient"/>; they bind from configuration by these names.</summary>
public sealed class SemrushClientOptions
{
    /// <summary>The v4 API key. Set this, <see cref="AccessToken"/> or <see cref="AuthenticationProvider"/>, and only one of them.</summary>
    /// <value>None.</value>
    public string? ApiKey { get; set; }

    /// <summary>A bearer token that you obtained and renew yourself.</summary>
    /// <value>None.</value>
    public string? AccessToken { get; set; }

    /// <summary>Any Kiota authentication provider; it decides itself which hosts get its credential.</summary>
    /// <value>None.</value>
    public IAuthenticationProvider? AuthenticationProvider { get; set; }

    /// <summary>One address that stands for all of Semrush's servers: an emulator, a gateway or a recording proxy.</summary>
    /// <value>None: each API area is found where its contract says. An https host that is not Semrush's gets the key or token only with this setting.</value>
    public Uri? BaseAddress { get; set; }

    /// <summary>Whether the key or token may be sent over plain http to this machine, as to the emulator.</summary>
    /// <value><see langword="false"/>.</value>
    public bool AllowLoopbackHttp { get; set; }

    /// <summary>How long one request may take, its body included.</summary>
    /// <value>100 seconds.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>The clock.</summary>
    /// <value>The system's.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;
}
