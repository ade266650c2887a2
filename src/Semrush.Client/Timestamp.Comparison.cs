using System.Globalization;

namespace Semrush.Client;

public readonly partial struct Timestamp
{
    private const int TickDigits = 7;
    private const int NanosecondDigits = 9;

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
}
