using System.Text.Json;

namespace Semrush.Client.Http.Internal.Reading;

/// <summary>Reads a map. An entry that cannot be read is left out.</summary>
internal abstract class JsonMap<TKey, TKeyReader, T, TReader> : IReader<IReadOnlyDictionary<TKey, T>>
    where TKey : notnull
    where TKeyReader : IReader<TKey>
    where TReader : IReader<T>
{
    public static bool TryRead(ref Utf8JsonReader reader, out IReadOnlyDictionary<TKey, T> value)
    {
        value = null!;
        if (!ModelReader.Begin(ref reader))
            return false;
        var entries = new Dictionary<TKey, T>();
        while (ModelReader.Next(ref reader))
        {
            var hasKey = TKeyReader.TryRead(ref reader, out var key);
            if (ModelReader.TryMember<T, TReader>(ref reader, out var entry, required: true) && hasKey)
                entries[key] = entry;
        }

        value = entries;
        return true;
    }
}
