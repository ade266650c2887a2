using System.Diagnostics.CodeAnalysis;

namespace Semrush.Client;

public readonly partial struct Timestamp
{
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
    public string ToString(string? format, IFormatProvider? formatProvider) => string.IsNullOrEmpty(format) ? ToString() : Instant.ToString(format, formatProvider);

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        if (!format.IsEmpty)
            return Instant.TryFormat(destination, out charsWritten, format, provider);
        var isWritten = ToString().TryCopyTo(destination);
        charsWritten = isWritten ? ToString().Length : 0;
        return isWritten;
    }

    static Timestamp IParsable<Timestamp>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<Timestamp>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Timestamp result) => TryParse(s, out result);

    static Timestamp ISpanParsable<Timestamp>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s.ToString());

    static bool ISpanParsable<Timestamp>.TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out Timestamp result) => TryParse(s.ToString(), out result);

    private static FormatException NoTimestamp() => new("The text is no RFC 3339 timestamp, such as 2024-07-05T12:39:22.611Z. Read it with ToString().");
}
