using System.Globalization;

namespace Semrush.Client.Testing.Timestamps.Internal;

/// <summary>Instants in the ways in which Semrush writes them.</summary>
internal static class InstantText
{
    private const string Seconds = "yyyy-MM-dd'T'HH:mm:ss";

    /// <summary>All nine digits of the fraction, as in `createdAt`.</summary>
    public static string Full(DateTimeOffset time, int nanoseconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{Text(time)}.{time.Ticks % TimeSpan.TicksPerSecond:0000000}{nanoseconds:00}Z");

    /// <summary>No fraction, as in `nextReportDate`.</summary>
    public static string Whole(DateTimeOffset time) => Text(time) + "Z";

    /// <summary>No trailing zeros in the fraction, as in the keys of metrics, where `…10.660Z` has become `…10.66Z`.</summary>
    public static string Short(Instant instant)
    {
        var seconds = Text(DateTimeOffset.FromUnixTimeSeconds(instant.Seconds));
        var fraction = instant.Nanoseconds.ToString("000000000", CultureInfo.InvariantCulture).TrimEnd('0');
        return fraction.Length > 0 ? $"{seconds}.{fraction}Z" : $"{seconds}Z";
    }

    private static string Text(DateTimeOffset time) => time.ToUniversalTime().ToString(Seconds, CultureInfo.InvariantCulture);
}
