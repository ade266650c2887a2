namespace Semrush.Client.Authentication.Internal;

/// <summary>Seconds as an authorization server states them: whole ones by the standard, with a fraction from some servers.</summary>
internal static class Seconds
{
    private const double Longest = 100.0 * 365 * 24 * 60 * 60;

    /// <summary>The time, to the fraction; nothing where there is no number, or none above zero.</summary>
    public static TimeSpan? ToTime(double? seconds) => seconds is > 0 and var stated ? TimeSpan.FromSeconds(Math.Min(stated, Longest)) : null;

    /// <summary>The time in whole seconds, never more than was stated.</summary>
    public static TimeSpan? ToLifetime(double? seconds) => ToTime(Math.Floor(seconds ?? 0));
}
