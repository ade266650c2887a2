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
    /// A campaign whose job is still enqueued or running may get another one, after a retry of this job or in the next night. Of the two, the
    /// later one finds the heatmaps of the other stored, and sends one request.
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
            // What is fetched ahead and not yet stored is lost if this worker is killed.
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

    // A report is fetched when all of it was collected: a heatmap that is stored is not fetched again. The latest report is complete if there
    // is a heatmap for each keyword. If the next report is overdue, the campaign may have one that the list does not show yet.
    private async Task<bool> IsDueAsync(string account, CampaignSummary campaign, CancellationToken cancellationToken)
        => campaign is { Status: { } status, LastReportDate: { } latest } && status == CampaignStatus.Collected
            && ((campaign.NextReportDate is { } next && next.TryGetInstant(out var due) && due <= time.GetUtcNow())
                || await store.CountAsync(account, campaign.Id, latest, cancellationToken) < campaign.KeywordsNumber);

    [LoggerMessage(1, LogLevel.Information, "Account {Account}, campaign {CampaignId}: {Count} new heatmaps.")]
    private partial void LogStored(string account, string campaignId, int count);
}
