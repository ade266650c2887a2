using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Semrush.Client.Http.Internal.Reading;

/// <summary>Reads a 32-bit integer, also from a string.</summary>
internal abstract class JsonInt32 : IReader<int>
{
    public static int Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
            return reader.GetInt32();
        var text = JsonNumber.TextOf(ref reader);
        return Utf8Parser.TryParse(text, out int value, out var read) && read == text.Length ? value : throw JsonNumber.Malformed();
    }
}

/// <summary>Reads a 64-bit integer, also from a string.</summary>
internal abstract class JsonInt64 : IReader<long>
{
    public static long Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
            return reader.GetInt64();
        var text = JsonNumber.TextOf(ref reader);
        return Utf8Parser.TryParse(text, out long value, out var read) && read == text.Length ? value : throw JsonNumber.Malformed();
    }
}

/// <summary>Reads a number with a fraction, also from a string.</summary>
internal abstract class JsonDouble : IReader<double>
{
    public static double Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
            return reader.GetDouble() is var number && double.IsFinite(number) ? number : throw JsonNumber.Malformed();
        var text = JsonNumber.TextOf(ref reader);
        // The parser knows names, such as NaN, that are no numbers of JSON.
        return Utf8Parser.TryParse(text, out double value, out var read) && read == text.Length && double.IsFinite(value) ? value : throw JsonNumber.Malformed();
    }
}

/// <summary>What the readers of numbers have in common.</summary>
internal static class JsonNumber
{
    public static ReadOnlySpan<byte> TextOf(ref Utf8JsonReader reader)
        => reader.ValueIsEscaped || reader.HasValueSequence ? Encoding.UTF8.GetBytes(reader.GetString()!) : reader.ValueSpan;

    public static JsonException Malformed() => new("A number was expected.");
}
