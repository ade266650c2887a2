using System.Runtime.CompilerServices;
using Semrush.Client.Http.Internal;
using Semrush.Client.MapRankTracker;

namespace Semrush.Client;

public partial class MapRankTrackerClient
{
    /// <summary>Gets the heatmaps of a campaign, report by report and keyword by keyword, as fast as the rate limit allows.</summary>
    /// <remarks>
    /// <para>
    /// Up to <see cref="HeatmapSelection.MaxAhead"/> heatmaps are fetched ahead. Ending the enumeration cancels the running calls. All
    /// other calls with the same credential take precedence, and the wait for the rate limit is not limited.
    /// </para>
    /// <para>
    /// A failed call is a result with <see cref="CampaignHeatmap.Failure"/>, and the enumeration continues. A rejected credential is an
    /// exception, as all further calls would fail as well.
    /// </para>
    /// </remarks>
    /// <param name="campaign">The campaign as <c>GetCampaignAsync</c> returns it, with its keywords and report dates.</param>
    /// <param name="selection">The heatmaps to fetch; null for all.</param>
    /// <param name="progress">Receives the progress before each heatmap is returned.</param>
    /// <param name="cancellationToken">Cancels the enumeration and the running calls.</param>
    /// <returns>The heatmaps in the order of the report dates and, within a report, of the keywords.</returns>
    /// <exception cref="ArgumentException">
    /// Neither the selection nor the campaign identifies a business, or a keyword has no id. No request is sent.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><see cref="HeatmapSelection.MaxAhead"/> is less than 1.</exception>
    /// <exception cref="SemrushAuthenticationException">The credential was rejected.</exception>
    /// <exception cref="OperationCanceledException">The enumeration was cancelled.</exception>
    public virtual IAsyncEnumerable<CampaignHeatmap> GetHeatmapsAsync(
        Campaign campaign,
        HeatmapSelection? selection = null,
        IProgress<BulkProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        selection ??= new();
        ArgumentOutOfRangeException.ThrowIfLessThan(selection.MaxAhead, 1);
        if (string.IsNullOrEmpty(selection.Cid) && selection.PlaceIds is not { Count: > 0 })
            selection = OfBusiness(selection, campaign);
        // Checked first: a later failure would lose the heatmaps that were already fetched.
        var keywords = selection.Keywords ?? campaign.Keywords;
        if (keywords.FirstOrDefault(static keyword => string.IsNullOrEmpty(keyword.Id)) is { } nameless)
            throw new ArgumentException(
                $"The keyword \"{nameless.Name}\" has no identifier: take keywords as GetCampaignAsync returns them.",
                selection.Keywords is null ? nameof(campaign) : nameof(selection));
        return EnumerateAsync(campaign, selection with { Keywords = keywords }, progress, cancellationToken);
    }

    private static HeatmapSelection OfBusiness(HeatmapSelection selection, Campaign campaign) => campaign.Business switch
    {
        { Cid: { Length: > 0 } cid } => selection with { Cid = cid, PlaceIds = null },
        { PlaceIds: { Count: > 0 } places } => selection with { Cid = null, PlaceIds = places },
        _ => throw new ArgumentException("The campaign does not identify its business: set Cid or PlaceIds.", nameof(campaign)),
    };

    private async IAsyncEnumerable<CampaignHeatmap> EnumerateAsync(
        Campaign campaign,
        HeatmapSelection selection,
        IProgress<BulkProgress>? progress,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var dates = selection.ReportDates ?? campaign.ReportDates;
        var keywords = selection.Keywords!;
        var items = dates.SelectMany(date => keywords.Select(keyword => (keyword, date)))
            .Where(item => selection.IsDone?.Invoke(item.keyword, item.date) is not true).ToList();
        var total = dates.Count * keywords.Count;
        var state = new BulkProgress(total - items.Count, 0, total);
        var results = Bulk.RunAsync(
            items,
            selection.MaxAhead,
            (item, token) => GetHeatmapAsync(campaign, selection, item.keyword, item.date, token),
            cancellationToken);
        await foreach (var result in results.ConfigureAwait(false))
        {
            state = state with { Done = state.Done + 1, Failed = state.Failed + (result.Failure is null ? 0 : 1) };
            progress?.Report(state);
            yield return result;
        }
    }

    private async Task<CampaignHeatmap> GetHeatmapAsync(
        Campaign campaign, HeatmapSelection selection, Keyword keyword, Timestamp date, CancellationToken cancellationToken)
    {
        try
        {
            var options = new GetHeatmapOptions { Cid = selection.Cid, PlaceIds = selection.PlaceIds };
            var heatmap = await GetHeatmapAsync(campaign.Id, keyword.Id, date, options, cancellationToken).ConfigureAwait(false);
            return new(keyword, date, heatmap, null);
        }
        catch (SemrushApiException failure) when (failure is not SemrushAuthenticationException)
        {
            return new(keyword, date, null, failure);
        }
    }
}
