namespace Semrush.Client.Authentication.Internal;

/// <summary>Seconds as an authorization server states them.</summary>
internal static class Seconds
{
    private const long Longest = 100L * 365 * 24 * 60 * 60;

    /// <summary>The time; nothing where there is no number, or none above zero.</summary>
    public static TimeSpan? ToTime(long? seconds) => seconds is > 0 and var stated ? TimeSpan.FromSeconds(Math.Min(stated, Longest)) : null;
}
