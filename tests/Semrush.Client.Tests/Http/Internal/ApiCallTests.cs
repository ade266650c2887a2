using System.Globalization;
using Semrush.Client.Http.Internal;
using Semrush.Client.Http.Retry.Internal;
using Semrush.Client.MapRankTracker;

namespace Semrush.Client.Tests.Http.Internal;

public sealed class ApiCallTests
{
    private static readonly ApiOperation Operation = new("Area.Operation", HttpMethod.Get, RetryClass.Safe);

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a b", "a%20b")]
    [InlineData("a/b", "a%2Fb")]
    [InlineData("a:b", "a%3Ab")]
    [InlineData("a+b", "a%2Bb")]
    [InlineData("a%b", "a%25b")]
    [InlineData("%2e%2e", "%252e%252e")]
    [InlineData("a&b=c?d#e", "a%26b%3Dc%3Fd%23e")]
    [InlineData("../x", "..%2Fx")]
    [InlineData("..\\x", "..%5Cx")]
    [InlineData("...", "...")]
    [InlineData("Größe", "Gr%C3%B6%C3%9Fe")]
    [InlineData("日本", "%E6%97%A5%E6%9C%AC")]
    [InlineData("🗺", "%F0%9F%97%BA")]
    public void A_value_is_escaped_the_same_in_the_path_and_in_the_query(string value, string escaped)
    {
        var call = new ApiCall(Operation, "https://host/base/", $"things/{value}/end");
        call.RequiredQuery("first", value);
        call.Query("second", value);

        Assert.Equal($"https://host/base/things/{escaped}/end?first={escaped}&second={escaped}", call.ToUri().AbsoluteUri);
    }

    [Theory]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(5000)]
    public void A_long_value_is_escaped_whole(int length)
    {
        var call = new ApiCall(Operation, "https://host/", $"x");
        call.Query("q", new string('ß', length));

        Assert.Equal("https://host/x?q=" + string.Concat(Enumerable.Repeat("%C3%9F", length)), call.ToUri().AbsoluteUri);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(".")]
    [InlineData("..")]
    public void What_would_reach_another_resource_is_refused_by_its_name(string campaignId)
    {
        var refusal = Assert.Throws<ArgumentException>(() => Address(campaignId));

        Assert.Equal("campaignId", refusal.ParamName);
        Assert.Contains(campaignId.StartsWith('.') ? "campaignId is not an identifier." : "empty", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_segment_is_refused_by_its_name()
        => Assert.Equal("campaignId", Assert.Throws<ArgumentNullException>(() => Address(null!)).ParamName);

    [Fact]
    public void Numbers_and_identifiers_become_segments()
    {
        long userId = 5972411;
        var id = Guid.Parse("BF860C6B-DD98-42F2-B23D-17DCEC59CA0D");

        var call = new ApiCall(Operation, "https://host/", $"user/{userId}/event/{id}");

        Assert.Equal("https://host/user/5972411/event/bf860c6b-dd98-42f2-b23d-17dcec59ca0d", call.ToUri().AbsoluteUri);
    }

    [Theory]
    [InlineData("")]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    [InlineData("sv-SE")]
    public void Values_are_written_the_same_under_every_culture(string culture)
    {
        using var _ = new CultureScope(culture);
        long userId = -1234567;
        var call = new ApiCall(Operation, "https://host/", $"{userId}");
        call.Query("int", -12345);
        call.Query("long", 9876543210L);
        call.Query("double", -1234.5);
        call.Query("yes", (bool?)true);
        call.Query("no", (bool?)false);
        call.Query("date", (Timestamp?)The.ReportDate);
        call.Query("sort", (CampaignSort?)CampaignSort.CreatedAtDesc);

        Assert.Equal(
            "https://host/-1234567?int=-12345&long=9876543210&double=-1234.5&yes=true&no=false&date=2024-06-13T14%3A20%3A10.660Z&sort=createdAt%2CDESC",
            call.ToUri().AbsoluteUri);
    }

    [Fact]
    public void Every_type_has_a_place_in_the_path_in_the_query_and_in_a_header()
    {
        using var _ = new CultureScope("ar-SA");
        var (day, ratio, flag, sort) = (new DateOnly(2026, 3, 2), 0.5, false, CampaignSort.CreatedAtDesc);
        var call = new ApiCall(Operation, "https://host/", $"{day}/{ratio}/{flag}/{sort}/{The.ReportDate}");
        call.RequiredQuery("flag", flag);
        call.RequiredQuery("ratio", ratio);
        call.RequiredQuery("id", Guid.Empty);
        call.Query("day", (DateOnly?)day);
        call.Query("numbers", [1, -2]);
        call.Query("sorts", [sort]);
        call.RequiredHeader("X-Day", day);
        call.Header("X-Flag", (bool?)flag);
        call.Header("X-Absent", (int?)null);

        using var message = call.Prepare().CreateMessage();

        Assert.Equal(
            "https://host/2026-03-02/0.5/false/createdAt%2CDESC/2024-06-13T14%3A20%3A10.660Z?flag=false&ratio=0.5&id=00000000-0000-0000-0000-000000000000&day=2026-03-02&numbers=1,-2&sorts=createdAt%2CDESC",
            message.RequestUri!.AbsoluteUri);
        Assert.Equal(["X-Day: 2026-03-02", "X-Flag: false"], message.Headers.Select(header => $"{header.Key}: {header.Value.Single()}"));
    }

    [Fact]
    public void The_name_of_a_parameter_is_escaped_too()
    {
        var call = new ApiCall(Operation, "https://host/", $"x");
        call.Query("$filter[a]", "b");

        Assert.Equal("https://host/x?%24filter%5Ba%5D=b", call.ToUri().AbsoluteUri);
    }

    [Fact]
    public void A_list_is_joined_by_commas_with_each_entry_escaped()
    {
        var call = new ApiCall(Operation, "https://host/", $"x");
        call.RequiredQuery("ids", ["a b", "c,d", "e"]);

        Assert.Equal("https://host/x?ids=a%20b,c%2Cd,e", call.ToUri().AbsoluteUri);
    }

    [Fact]
    public void What_is_left_out_is_not_sent()
    {
        var call = new ApiCall(Operation, "https://host/", $"x");
        call.Query("text", (string?)null);
        call.Query("list", (IReadOnlyList<string>?)null);
        call.Query("date", (Timestamp?)null);
        call.Query("flag", (bool?)null);
        call.Query("number", (int?)null);
        call.Query("sort", (CampaignSort?)null);

        Assert.Equal("https://host/x", call.ToUri().AbsoluteUri);
    }

    private static Uri Address(string campaignId) => new ApiCall(Operation, "https://host/", $"campaigns/{campaignId}").ToUri();

    private sealed class CultureScope : IDisposable
    {
        private readonly CultureInfo _before = CultureInfo.CurrentCulture;

        public CultureScope(string name) => CultureInfo.CurrentCulture = Cultures.Of(name);

        public void Dispose() => CultureInfo.CurrentCulture = _before;
    }
}
