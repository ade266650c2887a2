using Semrush.Client.AppCenter;
using Semrush.Client.MapRankTracker;
using Semrush.Client.OAuth;

namespace Semrush.Client.Tests.Http;

/// <summary>The limits of the contracts are checked before anything is sent; the message names the member and repeats no value.</summary>
public sealed class RequestLimitTests
{
    private static readonly CreateCampaignRequest Request = new() { PlaceId = "ChIJ", Keywords = ["beer"] };

    private static readonly AccessTokenRequest Tokens = new() { GrantType = GrantType.RefreshToken, ClientId = "id", ClientSecret = "secret", RefreshToken = "r" };

    private static readonly CollectingFrequency Weekly = new() { Frequency = Frequency.Weekly, Enable = true };

    private static readonly GridPoint Point = new() { Index = 0, IsEnabled = true, Coordinates = new() { Lat = 1, Lng = 2 } };

    [Fact]
    public async Task A_request_within_its_limits_is_sent()
    {
        await AcceptAsync(Request);
        await AcceptAsync(Tokens);
        await AcceptAsync(Request with { Keywords = [.. Enumerable.Repeat(new string('k', 255), 100)], Points = [Point, Point], CollectingFrequency = Weekly });
        await AcceptAsync(new UpdateCampaignRequest());
    }

    [Fact]
    public async Task A_request_is_required()
    {
        using var client = The.Client(StubHandler.Returning());

        await Assert.ThrowsAsync<ArgumentNullException>("request", () => client.MapRankTracker.CreateCampaignAsync(null!, cancellationToken: The.Token));
    }

    [Fact]
    public async Task An_item_of_a_list_is_named_by_its_index()
    {
        Assert.Equal("keywords[3] must have 1 to 255 characters, but has 300.", await RejectionAsync(Request with { Keywords = ["a", "b", "c", new('x', 300)] }));
        Assert.Equal("keywords[1] is empty.", await RejectionAsync(Request with { Keywords = ["a", " "] }));
        Assert.Equal("keywords[0] is empty.", await RejectionAsync(Request with { Keywords = [null!] }));
        Assert.Equal("points[1] is required.", await RejectionAsync(Request with { Points = [Point, null!] }));
    }

    [Fact]
    public async Task A_list_has_as_many_entries_as_the_contract_allows()
    {
        Assert.Equal("keywords must have 1 to 100 entries, but has 0.", await RejectionAsync(Request with { Keywords = [] }));
        Assert.Equal("keywords must have 1 to 100 entries, but has 101.", await RejectionAsync(Request with { Keywords = [.. Enumerable.Repeat("k", 101)] }));
        Assert.Equal("keywords must have 1 to 100 entries, but has 0.", await RejectionAsync(new UpdateCampaignRequest { Keywords = [] }));
    }

    [Fact]
    public async Task Members_that_exclude_each_other_are_rejected_together()
    {
        const string both = "Set only one of gridSettings and points: they exclude each other.";
        var grid = new GridSettings { Template = "5x5", Unit = DistanceUnit.Miles, Distance = 1 };

        Assert.Equal(both, await RejectionAsync(Request with { GridSettings = grid, Points = [Point] }));
        Assert.Equal(both, await RejectionAsync(new UpdateCampaignRequest { GridSettings = grid, Points = [] }));
        await AcceptAsync(Request with { GridSettings = grid });
        await AcceptAsync(Request with { Points = [Point] });
    }

    [Fact]
    public async Task A_nested_member_is_named_by_its_path()
    {
        var lost = Point with { Coordinates = new() { Lng = 2 } };

        Assert.Equal("points[1].coordinates.lat is required.", await RejectionAsync(Request with { Points = [Point, lost] }));
        Assert.Equal("points[0].index is required.", await RejectionAsync(Request with { Points = [Point with { Index = null }] }));
        Assert.Equal("gridSettings.template is required.", await RejectionAsync(Request with { GridSettings = new() }));
        Assert.Equal("gridSettings.basePoint.lng is required.", await RejectionAsync(Request with { GridSettings = new() { Template = "5x5", Unit = DistanceUnit.Feet, Distance = 1, BasePoint = new() { Lat = 1 } } }));
        Assert.Equal("collectingFrequency.enable is required.", await RejectionAsync(Request with { CollectingFrequency = Weekly with { Enable = null } }));
        Assert.Equal("attachments[0].mime is required.", await RejectionAsync(new SendEventRequest { Type = "t", Id = Guid.NewGuid(), UserId = 1, Data = "{}"u8.ToArray(), Attachments = [new() { Name = "n" }] }));
    }

