using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Newtonsoft.Json.Linq;
using Semrush.Client.Testing;

namespace Semrush.Client.ContractTests.Fleet;

/// <summary>samples/Nightly, as processes on a real PostgreSQL server, which <c>.ci/run</c> starts.</summary>
public sealed class NightlyTests
{
    private const int LongestSample = 250;

    private static readonly int Kills = Counts.Of(few: 1, full: 6);
    private static readonly int Campaigns = Counts.Of(few: 6, full: 60);

    // The texts differ in their fraction digits, as those of Semrush do.
    private static readonly string[] Dates = ["2026-09-14T09:00:01.594769Z", "2026-09-21T09:00:00Z", "2026-09-28T09:00:22.50Z", "2026-10-05T12:39:58.058330774Z"];

    [Fact]
    public async Task Killed_and_paused_workers_lose_no_report_and_store_none_twice()
    {
        await using var network = await NightlyNetwork.CreateAsync();
        network.Settings["Hangfire:Storage:InvisibilityTimeout"] = "00:00:02";
        var started = TimeProvider.System.GetTimestamp();
        AddCampaigns(network.Add("anna"));
        AddCampaigns(network.Add("bela"));
        var reports = 2 * Campaigns * NightlyNetwork.ReportsOfCampaign;

        // These two wait for jobs, so that those of the night are spread over three workers.
        var (killed, paused) = (network.Start(), network.Start());
        await network.UntilAsync("two workers", () => Task.FromResult(HasStarted(killed) && HasStarted(paused)));
        var last = network.Start("--once");
        var takenOver = 0;
        for (var kill = 1; kill <= Kills; kill++)
        {
            await network.UntilAsync("stored reports", async () => await network.CountAsync("heatmaps") >= reports * (kill - 1) / (Kills + 2));
            takenOver += (await PauseInJobsAsync(network, killed)).Count;
            await killed.KillAsync();
            killed = kill < Kills ? network.Start() : killed;
        }

        var twice = await PauseInJobsAsync(network, paused);
        Assert.Equal(0, await last.EndAsync());

        // The paused worker does not know that its jobs are done.
        Assert.Equal(reports, await network.CountAsync("heatmaps"));
        Assert.All(twice, campaign => Assert.DoesNotContain(campaign, paused.Output, StringComparison.Ordinal));
        await paused.ResumeAsync();
        await network.UntilAsync("the end of the paused jobs", () => Task.FromResult(twice.All(campaign => paused.Output.Contains(campaign, StringComparison.Ordinal))));
        await paused.KillAsync();

        var calls = network.Accounts.Values.Sum(emulator => emulator.Calls.Count(call => call.OperationId == "GetHeatmap"));
        await AssertStoredAsync(network, reports);
        Assert.Equal(0, await network.CountAsync("hangfire.job WHERE statename <> 'Succeeded'"));
        TestContext.Current.SendDiagnosticMessage(string.Create(
            CultureInfo.InvariantCulture,
            $"{reports} reports, {Kills + 2} workers, {Kills} kills, {takenOver} jobs taken over from killed workers, {twice.Count} from a paused one, {calls} requests for heatmaps, 0 lost, 0 duplicates, {TimeProvider.System.GetElapsedTime(started).TotalSeconds:F1} s"));
    }

    [Fact]
    public async Task Next_night_fetches_what_is_new_or_missing_and_nothing_else()
    {
        await using var network = await NightlyNetwork.CreateAsync();
        var emulator = network.Add("anna");
        string[] campaigns = [.. Enumerable.Range(0, 3).Select(_ => emulator.MapRankTracker.AddCampaign(new() { Keywords = ["bakery", "bread"], ReportDates = Dates }))];
        emulator.MapRankTracker.AddCampaign(new() { Name = "No report yet", Reports = 0 });
        // By the clock of the workers, its next report is overdue.
        var overdue = network.Add("bela", new() { TimeProvider = new FakeTimeProvider(new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero)) });
        overdue.MapRankTracker.AddCampaign(new()
        {
            Keywords = ["bakery"],
            ReportDates = ["2019-12-30T09:00:00Z"],
            CollectingFrequency = new JObject { ["frequency"] = "WEEKLY", ["positions"] = new JArray(1), ["enable"] = true },
        });
        // In the first night, its job fails when the latest report could be stored.
        var failed = network.Add("cora");
        failed.MapRankTracker.AddCampaign(new() { Keywords = ["bakery"], ReportDates = Dates });
        failed.FailNext(Fault.Delay(TimeSpan.FromMilliseconds(1)), times: 2, "GetHeatmap");
        failed.FailNext(Fault.Status(404), times: 2, "GetHeatmap");

