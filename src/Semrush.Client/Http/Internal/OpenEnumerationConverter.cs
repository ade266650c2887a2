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
