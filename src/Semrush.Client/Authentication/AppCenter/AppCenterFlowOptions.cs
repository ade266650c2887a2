namespace Semrush.Client.Authentication;

/// <summary>Settings of an <see cref="AppCenterFlow"/>; they bind from configuration by these names.</summary>
public sealed class AppCenterFlowOptions : TokenFlowOptions
{
    /// <summary>The ID of the app, a UUID.</summary>
    /// <value>None; it is needed.</value>
    public string? AppId { get; set; }

    /// <summary>The secret of the app, as it was e-mailed after the registration: it is used as it is written, without decoding.</summary>
    /// <value>None; it is needed, with 32 bytes at least.</value>
    public string? AppSecret { get; set; }
}
