using System.Text.Json;

namespace Semrush.Client.Http.Internal.Reading;

/// <summary>What the generated readers of models have in common.</summary>
internal static class ModelReader
{
    /// <summary>How deep a body may be nested: nothing is read recursively but what a contract nests.</summary>
    public const int MaxDepth = 1000;

    public static JsonReaderOptions Options => new() { MaxDepth = MaxDepth };

    /// <summary>Steps into an object.</summary>
    /// <returns>Whether it is one; anything else is passed over.</returns>
    public static bool Begin(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.StartObject || ReadingNotes.AddAbsent(ref reader, "an object");

    /// <summary>Goes to the name of the next member.</summary>
    /// <returns>Whether there is one.</returns>
    public static bool Next(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    /// <summary>The value of a member; none where it cannot be read.</summary>
    /// <param name="reader">The reader, on the name of the member.</param>
    /// <param name="value">The value.</param>
    /// <param name="required">Whether every documented response has it: there, null is not its documented form. Elsewhere it says the same as no member.</param>
    public static void Member<T, TReader>(ref Utf8JsonReader reader, out T? value, bool required = false)
        where T : struct
        where TReader : IReader<T>
        => value = TryMember<T, TReader>(ref reader, out var read, required) ? read : null;

    /// <inheritdoc cref="Member{T, TReader}(ref Utf8JsonReader, out T?, bool)"/>
    public static void Member<T, TReader>(ref Utf8JsonReader reader, out T? value, bool required = false)
        where T : class
        where TReader : IReader<T>
        => value = TryMember<T, TReader>(ref reader, out var read, required) ? read : null;

    /// <summary>The value of a member of any type.</summary>
    /// <returns>Whether there is one.</returns>
    public static bool TryMember<T, TReader>(ref Utf8JsonReader reader, out T value, bool required)
        where TReader : IReader<T>
    {
        value = default!;
        reader.Read();
        if (reader.TokenType != JsonTokenType.Null)
            return TReader.TryRead(ref reader, out value);
        if (required)
            ReadingNotes.Add(ref reader, TReader.Form, "null");
        return false;
    }

    /// <summary>Notes that a model lacks a member without which it is nothing.</summary>
    /// <returns>False, as there is no model.</returns>
    public static bool Lacks(ref Utf8JsonReader reader, string member, string form)
    {
        ReadingNotes.Add(ref reader, form, "nothing", member);
        return false;
    }

    /// <summary>Passes over a member that the contract does not know, unless it tells that the call failed.</summary>
    public static void Unknown(ref Utf8JsonReader reader)
    {
        if (reader.CurrentDepth == 1)
        {
            if (reader.ValueTextEquals("error"u8) || reader.ValueTextEquals("errors"u8))
            {
                reader.Read();
                if (SaysSomething(reader))
                    ReadingNotes.AddFailure();
            }
            else if (reader.ValueTextEquals("meta"u8))
            {
                // What the server says of the request stands in meta, wherever there is one.
                reader.Read();
                if (reader.TokenType == JsonTokenType.StartObject)
                    Meta.TryRead(ref reader, out _);
            }
        }

        reader.Skip();
    }

    // A member that is always there may be empty: null, false, 0, "", [] or {}. The reader is a copy: its caller stays where it is.
    private static bool SaysSomething(Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Null or JsonTokenType.False => false,
        JsonTokenType.String => !reader.ValueTextEquals(""u8),
        JsonTokenType.Number => !reader.ValueSpan.SequenceEqual("0"u8),
        JsonTokenType.StartObject or JsonTokenType.StartArray => reader.Read() && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray),
        _ => true,
    };
}
