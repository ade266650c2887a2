using System.Globalization;
using System.Text.RegularExpressions;

namespace Semrush.Client.Testing.Timestamps.Internal;

/// <summary>
/// A point in time to the nanosecond. .NET's own types stop at 100 ns, where two report dates of Semrush may still differ.
/// </summary>
internal readonly partial record struct Instant(long Seconds, int Nanoseconds) : IComparable<Instant>
{
    private const string Whole = "yyyy-MM-dd'T'HH:mm:ssK";

    public static bool TryParse(string? text, out Instant instant)
    {
        instant = default;
        var match = Rfc3339().Match(text ?? "");
        var whole = match.Success ? match.Groups["date"].Value + match.Groups["offset"].Value.ToUpperInvariant() : null;
        if (!DateTimeOffset.TryParseExact(whole, Whole, CultureInfo.InvariantCulture, DateTimeStyles.None, out var second))
            return false;
        var fraction = match.Groups["fraction"].Value.PadRight(9, '0');
        instant = new Instant(second.ToUnixTimeSeconds(), int.Parse(fraction, CultureInfo.InvariantCulture));
        return true;
    }

    public static Instant Parse(string text) =>
        TryParse(text, out var instant)
            ? instant
            : throw new FormatException($"\"{text}\" is not a timestamp such as 2024-07-05T12:39:22.611Z.");

    public DateTimeOffset ToDateTimeOffset() => DateTimeOffset.FromUnixTimeSeconds(Seconds).AddTicks(Nanoseconds / 100);

    public int CompareTo(Instant other) => (Seconds, Nanoseconds).CompareTo((other.Seconds, other.Nanoseconds));

    public static bool operator <(Instant left, Instant right) => left.CompareTo(right) < 0;

    public static bool operator >(Instant left, Instant right) => left.CompareTo(right) > 0;

    public static bool operator <=(Instant left, Instant right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Instant left, Instant right) => left.CompareTo(right) >= 0;

    [GeneratedRegex(@"^(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8})(\.(?<fraction>[0-9]{1,9}))?(?<offset>[Zz]|[-+][0-9]{2}:[0-9]{2})$")]
    private static partial Regex Rfc3339();
}
