namespace Semrush.Client.Testing;

/// <summary>Settings of the authorization server of an emulator. Times are by the clock of the emulator.</summary>
public sealed record EmulatedAuthorizationOptions
{
    /// <summary>
    /// Whether everything is approved at once: a device is signed in before its first poll, and an approval page sends the browser on
    /// without asking.
    /// </summary>
    /// <value>Default: false.</value>
    public bool AutoApprove { get; init; }

    /// <summary>
    /// Whether `/oauth2/access_token` refreshes the tokens of a device, too, for a client that it knows. What Semrush does is not
    /// documented, and nobody has reported a refresh that worked.
    /// </summary>
    /// <value>Default: false, such a refresh answers `invalid_request`.</value>
    public bool RefreshDeviceTokens { get; init; }

    /// <summary>The life of an access token of Semrush.</summary>
    /// <value>Default: 7 days.</value>
    public TimeSpan AccessTokenLifetime { get; init; } = TimeSpan.FromDays(7);

    /// <summary>The life of a refresh token.</summary>
    /// <value>Default: 30 days.</value>
    public TimeSpan RefreshTokenLifetime { get; init; } = TimeSpan.FromDays(30);

    /// <summary>The life of an authorization code, of which Semrush says nothing.</summary>
    /// <value>Default: 10 minutes, the most that RFC 6749 recommends.</value>
    public TimeSpan AuthorizationCodeLifetime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The life of the codes of a device.</summary>
    /// <value>Default: 5 minutes.</value>
    public TimeSpan DeviceCodeLifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The time between two polls of a device, in whole seconds.</summary>
    /// <value>Default: 5 seconds.</value>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The life of a bearer token of the App Center.</summary>
    /// <value>Default: 5 minutes.</value>
    public TimeSpan AppCenterTokenLifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The life of an access token of Ahrefs, of which Ahrefs gives no value.</summary>
    /// <value>Default: 1 hour.</value>
    public TimeSpan AhrefsTokenLifetime { get; init; } = TimeSpan.FromHours(1);
}
