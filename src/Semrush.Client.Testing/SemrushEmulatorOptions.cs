namespace Semrush.Client.Testing;

/// <summary>Settings of an emulator.</summary>
public sealed record SemrushEmulatorOptions
{
    /// <summary>
    /// Whether the emulator starts with two demo campaigns, each with reports, and with the user and the notification that the
    /// documentation of the App Center shows.
    /// </summary>
    /// <value>Default: true.</value>
    public bool DemoData { get; init; } = true;

    /// <summary>
    /// Whether every operation answers its contract's example and nothing else: there is no state, and identifiers may be anything.
    /// Requests are checked against the contract all the same.
    /// </summary>
    /// <value>Default: false.</value>
    public bool ExamplesOnly { get; init; }

    /// <summary>The settings of the authorization server.</summary>
    public EmulatedAuthorizationOptions Authorization { get; init; } = new();

    /// <summary>The limits to enforce with 429.</summary>
    /// <value>Default: none, calls may come as fast as they like.</value>
    public EmulatedRateLimit? RateLimit { get; init; }

    /// <summary>
    /// The clock of the emulator: it dates campaigns and reports, resets credits each month, lets tokens expire, measures delays and enforces limits.
    /// </summary>
    /// <value>Default: the system's clock.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
