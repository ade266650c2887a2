using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Semrush.Client.Http.Internal;

/// <summary>Reads and writes the text of an open enumeration.</summary>
internal sealed class OpenEnumerationConverter<T> : JsonConverter<T>
    where T : struct, IParsable<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => reader.TokenType == JsonTokenType.String
            ? T.Parse(reader.GetString()!, CultureInfo.InvariantCulture)
            : throw new JsonException($"{typeof(T).Name} is a string.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
        => writer.WriteStringValue(value.ToString());
}

/// <summary>Reads and writes the text of a timestamp, as a value and as the key of a map.</summary>
internal sealed class TimestampConverter : JsonConverter<Timestamp>
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
