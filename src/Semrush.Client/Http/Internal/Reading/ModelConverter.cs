using System.Text.Json;
using System.Text.Json.Serialization;

namespace Semrush.Client.Http.Internal.Reading;

/// <summary>Leads from the JSON context to the generated reader of an answer.</summary>
/// <remarks>
/// By itself, System.Text.Json sets members that are <c>init</c> through an array of objects, which boxes every number: more than twice the bytes.
/// </remarks>
internal sealed class ModelConverter<T, TReader> : JsonConverter<T>
    where TReader : IReader<T>
{
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => TReader.TryRead(ref reader, out var value) ? value : default;

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
        => throw new NotSupportedException("An answer is read, and never written.");
}
