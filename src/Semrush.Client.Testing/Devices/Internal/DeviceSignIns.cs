using Semrush.Client.Testing.Authorization.Internal;

namespace Semrush.Client.Testing.Devices.Internal;

/// <summary>The sign-ins of devices, those that are over included: their codes are not unknown.</summary>
internal sealed class DeviceSignIns(EmulatedAuthorizationOptions options, TimeProvider time)
{
    private readonly List<DeviceSignIn> _all = [];

    public int EarlyPolls { get; set; }

    public DateTimeOffset Now => time.GetUtcNow();

    public IEnumerable<DeviceSignIn> Pending => _all.Where(signIn => signIn.IsApproved is null && !signIn.IsExpired(Now));

    public DeviceSignIn Start(IReadOnlyList<string> scopes)
    {
        var signIn = new DeviceSignIn
        {
            DeviceCode = OpaqueText.DeviceCode(),
            UserCode = OpaqueText.UserCode(),
            Scopes = scopes,
            Expires = Now + options.DeviceCodeLifetime,
            Interval = options.PollInterval,
            IsApproved = options.AutoApprove ? true : null,
        };
        _all.Add(signIn);
        return signIn;
    }

    public DeviceSignIn? FindDevice(string deviceCode) => _all.Find(signIn => signIn.DeviceCode == deviceCode);

    /// <summary>The sign-in of a code as a person writes it: in any case, with or without its dash.</summary>
    public DeviceSignIn? FindUser(string? userCode) => _all.Find(signIn => Letters(signIn.UserCode) == Letters(userCode));

    public void Reset()
    {
        _all.Clear();
        EarlyPolls = 0;
    }

    private static string? Letters(string? userCode) =>
        userCode?.Replace("-", "", StringComparison.Ordinal).Trim().ToUpperInvariant();
}
