using Semrush.Client.Authentication.AppCenter.Internal;

namespace Semrush.Client.Authentication;

/// <summary>Settings of an <see cref="IframeTokenValidator"/>; they bind from configuration by these names.</summary>
public sealed class IframeTokenOptions
{
    /// <summary>The ID of the app, a UUID: a token for another app is refused.</summary>
    /// <value>None; it is needed.</value>
    public string? AppId { get; set; }

    /// <summary>The secret of the app, as it was e-mailed after the registration: it is used as it is written, without decoding.</summary>
    /// <value>None; it is needed, with 32 bytes at least.</value>
    public string? AppSecret { get; set; }

    /// <summary>How long after its end a token is still taken, to make up for a clock of this machine that is fast. Five minutes at most.</summary>
    /// <value>None: a token lasts five minutes, which leaves room enough.</value>
    public TimeSpan ClockSkew { get; set; }

    /// <summary>What is wrong with the settings, named by its setting and without the secret; <see langword="null"/> where nothing is.</summary>
    public string? FindFault() => AppSettings.FindFault(this);
}
