using System.Globalization;
using System.Text.Json;

namespace Semrush.Client.Tests;

public sealed class TimestampTextTests
{
    [Theory]
    [InlineData("2024-07-05T12:39:22Z")]
    [InlineData("2024-07-05T12:39:22.6Z")]
    [InlineData("2024-07-05T12:39:22.66Z")]
    [InlineData("2024-07-05T12:39:22.660Z")]
    [InlineData("2024-07-05T12:39:22.6611Z")]
    [InlineData("2024-07-05T12:39:22.66112Z")]
    [InlineData("2024-07-05T12:39:22.130553Z")]
    [InlineData("2024-07-05T12:39:22.1305530Z")]
    [InlineData("2024-07-05T12:39:22.13055301Z")]
    [InlineData("2024-07-05T12:39:22.130553012Z")]
    [InlineData("2024-07-05T12:39:22.611+02:00")]
    [InlineData("2024-07-05T12:39:22.611-05:30")]
    [InlineData("2024-07-05T12:39:22.611")]
    [InlineData("2024-07-05t12:39:22.611z")]
    public void A_timestamp_keeps_its_text_and_has_an_instant(string text)
    {
        var timestamp = new Timestamp(text);

        Assert.Equal(text, timestamp.ToString());
        Assert.True(timestamp.TryGetInstant(out var instant));
        Assert.Equal(instant, timestamp.Instant);
        Assert.Equal(instant, (DateTimeOffset)timestamp);
    }

    [Theory]
    [InlineData("2024-07-05T12:39:22Z", 0)]
    [InlineData("2024-07-05T12:39:22.6Z", 6_000_000)]
    [InlineData("2024-07-05T12:39:22.1234567Z", 1_234_567)]
    [InlineData("2024-07-05T12:39:22.123456789Z", 1_234_567)]
    [InlineData("2024-07-05T14:39:22.123456789+02:00", 1_234_567)]
    [InlineData("2024-07-05T12:39:22.1", 1_000_000)]
    public void The_instant_is_exact_to_100_nanoseconds(string text, long ticks)
        => Assert.Equal(new DateTimeOffset(2024, 7, 5, 12, 39, 22, TimeSpan.Zero).AddTicks(ticks), new Timestamp(text).Instant);

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2024-07-05")]
    [InlineData("2024-13-05T12:39:22Z")]
    [InlineData("2024-07-05T25:39:22Z")]
    [InlineData("2024-07-05T12:39:22.1234567890123+02:00:00")]
    [InlineData("2024-07-05T12:39:22.12345678garbage")]
    [InlineData("07/05/2024 12:39:22")]
    [InlineData("0001-01-01T00:00:00+14:00")]
    public void A_text_that_is_no_timestamp_is_kept_and_has_no_instant(string text)
    {
        var timestamp = new Timestamp(text);

        Assert.Equal(text, timestamp.ToString());
        Assert.False(timestamp.TryGetInstant(out _));
        Assert.Contains("ToString()", Assert.Throws<FormatException>(() => timestamp.Instant).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_default_timestamp_is_an_empty_text_without_an_instant()
    {
        Assert.Equal("", default(Timestamp).ToString());
        Assert.False(default(Timestamp).TryGetInstant(out _));
        Assert.Equal(default, new Timestamp(""));
        Assert.Equal(default(Timestamp).GetHashCode(), new Timestamp("").GetHashCode());
    }

    [Fact]
    public void A_text_is_needed() => Assert.Throws<ArgumentNullException>(() => new Timestamp(null!));

    [Theory]
    [InlineData(0, "2024-07-05T10:39:22Z")]
    [InlineData(6_110_000, "2024-07-05T10:39:22.611Z")]
    [InlineData(1, "2024-07-05T10:39:22.0000001Z")]
    public void An_instant_is_written_as_UTC_with_the_digits_it_needs(long ticks, string text)
        => Assert.Equal(text, new Timestamp(new DateTimeOffset(2024, 7, 5, 12, 39, 22, TimeSpan.FromHours(2)).AddTicks(ticks)).ToString());

    [Theory]
    [InlineData("2024-06-13T14:20:10.660Z")]
    [InlineData("2024-06-13T14:20:10.123456789+02:00")]
    [InlineData("soon")]
    public void The_text_survives_JSON_as_a_value_and_as_a_key(string text)
    {
        var value = JsonSerializer.Deserialize<Timestamp>(JsonSerializer.Serialize(new Timestamp(text)));
        var map = JsonSerializer.Deserialize<Dictionary<Timestamp, double>>(JsonSerializer.Serialize(new Dictionary<Timestamp, double> { [new(text)] = 1.5 }))!;

        Assert.Equal(text, value.ToString());
        Assert.Equal(text, Assert.Single(map).Key.ToString());
    }

    [Theory]
    [InlineData("1720183162")]
    [InlineData("true")]
    [InlineData("{}")]
    public void JSON_other_than_a_string_is_rejected(string json)
        => Assert.StartsWith("A timestamp is a string.", Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Timestamp>(json)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("2024-07-05T12:39:22.058330774Z")]
    [InlineData("2024-07-05T14:39:22+02:00")]
    public void A_timestamp_is_parsed_and_keeps_its_text(string text)
    {
        Assert.Equal(text, Timestamp.Parse(text).ToString());
        Assert.True(Timestamp.TryParse(text, out Timestamp parsed) && parsed.ToString() == text);
        Assert.Equal(text, Parsed<Timestamp>(text).ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    public void Another_text_is_not_parsed(string text)
    {
        Assert.Equal("The text is not an RFC 3339 timestamp, such as 2024-07-05T12:39:22.611Z. ToString() returns the text.", Assert.Throws<FormatException>(() => Timestamp.Parse(text)).Message);
        Assert.Throws<FormatException>(() => Parsed<Timestamp>(text));
        Assert.Throws<ArgumentNullException>("s", () => Timestamp.Parse(null!));
        Assert.False(Timestamp.TryParse(text, out Timestamp parsed) || parsed != default);
        Assert.False(Timestamp.TryParse(null, out parsed));
    }

    [Fact]
    public void A_timestamp_is_formatted_as_it_is_or_as_its_instant()
    {
        var timestamp = new Timestamp("2024-07-05T12:39:22.058330774Z");

        Assert.Equal("at 2024-07-05T12:39:22.058330774Z", $"at {timestamp}");
        Assert.Equal("5 July", string.Create(CultureInfo.InvariantCulture, $"{timestamp:d MMMM}"));
        Assert.Equal("05/07", timestamp.ToString("dd'/'MM", CultureInfo.InvariantCulture));
        Assert.Equal("no text", new Timestamp("no text").ToString(null, null));
        Assert.Throws<FormatException>(() => new Timestamp("no text").ToString("O", CultureInfo.InvariantCulture));
        Assert.Equal((0, 30), (Written(timestamp, 29), Written(timestamp, 30)));
    }

    private static int Written(ISpanFormattable value, int room) => value.TryFormat(new char[room], out var written, default, null) ? written : 0;

    // As generic code parses.
    private static T Parsed<T>(string text)
        where T : ISpanParsable<T>
    {
        var parsed = T.Parse(text.AsSpan(), CultureInfo.InvariantCulture);
        Assert.Equal((parsed, parsed), (T.Parse(text, CultureInfo.InvariantCulture), T.TryParse(text, CultureInfo.InvariantCulture, out var again) ? again : default));
        Assert.True(T.TryParse(text.AsSpan(), CultureInfo.InvariantCulture, out again) && Equals(parsed, again));
        return parsed;
    }
}
