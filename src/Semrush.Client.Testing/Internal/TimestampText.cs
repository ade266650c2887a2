using System.Globalization;
using System.Text.RegularExpressions;

namespace Semrush.Client.Testing.Internal;

/// <summary>The formats in which Semrush reads and writes timestamps.</summary>
internal static partial class TimestampText
{
    /// <summary>Whether the text is an RFC 3339 date and time with an offset and up to nine fraction digits.</summary>
    public static bool IsValid(string text) => Rfc3339().IsMatch(text) && Timestamp.TryParse(text, out _);

    /// <exception cref="FormatException">The text is no timestamp.</exception>
    public static Timestamp Parse(string text)
        => IsValid(text) ? new(text) : throw new FormatException($"\"{text}\" is not a timestamp such as 2024-07-05T12:39:22.611Z.");

    /// <summary>All nine fraction digits, as in `createdAt`.</summary>
    public static string Full(DateTimeOffset time, int nanoseconds)
        => string.Create(CultureInfo.InvariantCulture, $"{Seconds(time)}.{time.Ticks % TimeSpan.TicksPerSecond:0000000}{nanoseconds:00}Z");

    /// <summary>No fraction, as in `nextReportDate`.</summary>
    public static string Whole(DateTimeOffset time) => Seconds(time) + "Z";

    /// <summary>No trailing zeros in the fraction, as in the keys of metrics, where `…10.660Z` becomes `…10.66Z`.</summary>
    public static string Short(Timestamp timestamp)
        => $"{Seconds(timestamp.Instant)}{Rfc3339().Match(timestamp.ToString()).Groups["fraction"].Value.TrimEnd('0').TrimEnd('.')}Z";

    private static string Seconds(DateTimeOffset time)
        => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}(?<fraction>\.[0-9]{1,9})?([Zz]|[-+][0-9]{2}:[0-9]{2})$")]
    private static partial Regex Rfc3339();
}
