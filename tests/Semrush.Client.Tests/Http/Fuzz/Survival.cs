using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Semrush.Client.Tests.Http.Fuzz;

/// <summary>A response of the documented form, and what is left of it when one of its values is replaced.</summary>
public sealed class Survival
{
    // What JSON may have in place of another value; the tests of bytes have the rest.
    private static readonly byte[][] Values = [.. Odd.Values, .. Odd.Numbers.Where(IsJson)];

    private readonly string _name;
    private readonly byte[] _body;
    private readonly IReadOnlyList<Piece> _pieces;
    private readonly IReadOnlyList<object[]> _paths;
    private readonly int[] _damaged;
    private readonly Func<FuzzProgram, Task<object?>> _call;

    internal Survival(string name, string body, Func<FuzzProgram, Task<object?>> call)
    {
        _name = name;
        _body = Encoding.UTF8.GetBytes(body);
        _pieces = Piece.Of(_body);
        _paths = [.. PathsOf(JsonNode.Parse(body), [])];
        _call = call;
        var root = _paths.Any(path => path is ["data"]) ? 1 : 0;
        // Within the result: the envelope around it tells success from failure.
        _damaged = [.. Enumerable.Range(0, _paths.Count).Where(index => _paths[index].Length > root && (root == 0 || _paths[index][0] is "data"))];
        _paths = [.. _paths.Select(path => path.Skip(root).ToArray())];
    }

    public override string ToString() => _name;

    /// <summary>The result if nothing is damaged.</summary>
    internal async Task<JsonNode> ReadWholeAsync(FuzzProgram program, DeviationCounter counter)
    {
        var count = counter.Start();
        var whole = Written(await program.RunAsync(_call, 200, _body));
        Assert.Equal(0, count.Value);
        return whole!;
    }

    internal async Task AssertSurvivesAsync(FuzzProgram program, DeviationCounter counter, JsonNode whole, int seed)
    {
        var random = new Random(unchecked(seed * (int)0x9E3779B1));
        var index = _damaged[random.Next(_damaged.Length)];
        var (piece, path) = (_pieces[index], _paths[index]);
        var value = Replacement(random, _body.AsSpan(piece.Start..piece.End));
        byte[] body = [.. _body.AsSpan(..piece.Start), .. value, .. _body.AsSpan(piece.End..)];
        string Describe() => $"Seed {seed} of {_name}, {string.Join('.', path)}: {Encoding.UTF8.GetString(_body.AsSpan(piece.Start..piece.End))} became {Encoding.UTF8.GetString(value)}";
        var count = counter.Start();
        try
        {
            var isAbsent = IsAbsentAfter(whole, Written(await program.RunAsync(_call, 200, body)), path, Describe);

            var isLost = isAbsent && Encoding.UTF8.GetString(value) is not ("null" or "[]" or "{}");
            var isHalf = value.AsSpan().IndexOf("\\ud8"u8) >= 0 || value.AsSpan().IndexOf("\\udf"u8) >= 0;
            if (count.Value == 0 && (isLost || isHalf || IsOfAnotherKind(_body[piece.Start], value[0])))
                Assert.Fail($"Not counted. {Describe()}");
        }
        catch (SemrushApiException failure)
        {
            // Nothing but the identity of the result itself takes the result away.
            Assert.True(path is ["id"] && failure.Message.Contains("$.data.id is not of its documented form", StringComparison.Ordinal), $"{failure.Message} {Describe()}");
            Assert.True(count.Value > 0, $"Not counted. {Describe()}");
        }
    }

    private static byte[] Replacement(Random random, ReadOnlySpan<byte> value)
    {
        if (random.Next(4) > 0)
            return Values[random.Next(Values.Length)];
        var (open, close) = Odd.Wraps[random.Next(Odd.Wraps.Length)];
        var depth = random.Next(1, 300);
        return [.. Enumerable.Repeat(open, depth).SelectMany(part => part), .. value, .. Enumerable.Repeat(close, depth).SelectMany(part => part)];
    }

    /// <summary>Whether the damaged value is absent; everything else has to be as it was.</summary>
    private static bool IsAbsentAfter(JsonNode? whole, JsonNode? left, ReadOnlySpan<object> path, Func<string> describe)
    {
        if (path.IsEmpty)
            return left is null or JsonArray { Count: 0 } or JsonObject { Count: 0 };
        // A model goes with its identity.
        if (left is null && path is ["id"])
            return true;
        if (left is null)
            Assert.Fail($"More is lost than the damaged value. {describe()}");
        if (path[0] is string name)
        {
            foreach (var (other, expected) in whole!.AsObject())
                if (other != name)
                    AssertSame(expected, left[other], describe);
            return IsAbsentAfter(whole[name], left[name], path[1..], describe);
        }

        var index = (int)path[0];
        var (items, kept) = (whole!.AsArray(), left.AsArray());
        var isLeftOut = kept.Count == items.Count - 1;
        if (!(isLeftOut ? path.Length == 1 || path is [_, "id"] : kept.Count == items.Count))
            Assert.Fail($"{kept.Count} of {items.Count} items are left. {describe()}");
        for (var i = 0; i < items.Count; i++)
            if (i != index)
                AssertSame(items[i], kept[i > index && isLeftOut ? i - 1 : i], describe);
        return isLeftOut || IsAbsentAfter(items[index], kept[index], path[1..], describe);
    }

    private static void AssertSame(JsonNode? expected, JsonNode? actual, Func<string> describe)
    {
        if (!JsonNode.DeepEquals(expected, actual))
            Assert.Fail($"{expected?.ToJsonString()} became {actual?.ToJsonString()}. {describe()}");
    }

    private static JsonNode? Written(object? result) => JsonSerializer.SerializeToNode(result);

    // The paths of all values in the order of their first bytes, as the pieces are.
    private static IEnumerable<object[]> PathsOf(JsonNode? node, object[] path) => node switch
    {
        JsonObject members => members.SelectMany(member => PathsOf(member.Value, [.. path, member.Key])).Prepend(path),
        JsonArray items => items.SelectMany((item, index) => PathsOf(item, [.. path, index])).Prepend(path),
        _ => [path],
    };

    private static bool IsJson(byte[] value)
    {
        try
        {
            using var document = JsonDocument.Parse(value);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsOfAnotherKind(byte before, byte after) => after != (byte)'n' && Kind(before) != Kind(after);

    private static char Kind(byte first) => first switch
    {
        (byte)'t' or (byte)'f' => 'b',
        (byte)'"' or (byte)'{' or (byte)'[' => (char)first,
        _ => '0',
    };
}

/// <summary>Counts the deviations of one call at a time, however many are made at once.</summary>
internal sealed class DeviationCounter : IDisposable
{
    private readonly AsyncLocal<StrongBox<long>?> _current = new();
    private readonly MeterListener _meters = new();

    public DeviationCounter()
    {
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == SemrushTelemetry.MeterName && instrument.Name == "semrush.client.response.deviations")
                listener.EnableMeasurementEvents(instrument);
        };
        _meters.SetMeasurementEventCallback<long>((_, value, _, _) =>
        {
            if (_current.Value is { } count)
                count.Value += value;
        });
        _meters.Start();
    }

    /// <summary>Starts to count at 0, for this call and all that it awaits.</summary>
    public StrongBox<long> Start() => _current.Value = new();

    public void Dispose() => _meters.Dispose();
}
