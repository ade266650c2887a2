using System.Text.Json;

namespace Semrush.Client.Http.Internal.Reading;

/// <summary>Reads one value, token by token and without boxing it.</summary>
/// <remarks>
/// The reader stands on the first token of the value before, and on its last one after, whatever the value is. What is not of its
/// documented form is noted, and reads as the value that it plainly is, or as absent.
/// </remarks>
internal interface IReader<T>
{
    /// <summary>The documented form, in words.</summary>
    static virtual string Form => "an object";

    /// <summary>Reads the value.</summary>
    /// <returns>Whether there is one.</returns>
    static abstract bool TryRead(ref Utf8JsonReader reader, out T value);
}
