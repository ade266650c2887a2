using System.Text.Json;

namespace Semrush.Client.Http.Internal.Reading;

/// <summary>What the generated readers of models have in common.</summary>
internal static class ModelReader
{
    /// <summary>Steps into an object.</summary>
    public static void Begin(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("An object was expected.");
    }

    /// <summary>Goes to the name of the next member.</summary>
    /// <returns>Whether there is one.</returns>
    public static bool Next(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    /// <summary>The value of a member that may be null.</summary>
    public static void Member<T, TReader>(ref Utf8JsonReader reader, out T? value)
        where T : struct
        where TReader : IReader<T>
    {
        reader.Read();
        value = reader.TokenType == JsonTokenType.Null ? null : TReader.Read(ref reader);
    }

    /// <summary>The value of a member that is a reference, and knows null itself, or has to be there.</summary>
    public static void Member<T, TReader>(ref Utf8JsonReader reader, out T value)
        where TReader : IReader<T>
    {
        reader.Read();
        value = TReader.Read(ref reader);
    }
}
