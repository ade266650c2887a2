using System.Buffers;
using System.Collections.ObjectModel;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Semrush.Client.Http.Internal.Reading;

/// <summary>Reads a list, which is exactly as long as its readable items: they are collected in a pooled array.</summary>
internal abstract class JsonList<T, TReader> : IReader<IReadOnlyList<T>>
    where TReader : IReader<T>
{
    private const int FirstSize = 64;

    public static string Form => "a list";

    public static bool TryRead(ref Utf8JsonReader reader, out IReadOnlyList<T> value)
    {
        value = null!;
        if (reader.TokenType != JsonTokenType.StartArray)
            return ReadingNotes.AddAbsent(ref reader, Form);
        var items = ArrayPool<T>.Shared.Rent(FirstSize);
        try
        {
            var count = 0;
            var isOdd = false;
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (count == items.Length)
                    items = Grow(items);
                // What cannot be read, or lacks its identity, is left out.
                if (TReader.TryRead(ref reader, out var item))
                    items[count++] = item;
                else
                    isOdd = true;
            }

            value = count == 0 && isOdd ? LeftOut<T>.All : items.AsSpan(0, count).ToArray();
            return true;
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

/// <summary>A list of which every item was left out: it is empty, and yet no sign that there are no more.</summary>
internal static class LeftOut<T>
{
    public static IReadOnlyList<T> All { get; } = new ReadOnlyCollection<T>([]);
}
