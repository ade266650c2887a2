using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Semrush.Client.Http.Internal.Reading;

/// <summary>Reads a list, which is exactly as long as its items: they are collected in a pooled array.</summary>
internal abstract class JsonList<T, TReader> : IReader<IReadOnlyList<T>>
    where TReader : IReader<T>
{
    private const int FirstSize = 64;

    public static IReadOnlyList<T> Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return null!;
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException("A list was expected.");
        var items = ArrayPool<T>.Shared.Rent(FirstSize);
        try
        {
            var count = 0;
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (count == items.Length)
                    items = Grow(items);
                items[count++] = TReader.Read(ref reader);
            }

            return items.AsSpan(0, count).ToArray();
        }
        finally
        {
            Return(items);
        }
    }

    private static T[] Grow(T[] items)
    {
        var larger = ArrayPool<T>.Shared.Rent(items.Length * 2);
        items.CopyTo(larger, 0);
        Return(items);
        return larger;
    }

    // What an answer held does not stay in the pool.
    private static void Return(T[] items) => ArrayPool<T>.Shared.Return(items, RuntimeHelpers.IsReferenceOrContainsReferences<T>());
}
