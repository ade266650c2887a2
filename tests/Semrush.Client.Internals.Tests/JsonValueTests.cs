using System.Text.Json;
using Semrush.Client.Http.Internal.Reading;
using Semrush.Client.MapRankTracker;

namespace Semrush.Client.Internals.Tests;

/// <summary>How a single value is read: a number, a string, a boolean, a date; and what is noted where it has another form.</summary>
public sealed class JsonValueTests
{
    [Theory]
    [InlineData("12", 12)]
    [InlineData("\"12\"", 12)]
    [InlineData("\"\\u0031\\u0032\"", 12)]
    [InlineData("\"-1\"", -1)]
    public void A_whole_number_is_read(string json, int expected)
    {
        Assert.Equal(expected, Reading.Of<int, Json.Integer<int>>(json));
        Assert.Equal(expected, Reading.Of<long, Json.Integer<long>>(json));
        Assert.Equal(expected, Reading.Of<double, Json.Double>(json));
    }

    [Theory]
    [InlineData("12.0", 12)]
    [InlineData("1.2e1", 12)]
    [InlineData("1.2E+1", 12)]
    [InlineData("1200e-2", 12)]
    [InlineData("0.00012e5", 12)]
    [InlineData("\"12.0\"", 12)]
    [InlineData("\" 12\\n\"", 12)]
    [InlineData("-0.0", 0)]
    [InlineData("0e9999", 0)]
    [InlineData("1e3", 1000)]
    [InlineData("9007199254740993", 9007199254740993)]
    [InlineData("9007199254740993.0", 9007199254740993)]
    [InlineData("9007199254740993000e-3", 9007199254740993)]
    [InlineData("9.007199254740993e15", 9007199254740993)]
    [InlineData("9223372036854775807.000", long.MaxValue)]
    [InlineData("-9223372036854775808.0", long.MinValue)]
    public void An_integer_is_read_to_the_last_digit_in_each_notation(string json, long expected)
    {
        Assert.Equal(expected, Reading.Of<long, Json.Integer<long>>(json));
        if (expected == (int)expected)
            Assert.Equal((int)expected, Reading.Of<int, Json.Integer<int>>(json));
    }

