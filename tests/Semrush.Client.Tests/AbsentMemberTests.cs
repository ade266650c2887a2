using System.Collections;
using Semrush.Client.MapRankTracker;

namespace Semrush.Client.Tests;

/// <summary>A member that the server leaves out never becomes year 1, zero or the first of an enumeration.</summary>
public sealed class AbsentMemberTests
{
    [Theory]
    [InlineData("""{"id":"c"}""")]
    [InlineData("""{"id":"c","status":null,"createdAt":null,"gridSettings":null,"business":null,"reportDates":null,"zoom":null}""")]
    [InlineData("""{"id":"c","aMemberOfNextYear":{"deep":[1,2]}}""")]
    public async Task A_campaign_without_its_members_is_read_with_its_identity_alone(string data)
    {
        var campaign = await Campaign(data);

        foreach (var property in typeof(Campaign).GetProperties().Where(property => property.Name != nameof(campaign.Id)))
            Assert.True(property.GetValue(campaign) is null or ICollection { Count: 0 }, property.Name);
    }

    [Fact]
    public async Task A_business_without_coordinates_has_none()
    {
        var campaign = await Campaign("""{"id":"c","business":{"name":"Pavlos"}}""");

        Assert.Null(campaign.Business!.Coordinates);
        Assert.Null(campaign.Business.Rating);
    }

    [Fact]
    public async Task A_list_that_holds_nothing_is_empty_and_not_null()
        => Assert.Empty((IEnumerable)(await Campaign("""{"id":"c","reportDates":[]}""")).ReportDates);

    [Fact]
    public async Task A_member_that_is_not_set_is_not_sent()
    {
        var stub = StubHandler.Returning(Response.Data("""{"id":"c"}"""));
        using var client = The.Client(stub);

        await client.MapRankTracker.UpdateCampaignAsync(The.CampaignId, new() { Name = "New name" }, cancellationToken: The.Token);

        Assert.Equal("""{"name":"New name"}""", stub.Request.Body);
    }

    private static async Task<Campaign> Campaign(string data)
    {
        using var client = The.Client(StubHandler.Returning(Response.Data(data)));
        return await client.MapRankTracker.GetCampaignAsync(The.CampaignId, cancellationToken: The.Token);
    }
}
