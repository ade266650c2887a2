using System.Text;
using System.Text.Json;

namespace Semrush.Client.Tests.Http.Fuzz;

/// <summary>A body with something wrong in it. The same seed makes the same body.</summary>
internal sealed class Mutation
{
    private readonly Random _random;
    private readonly IReadOnlyList<Piece> _pieces;
    private byte[] _bytes;

    private Mutation(byte[] original, IReadOnlyList<Piece> pieces, int seed)
    {
        // Neighbouring seeds begin alike; scattered ones do not.
        _random = new(unchecked(seed * (int)0x9E3779B1));
        _bytes = original;
        _pieces = pieces;
    }

    public static byte[] Of(byte[] original, IReadOnlyList<Piece> pieces, int seed)
    {
        var mutation = new Mutation(original, pieces, seed);
        mutation.Mutate();
        return mutation._bytes;
    }

    private void Mutate()
    {
        var kind = _random.Next(12);
        if (_pieces.Count > 0 && kind < 9)
            MutateValue(kind);
        else if (kind == 9)
            Cut();
        else
            Flip();
        // Two things at once.
        if (_random.Next(8) == 0)
            Flip();
    }

    private void MutateValue(int kind)
    {
        var piece = _pieces[_random.Next(_pieces.Count)];
        var value = _bytes.AsSpan(piece.Start..piece.End);
        switch (kind)
        {
            case 0:
                Put(piece, "null"u8);
                break;
            case 1:
                Put(piece, value is [(byte)'"', .. var text, (byte)'"'] ? text : [(byte)'"', .. Plain(value), (byte)'"']); // "7" for 7, and 7 for "7"
                break;
            case 2:
                Put(piece, Any(Odd.Numbers));
                break;
            case 3:
                Wrap(piece);
                break;
            case 4:
                AddMember(piece);
                break;
            case 5:
                Remove(piece);
                break;
            case 6:
                Put(piece, [.. value, (byte)',', .. _bytes.AsSpan(piece.NameStart..piece.End)]); // twice
                break;
            default:
                Put(piece, Any(Odd.Values));
                break;
        }
    }

    private void Wrap(Piece piece)
    {
        var (open, close) = Odd.Wraps[_random.Next(Odd.Wraps.Length)];
        var depth = Odd.Depths[_random.Next(Odd.Depths.Length)];
        Put(piece, [.. Enumerable.Repeat(open, depth).SelectMany(part => part), .. _bytes[piece.Start..piece.End], .. Enumerable.Repeat(close, depth).SelectMany(part => part)]);
    }

    private void AddMember(Piece piece)
    {
        var comma = _bytes.AsSpan(piece.Start + 1).TrimStart(" \r\n\t"u8) is [(byte)'}', ..] ? ""u8 : ","u8;
        if (piece.Type == JsonTokenType.StartObject)
            Put(piece, [(byte)'{', .. "\"unheard_of\":"u8, .. Any(Odd.Values), .. comma, .. _bytes.AsSpan((piece.Start + 1)..piece.End)]);
        else
            Put(piece, Any(Odd.Values));
    }

    private void Remove(Piece piece)
    {
        var end = _bytes.AsSpan(piece.End) is [(byte)',', ..] ? piece.End + 1 : piece.End;
        _bytes = [.. _bytes.AsSpan(..piece.NameStart), .. _bytes.AsSpan(end..)];
    }

    private void Cut() => _bytes = _bytes[.._random.Next(_bytes.Length + 1)];

    private void Flip()
    {
        _bytes = [.. _bytes];
        for (var i = _random.Next(1, 9); i > 0 && _bytes.Length > 0; i--)
            _bytes[_random.Next(_bytes.Length)] = (byte)_random.Next(256);
    }

    private void Put(Piece piece, ReadOnlySpan<byte> value) => _bytes = [.. _bytes.AsSpan(..piece.Start), .. value, .. _bytes.AsSpan(piece.End..)];

    private byte[] Any(byte[][] choice) => choice[_random.Next(choice.Length)];

    // Within quotation marks, a quotation mark would end the text.
    private static byte[] Plain(ReadOnlySpan<byte> value)
    {
        var text = value.ToArray();
        text.AsSpan().Replace((byte)'"', (byte)'\'');
        return text;
    }
}

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

/// <summary>What a value may turn into.</summary>
internal static class Odd
{
    public static readonly byte[][] Values = Bytes(
        "null", "true", "false", "0", "-1", "1.5", "\"\"", "\"12\"", "\"text\"", "[]", "{}", "[null]", "[[]]", "[{}]", "{\"a\":null}", "\"true\"",
        "\"2024-06-13T14:20:10.660Z\"", "\"0000-99-99T99:99:99Z\"", "\"\\ud800\"", "\"\\u0000\\n\"", "{\"\\udfff\":1}", "\"a.b.c\"", "\"http://[::1]:99999/\"");

    public static readonly byte[][] Numbers = Bytes(
        "1e999", "-1e999", "1e-999", "123456789012345678901234567890", "9223372036854775808", "-9223372036854775809", "2147483648", "1.7976931348623157e309",
        "00", "1.", ".5", "+1", "0x10", "NaN", "Infinity", "-0", "1e5", new string('9', 400));

    /// <summary>The ways to wrap a value, and how deep; the reader gives up at 1,000.</summary>
    public static readonly (byte[] Open, byte[] Close)[] Wraps = [("["u8.ToArray(), "]"u8.ToArray()), ("{\"a\":"u8.ToArray(), "}"u8.ToArray()), ("[{\"error\":"u8.ToArray(), "}]"u8.ToArray())];

    public static readonly int[] Depths = [1, 2, 31, 63, 64, 65, 300, 996, 1000, 1001];

    private static byte[][] Bytes(params string[] texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];
}
