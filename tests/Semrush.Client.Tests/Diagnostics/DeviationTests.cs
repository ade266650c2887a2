using Microsoft.Extensions.Logging;

namespace Semrush.Client.Tests.Diagnostics;

/// <summary>Each deviation from the documented form is counted, and logged once for each operation and path.</summary>
public sealed class DeviationTests : IDisposable
{
    private const string Instrument = "semrush.client.response.deviations";
    private const string List = "MapRankTracker.GetCampaigns";

    private readonly Listening _listening = new();

    public void Dispose() => _listening.Dispose();

    [Fact]
    public async Task A_response_of_the_documented_form_is_neither_counted_nor_logged()
    {
        await CampaignsAsync(1, """{"id":"a","name":"N","keywordsNumber":1,"gridSettings":null,"unheard_of":[null,1.5,{}]}""");

        Assert.Empty(_listening.Logs);
        Assert.Empty(_listening.Measured(Instrument));
    }

    [Theory]
    [InlineData("""{"id":"a","keywordsNumber":12.0}""", "$.content[*].keywordsNumber", "an integer", "another number")]
    [InlineData("""{"id":"a","keywordsNumber":"12"}""", "$.content[*].keywordsNumber", "an integer", "a string")]
    [InlineData("""{"id":"a","keywordsNumber":12.5}""", "$.content[*].keywordsNumber", "an integer", "another number")]
    [InlineData("""{"id":"a","business":{"coordinates":null}}""", "$.content[*].business.coordinates", "an object", "null")]
    [InlineData("""{"id":"a","name":null}""", "$.content[*].name", "a string", "null")]
    [InlineData("""{"id":"a","status":null}""", "$.content[*].status", "a string", "null")]
    [InlineData("""{"id":"a","name":"Pizza \ud83d, \ud83d"}""", "$.content[*].name", "whole characters", "half a surrogate pair")]
    [InlineData("""{"id":"a","2024 \ud83d":1}""", "$.content[*][*]", "whole characters", "half a surrogate pair")]
    [InlineData("""{"id":"a","createdAt":"yesterday"}""", "$.content[*].createdAt", "a timestamp", "another text")]
    [InlineData("""{"name":"N"}""", "$.content[*].id", "a string", "nothing")]
    [InlineData("""{"id":[],"name":"N"}""", "$.content[*].id", "a string", "a list")]
    [InlineData("null", "$.content[*]", "an object", "null")]
    public async Task A_place_is_counted_in_each_response_and_logged_once(string campaign, string path, string expected, string found)
    {
        path = path.Replace("$", "$.data", StringComparison.Ordinal);

        await CampaignsAsync(3, campaign);

        var log = Assert.Single(_listening.Logs);
        Assert.Equal((6, LogLevel.Warning), (log.Id.Id, log.Level));
        Assert.StartsWith($"{List}: {path} is not of its documented form ({expected} expected, {found} found).", log.Text, StringComparison.Ordinal);
        var counts = _listening.Measured(Instrument).ToList();
        Assert.Equal(3, counts.Sum(count => count.Value));
        Assert.All(counts, count => Assert.Equal(new Dictionary<string, object?> { ["semrush.operation"] = List, ["semrush.json_path"] = path }, count.Tags));
    }

    [Fact]
    public async Task Each_item_is_counted_and_their_place_logged_once()
    {
        await CampaignsAsync(1, """{"name":"a"},{"id":"b","keywordsNumber":[1]},{"name":"c"},{"id":"d","keywordsNumber":{}}""");

        Assert.Equal(4, _listening.Measured(Instrument).Sum(count => count.Value));
        Assert.Equal(["$.data.content[*].id", "$.data.content[*].keywordsNumber"], _listening.Logs.Select(log => log.Text.Split(' ')[1]));
    }

    [Fact]
    public async Task A_byte_order_mark_is_counted_in_results_confirmations_and_errors()
    {
        using var client = Client(
            Response.Json("\ufeff" + """{"meta":{"success":true},"data":{"id":"c"}}"""),
            Response.Json("\ufeff{}"),
            Response.Json("\ufeff" + """{"error":{"code":404}}""", 404));

        await client.MapRankTracker.GetCampaignAsync(The.CampaignId, cancellationToken: The.Token);
        await client.MapRankTracker.DeleteCampaignAsync(The.CampaignId, cancellationToken: The.Token);
        await Assert.ThrowsAsync<SemrushApiException>(() => client.MapRankTracker.GetUserLimitsAsync(cancellationToken: The.Token));

        Assert.Equal(3, _listening.Measured(Instrument).Sum(count => count.Value));
        Assert.All(_listening.Logs, log => Assert.EndsWith("$ is not of its documented form (no byte order mark expected, one found). The rest of the response is read; further occurrences are counted, not logged.", log.Text, StringComparison.Ordinal));
        Assert.Equal(3, _listening.Logs.Count);
    }

    [Fact]
    public async Task The_data_of_a_failure_is_not_measured_by_the_contract()
    {
        using var client = Client(Response.Json("""{"meta":{"success":false},"error":{"code":1},"data":[]}"""));

        await Assert.ThrowsAsync<SemrushApiException>(() => client.MapRankTracker.GetCampaignAsync(The.CampaignId, cancellationToken: The.Token));

        Assert.Empty(_listening.Measured(Instrument));
    }

    [Fact]
    public async Task A_result_that_cannot_be_read_is_counted_too()
    {
        using var client = Client(Response.Data("""{"name":"N"}"""));

        await Assert.ThrowsAsync<SemrushApiException>(() => client.MapRankTracker.GetCampaignAsync(The.CampaignId, cancellationToken: The.Token));

        Assert.Equal("$.data.id", Assert.Single(_listening.Measured(Instrument)).Tags["semrush.json_path"]);
    }

    [Fact]
    public async Task Neither_a_value_nor_a_key_that_was_sent_is_reported()
    {
        using var client = Client(Response.Data($$"""{"id":"c","name":["{{The.ApiKey}}"],"{{The.ApiKey}}":"\ud83d"}"""));

        await client.MapRankTracker.GetCampaignAsync(The.CampaignId, cancellationToken: The.Token);

        Assert.Equal(2, _listening.Logs.Count);
        Assert.All(_listening.Logs, log => Assert.DoesNotContain("canary", log.Text, StringComparison.Ordinal));
        Assert.All(_listening.Measured(Instrument), count => Assert.DoesNotContain("canary", (string)count.Tags["semrush.json_path"]!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Names_that_a_server_makes_up_fill_neither_the_log_nor_the_metric()
    {
        var members = string.Join(',', Enumerable.Range(0, 1500).Select(number => $"\"made_up_{number}\":\"\\ud83d\""));

        await CampaignsAsync(1, $$"""{"id":"c",{{members}}}""");

        Assert.Equal(1001, _listening.Logs.Count);
        Assert.Equal(1500, _listening.Measured(Instrument).Sum(count => count.Value));
        Assert.Equal(500, _listening.Measured(Instrument).Count(count => (string)count.Tags["semrush.json_path"]! == "*"));
    }

    private SemrushClient Client(params HttpResponseMessage[] responses) => The.Client(StubHandler.Returning(responses), The.Options.UseLoggerFactory(_listening));

    private async Task CampaignsAsync(int times, string items)
    {
        using var client = Client([.. Enumerable.Range(0, times).Select(_ => Response.Data($$"""{"content":[{"id":"first"},{{items}}],"last":true}"""))]);
        for (var i = 0; i < times; i++)
            await client.MapRankTracker.GetCampaignsPageAsync(cancellationToken: The.Token);
    }
}
