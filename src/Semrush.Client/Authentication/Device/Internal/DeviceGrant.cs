using Semrush.Client.Authentication.Internal;
using Semrush.Client.DeviceAuthorization;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.Authentication.Device.Internal;

/// <summary>A device code while a person decides. It ages by elapsed time, so that setting the clock neither ends nor prolongs it.</summary>
internal sealed class DeviceGrant
{
    private static readonly TimeSpan DefaultInterval = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _time;
    private readonly TimeSpan _lifetime;

    public DeviceGrant(DeviceCodeResponse response, bool mayBeHttp, TimeProvider time)
    {
        _time = time;
        IssuedAt = time.GetTimestamp();
        _lifetime = Seconds.ToLifetime(response.ExpiresIn) ?? SemrushLifetime.OfDeviceCode;
        Interval = Seconds.ToTime(response.Interval) ?? DefaultInterval;
        DeviceCode = response.DeviceCode is { Length: > 0 } code ? code : throw DeviceErrors.NoCode();
        Prompt = new(Page(response, mayBeHttp), response.UserCode ?? "", time.GetUtcNow() + _lifetime);
    }

    /// <summary>The secret to poll with; never shown.</summary>
    public string DeviceCode { get; }

    public DevicePrompt Prompt { get; }

    public TimeSpan Interval { get; }

    /// <summary>The timestamp of the clock when the code arrived.</summary>
    public long IssuedAt { get; }

    public TimeSpan Left => _lifetime - _time.GetElapsedTime(IssuedAt);

    private static Uri Page(DeviceCodeResponse response, bool mayBeHttp)
    {
        Uri? page = null;
        foreach (var text in (string?[])[response.VerificationUriComplete, response.VerificationUri])
            if (Uri.TryCreate(text, UriKind.Absolute, out page) && SettingsCheck.IsSafePage(page, mayBeHttp))
                return page;
        throw DeviceErrors.UnsafePage(page);
    }
}
