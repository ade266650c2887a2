using System.Globalization;
using System.Text.Json;

namespace Semrush.Client.Http.Internal.Reading;

/// <summary>Reads true or false.</summary>
internal abstract class JsonBoolean : IReader<bool>
{
    public static bool Read(ref Utf8JsonReader reader) => reader.GetBoolean();
}

/// <summary>Reads a moment as the text that it is.</summary>
internal abstract class JsonTimestamp : IReader<Timestamp>
{
    public static Timestamp Read(ref Utf8JsonReader reader) => new(JsonText.ReadPresent(ref reader));
}

/// <summary>Reads a day.</summary>
internal abstract class JsonDateOnly : IReader<DateOnly>
{
    public static DateOnly Read(ref Utf8JsonReader reader)
        => DateOnly.TryParseExact(JsonText.ReadPresent(ref reader), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw new JsonException("A date was expected.");
}

/// <summary>Reads a UUID.</summary>
internal abstract class JsonGuid : IReader<Guid>
{
    public static Guid Read(ref Utf8JsonReader reader) => reader.GetGuid();
}

/// <summary>Keeps whatever there is.</summary>
internal abstract class JsonAny : IReader<JsonElement>
{
    public static JsonElement Read(ref Utf8JsonReader reader) => JsonElement.ParseValue(ref reader);
}
