namespace Semrush.Client.Testing;

/// <summary>Settings of an emulator.</summary>
public sealed record SemrushEmulatorOptions
{
    /// <summary>
    /// Whether the emulator starts with two demo campaigns, each with reports, with two locations, three categories and a project, and with
    /// the user and the notification that the documentation of the App Center shows.
    /// </summary>
    /// <value>Default: true.</value>
    public bool DemoData { get; init; } = true;

    /// <summary>
    /// Whether every operation responds with its contract's example and nothing else: there is no state, and identifiers may be anything.
    /// Requests are checked against the contract all the same.
    /// </summary>
    /// <value>Default: false.</value>
    public bool ExamplesOnly { get; init; }

    /// <summary>The port to listen on, at the loopback addresses; 0 for any free one, at 127.0.0.1.</summary>
    /// <value>Default: 0.</value>
    public int Port { get; init; }

    /// <summary>The accounts, at least one. Each has separate data; the demo data, if any, is in all of them.</summary>
    /// <value>Default: one account with the name `default` and random credentials.</value>
    public IReadOnlyList<AccountSeed> Accounts { get; init; } = [new() { Name = "default" }];

    /// <summary>The settings of the authorization server.</summary>
    public EmulatedAuthorizationOptions Authorization { get; init; } = new();

    /// <summary>The limits to enforce with 429.</summary>
    /// <value>Default: none, the rate of calls is not limited.</value>
    public EmulatedRateLimit? RateLimit { get; init; }

    /// <summary>The delay of every response, by the clock of the emulator, in addition to that of a fault. 0 or more.</summary>
    /// <value>Default: 0.</value>
    public TimeSpan Delay { get; init; }

    /// <summary>How many calls <see cref="SemrushEmulator.Calls"/> has at most, the latest ones.</summary>
    /// <value>Default: <see cref="int.MaxValue"/>.</value>
    public int MaxCalls { get; init; } = int.MaxValue;

    /// <summary>
    /// Called after each call, before its response is sent, such as for a log. It is called concurrently, and must not throw.
    /// </summary>
    /// <value>Default: null.</value>
    public Action<EmulatedCall>? OnCall { get; init; }

    /// <summary>
    /// The clock of the emulator: it dates campaigns and reports, resets credits each month, lets tokens expire, measures delays and
    /// enforces limits.
    /// </summary>
    /// <value>Default: the system's clock.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}

/// <summary>
/// The limits that an emulator enforces, by its clock. A call beyond a limit gets a 429. Each credential is counted by itself; operations
/// that need none are not limited. A call that gets the 429 does not count, one that fails for another reason does. Limits of single
/// operations, which a contract states as <c>x-semrush-rate-limit</c>, are enforced as well.
/// </summary>
public sealed record EmulatedRateLimit
{
    /// <summary>How many calls may arrive within any second.</summary>
    /// <value>Default: 10.</value>
    public int RequestsPerSecond { get; init; } = 10;

    /// <summary>How many calls may be in progress at once.</summary>
    /// <value>Default: 10.</value>
    public int ConcurrentRequests { get; init; } = 10;

    /// <summary>The <c>Retry-After</c> of the 429, rounded up to whole seconds. Semrush documents no such header.</summary>
    /// <value>Default: none, there is no such header.</value>
    public TimeSpan? RetryAfter { get; init; }
}

/// <summary>Settings of the authorization server of an emulator. Times are by the clock of the emulator.</summary>
public sealed record EmulatedAuthorizationOptions
{
    /// <summary>
    /// Whether everything is approved at once: a device is signed in before its first poll, and an approval page redirects the browser
    /// without asking.
    /// </summary>
    /// <value>Default: false.</value>
    public bool AutoApprove { get; init; }

    /// <summary>The identifier of the client that the authorization server knows.</summary>
    /// <value>Default: null, a random one.</value>
    public string? ClientId { get; init; }

    /// <summary>The secret of that client.</summary>
    /// <value>Default: null, a random one.</value>
    public string? ClientSecret { get; init; }

    /// <summary>
    /// Whether `/oauth2/access_token` refreshes the tokens of a device, too, for a client that it knows. What Semrush does is not
    /// documented, and no refresh that worked was ever reported.
    /// </summary>
    /// <value>Default: false, such a refresh fails with `invalid_request`.</value>
    public bool RefreshDeviceTokens { get; init; }

    /// <summary>The lifetime of an access token of Semrush.</summary>
    /// <value>Default: 7 days.</value>
    public TimeSpan AccessTokenLifetime { get; init; } = TimeSpan.FromDays(7);

    /// <summary>The lifetime of a refresh token.</summary>
    /// <value>Default: 30 days.</value>
    public TimeSpan RefreshTokenLifetime { get; init; } = TimeSpan.FromDays(30);

    /// <summary>The lifetime of an authorization code, which Semrush does not document.</summary>
    /// <value>Default: 10 minutes, the most that RFC 6749 recommends.</value>
    public TimeSpan AuthorizationCodeLifetime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The lifetime of the codes of a device.</summary>
    /// <value>Default: 5 minutes.</value>
    public TimeSpan DeviceCodeLifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The time between two polls of a device, in whole seconds.</summary>
    /// <value>Default: 5 seconds.</value>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The lifetime of a bearer token of the App Center.</summary>
    /// <value>Default: 5 minutes.</value>
    public TimeSpan AppCenterTokenLifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The lifetime of an access token of Ahrefs, which Ahrefs does not document.</summary>
    /// <value>Default: 1 hour.</value>
    public TimeSpan AhrefsTokenLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The name of the type. The secret is left out.</summary>
    public override string ToString() => nameof(EmulatedAuthorizationOptions);
}
