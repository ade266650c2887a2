using System.Text.Json;
using Semrush.Client.Http.Internal.Reading;

namespace Semrush.Client.Tests.Http.Internal.Reading;

/// <summary>Reads a text as an answer of the server is read.</summary>
internal static class Reading
{
    public static T? Of<T, TReader>(string json)
        where TReader : IReader<T>
        => JsonSerializer.Deserialize<T>(json, Options<T, TReader>.Value);

    private static class Options<T, TReader>
        where TReader : IReader<T>
    {
        public static readonly JsonSerializerOptions Value = new() { Converters = { new ModelConverter<T, TReader>() } };
    }
}
