using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Semrush.Client.Http.Internal.Reading;

/// <summary>Reads a 32-bit integer, however it is written.</summary>
internal abstract class JsonInt32 : IReader<int>
{
    public static string Form => "an integer";

    public static bool TryRead(ref Utf8JsonReader reader, out int value)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out value))
            return true;
        var isRead = JsonNumber.TryReadInteger(ref reader, int.MinValue, int.MaxValue, out var number);
        value = (int)number;
        return isRead;
    }
}

/// <summary>Reads a 64-bit integer, however it is written.</summary>
internal abstract class JsonInt64 : IReader<long>
{
    public static string Form => "an integer";

    public static bool TryRead(ref Utf8JsonReader reader, out long value)
        => (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out value)) || JsonNumber.TryReadInteger(ref reader, long.MinValue, long.MaxValue, out value);
}

/// <summary>Reads a number with a fraction, also from a string.</summary>
internal abstract class JsonDouble : IReader<double>
{
    public static string Form => "a number";

    public static bool TryRead(ref Utf8JsonReader reader, out double value)
    {
        value = 0;
        if (reader.TokenType == JsonTokenType.Number)
            return (reader.TryGetDouble(out value) && double.IsFinite(value)) || JsonNumber.AddAbsent(ref reader, Form);
        if (reader.TokenType != JsonTokenType.String)
            return ReadingNotes.AddAbsent(ref reader, Form);
        var text = JsonNumber.TextOf(ref reader).Trim(JsonNumber.Blanks);
        // The parser knows names, such as NaN, that are no numbers of JSON.
        if (!Utf8Parser.TryParse(text, out value, out var read) || read != text.Length || !double.IsFinite(value))
            return ReadingNotes.AddAbsent(ref reader, Form);
        ReadingNotes.Add(ref reader, Form, "a string");
        return true;
    }
}

/// <summary>What the readers of numbers have in common.</summary>
internal static class JsonNumber
{
    private const int LargestExponent = 10_000;

    public static ReadOnlySpan<byte> Blanks => " \t\r\n"u8;

    public static ReadOnlySpan<byte> TextOf(ref Utf8JsonReader reader) => reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(reader.GetString()!) : reader.ValueSpan;

    /// <summary>Passes over a number that its type cannot hold.</summary>
    public static bool AddAbsent(ref Utf8JsonReader reader, string form)
    {
        ReadingNotes.Add(ref reader, form, "another number");
        return false;
    }

    /// <summary>Reads an integer that is written otherwise, to the last digit: as a string, with a fraction of zero, with an exponent.</summary>
    public static bool TryReadInteger(ref Utf8JsonReader reader, long minimum, long maximum, out long value)
    {
        value = 0;
        if (reader.TokenType is not (JsonTokenType.Number or JsonTokenType.String))
            return ReadingNotes.AddAbsent(ref reader, JsonInt64.Form);
        var isNumber = reader.TokenType == JsonTokenType.Number;
        if (!TryParse(TextOf(ref reader).Trim(Blanks), out value) || value < minimum || value > maximum)
            return isNumber ? AddAbsent(ref reader, JsonInt64.Form) : ReadingNotes.AddAbsent(ref reader, JsonInt64.Form);
        ReadingNotes.Add(ref reader, JsonInt64.Form, isNumber ? "another number" : "a string");
        return true;
    }

    // Digit by digit: a floating-point number has no room for the longer ones.
    private static bool TryParse(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        var isNegative = text is [(byte)'-', ..];
        var rest = isNegative ? text[1..] : text;
        var whole = TakeDigits(ref rest);
        var fraction = rest is [(byte)'.', ..] ? TakeFraction(ref rest) : default;
        if (whole.IsEmpty || !TryTakeExponent(ref rest, out var exponent) || !rest.IsEmpty)
            return false;
        // Below zero there is room for one more.
        var count = whole.Length + fraction.Length;
        for (var i = 0; i < Math.Max(count, whole.Length + exponent); i++)
        {
            var digit = i < whole.Length ? whole[i] - '0' : i < count ? fraction[i - whole.Length] - '0' : 0;
            if (i >= whole.Length + exponent)
            {
                if (digit != 0)
                    return false;
            }
            else if (value < (long.MinValue + digit) / 10)
            {
                return false;
            }
            else
            {
                value = value * 10 - digit;
            }
        }

        if (isNegative)
            return true;
        var isHeld = value > long.MinValue;
        value = isHeld ? -value : 0;
        return isHeld;
    }

    private static ReadOnlySpan<byte> TakeDigits(ref ReadOnlySpan<byte> text)
    {
        var length = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        var digits = length < 0 ? text : text[..length];
        text = text[digits.Length..];
        return digits;
    }

    private static ReadOnlySpan<byte> TakeFraction(ref ReadOnlySpan<byte> text)
    {
        text = text[1..];
        return TakeDigits(ref text);
    }

    private static bool TryTakeExponent(ref ReadOnlySpan<byte> text, out int exponent)
    {
        exponent = 0;
        if (text is not [(byte)'e' or (byte)'E', ..])
            return true;
        var isNegative = text is [_, (byte)'-', ..];
        text = text[(isNegative || text is [_, (byte)'+', ..] ? 2 : 1)..];
        var digits = TakeDigits(ref text);
        foreach (var digit in digits)
            exponent = Math.Min(exponent * 10 + digit - '0', LargestExponent);
        exponent = isNegative ? -exponent : exponent;
        return !digits.IsEmpty;
    }
}
