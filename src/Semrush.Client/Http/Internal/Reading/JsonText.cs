using System.Text.Json;

namespace Semrush.Client.Http.Internal.Reading;

/// <summary>Reads a string, which may be null.</summary>
internal abstract class JsonText : IReader<string>
{
    public static string Read(ref Utf8JsonReader reader) => reader.GetString()!;

    /// <summary>A string, as a value or as the name of a member.</summary>
    public static string ReadPresent(ref Utf8JsonReader reader)
        => reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? reader.GetString()! : throw new JsonException("A string was expected.");
}