    [Theory]
    [InlineData("1.75")]
    [InlineData("\"1.75\"")]
    public void A_fraction_is_read_as_a_fraction_only(string json)
    {
        Assert.Equal(1.75, Reading.Of<double, Json.Double>(json));
        AssertNoNumber<int, Json.Integer<int>>(json);
        AssertNoNumber<long, Json.Integer<long>>(json);
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"12a\"")]
    [InlineData("\"+12\"")]
    [InlineData("\"0x10\"")]
    [InlineData("\"1e\"")]
    [InlineData("\"12\\u0000\"")]
    [InlineData("\"1.5.0\"")]
    [InlineData("\"NaN\"")]
    [InlineData("\"Infinity\"")]
    [InlineData("\"-∞\"")]
    [InlineData("true")]
    [InlineData("[[1]]")]
    [InlineData("{\"a\":1}")]
    public void Another_value_in_place_of_a_number_is_absent(string json)
    {
        AssertNoNumber<int, Json.Integer<int>>(json);
        AssertNoNumber<long, Json.Integer<long>>(json);
        if (json != "\"+12\"")
            AssertNoNumber<double, Json.Double>(json);
    }

    [Theory]
    [InlineData("1e-30")]
    [InlineData("1e-9999999")]
    [InlineData("0.00000000000000000000000000004")]
    [InlineData("6.9999999999999999999999999999999")]
    [InlineData("9223372036854775806.99999999999")]
    [InlineData("\"-.0\"")]
    public void A_number_is_not_rounded_to_an_integer(string json)
    {
        AssertNoNumber<int, Json.Integer<int>>(json);
        AssertNoNumber<long, Json.Integer<long>>(json);
    }

    [Theory]
    [InlineData("\"12\"", "a string")]
    [InlineData("\"12a\"", "a string")]
    [InlineData("12.0", "another number")]
    [InlineData("12.5", "another number")]
    [InlineData("[12]", "a list")]
    public void An_integer_in_another_notation_is_noted(string json, string found)
    {
        Assert.Equal([$"$[0]: an integer, {found}"], Reading.Noted<IReadOnlyList<int>, Json.List<int, Json.Integer<int>>>($"[{json}]").Notes);
        Assert.Equal([$"$[0]: an integer, {found}"], Reading.Noted<IReadOnlyList<long>, Json.List<long, Json.Integer<long>>>($"[{json}]").Notes);
    }

    [Theory]
    [InlineData("\"1.5\"", "a string")]
    [InlineData("1e400", "another number")]
    public void A_fraction_in_another_notation_is_noted(string json, string found)
        => Assert.Equal([$"$[0]: a number, {found}"], Reading.Noted<IReadOnlyList<double>, Json.List<double, Json.Double>>($"[{json}]").Notes);

    [Fact]
    public void A_number_beyond_its_type_is_absent()
    {
        AssertNoNumber<int, Json.Integer<int>>("2147483648");
        AssertNoNumber<int, Json.Integer<int>>("\"2147483648\"");
        AssertNoNumber<int, Json.Integer<int>>("-2147483649");
        AssertNoNumber<long, Json.Integer<long>>("9223372036854775808");
        AssertNoNumber<long, Json.Integer<long>>("-9223372036854775809.0");
        AssertNoNumber<long, Json.Integer<long>>("1e-1");
        AssertNoNumber<double, Json.Double>("1e400");
        AssertNoNumber<double, Json.Double>("\"1e400\"");
        Assert.Equal(2147483648, Reading.Of<long, Json.Integer<long>>("\"2147483648\""));
    }

    [Fact]
    public void A_text_keeps_its_escapes_and_may_be_null()
    {
        Assert.Equal("a\"b\\é", Reading.Of<string, Json.Text>("""
            "a\"b\\\u00e9"
            """));
        Assert.Null(Reading.Of<string, Json.Text>("null"));
    }

    [Fact]
    public void Every_type_reads_its_own_form_alone()
    {
        Assert.True(Reading.Of<bool, Json.Boolean>("true"));
        Assert.Equal("2024-07-05T12:39:22.611Z", Reading.Of<Timestamp, Json.Time>("\"2024-07-05T12:39:22.611Z\"").ToString());
        Assert.Equal(new(2026, 3, 2), Reading.Of<DateOnly, Json.Date>("\"2026-03-02\""));
        Assert.Equal(new("0f8fad5b-d9cb-469f-a165-70867728950e"), Reading.Of<Guid, Json.Uuid>("\"0f8fad5b-d9cb-469f-a165-70867728950e\""));
        Assert.Equal("{\"a\":[1]}", Reading.Of<JsonElement, Json.Any>("{\"a\":[1]}").GetRawText());
        Assert.Equal("OF_NEXT_YEAR", Reading.Of<CampaignStatus, CampaignStatus>("\"OF_NEXT_YEAR\"").Value);
    }

    [Theory]
    [InlineData("7", "a number")]
    [InlineData("\"x\"", "a string")]
    [InlineData("{\"a\":[]}", "an object")]
    public void Another_form_is_absent_and_noted(string json, string found)
    {
        AssertAbsent<bool, Json.Boolean>(json, $"a boolean, {found}");
        AssertAbsent<DateOnly, Json.Date>(json, $"a date, {found}");
        AssertAbsent<Guid, Json.Uuid>(json, $"a UUID, {found}");
    }

    [Theory]
    [InlineData("\"true\"", true)]
    [InlineData("\"False\"", false)]
    [InlineData("\"\\u0074rue\"", true)]
    [InlineData("1", true)]
    [InlineData("0", false)]
    [InlineData("\"0\"", false)]
    public void Another_notation_of_a_boolean_is_read_and_noted(string json, bool expected)
    {
        var (value, notes) = Reading.Noted<bool, Json.Boolean>(json);

        Assert.Equal(expected, value);
        Assert.Single(notes);
    }

    [Theory]
    [InlineData("\"0F8FAD5BD9CB469FA16570867728950E\"")]
    [InlineData("\"{0f8fad5b-d9cb-469f-a165-70867728950e}\"")]
    public void A_UUID_with_other_punctuation_is_read_and_noted(string json)
    {
        var (value, notes) = Reading.Noted<Guid, Json.Uuid>(json);

        Assert.Equal(new("0f8fad5b-d9cb-469f-a165-70867728950e"), value);
        Assert.Equal(["$: a UUID, another text"], notes);
    }

    [Fact]
    public void A_response_is_never_written()
    {
        var rejection = Assert.Throws<NotSupportedException>(() => new Json.Converter<Heatmap, Heatmap>().Write(null!, null!, null!));

        Assert.Equal("A response is read, and never written.", rejection.Message);
    }

    [Fact]
    public void A_number_in_place_of_a_text_is_its_text_and_noted()
    {
        Assert.Equal("7942215073713207343.0", Reading.Of<string, Json.Text>("7942215073713207343.0"));
        Assert.Equal("1720183162", Reading.Of<Timestamp, Json.Time>("1720183162").ToString());
        Assert.Equal("7", Reading.Of<CampaignStatus, CampaignStatus>("7").Value);
        Assert.Equal(["$: a timestamp, a number"], Reading.Noted<Timestamp, Json.Time>("1").Notes);
        Assert.Equal(["$: a timestamp, another text"], Reading.Noted<Timestamp, Json.Time>("\"yesterday\"").Notes);
    }

    [Theory]
    [InlineData("true", "a boolean")]
    [InlineData("{\"a\":1}", "an object")]
    [InlineData("[\"a\"]", "a list")]
    public void A_value_without_a_text_is_absent_and_noted(string json, string found)
    {
        AssertAbsent<string, Json.Text>(json, $"a string, {found}");
        AssertAbsent<Timestamp, Json.Time>(json, $"a timestamp, {found}");
        AssertAbsent<CampaignStatus, CampaignStatus>(json, $"a string, {found}");
    }

    private static void AssertNoNumber<T, TReader>(string json)
        where T : struct
        where TReader : IReader<T>
    {
        var (value, notes) = Reading.Noted<IReadOnlyList<T>, Json.List<T, TReader>>($"[{json}]");

        Assert.Empty(value!);
        Assert.StartsWith("$[0]: ", Assert.Single(notes), StringComparison.Ordinal);
    }

    private static void AssertAbsent<T, TReader>(string json, string note)
        where TReader : IReader<T>
    {
        var (value, notes) = Reading.Noted<IReadOnlyList<T>, Json.List<T, TReader>>($"[{json}]");

        Assert.Empty(value!);
        Assert.Equal([$"$[0]: {note}"], notes);
    }
}
