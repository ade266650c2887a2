using Semrush.Client.Http.Internal;
using Semrush.Client.Http.Retry.Internal;
using Semrush.Client.MapRankTracker;

namespace Semrush.Client.Tests.Http.Internal;

/// <summary>Parameters are checked before anything is sent, and a refusal names the parameter.</summary>
public sealed class ApiCallLimitTests
{
    private static readonly ApiOperation Operation = new("Area.Operation", HttpMethod.Get, RetryClass.Safe);

    private delegate void Statement(ref ApiCall call);

    [Fact]
    public void A_number_outside_its_limits_is_refused()
    {
        int? size = 0;
        long large = 11;
        double? ratio = double.NaN;

        Assert.StartsWith("size must be from 1 to 10.", Refused("size", (ref call) => call.Query("s", size, 1, 10)), StringComparison.Ordinal);
        Assert.StartsWith("large must be from 1 to 10.", Refused("large", (ref call) => call.RequiredQuery("l", large, 1, 10)), StringComparison.Ordinal);
        Assert.StartsWith("ratio must be from 0 to 1.", Refused("ratio", (ref call) => call.Query("r", ratio, 0, 1)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    public void A_number_at_its_limit_is_taken(int size)
    {
        var call = new ApiCall(Operation, "https://host/", $"x");
        call.Query("size", (int?)size, 1, 10);

        Assert.Equal($"https://host/x?size={size}", call.ToUri().AbsoluteUri);
    }

    [Fact]
    public void A_text_of_a_wrong_length_is_refused_without_being_repeated()
    {
        var query = new string('s', 256);

        var message = Refused("query", (ref call) => call.Query("q", query, maxLength: 255));

        Assert.StartsWith("query must have 0 to 255 characters, but has 256.", message, StringComparison.Ordinal);
        Assert.DoesNotContain("sss", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_required_value_that_is_missing_or_empty_is_refused()
    {
        string? text = null, blank = " ";
        var date = default(Timestamp);
        var sort = default(CampaignSort);
        IReadOnlyList<string>? list = null, empty = [], holes = ["a", " "];

        Refused("text", (ref call) => call.RequiredQuery("x", text));
        Refused("blank", (ref call) => call.RequiredQuery("x", blank));
        Refused("date", (ref call) => call.RequiredQuery("x", date));
        Refused("sort", (ref call) => call.RequiredQuery("x", sort));
        Refused("list", (ref call) => call.RequiredQuery("x", list));
        Refused("empty", (ref call) => call.RequiredQuery("x", empty));
        Refused("holes", (ref call) => call.RequiredQuery("x", holes));
    }

    [Fact]
    public void An_optional_value_that_is_given_must_not_be_empty()
    {
        Timestamp? date = default(Timestamp);
        CampaignSort? sort = default(CampaignSort);

        Refused("date", (ref call) => call.Query("x", date));
        Refused("sort", (ref call) => call.Query("x", sort));
    }

    [Fact]
    public void A_list_of_a_wrong_length_is_refused()
    {
        IReadOnlyList<string> placeIds = ["a", "b", "c"];

        Assert.StartsWith("placeIds must have 1 to 2 entries, but has 3.", Refused("placeIds", (ref call) => call.Query("p", placeIds, 1, 2)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\r\nX-Other: b")]
    [InlineData("Größe")]
    [InlineData(" ")]
    public void A_header_takes_printable_text_only(string value) => Refused("value", (ref call) => call.Header("X", value));

    [Fact]
    public void Limits_of_what_stands_in_the_path_are_checked()
    {
        int? large = 11;

        Assert.Equal("text", Assert.Throws<ArgumentException>(() => Limit("abc")).ParamName);
        Assert.Equal("large", Assert.Throws<ArgumentOutOfRangeException>(() => Check.Limits(large, maximum: 10)).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => Check.Limits(double.NaN, minimum: 0));

        static void Limit(string text) => Check.Limits(text, maxLength: 2);
    }

    private static string Refused(string parameter, Statement statement)
    {
        var refusal = Assert.ThrowsAny<ArgumentException>(() =>
        {
            var call = new ApiCall(Operation, "https://host/", $"x");
            statement(ref call);
        });
        Assert.Equal(parameter, refusal.ParamName);
        return refusal.Message;
    }
}
