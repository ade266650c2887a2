using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Semrush.Client.Authentication;
using Semrush.Client.MapRankTracker;

namespace Semrush.Client.Tests;

public sealed class OpenEnumerationTests
{
    [Fact]
    public void A_documented_value_is_a_static_member()
    {
        Assert.Equal("COLLECTED", CampaignStatus.Collected.Value);
        Assert.Equal(CampaignStatus.Collected, new CampaignStatus("COLLECTED"));
        Assert.Equal("createdAt,DESC", CampaignSort.CreatedAtDesc.ToString());
    }

    [Fact]
    public void A_text_converts_and_parses()
    {
        CampaignStatus status = "COLLECTED";

        Assert.Equal((CampaignStatus.Collected, new("NEW")), (status, CampaignStatus.Parse("NEW")));
        Assert.True(CampaignStatus.TryParse("COLLECTED", out var parsed) && parsed == CampaignStatus.Collected);
        Assert.False(CampaignStatus.TryParse(null, out var none) || none != default);
        Assert.Throws<ArgumentNullException>("s", () => (CampaignStatus)(string)null!);
        Assert.Equal(EmailSubscriptionState.Subscribed, EmailSubscriptionState.Parse("SUBSCRIBED"));
        Assert.Equal(CampaignStatus.Collected, Parsed<CampaignStatus>("COLLECTED"));
        Assert.Equal(EmailSubscriptionState.Subscribed, Parsed<EmailSubscriptionState>("SUBSCRIBED"));
        Assert.False(EmailSubscriptionState.TryParse(null, out _));
    }

    [Fact]
    public void A_default_value_is_empty_and_no_documented_one()
    {
        Assert.Equal("", default(CampaignStatus).Value);
        Assert.Equal("", default(CampaignStatus).ToString());
        Assert.NotEqual(CampaignStatus.Created, default);
        Assert.Equal("", JsonSerializer.Deserialize<string>(JsonSerializer.Serialize(default(CampaignStatus))));
    }

    [Theory]
    [InlineData("COLLECTED")]
    [InlineData("PAUSED_BY_SUPPORT")]
    [InlineData("collected")]
    [InlineData("")]
    [InlineData("с кириллицей \" \\")]
    public void Every_value_survives_JSON(string text)
    {
        var value = JsonSerializer.Deserialize<CampaignStatus>(JsonSerializer.Serialize(text));

        Assert.Equal(text, value.Value);
        Assert.Equal(text, JsonSerializer.Deserialize<string>(JsonSerializer.Serialize(value)));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("false")]
    [InlineData("[]")]
    public void JSON_other_than_a_string_is_rejected(string json)
        => Assert.StartsWith("CampaignStatus is a string.", Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<CampaignStatus>(json)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task An_unknown_value_is_kept_with_the_rest_of_the_response()
    {
        var document = JsonNode.Parse(Payloads.Text("map-rank-tracker.get-campaign"))!;
        document["data"]!["status"] = "PAUSED_BY_SUPPORT";
        using var client = The.Client(StubHandler.Returning(Response.Json(document.ToJsonString())));

        var campaign = await client.MapRankTracker.GetCampaignAsync(The.CampaignId, cancellationToken: The.Token);

        Assert.Equal("PAUSED_BY_SUPPORT", campaign.Status?.Value);
        Assert.Equal("Pavlos souvlaki", campaign.Name);
    }

    private static T Parsed<T>(string text)
        where T : IParsable<T>
        => T.TryParse(text, CultureInfo.InvariantCulture, out var parsed) && Equals(parsed, T.Parse(text, CultureInfo.InvariantCulture)) ? parsed : throw new FormatException();
}
