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
