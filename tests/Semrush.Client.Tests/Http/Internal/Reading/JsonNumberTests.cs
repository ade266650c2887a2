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
    public void A_number_without_a_fraction_is_an_integer_however_it_is_written_to_the_last_digit(string json, long expected)
    {
        Assert.Equal(expected, Reading.Of<long, JsonInt64>(json));
        if (expected == (int)expected)
            Assert.Equal((int)expected, Reading.Of<int, JsonInt32>(json));
    }

    [Theory]
    [InlineData("1.75")]
    [InlineData("\"1.75\"")]
    public void A_fraction_is_read_as_a_fraction_only(string json)
    {
        Assert.Equal(1.75, Reading.Of<double, JsonDouble>(json));
        AssertAbsent<int, JsonInt32>(json);
        AssertAbsent<long, JsonInt64>(json);
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"12a\"")]
    [InlineData("\"+12\"")]
    [InlineData("\"0x10\"")]
    [InlineData("\"1e\"")]
    [InlineData("\"1.5.0\"")]
    [InlineData("\"NaN\"")]
    [InlineData("\"Infinity\"")]
    [InlineData("\"-∞\"")]
    [InlineData("true")]
    [InlineData("[[1]]")]
    [InlineData("{\"a\":1}")]
    public void What_is_no_number_is_absent(string json)
    {
        AssertAbsent<int, JsonInt32>(json);
        AssertAbsent<long, JsonInt64>(json);
        if (json != "\"+12\"")
            AssertAbsent<double, JsonDouble>(json);
    }

    [Theory]
    [InlineData("\"12\"", "a string")]
    [InlineData("\"12a\"", "a string")]
    [InlineData("12.0", "another number")]
    [InlineData("12.5", "another number")]
    [InlineData("[12]", "a list")]
    public void An_integer_that_is_written_otherwise_is_noted(string json, string found)
    {
        Assert.Equal([$"$[0]: an integer, {found}"], Reading.Noted<IReadOnlyList<int>, JsonList<int, JsonInt32>>($"[{json}]").Notes);
        Assert.Equal([$"$[0]: an integer, {found}"], Reading.Noted<IReadOnlyList<long>, JsonList<long, JsonInt64>>($"[{json}]").Notes);
    }

    [Theory]
    [InlineData("\"1.5\"", "a string")]
    [InlineData("1e400", "another number")]
    public void A_fraction_that_is_written_otherwise_is_noted(string json, string found)
        => Assert.Equal([$"$[0]: a number, {found}"], Reading.Noted<IReadOnlyList<double>, JsonList<double, JsonDouble>>($"[{json}]").Notes);

    [Fact]
    public void A_number_beyond_its_type_is_absent()
    {
        AssertAbsent<int, JsonInt32>("2147483648");
        AssertAbsent<int, JsonInt32>("\"2147483648\"");
        AssertAbsent<int, JsonInt32>("-2147483649");
        AssertAbsent<long, JsonInt64>("9223372036854775808");
        AssertAbsent<long, JsonInt64>("-9223372036854775809.0");
        AssertAbsent<long, JsonInt64>("1e-1");
        AssertAbsent<double, JsonDouble>("1e400");
        AssertAbsent<double, JsonDouble>("\"1e400\"");
        Assert.Equal(2147483648, Reading.Of<long, JsonInt64>("\"2147483648\""));
    }

    private static void AssertAbsent<T, TReader>(string json)
        where T : struct
        where TReader : IReader<T>
    {
        var (value, notes) = Reading.Noted<IReadOnlyList<T>, JsonList<T, TReader>>($"[{json}]");

        Assert.Empty(value!);
        Assert.StartsWith("$[0]: ", Assert.Single(notes), StringComparison.Ordinal);
    }
}
