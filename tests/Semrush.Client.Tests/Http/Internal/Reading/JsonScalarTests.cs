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
    [InlineData("7", "a number")]
    [InlineData("\"x\"", "a string")]
    [InlineData("{\"a\":[]}", "an object")]
    public void Another_form_is_absent_and_noted(string json, string found)
    {
        AssertAbsent<bool, JsonBoolean>(json, $"a boolean, {found}");
        AssertAbsent<DateOnly, JsonDateOnly>(json, $"a date, {found}");
        AssertAbsent<Guid, JsonGuid>(json, $"a UUID, {found}");
    }

    [Theory]
    [InlineData("\"true\"", true)]
    [InlineData("\"False\"", false)]
    [InlineData("\"\\u0074rue\"", true)]
    [InlineData("1", true)]
    [InlineData("0", false)]
    [InlineData("\"0\"", false)]
    public void What_plainly_is_true_or_false_is_read_and_noted(string json, bool expected)
    {
        var (value, notes) = Reading.Noted<bool, JsonBoolean>(json);

        Assert.Equal(expected, value);
        Assert.Single(notes);
    }

    [Theory]
    [InlineData("\"0F8FAD5BD9CB469FA16570867728950E\"")]
    [InlineData("\"{0f8fad5b-d9cb-469f-a165-70867728950e}\"")]
    public void A_UUID_is_read_however_it_is_punctuated_and_noted(string json)
    {
        var (value, notes) = Reading.Noted<Guid, JsonGuid>(json);

        Assert.Equal(new("0f8fad5b-d9cb-469f-a165-70867728950e"), value);
        Assert.Equal(["$: a UUID, another text"], notes);
    }

    [Fact]
    public void An_answer_is_never_written()
    {
        var refusal = Assert.Throws<NotSupportedException>(() => new ModelConverter<Heatmap, Heatmap>().Write(null!, null!, null!));

        Assert.Equal("A response is read, and never written.", refusal.Message);
    }

    [Fact]
    public void A_number_in_place_of_a_text_is_its_text_and_noted()
    {
        Assert.Equal("7942215073713207343.0", Reading.Of<string, JsonText>("7942215073713207343.0"));
        Assert.Equal("1720183162", Reading.Of<Timestamp, JsonTimestamp>("1720183162").ToString());
        Assert.Equal("7", Reading.Of<CampaignStatus, CampaignStatus>("7").Value);
        Assert.Equal(["$: a timestamp, a number"], Reading.Noted<Timestamp, JsonTimestamp>("1").Notes);
        Assert.Equal(["$: a timestamp, another text"], Reading.Noted<Timestamp, JsonTimestamp>("\"yesterday\"").Notes);
    }

    [Theory]
    [InlineData("true", "a boolean")]
    [InlineData("{\"a\":1}", "an object")]
    [InlineData("[\"a\"]", "a list")]
    public void What_has_no_text_is_absent_and_noted(string json, string found)
    {
        AssertAbsent<string, JsonText>(json, $"a string, {found}");
        AssertAbsent<Timestamp, JsonTimestamp>(json, $"a timestamp, {found}");
        AssertAbsent<CampaignStatus, CampaignStatus>(json, $"a string, {found}");
    }

    private static void AssertAbsent<T, TReader>(string json, string note)
        where TReader : IReader<T>
    {
        var (value, notes) = Reading.Noted<IReadOnlyList<T>, JsonList<T, TReader>>($"[{json}]");

        Assert.Empty(value!);
        Assert.Equal([$"$[0]: {note}"], notes);
    }
}
