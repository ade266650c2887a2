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

/// <summary>
/// Reads JSON token by token, without boxing a value: what the generated readers of models call, and the readers of values.
/// </summary>
internal static partial class Json
{
    /// <summary>How deep a body may be nested: nothing is read recursively but what a contract nests.</summary>
    public const int MaxDepth = 1000;

    public static JsonReaderOptions Options => new() { MaxDepth = MaxDepth };

    /// <summary>Steps into an object.</summary>
    /// <returns>Whether it is one; anything else is passed over.</returns>
    public static bool Begin(ref Utf8JsonReader reader)
        => reader.TokenType == JsonTokenType.StartObject || Notes.AddAbsent(ref reader, "an object");

    /// <summary>Goes to the name of the next member.</summary>
    /// <returns>Whether there is one.</returns>
    public static bool Next(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    /// <summary>The value of a member; none where it cannot be read.</summary>
    /// <param name="reader">The reader, on the name of the member.</param>
    /// <param name="value">The value.</param>
    /// <param name="required">
    /// Whether every documented response has it: there, null is not its documented form. Elsewhere it means the same as no member.
    /// </param>
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
            Notes.Add(ref reader, TReader.Form, "null");
        return false;
    }

    /// <summary>Notes that a model lacks the member that identifies it.</summary>
    /// <returns>False, as there is no model.</returns>
    public static bool Lacks(ref Utf8JsonReader reader, string member, string form)
    {
        Notes.Add(ref reader, form, "nothing", member);
        return false;
    }

    /// <summary>Passes over a member that the contract does not know, unless it reports that the call failed.</summary>
    public static void Unknown(ref Utf8JsonReader reader)
    {
        if (reader.CurrentDepth == 1)
        {
            if (reader.ValueTextEquals("error"u8) || reader.ValueTextEquals("errors"u8))
            {
                reader.Read();
                if (HasContent(reader))
                    Notes.AddFailure();
            }
            else if (reader.ValueTextEquals("meta"u8))
            {
                // Whether the request succeeded is in meta, wherever there is one.
                reader.Read();
                if (reader.TokenType == JsonTokenType.StartObject)
                    Success.TryRead(ref reader, out _);
            }
        }

        reader.Skip();
    }

    // A member that is always there may be empty: null, false, 0, "", [] or {}. The reader is a copy: that of the caller does not move.
    private static bool HasContent(Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Null or JsonTokenType.False => false,
        JsonTokenType.String => !reader.ValueTextEquals(""u8),
        JsonTokenType.Number => !reader.ValueSpan.SequenceEqual("0"u8),
        JsonTokenType.StartObject or JsonTokenType.StartArray
            => reader.Read() && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray),
        _ => true,
    };
}
