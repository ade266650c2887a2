namespace Semrush.Client.Authentication.Internal;

/// <summary>How long Semrush's tokens and codes last where an answer does not say; the documented values.</summary>
internal static class SemrushLifetime
{
    public static readonly TimeSpan OfAccessToken = TimeSpan.FromDays(7);

    public static readonly TimeSpan OfDeviceCode = TimeSpan.FromSeconds(300);
}
