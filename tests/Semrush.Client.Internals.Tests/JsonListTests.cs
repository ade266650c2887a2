using System.Text.Json;
using Semrush.Client.Http.Internal.Reading;
using Semrush.Client.MapRankTracker;

namespace Semrush.Client.Internals.Tests;

/// <summary>How lists, maps and models are read, whatever is in them.</summary>
public sealed class JsonListTests
{
    [Fact]
    public void A_list_of_lists_is_read_in_its_order()
        => Assert.Equal([[1, 2], [], [3]], Reading.Of<IReadOnlyList<IReadOnlyList<int>>, Json.List<IReadOnlyList<int>, Json.List<int, Json.Integer<int>>>>("[[1,2],[],[3]]")!);

    [Fact]
    public void An_item_that_cannot_be_read_is_left_out_and_noted()
    {
        var (texts, notes) = Reading.Noted<IReadOnlyList<string>, Json.List<string, Json.Text>>("""["a",null,{"x":[1]},7,[["b"]],"c"]""");

        Assert.Equal(["a", "7", "c"], texts!);
        Assert.Equal(["$[1]: a string, null", "$[2]: a string, an object", "$[3]: a string, a number", "$[4]: a string, a list"], notes);
        Assert.Empty(Reading.Of<IReadOnlyList<int>, Json.List<int, Json.Integer<int>>>("[null]")!);
        Assert.Empty(Reading.Of<IReadOnlyList<Timestamp>, Json.List<Timestamp, Json.Time>>("[null]")!);
        Assert.Empty(Reading.Of<IReadOnlyList<Coordinates>, Json.List<Coordinates, Coordinates>>("[null]")!);
    }

    [Fact]
    public void An_item_without_its_identity_is_left_out_and_noted()
    {
        var (keywords, notes) = Reading.Noted<IReadOnlyList<Keyword>, Json.List<Keyword, Keyword>>("""[{"id":"1"},{"name":"b"},null,{"id":[],"name":"c"},{"id":2,"name":"d"}]""");

        Assert.Equal(["1", "2"], keywords!.Select(keyword => keyword.Id));
        Assert.Equal(["$[1].id: a string, nothing", "$[2]: an object, null", "$[3].id: a string, a list", "$[4].id: a string, a number"], notes);
    }

    [Fact]
    public void An_entry_of_a_map_that_cannot_be_read_is_left_out_and_noted()
    {
        var (map, notes) = Reading.Noted<IReadOnlyDictionary<Timestamp, double>, Json.Map<Timestamp, Json.Time, double, Json.Double>>(
            """{"2024-06-13T14:20:10.66Z":null,"never":2,"2024-07-05T12:39:22.611Z":{"a":1},"2024-08-05T12:39:22.611Z":4}""");

        Assert.Equal(["never", "2024-08-05T12:39:22.611Z"], map!.Keys.Select(key => key.ToString()));
        Assert.Equal(["$[*]: a number, null", "$.never: a timestamp, another text", "$[*]: a number, an object"], notes);
    }

    [Fact]
    public void An_entry_that_is_null_is_noted_with_what_should_be_there()
    {
        AssertNoted<int, Json.Integer<int>>("an integer");
        AssertNoted<long, Json.Integer<long>>("an integer");
        AssertNoted<JsonElement, Json.Any>("a value");
        AssertNoted<Keyword, Keyword>("an object");

        static void AssertNoted<T, TReader>(string form)
            where TReader : IReader<T>
            => Assert.Equal([$"$.a: {form}, null"], Reading.Noted<IReadOnlyDictionary<string, T>, Json.Map<string, Json.Text, T, TReader>>("""{"a":null}""").Notes);
    }

    [Theory]
    [InlineData("[]", false)]
    [InlineData("[1,null]", false)]
    [InlineData("[null]", true)]
    public void A_list_without_readable_items_differs_from_an_empty_one(string json, bool isLeftOut)
        => Assert.Equal(isLeftOut, (Reading.Of<IReadOnlyList<int>, Json.List<int, Json.Integer<int>>>(json) as Json.ReadList<int>)?.Received is 1);

