using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Semrush.Client;

/// <summary>A timestamp in the exact text that Semrush sent, and the instant that it represents.</summary>
/// <remarks>
/// <para>
/// Semrush writes timestamps with 0 to 9 fraction digits and accepts a report date only in the same text. A <see cref="DateTimeOffset"/>
/// has seven fraction digits, so this type stores and sends the text.
/// </para>
/// <para>
/// Two timestamps are equal if they represent the same instant, to the nanosecond: <c>…10.66Z</c> equals <c>…10.660Z</c>. A text without an
/// offset is UTC. A text that is not a timestamp is kept, is equal only to the same text and has no instant.
/// </para>
/// </remarks>
[JsonConverter(typeof(Converter))]
public readonly struct Timestamp : IEquatable<Timestamp>, IComparable<Timestamp>, ISpanParsable<Timestamp>, ISpanFormattable
{
    private const int TickDigits = 7;
    private const int NanosecondDigits = 9;

    private readonly string? _text;

    /// <summary>Creates a timestamp with exactly this text, which is not validated.</summary>
    /// <param name="text">An RFC 3339 date and time, such as <c>2024-07-05T12:39:22.611Z</c>.</param>
    public Timestamp(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _text = text;
    }

    /// <summary>Creates a timestamp in UTC, with up to 7 fraction digits.</summary>
    /// <param name="instant">The instant.</param>
    public Timestamp(DateTimeOffset instant)
        : this(instant.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture))
    {
    }

    /// <summary>The instant, with a precision of 100 nanoseconds.</summary>
    /// <exception cref="FormatException">The text is not a timestamp.</exception>
    public DateTimeOffset Instant => TryGetInstant(out var instant) ? instant : throw NoTimestamp();

    /// <summary>Gets the instant, if the text is a timestamp.</summary>
    /// <param name="instant">The instant, with a precision of 100 nanoseconds.</param>
    /// <returns>Whether the text is a timestamp.</returns>
    public bool TryGetInstant(out DateTimeOffset instant) => TryParse(_text, out instant, out _);

    /// <summary>The text, unchanged; empty for a default value.</summary>
    public override string ToString() => _text ?? "";

    /// <summary>Converts to the instant, with a precision of 100 nanoseconds.</summary>
    /// <param name="timestamp">The timestamp.</param>
    /// <exception cref="FormatException">The text is not a timestamp.</exception>
    public static explicit operator DateTimeOffset(Timestamp timestamp) => timestamp.Instant;

    /// <summary>Parses a timestamp and keeps its text. The constructor accepts any text.</summary>
    /// <param name="s">An RFC 3339 date and time, such as <c>2024-07-05T12:39:22.611Z</c>. Without an offset it is UTC.</param>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is null.</exception>
    /// <exception cref="FormatException">The text is not a timestamp.</exception>
    public static Timestamp Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return TryParse(s, out Timestamp result) ? result : throw NoTimestamp();
    }

    /// <summary>Parses a timestamp and keeps its text.</summary>
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
    /// <param name="format">The format; null or empty for the text.</param>
    /// <param name="formatProvider">The culture of the format; null for the current culture.</param>
    /// <exception cref="FormatException">The text is not a timestamp, or the format is not valid.</exception>
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

    /// <summary>Whether both represent the same instant or have the same text.</summary>
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

    /// <summary>Compares by instant. A text that is not a timestamp comes first, in ordinal order.</summary>
    /// <param name="other">The other timestamp.</param>
    public int CompareTo(Timestamp other)
    {
        var isTimestamp = TryParse(_text, out var left, out var leftRest);
        var otherIsTimestamp = TryParse(other._text, out var right, out var rightRest);
        if (!isTimestamp || !otherIsTimestamp)
            return isTimestamp ? 1 : otherIsTimestamp ? -1 : string.CompareOrdinal(ToString(), other.ToString());
        return left == right ? leftRest.CompareTo(rightRest) : left.CompareTo(right);
    }

    /// <summary>Whether both are equal.</summary>
    public static bool operator ==(Timestamp left, Timestamp right) => left.Equals(right);

    /// <summary>Whether both are different.</summary>
    public static bool operator !=(Timestamp left, Timestamp right) => !left.Equals(right);

    /// <summary>Whether the left one is earlier.</summary>
    public static bool operator <(Timestamp left, Timestamp right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left one is later.</summary>
    public static bool operator >(Timestamp left, Timestamp right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left one is not later.</summary>
    public static bool operator <=(Timestamp left, Timestamp right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left one is not earlier.</summary>
    public static bool operator >=(Timestamp left, Timestamp right) => left.CompareTo(right) >= 0;

    // .NET parses seven fraction digits. The eighth and ninth are returned separately, for exact comparison.
    private static bool TryParse(string? text, out DateTimeOffset instant, out int rest)
    {
        instant = default;
        rest = 0;
        // DateTimeOffset also parses other formats, such as months before days.
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
        => new("The text is not an RFC 3339 timestamp, such as 2024-07-05T12:39:22.611Z. ToString() returns the text.");

    /// <summary>Reads and writes the text of a timestamp, as a value and as the key of a map.</summary>
    internal sealed class Converter : JsonConverter<Timestamp>
    {
        public override Timestamp Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => reader.TokenType == JsonTokenType.String
                ? new(reader.GetString()!)
                : throw new JsonException("A timestamp is a string.");

        public override void Write(Utf8JsonWriter writer, Timestamp value, JsonSerializerOptions options)
            => writer.WriteStringValue(value.ToString());

        public override Timestamp ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => new(reader.GetString()!);

        public override void WriteAsPropertyName(Utf8JsonWriter writer, Timestamp value, JsonSerializerOptions options)
            => writer.WritePropertyName(value.ToString());
    }
}
