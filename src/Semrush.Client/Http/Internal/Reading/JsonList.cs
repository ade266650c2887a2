using System.Text.Json;

namespace Semrush.Client.Http.Internal.Reading;

/// <summary>Reads a list.</summary>
internal abstract class JsonList<T, TReader> : IReader<IReadOnlyList<T>>
    where TReader : IReader<T>
{
    public static IReadOnlyList<T> Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return null!;
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException("A list was expected.");
        var items = new List<T>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            items.Add(TReader.Read(ref reader));
        return items;
    }
}
