using System.Text.Json;

namespace Semrush.Client.Http.Internal.Reading;

/// <summary>Reads one value, token by token and without boxing it.</summary>
/// <remarks>
/// The reader is at the first token of the value before the call, and at its last token after it. A value that is not of its documented
/// form is noted. It is converted if its meaning is unambiguous, and is absent otherwise.
/// </remarks>
internal interface IReader<T>
{
    /// <summary>The documented form, in words.</summary>
    static virtual string Form => "an object";

    /// <summary>Reads the value.</summary>
    /// <returns>Whether there is one.</returns>
    static abstract bool TryRead(ref Utf8JsonReader reader, out T value);
}

/// <summary>Reads JSON token by token, without boxing. The generated readers of models use it.</summary>
internal static partial class Json
{
    /// <summary>The maximum depth of a body. Unknown members are skipped without recursion.</summary>
    public const int MaxDepth = 1000;

    /// <summary>The null that a model writes for a member that was set to null.</summary>
    public static JsonElement Null { get; } = JsonElement.Parse("null");

    public static JsonReaderOptions Options => new() { MaxDepth = MaxDepth };

    /// <summary>Begins to read an object.</summary>
    /// <returns>Whether the value is an object. Any other value is skipped.</returns>
    public static bool Begin(ref Utf8JsonReader reader)
        => reader.TokenType == JsonTokenType.StartObject || Notes.AddAbsent(ref reader, "an object");

    /// <summary>Moves to the name of the next member.</summary>
    /// <returns>Whether there is one.</returns>
    public static bool Next(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    /// <summary>Reads the value of a member; null if it cannot be read.</summary>
    /// <param name="reader">The reader, on the name of the member.</param>
    /// <param name="value">The value.</param>
    /// <param name="required">Whether every documented response has the member, so that null is a deviation.</param>
    public static void Member<T, TReader>(ref Utf8JsonReader reader, out T? value, bool required = false)
        where T : struct
        where TReader : IReader<T>
        => value = TryMember<T, TReader>(ref reader, out var read, required) ? read : null;

    /// <inheritdoc cref="Member{T, TReader}(ref Utf8JsonReader, out T?, bool)"/>
    public static void Member<T, TReader>(ref Utf8JsonReader reader, out T? value, bool required = false)
        where T : class
        where TReader : IReader<T>
        => value = TryMember<T, TReader>(ref reader, out var read, required) ? read : null;

    /// <summary>Reads the value of a member of any type.</summary>
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

    /// <summary>Notes that the identifying member of a model is missing.</summary>
    /// <returns>False, as there is no model.</returns>
    public static bool Lacks<T, TReader>(ref Utf8JsonReader reader, string member)
        where TReader : IReader<T>
    {
        Notes.Add(ref reader, TReader.Form, "nothing", member);
        return false;
    }

    /// <summary>Skips a member that is not in the contract. Notes a failure that it reports.</summary>
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
                reader.Read();
                if (reader.TokenType == JsonTokenType.StartObject)
                    Success.TryRead(ref reader, out _);
            }
        }

        reader.Skip();
    }

    // An error member may be present and empty: null, false, 0, "", [] or {}. The reader is a copy, so the caller's does not move.
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
