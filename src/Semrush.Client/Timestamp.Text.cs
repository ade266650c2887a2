using System.Diagnostics.CodeAnalysis;

namespace Semrush.Client;

public readonly partial struct Timestamp
{
    /// <inheritdoc cref="Parse(ReadOnlySpan{char}, IFormatProvider?)"/>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is null.</exception>
    public static Timestamp Parse(string s, IFormatProvider? provider = null)
    {
        ArgumentNullException.ThrowIfNull(s);
        return TryParse(s, provider, out var result) ? result : throw NoTimestamp();
    }

    /// <summary>Reads a timestamp, and keeps its text. The constructor takes any text.</summary>
    /// <param name="s">An RFC 3339 date and time, such as <c>2024-07-05T12:39:22.611Z</c>.</param>
    /// <param name="provider">Not used: the form is the same under every culture.</param>
    /// <exception cref="FormatException">The text is no timestamp.</exception>
    public static Timestamp Parse(ReadOnlySpan<char> s, IFormatProvider? provider = null) => Parse(s.ToString(), provider);

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, IFormatProvider?, out Timestamp)"/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Timestamp result)
    {
        var isTimestamp = TryParse(s, out _, out _);
        result = isTimestamp ? new(s!) : default;
        return isTimestamp;
    }

    /// <summary>Reads a timestamp, and keeps its text.</summary>
    /// <param name="s">An RFC 3339 date and time.</param>
    /// <param name="provider">Not used: the form is the same under every culture.</param>
    /// <param name="result">The timestamp.</param>
    /// <returns>Whether the text is a timestamp.</returns>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out Timestamp result) => TryParse(s.ToString(), provider, out result);

    /// <summary>The text, unchanged, or the instant in a format of <see cref="DateTimeOffset"/>.</summary>
    /// <param name="format">The format; none for the text.</param>
    /// <param name="formatProvider">The culture of the format; the current one when left out.</param>
    /// <exception cref="FormatException">The text is no timestamp, or the format is none.</exception>
    public string ToString(string? format, IFormatProvider? formatProvider = null) => string.IsNullOrEmpty(format) ? ToString() : Instant.ToString(format, formatProvider);

    /// <inheritdoc cref="ToString(string?, IFormatProvider?)"/>
    /// <param name="destination">Where to write it.</param>
    /// <param name="charsWritten">How many characters were written.</param>
    /// <param name="format">The format; none for the text.</param>
    /// <param name="provider">The culture of the format.</param>
    /// <returns>Whether there was room.</returns>
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default, IFormatProvider? provider = null)
    {
        if (!format.IsEmpty)
            return Instant.TryFormat(destination, out charsWritten, format, provider);
        var isWritten = ToString().TryCopyTo(destination);
        charsWritten = isWritten ? ToString().Length : 0;
        return isWritten;
    }

    private static FormatException NoTimestamp() => new("The text is no RFC 3339 timestamp, such as 2024-07-05T12:39:22.611Z. Read it with ToString().");
}
