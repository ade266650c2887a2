namespace Semrush.Client.MapRankTracker;

/// <summary>Selects heatmaps of a campaign. By default, these are all heatmaps of the campaign's business.</summary>
public sealed record HeatmapSelection
{
    /// <summary>The CID of the business, such as a competitor's.</summary>
    /// <value>The CID of the campaign's business, unless <see cref="PlaceIds"/> is set.</value>
    public string? Cid { get; init; }

    /// <summary>Google's Place IDs of the business.</summary>
    /// <value>None.</value>
    public IReadOnlyList<string>? PlaceIds { get; init; }

    /// <summary>The keywords.</summary>
    /// <value>All keywords of the campaign.</value>
    public IReadOnlyList<Keyword>? Keywords { get; init; }

    /// <summary>The dates of the reports, in the exact text of the campaign's report dates.</summary>
    /// <value>All report dates of the campaign.</value>
    public IReadOnlyList<Timestamp>? ReportDates { get; init; }

    /// <summary>Returns whether an earlier run has fetched a heatmap. It is not fetched again, and counts as done.</summary>
    /// <remarks>It is called once for each keyword and report date, before the first heatmap is fetched.</remarks>
    /// <value>None.</value>
    public Func<Keyword, Timestamp, bool>? IsDone { get; init; }

    /// <summary>The maximum number of heatmaps that are fetched or being fetched and not yet read, 1 or more.</summary>
    /// <remarks>
    /// It limits memory: a heatmap of 49 points takes about 12 KB, one of 2,500 points about half a megabyte. Heatmaps are read in order,
    /// so a late one delays those after it. The rate is used in full if this number exceeds the number of requests in that delay.
    /// </remarks>
    /// <value>100, which allows a delay of 10 seconds at 10 requests per second.</value>
    public int MaxAhead { get; init; } = 100;
}

/// <summary>The heatmap of one keyword in one report, or the failure of its call.</summary>
/// <param name="Keyword">The keyword.</param>
/// <param name="ReportDate">The date of the report.</param>
/// <param name="Heatmap">The heatmap; <see langword="null"/> if the call failed.</param>
/// <param name="Failure">The failure after all retries; <see langword="null"/> if the call succeeded.</param>
public sealed record CampaignHeatmap(Keyword Keyword, Timestamp ReportDate, Heatmap? Heatmap, SemrushApiException? Failure);
