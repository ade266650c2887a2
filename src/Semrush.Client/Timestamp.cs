using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using Semrush.Client.Http.Internal;

namespace Semrush.Client;

/// <summary>A moment as Semrush wrote it: the text, and the instant that it stands for.</summary>
/// <remarks>
/// <para>
/// Semrush writes timestamps with 0 to 9 fraction digits and takes a report date back only as it wrote it. A
/// <see cref="DateTimeOffset"/> keeps seven digits, so the text is what this type holds and sends.
/// </para>
/// <para>
/// Two timestamps are equal when they stand for the same instant, to the nanosecond, however it is written:
/// <c>…10.66Z</c> equals <c>…10.660Z</c>. A text without an offset is read as UTC. A text that is no timestamp is kept,
/// equals only itself and has no instant.
/// </para>
/// </remarks>
[JsonConverter(typeof(TimestampConverter))]
public readonly struct Timestamp : IEquatable<Timestamp>, IComparable<Timestamp>, ISpanParsable<Timestamp>, ISpanFormattable
{
    private const int TickDigits = 7;
    private const int NanosecondDigits = 9;

    private readonly string? _text;

    /// <summary>A moment with the text that Semrush wrote, kept as it is.</summary>
    /// <param name="text">An RFC 3339 date and time, such as <c>2024-07-05T12:39:22.611Z</c>.</param>
    public Timestamp(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _text = text;
    }

    /// <summary>A moment written as UTC with as many fraction digits as it needs, 7 at most.</summary>
    /// <param name="instant">The instant.</param>
    public Timestamp(DateTimeOffset instant)
        : this(instant.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture))
    {
    }

    /// <summary>The instant, to 100 nanoseconds.</summary>
    /// <exception cref="FormatException">The text is no timestamp.</exception>
    public DateTimeOffset Instant => TryGetInstant(out var instant)
        ? instant
        : throw NoTimestamp();

    /// <summary>The instant, where the text stands for one.</summary>
    /// <param name="instant">The instant, to 100 nanoseconds.</param>
    /// <returns>Whether the text is a timestamp.</returns>
    public bool TryGetInstant(out DateTimeOffset instant) => TryParse(_text, out instant, out _);

    /// <summary>The text, unchanged; empty for a default value.</summary>
    public override string ToString() => _text ?? "";

    /// <summary>The instant, to 100 nanoseconds.</summary>
    /// <param name="timestamp">The timestamp.</param>
    /// <exception cref="FormatException">The text is no timestamp.</exception>
    public static explicit operator DateTimeOffset(Timestamp timestamp) => timestamp.Instant;

    /// <summary>Reads a timestamp, and keeps its text. The constructor takes any text.</summary>
    /// <param name="s">An RFC 3339 date and time, such as <c>2024-07-05T12:39:22.611Z</c>. Without an offset it is UTC.</param>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is null.</exception>
    /// <exception cref="FormatException">The text is no timestamp.</exception>
    public static Timestamp Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return TryParse(s, out Timestamp result) ? result : throw NoTimestamp();
    }

    /// <summary>Reads a timestamp, and keeps its text.</summary>
    /// <param name="s">An RFC 3339 date and time. Without an offset it is UTC.</param>
    /// <param name="result">The timestamp.</param>
    /// <returns>Whether the text is a timestamp.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, out Timestamp result)
    {
        var isTimestamp = TryParse(s, out _, out _);
        result = isTimestamp ? new(s!) : default;
        return isTimestamp;
    }

    /// <summary>The text, unchanged, or the instant in a format of <see cref="DateTimeOffset"/>.</summary>
    /// <param name="format">The format; none for the text.</param>
    /// <param name="formatProvider">The culture of the format; the current one where it is null.</param>
    /// <exception cref="FormatException">The text is no timestamp, or the format is none.</exception>
    public string ToString(string? format, IFormatProvider? formatProvider)
        => string.IsNullOrEmpty(format) ? ToString() : Instant.ToString(format, formatProvider);

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        if (!format.IsEmpty)
            return Instant.TryFormat(destination, out charsWritten, format, provider);
        var isWritten = ToString().TryCopyTo(destination);
        charsWritten = isWritten ? ToString().Length : 0;
        return isWritten;
    }

    static Timestamp IParsable<Timestamp>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<Timestamp>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Timestamp result)
        => TryParse(s, out result);

    static Timestamp ISpanParsable<Timestamp>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s.ToString());

    static bool ISpanParsable<Timestamp>.TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out Timestamp result)
        => TryParse(s.ToString(), out result);

    /// <summary>Whether both stand for the same instant, or both have the same text that is no timestamp.</summary>
    /// <param name="other">The other timestamp.</param>
    public bool Equals(Timestamp other)
    {
        if (string.Equals(ToString(), other.ToString(), StringComparison.Ordinal))
            return true;
        return TryParse(_text, out var left, out var leftRest) && TryParse(other._text, out var right, out var rightRest)
            && left == right && leftRest == rightRest;
    }

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is Timestamp other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => TryParse(_text, out var instant, out var rest)
        ? HashCode.Combine(instant.UtcTicks, rest)
        : string.GetHashCode(ToString(), StringComparison.Ordinal);

    /// <summary>The order in time; what is no timestamp comes first, in the order of its text.</summary>
    /// <param name="other">The other timestamp.</param>
    public int CompareTo(Timestamp other)
    {
        var isTimestamp = TryParse(_text, out var left, out var leftRest);
        var otherIsTimestamp = TryParse(other._text, out var right, out var rightRest);
        if (!isTimestamp || !otherIsTimestamp)
            return isTimestamp ? 1 : otherIsTimestamp ? -1 : string.CompareOrdinal(ToString(), other.ToString());
        return left == right ? leftRest.CompareTo(rightRest) : left.CompareTo(right);
    }

    /// <summary>Whether both stand for the same instant.</summary>
    public static bool operator ==(Timestamp left, Timestamp right) => left.Equals(right);

    /// <summary>Whether the two stand for different instants.</summary>
    public static bool operator !=(Timestamp left, Timestamp right) => !left.Equals(right);

    /// <summary>Whether the left one is earlier.</summary>
    public static bool operator <(Timestamp left, Timestamp right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left one is later.</summary>
    public static bool operator >(Timestamp left, Timestamp right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left one is not later.</summary>
    public static bool operator <=(Timestamp left, Timestamp right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left one is not earlier.</summary>
    public static bool operator >=(Timestamp left, Timestamp right) => left.CompareTo(right) >= 0;

    // .NET reads seven fraction digits; the eighth and ninth are kept apart, so that comparing loses nothing.
    private static bool TryParse(string? text, out DateTimeOffset instant, out int rest)
    {
        instant = default;
        rest = 0;
        // DateTimeOffset reads more than RFC 3339, such as months before days.
        if (text is not [_, _, _, _, '-', _, _, '-', _, _, 'T' or 't' or ' ', _, _, ':', _, _, ':', _, _, ..])
            return false;

        var digits = 0;
        if (text.Length > 19 && text[19] == '.')
            while (20 + digits < text.Length && char.IsAsciiDigit(text[20 + digits]))
                digits++;

        scoped ReadOnlySpan<char> readable = text;
        Span<char> shortened = stackalloc char[27 + 6];
        if (digits > TickDigits)
        {
            var offset = text.AsSpan(20 + digits);
            if (offset.Length > 6)
                return false;
            text.AsSpan(0, 20 + TickDigits).CopyTo(shortened);
            offset.CopyTo(shortened[27..]);
            readable = shortened[..(27 + offset.Length)];
            for (var i = TickDigits; i < NanosecondDigits; i++)
                rest = rest * 10 + (i < digits ? text[20 + i] - '0' : 0);
        }

        return DateTimeOffset.TryParse(readable, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant);
    }

    private static FormatException NoTimestamp()
        => new("The text is no RFC 3339 timestamp, such as 2024-07-05T12:39:22.611Z. Read it with ToString().");
}
