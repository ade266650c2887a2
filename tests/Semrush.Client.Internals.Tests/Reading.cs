using System.Text;
using System.Text.Json;
using Semrush.Client.Http.Internal.Reading;

namespace Semrush.Client.Internals.Tests;

/// <summary>Reads a text as a response of the server is read.</summary>
internal static class Reading
{
    public static T? Of<T, TReader>(string json)
        where TReader : IReader<T>
        => Noted<T, TReader>(json).Value;

    /// <summary>The value, and whether the text reports that the call failed.</summary>
    public static T? Of<T, TReader>(string json, out bool hasFailed)
        where TReader : IReader<T>
    {
        Json.Notes.Take();
        var value = JsonSerializer.Deserialize<T>(json, Options<T, TReader>.Value);
        hasFailed = Json.Notes.Take() is { HasFailure: true };
        return value;
    }

    /// <summary>The value, and where the text is not of its documented form: path, what was expected, what was found.</summary>
    public static (T? Value, string[] Notes) Noted<T, TReader>(string json)
        where TReader : IReader<T>
    {
        Json.Notes.Take();
        var value = JsonSerializer.Deserialize<T>(json, Options<T, TReader>.Value);
        var deviations = Json.Notes.Take()?.Deviations ?? [];
        return (value, [.. JsonPath.Resolve(Encoding.UTF8.GetBytes(json), deviations).Select(found => $"{found.Exact}: {found.Deviation.Expected}, {found.Deviation.Found}")]);
    }

    private static class Options<T, TReader>
        where TReader : IReader<T>
    {
        public static readonly JsonSerializerOptions Value = new() { MaxDepth = Json.MaxDepth, Converters = { new Json.Converter<T, TReader>() } };
    }
}
