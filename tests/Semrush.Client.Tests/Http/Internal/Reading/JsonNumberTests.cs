using System.Text.Json;
using Semrush.Client.Http.Internal.Reading;

namespace Semrush.Client.Tests.Http.Internal.Reading;

/// <summary>A number is read from a number, and from a string that is one.</summary>
public sealed class JsonNumberTests
{
    [Theory]
    [InlineData("12", 12)]
    [InlineData("\"12\"", 12)]
    [InlineData("\"\\u0031\\u0032\"", 12)]
    [InlineData("\"-1\"", -1)]
    public void A_whole_number_is_read(string json, int expected)
    {
        Assert.Equal(expected, Reading.Of<int, JsonInt32>(json));
        Assert.Equal(expected, Reading.Of<long, JsonInt64>(json));
        Assert.Equal(expected, Reading.Of<double, JsonDouble>(json));
    }

    [Theory]
    [InlineData("1.75")]
    [InlineData("\"1.75\"")]
    public void A_fraction_is_read_as_a_fraction_only(string json)
    {
        Assert.Equal(1.75, Reading.Of<double, JsonDouble>(json));
        Assert.Throws<JsonException>(() => Reading.Of<int, JsonInt32>(json));
        Assert.Throws<JsonException>(() => Reading.Of<long, JsonInt64>(json));
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"12 \"")]
    [InlineData("\"12a\"")]
    [InlineData("\"NaN\"")]
    [InlineData("\"Infinity\"")]
    [InlineData("\"-∞\"")]
    [InlineData("true")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    public void What_is_no_number_is_refused(string json)
    {
        Assert.Throws<JsonException>(() => Reading.Of<int, JsonInt32>(json));
        Assert.Throws<JsonException>(() => Reading.Of<long, JsonInt64>(json));
        Assert.Throws<JsonException>(() => Reading.Of<double, JsonDouble>(json));
    }

    [Fact]
    public void A_number_beyond_its_type_is_refused()
    {
        Assert.Throws<JsonException>(() => Reading.Of<int, JsonInt32>("2147483648"));
        Assert.Throws<JsonException>(() => Reading.Of<int, JsonInt32>("\"2147483648\""));
        Assert.Throws<JsonException>(() => Reading.Of<double, JsonDouble>("1e400"));
        var refusal = Assert.Throws<JsonException>(() => Reading.Of<double, JsonDouble>("\"1e400\""));
        Assert.StartsWith("A number was expected.", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(2147483648, Reading.Of<long, JsonInt64>("\"2147483648\""));
    }
}
