using System.Text.Json;

namespace Semrush.Client.Http.Internal.Reading;

/// <summary>Reads one value, token by token and without boxing it. The reader stands on its first token before, and on its last one after.</summary>
internal interface IReader<out T>
{
    static abstract T Read(ref Utf8JsonReader reader);
}
