using Hangfire;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Semrush.Client;
using Semrush.Client.MapRankTracker;

namespace Nightly;

/// <summary>The jobs: one plans the night, one plans each account, one fetches each campaign that is due.</summary>
/// <remarks>
/// The engine runs a job at least once: a second time if its worker was killed, and at the same time if its worker only seemed to be dead.
/// A job therefore keeps no state but the stored heatmaps, and fetches those that are not stored.
/// </remarks>
public sealed partial class NightlyJobs(
    SemrushClientFactory clients,
    HeatmapStore store,
    IBackgroundJobClient jobs,
    IConfiguration settings,
    TimeProvider time,
    ILogger<NightlyJobs> logger)
{
    /// <summary>Plans each account in a separate job, so that an account that fails does not stop the others.</summary>
    public void Plan()
    {
        foreach (var account in settings.GetSection("Accounts").GetChildren())
            jobs.Enqueue<NightlyJobs>(job => job.PlanAccountAsync(account.Key, CancellationToken.None));
    }

    /// <summary>Enqueues a job for each campaign of an account that is due.</summary>
    /// <remarks>
    /// A campaign whose job is still enqueued or running may get another one, after a retry of this job or in the next night. The later of
    /// the two finds the heatmaps stored and sends one request.
    /// </remarks>
    public async Task PlanAccountAsync(string account, CancellationToken cancellationToken)
    {
        var campaigns = clients.CreateClient(account).MapRankTracker.GetCampaignsAsync(cancellationToken: cancellationToken);
        await foreach (var campaign in campaigns)
            if (await IsDueAsync(account, campaign, cancellationToken))
                jobs.Enqueue<NightlyJobs>(job => job.FetchAsync(account, campaign.Id, CancellationToken.None));
    }

    /// <summary>Fetches and stores the heatmaps of a campaign that are not stored.</summary>
    public async Task FetchAsync(string account, string campaignId, CancellationToken cancellationToken)
    {
        var tracker = clients.CreateClient(account).MapRankTracker;
        var campaign = await tracker.GetCampaignAsync(campaignId, cancellationToken: cancellationToken);
        // Since the planning, the collection of another report may have begun.
        if (campaign.Status != CampaignStatus.Collected)
            return;

        var stored = await store.GetStoredAsync(account, campaignId, cancellationToken);
        var selection = new HeatmapSelection
        {
            IsDone = (keyword, date) => stored.Contains((keyword.Id, date)),
            // The latest report comes last. If all of it is stored, so are the others.
            ReportDates = [.. campaign.ReportDates.Order()],
            // Heatmaps that are fetched ahead and not yet stored are fetched again if this worker is killed.
            MaxAhead = 20,
        };
        var count = 0;
        // A heatmap is stored as soon as it is fetched: a retry of this job continues where it ended.
        await foreach (var result in tracker.GetHeatmapsAsync(campaign, selection, cancellationToken: cancellationToken))
        {
            // The client has retried by itself. RetryFilter decides whether the engine retries this job later.
            if (result.Failure is not null)
                throw result.Failure;
            if (await store.AddAsync(account, campaignId, result, cancellationToken))
                count++;
        }

        LogStored(account, campaignId, count);
    }

    private async Task<bool> IsDueAsync(string account, CampaignSummary campaign, CancellationToken cancellationToken)
    {
        // A heatmap that is stored is not fetched again, so the collection of the report must be complete.
        if (campaign.Status != CampaignStatus.Collected || campaign.LastReportDate is not { } latest)
            return false;
        // The next report is overdue: the campaign may have one that the list does not show yet.
        if (campaign.NextReportDate is { } next && next.TryGetInstant(out var due) && due <= time.GetUtcNow())
            return true;
        var stored = await store.GetStoredAsync(account, campaign.Id, cancellationToken);
        return stored.Count(heatmap => heatmap.Date == latest) < campaign.KeywordsNumber;
    }

    [LoggerMessage(1, LogLevel.Information, "Account {Account}, campaign {CampaignId}: {Count} new heatmaps.")]
    private partial void LogStored(string account, string campaignId, int count);
}
