namespace Semrush.Client.Testing;

/// <summary>A call that an emulator received.</summary>
public sealed class EmulatedCall
{
    private volatile int _status;
    private long _duration;

    /// <summary>When the call arrived, by the clock of the emulator.</summary>
    public DateTimeOffset ReceivedAt { get; internal init; }

    /// <summary>
    /// The name of the account whose credential the call had, even an expired one; null for a call without a credential, with an unknown
    /// one, and with a token of the App Center.
    /// </summary>
    public string? Account { get; internal init; }

    /// <summary>The name of the contract, such as `MapRankTracker`; null for an address that no contract has.</summary>
    public string? Contract { get; internal init; }

    /// <summary>The id of the operation, such as `GetHeatmap`; null for an address that no contract has.</summary>
    public string? OperationId { get; internal init; }

    /// <summary>The HTTP method, in upper case.</summary>
    public required string Method { get; init; }

    /// <summary>The path and the query, as they were sent.</summary>
    public required string PathAndQuery { get; init; }

    /// <summary>The text of the body; null for a call without one. It may contain secrets: a token request has them in its body.</summary>
    public string? Body { get; internal init; }

    /// <summary>
    /// The first word of the `Authorization` header, such as `Apikey`; empty for a header of a single word, null for a call without one.
    /// The secret is not kept.
    /// </summary>
    public string? AuthorizationScheme { get; internal init; }

    /// <summary>The status of the response; null while the call waits for it.</summary>
    public int? Status => _status == 0 ? null : _status;

    /// <summary>The time from the arrival to the response; null while the call waits for it.</summary>
    public TimeSpan? Duration => _status == 0 ? null : TimeSpan.FromTicks(_duration);

    /// <summary>The method, the path without its query, and the status.</summary>
    public override string ToString() => $"{Method} {PathAndQuery.Split('?')[0]} -> {Status?.ToString(provider: null) ?? "..."}";

    internal void End(int status, TimeSpan duration)
    {
        _duration = duration.Ticks;
        // Last, as a reader of the status may read the duration as well.
        _status = status;
    }
}