    [Fact]
    public void Another_value_in_place_of_a_map_is_no_item()
        => Assert.Empty(Reading.Of<IReadOnlyList<IReadOnlyDictionary<string, int>>, Json.List<IReadOnlyDictionary<string, int>, Json.Map<string, Json.Text, int, Json.Integer<int>>>>("[1]")!);

    [Fact]
    public void A_map_reads_its_keys_and_keeps_the_last_of_two()
    {
        var map = Reading.Of<IReadOnlyDictionary<Timestamp, double>, Json.Map<Timestamp, Json.Time, double, Json.Double>>(
            """{"2024-06-13T14:20:10.66Z":1,"2024-06-13T14:20:10.660Z":2,"2024-07-05T12:39:22.611Z":"3"}""")!;

        Assert.Equal(2, map.Count);
        Assert.Equal(2, map[new("2024-06-13T14:20:10.66Z")]);
        Assert.Equal(3, map[new("2024-07-05T12:39:22.611Z")]);
    }

    [Theory]
    [InlineData("1", "a number")]
    [InlineData("\"\"", "a string")]
    [InlineData("{\"a\":[{}]}", "an object")]
    public void Another_value_in_place_of_a_list_is_absent_and_noted(string json, string found)
    {
        var (list, notes) = Reading.Noted<IReadOnlyList<int>, Json.List<int, Json.Integer<int>>>(json);

        Assert.Null(list);
        Assert.Equal([$"$: a list, {found}"], notes);
    }

    [Theory]
    [InlineData("1", "a number")]
    [InlineData("[[{}]]", "a list")]
    public void Another_value_in_place_of_an_object_is_absent_and_noted(string json, string found)
    {
        var (map, ofMap) = Reading.Noted<IReadOnlyDictionary<string, int>, Json.Map<string, Json.Text, int, Json.Integer<int>>>(json);
        var (model, ofModel) = Reading.Noted<Keyword, Keyword>(json);

        Assert.Equal((null, null), (map, model));
        Assert.All([ofMap, ofModel], notes => Assert.Equal([$"$: an object, {found}"], notes));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(1000)]
    public void A_list_of_any_length_is_read_in_its_order(int length)
    {
        var expected = Enumerable.Range(0, length).Select(number => $"item {number}").ToArray();

        var read = Reading.Of<IReadOnlyList<string>, Json.List<string, Json.Text>>($"[{string.Join(',', expected.Select(item => $"\"{item}\""))}]")!;

        Assert.Equal(expected, read);
    }

    [Theory]
    [InlineData("""{"error":null,"id":"1"}""", false)]
    [InlineData("""{"error":false,"id":"1"}""", false)]
    [InlineData("""{"error":0,"id":"1"}""", false)]
    [InlineData("""{"error":"","id":"1"}""", false)]
    [InlineData("""{"error":{},"id":"1"}""", false)]
    [InlineData("""{"errors":[],"id":"1"}""", false)]
    [InlineData("""{"error":true,"id":"1"}""", true)]
    [InlineData("""{"error":1,"id":"1"}""", true)]
    [InlineData("""{"error":"no","id":"1"}""", true)]
    [InlineData("""{"error":{"code":[1]},"id":"1"}""", true)]
    [InlineData("""{"errors":[null],"id":"1"}""", true)]
    [InlineData("""{"meta":{"success":false},"id":"1"}""", true)]
    [InlineData("""{"meta":{"success":true},"id":"1"}""", false)]
    [InlineData("""{"meta":[{"success":false}],"id":"1"}""", false)]
    [InlineData("""{"other":{"error":"no"},"id":"1"}""", false)]
    public void An_error_that_is_not_empty_reports_that_the_call_failed(string json, bool hasFailed)
    {
        Assert.Equal("1", Reading.Of<Keyword, Keyword>(json, out var found)!.Id);
        Assert.Equal(hasFailed, found);
    }
}
