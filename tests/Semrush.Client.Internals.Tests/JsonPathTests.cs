using System.Text;
using Semrush.Client.Http.Internal.Reading;

namespace Semrush.Client.Internals.Tests;

/// <summary>The path of a place: with the numbers of items, without the keys of maps.</summary>
public sealed class JsonPathTests
{
    [Theory]
    [InlineData("""{"a":[{"b":~1}]}""", "$.a[0].b", "$.a[*].b")]
    [InlineData("""{"a":[1],"b":~2}""", "$.b", "$.b")]
    [InlineData("""{"a":{"c":1},"b":~2}""", "$.b", "$.b")]
    [InlineData("[[],[3,~4]]", "$[1][1]", "$[*][*]")]
    [InlineData("""{"":~1}""", "$", "$")]
    [InlineData("""{"a b":~1}""", "$[*]", "$[*]")]
    [InlineData("""{"1a":~1}""", "$[*]", "$[*]")]
    [InlineData("""{"a1_-$.:@":~1}""", "$.a1_-$.:@", "$.a1_-$.:@")]
    public void A_place_has_an_exact_and_a_general_path(string marked, string exact, string general)
    {
        var offset = marked.IndexOf('~', StringComparison.Ordinal);

        var found = Assert.Single(JsonPath.Resolve(Encoding.UTF8.GetBytes(marked.Remove(offset, 1)), [At(offset)]));

        Assert.Equal((exact, general), (found.Exact, found.General));
    }

    [Theory]
    [InlineData(64, false)]
    [InlineData(65, true)]
    public void A_name_that_no_contract_has_is_no_part_of_a_path(int length, bool isHidden)
    {
        var name = new string('a', length);

        var found = Assert.Single(JsonPath.Resolve(Encoding.UTF8.GetBytes($$"""{"{{name}}":1}"""), [At(length + 4)]));

        Assert.Equal(isHidden ? "$[*]" : $"$.{name}", found.Exact);
    }

    [Fact]
    public void Places_are_in_their_order_and_each_counts_once()
    {
        const string Json = """{"x":1,"k 1":2,"k 2":3}""";
        var places = "123".Select(value => At(Json.IndexOf($":{value}", StringComparison.Ordinal) + 1)).ToList();

        var found = JsonPath.Resolve(Encoding.UTF8.GetBytes(Json), [places[2], places[1], places[0], places[0], places[0] with { Expected = "a date" }]);

        Assert.Equal([("$.x", "a string"), ("$.x", "a date"), ("$[*]", "a string"), ("$[*]", "a string")], found.Select(path => (path.Exact, path.Deviation.Expected)));
    }

    [Theory]
    [InlineData("", "$")]
    [InlineData("[", "$")]
    [InlineData("[1]", "$")]
    [InlineData("[1,", "$[0]")]
    [InlineData("""{"a":[{},{"b":""", "$.a[1].b")]
    public void A_body_ends_at_its_last_value_that_is_open(string json, string path) => Assert.Equal(path, JsonPath.OfEnd(Encoding.UTF8.GetBytes(json)));

    private static Deviation At(int offset) => new(offset, "a string", "null");
}