    [Fact]
    public async Task A_required_member_is_neither_null_nor_empty()
    {
        Assert.Equal("placeId is required.", await RejectionAsync(Request with { PlaceId = "" }));
        Assert.Equal("keywords is required.", await RejectionAsync(Request with { Keywords = null! }));
        Assert.Equal("client_secret is required.", await RejectionAsync(Tokens with { ClientSecret = null! }));
    }

    [Fact]
    public async Task A_required_enumeration_must_not_be_the_default()
    {
        Assert.Equal("grant_type is required.", await RejectionAsync(Tokens with { GrantType = default }));
        Assert.Equal("collectingFrequency.frequency is required.", await RejectionAsync(Request with { CollectingFrequency = Weekly with { Frequency = default(Frequency) } }));
        await AcceptAsync(Tokens with { GrantType = new("urn:something:new") });
    }

    [Fact]
    public async Task A_text_or_number_has_its_limits()
    {
        Assert.Equal("refresh_token must have at least 1 characters, but has 0.", await RejectionAsync(Tokens with { RefreshToken = "" }));
        Assert.Equal("user_id must be from 0 to 9223372036854775807.", await RejectionAsync(new ViewerStatusRequest { UserId = -1 }));
        Assert.Equal("collectingFrequency.interval must be from 1 to 2147483647.", await RejectionAsync(Request with { CollectingFrequency = Weekly with { Interval = 0 } }));
    }

    [Fact]
    public async Task A_number_at_its_limit_is_sent()
    {
        await AcceptAsync(new ViewerStatusRequest { UserId = 0 });
        await AcceptAsync(new ViewerStatusRequest { UserId = long.MaxValue });
        await AcceptAsync(Request with { CollectingFrequency = Weekly with { Interval = 1 } });
        await AcceptAsync(Request with { CollectingFrequency = Weekly with { Interval = int.MaxValue } });
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
    public async Task The_time_of_a_collection_is_hours_and_minutes(string time, bool isAccepted)
    {
        var request = Request with { CollectingFrequency = Weekly with { Time = time } };

        if (isAccepted)
            await AcceptAsync(request);
        else
            Assert.Equal("collectingFrequency.time must match ^([01][0-9]|2[0-3]):[0-5][0-9]$.", await RejectionAsync(request));
    }

    private static async Task<string> RejectionAsync(object request)
    {
        var rejection = await Assert.ThrowsAnyAsync<ArgumentException>(() => SendAsync(request, StubHandler.Returning()));
        Assert.Equal("request", rejection.ParamName);
        return rejection.Message[..rejection.Message.IndexOf(" (Parameter", StringComparison.Ordinal)];
    }

    private static async Task AcceptAsync(object request)
    {
        var stub = StubHandler.Returning(_ => Response.Error(404));

        await Assert.ThrowsAsync<SemrushApiException>(() => SendAsync(request, stub));

        Assert.Single(stub.Requests);
    }

    private static async Task SendAsync(object request, StubHandler stub)
    {
        using var client = The.Client(stub);
        await (request switch
        {
            CreateCampaignRequest create => client.MapRankTracker.CreateCampaignAsync(create, cancellationToken: The.Token),
            UpdateCampaignRequest update => client.MapRankTracker.UpdateCampaignAsync(The.CampaignId, update, cancellationToken: The.Token),
            AccessTokenRequest token => client.OAuth.CreateAccessTokenAsync(token, cancellationToken: The.Token),
            ViewerStatusRequest viewer => client.AppCenter.GetViewerStatusAsync(viewer, cancellationToken: The.Token),
            SendEventRequest notification => client.AppCenter.SendEventAsync(notification, cancellationToken: The.Token),
            _ => Task.FromException(new ArgumentOutOfRangeException(nameof(request))),
        });
    }
}
