using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Semrush.Client.Http.Internal.Reading;

/// <summary>Reads true or false; the words as strings, 1 and 0 are the same.</summary>
internal abstract class JsonBoolean : IReader<bool>
{
    public static string Form => "a boolean";

    public static bool TryRead(ref Utf8JsonReader reader, out bool value)
    {
        value = reader.TokenType == JsonTokenType.True;
        if (value || reader.TokenType == JsonTokenType.False)
            return true;
        var text = reader.TokenType is JsonTokenType.String or JsonTokenType.Number ? JsonNumber.TextOf(ref reader) : default;
        value = Ascii.EqualsIgnoreCase(text, "true"u8) || text.SequenceEqual("1"u8);
        if (!value && !Ascii.EqualsIgnoreCase(text, "false"u8) && !text.SequenceEqual("0"u8))
            return ReadingNotes.AddAbsent(ref reader, Form);
        ReadingNotes.Add(ref reader, Form, ReadingNotes.Name(reader.TokenType));
        return true;
    }
}

/// <summary>Reads a moment as the text that it is, also where that is no timestamp.</summary>
internal abstract class JsonTimestamp : IReader<Timestamp>
{
    public static string Form => "a timestamp";

    public static bool TryRead(ref Utf8JsonReader reader, out Timestamp value)
    {
        value = default;
        if (!JsonText.TryRead(ref reader, Form, out var text))
            return false;
        value = new(text);
        if (reader.TokenType != JsonTokenType.Number && !value.TryGetInstant(out _))
            ReadingNotes.Add(ref reader, Form, "another text");
        return true;
    }
}

/// <summary>Reads a day.</summary>
internal abstract class JsonDateOnly : IReader<DateOnly>
{
    public static string Form => "a date";

    public static bool TryRead(ref Utf8JsonReader reader, out DateOnly value)
    {
        value = default;
        return (reader.TokenType == JsonTokenType.String && DateOnly.TryParseExact(reader.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out value))
            || ReadingNotes.AddAbsent(ref reader, Form);
    }
}

/// <summary>Reads a UUID, however it is punctuated.</summary>
internal abstract class JsonGuid : IReader<Guid>
{
    public static string Form => "a UUID";

    public static bool TryRead(ref Utf8JsonReader reader, out Guid value)
    {
        value = default;
        if (reader.TokenType != JsonTokenType.String)
            return ReadingNotes.AddAbsent(ref reader, Form);
        if (reader.TryGetGuid(out value))
            return true;
        if (!Guid.TryParse(reader.GetString(), CultureInfo.InvariantCulture, out value))
            return ReadingNotes.AddAbsent(ref reader, Form);
        ReadingNotes.Add(ref reader, Form, "another text");
        return true;
    }
}

/// <summary>Keeps whatever there is.</summary>
internal abstract class JsonAny : IReader<JsonElement>
{
    public static string Form => "a value";

    public static bool TryRead(ref Utf8JsonReader reader, out JsonElement value)
    {
        value = JsonElement.ParseValue(ref reader);
        return true;
    }
}
