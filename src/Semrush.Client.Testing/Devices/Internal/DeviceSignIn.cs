namespace Semrush.Client.Testing.Devices.Internal;

/// <summary>The sign-in of a device, from its codes to its tokens.</summary>
internal sealed class DeviceSignIn
{
    // RFC 8628, section 3.5.
    private static readonly TimeSpan SlowDown = TimeSpan.FromSeconds(5);

    private DateTimeOffset? _lastPoll;

    public required string DeviceCode { get; init; }

    public required string UserCode { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    public required DateTimeOffset Expires { get; init; }

    public required TimeSpan Interval { get; set; }

    /// <summary>Whether access was given; nothing while the person has not decided.</summary>
    public bool? IsApproved { get; set; }

    /// <summary>Whether the device has its tokens.</summary>
    public bool IsSpent { get; set; }

    public bool IsExpired(DateTimeOffset now) => now >= Expires;

    /// <summary>Whether a poll comes in time. After one that is early, the interval is longer for good.</summary>
    public bool Poll(DateTimeOffset now)
    {
        var isEarly = now - _lastPoll < Interval;
        _lastPoll = now;
        if (isEarly)
            Interval += SlowDown;
        return !isEarly;
    }
}
