using System.Text;
using System.Text.Json;

namespace Semrush.Client.Http.Internal.Reading;

/// <summary>Reads a string; a number in its place has a text as well.</summary>
internal abstract class JsonText : IReader<string>
{
    public static string Form => "a string";

    public static bool TryRead(ref Utf8JsonReader reader, out string value) => TryRead(ref reader, Form, out value);

    /// <summary>The text of a value, or of the name of a member.</summary>
    public static bool TryRead(ref Utf8JsonReader reader, string form, out string value)
    {
        value = null!;
        if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
        {
            value = reader.GetString()!;
            return true;
        }

        // A boolean has no text: where a server puts one, it means that there is none.
        if (reader.TokenType != JsonTokenType.Number)
            return ReadingNotes.AddAbsent(ref reader, form);
        ReadingNotes.Add(ref reader, form, "a number");
        value = Encoding.UTF8.GetString(reader.ValueSpan);
        return true;
    }
}
