using Semrush.Client.AppCenter;
using Semrush.Client.Http.Internal;
using Semrush.Client.MapRankTracker;
using Semrush.Client.OAuth;

namespace Semrush.Client.Tests.Http.Internal;

/// <summary>The limits of the contracts are checked before anything is sent; a refusal names the member and repeats no value.</summary>
public sealed class CheckTests
{
    private static readonly CreateCampaignRequest Request = new() { PlaceId = "ChIJ", Keywords = ["beer"] };

    private static readonly AccessTokenRequest Tokens = new() { GrantType = GrantType.RefreshToken, ClientId = "id", ClientSecret = "secret", RefreshToken = "r" };

    private static readonly CollectingFrequency Weekly = new() { Frequency = Frequency.Weekly, Enable = true };

    private static readonly GridPoint Point = new() { Index = 0, IsEnabled = true, Coordinates = new() { Lat = 1, Lng = 2 } };

    [Fact]
    public void A_request_within_its_limits_passes()
    {
        Check.Body(Request);
        Check.Body(Tokens);
        Check.Body(Request with { Keywords = [.. Enumerable.Repeat(new string('k', 255), 100)], Points = [Point, Point], CollectingFrequency = Weekly });
        Check.Body(new UpdateCampaignRequest());
    }

    [Fact]
    public void A_request_is_needed() => Assert.Throws<ArgumentNullException>("request", () => Check.Body<CreateCampaignRequest>(null!));

    [Fact]
    public void An_item_of_a_list_is_named_by_its_index()
    {
        Assert.Equal("keywords[3] must have 1 to 255 characters, but has 300.", Refusal(Request with { Keywords = ["a", "b", "c", new('x', 300)] }));
        Assert.Equal("keywords[1] is empty.", Refusal(Request with { Keywords = ["a", " "] }));
        Assert.Equal("keywords[0] is empty.", Refusal(Request with { Keywords = [null!] }));
        Assert.Equal("points[1] is required.", Refusal(Request with { Points = [Point, null!] }));
    }

    [Fact]
    public void A_list_has_as_many_entries_as_the_contract_allows()
    {
        Assert.Equal("keywords must have 1 to 100 entries, but has 0.", Refusal(Request with { Keywords = [] }));
        Assert.Equal("keywords must have 1 to 100 entries, but has 101.", Refusal(Request with { Keywords = [.. Enumerable.Repeat("k", 101)] }));
        Assert.Equal("keywords must have 1 to 100 entries, but has 0.", Refusal(new UpdateCampaignRequest { Keywords = [] }));
    }

    [Fact]
    public void Members_that_exclude_each_other_are_refused_together()
    {
        const string both = "Set only one of gridSettings and points: they exclude each other.";
        var grid = new GridSettings { Template = "5x5", Unit = DistanceUnit.Miles, Distance = 1 };

        Assert.Equal(both, Refusal(Request with { GridSettings = grid, Points = [Point] }));
        Assert.Equal(both, Refusal(new UpdateCampaignRequest { GridSettings = grid, Points = [] }));
        Check.Body(Request with { GridSettings = grid });
        Check.Body(Request with { Points = [Point] });
    }

    [Fact]
    public void A_nested_member_is_named_by_its_path()
    {
        var lost = Point with { Coordinates = new() { Lng = 2 } };

        Assert.Equal("points[1].coordinates.lat is required.", Refusal(Request with { Points = [Point, lost] }));
        Assert.Equal("points[0].index is required.", Refusal(Request with { Points = [Point with { Index = null }] }));
        Assert.Equal("gridSettings.template is required.", Refusal(Request with { GridSettings = new() }));
        Assert.Equal("gridSettings.basePoint.lng is required.", Refusal(Request with { GridSettings = new() { Template = "5x5", Unit = DistanceUnit.Feet, Distance = 1, BasePoint = new() { Lat = 1 } } }));
        Assert.Equal("collectingFrequency.enable is required.", Refusal(Request with { CollectingFrequency = Weekly with { Enable = null } }));
        Assert.Equal("attachments[0].mime is required.", Refusal(new SendEventRequest { Type = "t", Id = Guid.NewGuid(), UserId = 1, Data = "{}", Attachments = [new() { Name = "n" }] }));
    }

    [Fact]
    public void A_required_member_is_neither_null_nor_empty()
    {
        Assert.Equal("placeId is required.", Refusal(Request with { PlaceId = "" }));
        Assert.Equal("keywords is required.", Refusal(Request with { Keywords = null! }));
        Assert.Equal("client_secret is required.", Refusal(Tokens with { ClientSecret = null! }));
    }

    [Fact]
    public void A_required_enumeration_must_not_be_the_default()
    {
        Assert.Equal("grant_type is required.", Refusal(Tokens with { GrantType = default }));
        Assert.Equal("collectingFrequency.frequency is required.", Refusal(Request with { CollectingFrequency = Weekly with { Frequency = default(Frequency) } }));
        Check.Body(Tokens with { GrantType = new("urn:something:new") });
    }

    [Fact]
    public void A_text_or_number_has_its_limits()
    {
        Assert.Equal("refresh_token must have at least 1 characters, but has 0.", Refusal(Tokens with { RefreshToken = "" }));
        Assert.Equal("user_id must be from 0 to 9223372036854775807.", Refusal(new ViewerStatusRequest { UserId = -1 }));
        Assert.Equal("collectingFrequency.interval must be from 1 to 2147483647.", Refusal(Request with { CollectingFrequency = Weekly with { Interval = 0 } }));
    }

    [Fact]
    public void A_number_at_its_limit_passes()
    {
        Check.Body(new ViewerStatusRequest { UserId = 0 });
        Check.Body(new ViewerStatusRequest { UserId = long.MaxValue });
        Check.Body(Request with { CollectingFrequency = Weekly with { Interval = 1 } });
        Check.Body(Request with { CollectingFrequency = Weekly with { Interval = int.MaxValue } });
    }

    [Theory]
    [InlineData("00:00", true)]
    [InlineData("09:30", true)]
    [InlineData("23:59", true)]
    [InlineData("24:00", false)]
    [InlineData("9:30", false)]
    [InlineData("09:60", false)]
    [InlineData("09:30:00", false)]
    [InlineData(" 09:30", false)]
    [InlineData("٠٩:٣٠", false)]
    [InlineData("", false)]
    public void The_time_of_a_collection_is_hours_and_minutes(string time, bool isTaken)
    {
        var request = Request with { CollectingFrequency = Weekly with { Time = time } };

        if (isTaken)
            Check.Body(request);
        else
            Assert.Equal("collectingFrequency.time must match ^([01][0-9]|2[0-3]):[0-5][0-9]$.", Refusal(request));
    }

    [Fact]
    public void One_of_several_parameters_is_enough()
    {
        Check.AnyOf(("cid", false), ("placeIds", true));

        var refusal = Assert.Throws<ArgumentException>("cid", () => Check.AnyOf(("cid", false), ("placeIds", false)));
        Assert.StartsWith("Give at least one of cid or placeIds.", refusal.Message, StringComparison.Ordinal);
    }

    private static string Refusal<T>(T request)
        where T : class, IChecked
    {
        var refusal = Assert.ThrowsAny<ArgumentException>(() => Check.Body(request));
        Assert.Equal("request", refusal.ParamName);
        return refusal.Message[..refusal.Message.IndexOf(" (Parameter", StringComparison.Ordinal)];
    }
}
