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
        Refused("text", (ref call) => call.RequiredHeader("X", text));
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
    public void A_header_takes_printable_text_only(string value)
        => Assert.Contains(value == " " ? "value is empty" : "value must be of printable ASCII characters", Refused("value", (ref call) => call.Header("X", value)), StringComparison.Ordinal);

    [Theory]
    [InlineData("", false)]
    [InlineData("a", true)]
    [InlineData("ab", true)]
    [InlineData("abc", false)]
    [InlineData(null, true)]
    public void A_text_in_the_path_is_as_long_as_its_limits_allow(string? text, bool isTaken)
        => Demand(isTaken, nameof(text), "text must have 1 to 2 characters", () => Check.Limits(text, minLength: 1, maxLength: 2));

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(10, true)]
    [InlineData(11, false)]
    [InlineData(null, true)]
    public void A_number_in_the_path_lies_within_its_limits(int? number, bool isTaken)
    {
        double? ratio = number;

        Demand(isTaken, nameof(number), "number must be from 1 to 10.", () => Check.Limits(number, minimum: 1, maximum: 10));
        Demand(isTaken, nameof(ratio), "ratio must be from 1 to 10.", () => Check.Limits(ratio, minimum: 1, maximum: 10));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void What_is_no_number_lies_within_no_limits(double? ratio)
        => Demand(isTaken: false, nameof(ratio), "ratio must be from", () => Check.Limits(ratio));

    [Fact]
    public async Task A_body_beyond_its_limits_is_refused_before_it_is_sent()
    {
        var stub = StubHandler.Answering();
        using var client = The.Client(stub);

        await Assert.ThrowsAsync<ArgumentException>("request", () => client.MapRankTracker.CreateCampaignAsync(new() { PlaceId = "", Keywords = ["beer"] }, cancellationToken: The.Token));
        await Assert.ThrowsAsync<ArgumentException>("request", () => client.OAuth.CreateAccessTokenAsync(new() { GrantType = default, ClientId = "id", ClientSecret = "secret" }, cancellationToken: The.Token));

        Assert.Empty(stub.Requests);
    }

    private static void Demand(bool isTaken, string argument, string message, Action check)
    {
        var refusal = Record.Exception(check);

        Assert.Equal(isTaken, refusal is null);
        Assert.True(isTaken || refusal is ArgumentException { ParamName: var name, Message: var text } && name == argument && text.StartsWith(message, StringComparison.Ordinal), refusal?.Message);
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
