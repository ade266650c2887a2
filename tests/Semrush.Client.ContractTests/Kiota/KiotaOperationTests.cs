using System.Text.RegularExpressions;
using Semrush.Client.Testing;
using KiotaTracker = Semrush.Kiota.MapRankTracker.MapRankTrackerClient;

namespace Semrush.Client.ContractTests.Kiota;

/// <summary>Kiota's client of every operation over the handler of this library: the same request, and the whole response.</summary>
public sealed class KiotaOperationTests
{
    public static TheoryData<string> Operations => [.. KiotaComparison.Cases.Select(found => found.Operation.Name).Distinct()];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Kiota_client_sends_the_same_request_and_keeps_the_whole_response(string operation)
    {
        var found = (await KiotaComparison.AllAsync()).Where(found => found.Case.Operation.Name == operation).ToList();

        Assert.NotEmpty(found);
        Assert.All(found, found => Assert.Equal([], [.. found.Result.Request, .. found.Result.Library, .. found.Result.Kiota]));
    }

    [Fact]
    public async Task Heatmap_of_a_report_date_with_nine_digits_has_positions()
    {
        await using var emulator = SemrushEmulator.Start();
        using var semrush = emulator.CreateClient();
        var tracker = new KiotaTracker(semrush.CreateRequestAdapter());
        var id = (string)emulator.MapRankTracker.Campaigns[0]["id"]!;
        var campaign = (await tracker.Campaigns[id].GetAsync(cancellationToken: Token))!.Data!;
        Assert.Contains(campaign.ReportDates!, date => Regex.IsMatch(date, @"\.\d{9}Z$"));

        foreach (var date in campaign.ReportDates!)
        {
            var heatmap = await tracker.Campaigns[id].Heatmap.GetAsync(
                request =>
                {
                    request.QueryParameters.KeywordId = campaign.Keywords![0].Id;
                    request.QueryParameters.ReportDate = date;
                    request.QueryParameters.Cid = campaign.Business!.Cid;
                },
                Token);
            Assert.Equal((date, 49), (heatmap!.Data!.Date, heatmap.Data.Positions!.Count));
        }
    }
}
