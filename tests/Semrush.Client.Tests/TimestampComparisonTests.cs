namespace Semrush.Client.Tests;

public sealed class TimestampComparisonTests
{
    [Theory]
    [InlineData("2024-06-13T14:20:10.66Z", "2024-06-13T14:20:10.660Z")]
    [InlineData("2024-06-13T14:20:10Z", "2024-06-13T14:20:10.000000000Z")]
    [InlineData("2024-06-13T14:20:10.1234567Z", "2024-06-13T14:20:10.123456700Z")]
    [InlineData("2024-06-13T14:20:10.12345678Z", "2024-06-13T14:20:10.123456780Z")]
    [InlineData("2024-06-13T14:20:10.66Z", "2024-06-13T16:20:10.66+02:00")]
    [InlineData("2024-06-13T14:20:10.123456789Z", "2024-06-13T09:50:10.123456789-04:30")]
    [InlineData("2024-06-13T14:20:10.66", "2024-06-13T14:20:10.66Z")]
    [InlineData("soon", "soon")]
    public void Two_texts_of_one_instant_are_equal(string left, string right)
    {
        Timestamp a = new(left), b = new(right);

        Assert.True(a.Equals(b) && b.Equals(a) && a == b && !(a != b) && a.Equals((object)b));
        Assert.True(a <= b && a >= b && !(a < b) && !(a > b));
        Assert.Equal(a.GetHashCode(), b.GetHashCode());
    }

    [Theory]
    [InlineData("2024-06-13T14:20:10.14825577Z", "2024-06-13T14:20:10.148255774Z")]
    [InlineData("2024-06-13T14:20:10.148255774Z", "2024-06-13T14:20:10.148255775Z")]
    [InlineData("2024-06-13T14:20:10.1482557Z", "2024-06-13T14:20:10.14825571Z")]
    [InlineData("2024-06-13T14:20:10.66+02:00", "2024-06-13T14:20:10.66Z")]
    [InlineData("2024-06-13T14:20:10.66Z", "2024-06-13T14:20:10.661Z")]
    [InlineData("soon", "2024-06-13T14:20:10.66Z")]
    [InlineData("later", "soon")]
    [InlineData("", "soon")]
    public void Two_instants_are_ordered(string earlier, string later)
    {
        Timestamp a = new(earlier), b = new(later);

        Assert.False(a.Equals(b) || b.Equals(a) || a == b || !(a != b));
        Assert.True(a < b && a <= b && b > a && b >= a && !(a > b) && !(b < a) && !(a >= b) && !(b <= a));
        Assert.True(a.CompareTo(b) < 0 && b.CompareTo(a) > 0);
    }

    [Fact]
    public void A_map_finds_an_instant_however_it_is_written()
    {
        var map = new Dictionary<Timestamp, int> { [new("2024-06-13T14:20:10.66Z")] = 7 };

        Assert.Equal(7, map[new("2024-06-13T16:20:10.660000000+02:00")]);
        Assert.DoesNotContain(new("2024-06-13T14:20:10.660000001Z"), map.Keys);
    }

    [Fact]
    public void A_timestamp_equals_nothing_else() => Assert.False(The.ReportDate.Equals((object)The.ReportDate.ToString()));
}