        Assert.Equal(1, await network.Start("--once").EndAsync());
        Assert.Equal("1 GetCampaigns, 3 GetCampaign, 24 GetHeatmap", Count(emulator.Calls));
        Assert.Equal("1 GetCampaigns, 1 GetCampaign, 1 GetHeatmap", Count(overdue.Calls));

        using (var semrush = emulator.CreateClient())
            await semrush.MapRankTracker.CollectCampaignAsync(campaigns[1], cancellationToken: TestContext.Current.CancellationToken);
        var (calls, overdueCalls) = (emulator.Calls.Count, overdue.Calls.Count);
        Assert.Equal(0, await network.Start("--once").EndAsync());

        Assert.Equal("1 GetCampaigns, 1 GetCampaign, 2 GetHeatmap", Count(emulator.Calls.Skip(calls)));
        Assert.Equal("1 GetCampaigns, 1 GetCampaign", Count(overdue.Calls.Skip(overdueCalls)));
        await AssertStoredAsync(network, 24 + 2 + 1 + Dates.Length);
    }

    [Fact]
    public async Task Jobs_are_retried_after_transient_failures_only()
    {
        await using var network = await NightlyNetwork.CreateAsync();
        network.Settings["Semrush:Retry:MaxRetries"] = "0";
        network.Add("healthy").MapRankTracker.AddCampaign(new() { ReportDates = Dates });
        var interrupted = network.Add("interrupted");
        interrupted.MapRankTracker.AddCampaign(new() { ReportDates = Dates });
        interrupted.FailNext(Fault.RetryAfter(503, TimeSpan.FromSeconds(1)), operationId: "GetCampaign");
        interrupted.FailNext(Fault.Status(503), times: 2, "GetHeatmap");
        var forbidden = network.Add("forbidden");
        forbidden.FailNext(Fault.Status(403), times: 1000);
        network.Add("keyless");
        network.Settings.Remove("Accounts:keyless:ApiKey");

        var worker = network.Start("--once");

        Assert.Equal(1, await worker.EndAsync());
        await AssertStoredAsync(network, 2 * 2 * Dates.Length);
        Assert.Equal("1 GetCampaigns", Count(forbidden.Calls));
        Assert.Empty(network.Accounts["keyless"].Calls);
        var failures = await network.QueryAsync("SELECT data::json->>'ExceptionType' FROM hangfire.job JOIN hangfire.state ON state.id = stateid WHERE statename = 'Failed' ORDER BY 1", row => row.GetString(0));
        Assert.Equal(["Semrush.Client.SemrushApiException", "System.ArgumentException"], failures);
        Assert.Equal(2, worker.Output.Split("failed and is not retried").Length - 1);
        Assert.Contains("403", worker.Output, StringComparison.Ordinal);
        // Only the job of the campaign was retried: once for the first 503, then once or twice, as heatmaps are fetched at the same time.
        var retries = await network.QueryAsync("SELECT jobid, createdat, reason FROM hangfire.state WHERE reason LIKE 'Retry attempt %' ORDER BY id", row => (Job: row.GetInt64(0), At: row.GetDateTime(1), Reason: row.GetString(2)));
        Assert.Single(retries.Select(retry => retry.Job).Distinct());
        // A busy machine may add one.
        Assert.True(retries.Count is >= 2 and <= 5, string.Join('\n', retries));
        var next = await network.QueryAsync($"SELECT min(createdat) FROM hangfire.state WHERE name = 'Processing' AND jobid = {retries[0].Job} AND createdat > (SELECT min(createdat) FROM hangfire.state WHERE reason LIKE 'Retry attempt %')", row => row.GetDateTime(0));
        Assert.InRange(next[0] - retries[0].At, TimeSpan.FromSeconds(1), NightlyWorker.Patience);
    }

    [Fact]
    public void Sample_is_short()
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Root, "samples", "Nightly"), "*.cs");

        Assert.NotEmpty(files);
        Assert.InRange(files.Sum(file => File.ReadLines(file).Count()), 1, LongestSample);
    }

    private static void AddCampaigns(SemrushEmulator emulator)
    {
        for (var i = 0; i < Campaigns; i++)
            emulator.MapRankTracker.AddCampaign(new() { Name = $"Campaign {i}", Keywords = ["bakery", "bread"], ReportDates = Dates, Template = "3x3" });
        // The heatmaps of a campaign come one by one, so that a worker is killed when some of them are stored.
        for (var i = 0; i < Campaigns * NightlyNetwork.ReportsOfCampaign; i++)
            emulator.FailNext(Fault.Delay(TimeSpan.FromMilliseconds(100 * (1 + (i % NightlyNetwork.ReportsOfCampaign)))), operationId: "GetHeatmap");
    }

    private static bool HasStarted(NightlyWorker worker) => worker.Output.Contains("Application started.", StringComparison.Ordinal);

    // Stops a worker while it has jobs with heatmaps to store, and returns their campaigns.
    private static async Task<List<string>> PauseInJobsAsync(NightlyNetwork network, NightlyWorker worker)
    {
        List<string> campaigns = [];
        await network.UntilAsync("running jobs", async () =>
        {
            if ((await network.ListUnfinishedAsync(worker)).Count == 0)
                return false;
            await worker.PauseAsync();
            campaigns = await network.ListUnfinishedAsync(worker);
            if (campaigns.Count == 0)
                await worker.ResumeAsync();
            return campaigns.Count > 0;
        });
        return campaigns;
    }

    private static string Count(IEnumerable<EmulatedCall> calls) => string.Join(", ", calls.GroupBy(call => call.OperationId).Select(group => $"{group.Count()} {group.Key}"));

    // Each heatmap of the emulators is stored once, with the text of its date, and as the server sends it.
    private static async Task AssertStoredAsync(NightlyNetwork network, int count)
    {
        var rows = await network.QueryAsync(
            "SELECT account, campaign_id, report_date, keyword_id, heatmap FROM heatmaps",
            row => (Account: row.GetString(0), CampaignId: row.GetString(1), Date: row.GetString(2), KeywordId: row.GetString(3), Heatmap: row.GetString(4)));
        var campaigns = network.Accounts.SelectMany(account => account.Value.MapRankTracker.Campaigns, (account, campaign) => (Account: account.Key, Json: campaign))
            .ToDictionary(campaign => (campaign.Account, (string)campaign.Json["id"]!), campaign => campaign.Json);
        var expected = from campaign in campaigns
                       from date in campaign.Value["reportDates"] ?? new JArray()
                       from keyword in campaign.Value["keywords"]!
                       select (campaign.Key.Account, (string)campaign.Value["id"]!, (string)date!, (string)keyword["id"]!);
        Assert.Equal(expected.Order(), rows.Select(row => (row.Account, row.CampaignId, row.Date, row.KeywordId)).Order());
        Assert.Equal(count, rows.Count);

        var clients = network.Accounts.ToDictionary(account => account.Key, account => account.Value.CreateClient());
        await Task.WhenAll(rows.Select(async row =>
        {
            var query = $"keywordId={row.KeywordId}&reportDate={Uri.EscapeDataString(row.Date)}&cid={campaigns[(row.Account, row.CampaignId)]["business"]!["cid"]}";
            var body = await clients[row.Account].SendAsync(HttpMethod.Get, $"/apis/v4/map-rank-tracker/v0/campaigns/{row.CampaignId}/heatmap?{query}", cancellationToken: TestContext.Current.CancellationToken);
            var sent = body.GetProperty("data");
            using var stored = JsonDocument.Parse(row.Heatmap);
            Assert.True(JsonElement.DeepEquals(sent, stored.RootElement), $"Sent: {sent}\nStored: {row.Heatmap}");
            Assert.Equal(row.Date, sent.GetProperty("date").GetString());
        }));
        foreach (var client in clients.Values)
            client.Dispose();
    }
}
