using System.Security.Cryptography;

namespace Semrush.Client.Testing.Internal;

/// <summary>The sign-in of a device, from its codes to its tokens.</summary>
internal sealed class DeviceSignIn(IReadOnlyList<string> scopes, DateTimeOffset expires, TimeSpan interval)
{
    // Without I and O, which a person may take for digits.
    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZ";

    // RFC 8628, section 3.5.
    private static readonly TimeSpan SlowDown = TimeSpan.FromSeconds(5);

    private TimeSpan _interval = interval;
    private DateTimeOffset? _lastPoll;

    public string DeviceCode { get; } = RandomNumberGenerator.GetHexString(64, lowercase: true);

    /// <summary>A code such as `AVZV-MSPD`.</summary>
    public string UserCode { get; } = $"{RandomNumberGenerator.GetString(Letters, 4)}-{RandomNumberGenerator.GetString(Letters, 4)}";

    public IReadOnlyList<string> Scopes => scopes;

    /// <summary>Whether access was approved; null while the person has not decided.</summary>
    public bool? IsApproved { get; private set; }

    /// <summary>The account that the device is signed in to, once approved.</summary>
    public EmulatedAccount? Account { get; private set; }

    /// <summary>Whether the device has its tokens.</summary>
    public bool IsCompleted { get; set; }

    public static bool IsDeviceCode(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigit);

    public void Approve(EmulatedAccount account) => (IsApproved, Account) = (true, account);

    public void Deny() => IsApproved = false;

    public bool IsExpired(DateTimeOffset now) => now >= expires;

    /// <summary>Whether the poll is in time. A poll that is too early makes the interval longer.</summary>
    public bool Poll(DateTimeOffset now)
    {
        var isEarly = now - _lastPoll < _interval;
        _lastPoll = now;
        if (isEarly)
            _interval += SlowDown;
        return !isEarly;
    }
}
