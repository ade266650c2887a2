using System.Text.Json;
using Semrush.Client.Http.Internal.Reading;
using Semrush.Client.MapRankTracker;

namespace Semrush.Client.Tests.Http.Internal.Reading;

public sealed class JsonScalarTests
{
    [Fact]
    public void A_text_keeps_its_escapes_and_may_be_null()
    {
        Assert.Equal("a\"b\\é", Reading.Of<string, JsonText>("""
            "a\"b\\\u00e9"
            """));
        Assert.Null(Reading.Of<string, JsonText>("null"));
    }

    [Fact]
    public void Every_type_reads_its_own_form_alone()
    {
        Assert.True(Reading.Of<bool, JsonBoolean>("true"));
        Assert.Equal("2024-07-05T12:39:22.611Z", Reading.Of<Timestamp, JsonTimestamp>("\"2024-07-05T12:39:22.611Z\"").ToString());
        Assert.Equal(new(2026, 3, 2), Reading.Of<DateOnly, JsonDateOnly>("\"2026-03-02\""));
        Assert.Equal(new("0f8fad5b-d9cb-469f-a165-70867728950e"), Reading.Of<Guid, JsonGuid>("\"0f8fad5b-d9cb-469f-a165-70867728950e\""));
        Assert.Equal("{\"a\":[1]}", Reading.Of<JsonElement, JsonAny>("{\"a\":[1]}").GetRawText());
        Assert.Equal("OF_NEXT_YEAR", Reading.Of<CampaignStatus, CampaignStatus>("\"OF_NEXT_YEAR\"").Value);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("\"x\"")]
    [InlineData("{}")]
    public void Another_form_is_refused(string json)
    {
        Assert.Throws<JsonException>(() => Reading.Of<bool, JsonBoolean>(json));
        Assert.Throws<JsonException>(() => Reading.Of<DateOnly, JsonDateOnly>(json));
        Assert.Throws<JsonException>(() => Reading.Of<Guid, JsonGuid>(json));
        Assert.Throws<JsonException>(() => Reading.Of<Heatmap, Heatmap>(json.Replace("{}", "[]", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_refusal_says_what_was_expected()
    {
        Assert.StartsWith("A date was expected.", Assert.Throws<JsonException>(() => Reading.Of<DateOnly, JsonDateOnly>("\"x\"")).Message, StringComparison.Ordinal);
        Assert.StartsWith("A string was expected.", Assert.Throws<JsonException>(() => Reading.Of<Timestamp, JsonTimestamp>("1")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_is_never_written()
    {
        var refusal = Assert.Throws<NotSupportedException>(() => new ModelConverter<Heatmap, Heatmap>().Write(null!, null!, null!));

        Assert.Equal("An answer is read, and never written.", refusal.Message);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("{}")]
    [InlineData("\"\\ud800\"")]
    public void What_is_no_text_is_refused(string json)
    {
        Assert.Throws<JsonException>(() => Reading.Of<string, JsonText>(json));
        Assert.Throws<JsonException>(() => Reading.Of<Timestamp, JsonTimestamp>(json));
        Assert.Throws<JsonException>(() => Reading.Of<CampaignStatus, CampaignStatus>(json));
    }
}
