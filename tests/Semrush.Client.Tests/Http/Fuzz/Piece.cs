using System.Text.Json;

namespace Semrush.Client.Tests.Http.Fuzz;

/// <summary>A value within a body, from its first byte to the one after its last.</summary>
/// <param name="Start">The first byte of the value.</param>
/// <param name="End">The byte after the last one.</param>
/// <param name="Type">Its first token.</param>
/// <param name="NameStart">The first byte of the name that it has as a member; that of the value where it has none.</param>
internal readonly record struct Piece(int Start, int End, JsonTokenType Type, int NameStart)
{
    public bool IsMember => NameStart < Start;

    /// <summary>Every value of a document, itself first; none where it is no JSON.</summary>
    public static IReadOnlyList<Piece> Of(ReadOnlySpan<byte> json)
    {
        var found = new List<Piece>();
        var open = new Stack<int>();
        var reader = new Utf8JsonReader(json);
        var name = -1;
        try
        {
            while (reader.Read())
            {
                var (start, end) = ((int)reader.TokenStartIndex, (int)reader.BytesConsumed);
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        name = start;
                        continue;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        var index = open.Pop();
                        found[index] = found[index] with { End = end };
                        continue;
                    case JsonTokenType.StartObject or JsonTokenType.StartArray:
                        open.Push(found.Count);
                        break;
                }

                found.Add(new(start, end, reader.TokenType, name < 0 ? start : name));
                name = -1;
            }
        }
        catch (JsonException)
        {
            return [];
        }

        return found;
    }
}
