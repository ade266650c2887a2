using System.Runtime.CompilerServices;
using Semrush.Client.Http.Internal;
using Semrush.Client.MapRankTracker;

namespace Semrush.Client;

public partial class MapRankTrackerClient
{
    /// <summary>Gets the heatmaps of a campaign, report by report and keyword by keyword, as fast as the rate limit allows.</summary>
    /// <remarks>
    /// <para>
    /// The calls run ahead of the reader by <see cref="HeatmapSelection.MaxAhead"/> at most; a reader who stops ends them. They give way to
    /// all other calls with the same credential, and wait for their turn as long as it takes.
    /// </para>
    /// <para>
    /// A heatmap that cannot be had is a value, so that it does not cost the others. A refused credential is an exception: all further
    /// calls would be refused, too.
    /// </para>
    /// </remarks>
    /// <param name="campaign">The campaign, as <c>GetCampaignAsync</c> gives it, with its keywords and report dates.</param>
    /// <param name="selection">Which heatmaps; all when left out.</param>
    /// <param name="progress">Is told of each heatmap before it is read.</param>
    /// <param name="cancellationToken">Ends the enumeration and the calls that are under way.</param>
    /// <returns>The heatmaps, in the order of the campaign's report dates and, within each, of its keywords.</returns>
    /// <exception cref="ArgumentException">
    /// Neither the selection nor the campaign names a business, or a keyword has no identifier. Nothing has been sent.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><see cref="HeatmapSelection.MaxAhead"/> is less than 1.</exception>
    /// <exception cref="SemrushAuthenticationException">The credential was refused.</exception>
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
        // One that fails halfway would cost those that were fetched.
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
