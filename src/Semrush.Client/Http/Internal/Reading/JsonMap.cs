using System.Text.Json;

namespace Semrush.Client.Http.Internal.Reading;

/// <summary>Reads a map.</summary>
internal abstract class JsonMap<TKey, TKeyReader, T, TReader> : IReader<IReadOnlyDictionary<TKey, T>>
    where TKey : notnull
    where TKeyReader : IReader<TKey>
    where TReader : IReader<T>
{
    public static IReadOnlyDictionary<TKey, T> Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return null!;
        ModelReader.Begin(ref reader);
        var entries = new Dictionary<TKey, T>();
        while (ModelReader.Next(ref reader))
        {
            var key = TKeyReader.Read(ref reader);
            ModelReader.Member<T, TReader>(ref reader, out T value);
            entries[key] = value;
        }

        return entries;
    }
}
