using System.Text.Json;
using Semrush.Client.Http.Internal.Reading;
using Semrush.Client.MapRankTracker;

namespace Semrush.Client.Tests.Http.Internal.Reading;

public sealed class JsonListTests
{
    [Fact]
    public void A_list_of_lists_is_read_in_its_order()
        => Assert.Equal([[1, 2], [], [3]], Reading.Of<IReadOnlyList<IReadOnlyList<int>>, JsonList<IReadOnlyList<int>, JsonList<int, JsonInt32>>>("[[1,2],[],[3]]")!);

    [Fact]
    public void Null_is_an_item_where_it_is_a_value()
    {
        Assert.Equal(["a", null!], Reading.Of<IReadOnlyList<string>, JsonList<string, JsonText>>("""["a",null]""")!);
        Assert.Equal([null!], Reading.Of<IReadOnlyList<Keyword>, JsonList<Keyword, Keyword>>("[null]")!);
        Assert.Throws<JsonException>(() => Reading.Of<IReadOnlyList<int>, JsonList<int, JsonInt32>>("[null]"));
        Assert.Throws<JsonException>(() => Reading.Of<IReadOnlyList<Timestamp>, JsonList<Timestamp, JsonTimestamp>>("[null]"));
        Assert.Throws<JsonException>(() => Reading.Of<IReadOnlyList<Coordinates>, JsonList<Coordinates, Coordinates>>("[null]"));
    }

    [Fact]
    public void A_map_reads_its_keys_and_keeps_the_last_of_two()
    {
        var map = Reading.Of<IReadOnlyDictionary<Timestamp, double>, JsonMap<Timestamp, JsonTimestamp, double, JsonDouble>>(
            """{"2024-06-13T14:20:10.66Z":1,"2024-06-13T14:20:10.660Z":2,"2024-07-05T12:39:22.611Z":"3"}""")!;

        Assert.Equal(2, map.Count);
        Assert.Equal(2, map[new("2024-06-13T14:20:10.66Z")]);
        Assert.Equal(3, map[new("2024-07-05T12:39:22.611Z")]);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("\"\"")]
    [InlineData("{}")]
    public void What_is_no_list_is_refused(string json)
        => Assert.StartsWith("A list was expected.", Assert.Throws<JsonException>(() => Reading.Of<IReadOnlyList<int>, JsonList<int, JsonInt32>>(json)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("1")]
    [InlineData("[]")]
    public void What_is_no_object_is_refused(string json)
    {
        var map = Assert.Throws<JsonException>(() => Reading.Of<IReadOnlyDictionary<string, int>, JsonMap<string, JsonText, int, JsonInt32>>(json));
        var model = Assert.Throws<JsonException>(() => Reading.Of<Keyword, Keyword>(json));

        Assert.All([map, model], refusal => Assert.StartsWith("An object was expected.", refusal.Message, StringComparison.Ordinal));
    }
}
