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
    public bool? IsApproved { get; set; }

    /// <summary>Whether the device has its tokens.</summary>
    public bool IsCompleted { get; set; }

    public static bool IsDeviceCode(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigit);

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

/// <summary>The page on which a person decides on a device. No contract has it; its address is in the response with the codes.</summary>
internal static class DevicePage
{
    public const string Path = "/dag/auth/verify_code";

    public static EmulatedResponse Show(EmulatedAuthorization authorization, IncomingRequest incoming)
    {
        var device = Find(authorization, incoming);
        return ShowResult(authorization, device) ?? HtmlPage.Question(
            "Connect a device", ("user-code", "Code", device!.UserCode), ("scopes", "Scopes", HtmlPage.Scopes(device.Scopes)));
    }

    public static EmulatedResponse Decide(EmulatedAuthorization authorization, IncomingRequest incoming)
    {
        var device = Find(authorization, incoming);
        if (ShowResult(authorization, device) is { } result)
            return result;
        if (HtmlPage.ReadDecision(incoming) is not { } isApproved)
            return HtmlPage.BadRequest("The form has no decision.");
        device!.IsApproved = isApproved;
        return ShowResult(authorization, device)!;
    }

    private static DeviceSignIn? Find(EmulatedAuthorization authorization, IncomingRequest incoming)
        => authorization.FindUser(incoming.Query.FirstOrDefault(pair => pair.Key == "code").Value);

    // A decision is final. Null where the person has to decide.
    private static EmulatedResponse? ShowResult(EmulatedAuthorization authorization, DeviceSignIn? device) => device switch
    {
        null => HtmlPage.Message(404, "Unknown code", "There is no device with this code. Compare it with the one that the device shows."),
        { IsApproved: true } => HtmlPage.Message(200, "Device connected", "Access was approved. The device continues. Close this page."),
        { IsApproved: false } => HtmlPage.Message(200, "Access denied", "Access was denied. The device gets no token. Close this page."),
        _ when device.IsExpired(authorization.Now)
            => HtmlPage.Message(410, "Code expired", "This code has expired. Start again on the device."),
        _ => null,
    };
}
