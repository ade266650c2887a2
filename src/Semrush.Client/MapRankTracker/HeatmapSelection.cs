namespace Semrush.Client.MapRankTracker;

/// <summary>Which heatmaps of a campaign to get. Left as it is, it stands for all of the campaign's own business.</summary>
public sealed record HeatmapSelection
{
    /// <summary>The identifier of the business, such as a competitor's.</summary>
    /// <value>That of the campaign's business, unless <see cref="PlaceIds"/> is set.</value>
    public string? Cid { get; init; }

    /// <summary>Google's Place IDs of the business.</summary>
    /// <value>None.</value>
    public IReadOnlyList<string>? PlaceIds { get; init; }

    /// <summary>The keywords.</summary>
    /// <value>All of the campaign.</value>
    public IReadOnlyList<Keyword>? Keywords { get; init; }

    /// <summary>The dates of the reports, exactly as the campaign has them.</summary>
    /// <value>All of the campaign.</value>
    public IReadOnlyList<Timestamp>? ReportDates { get; init; }

    /// <summary>
    /// Which heatmaps an earlier run has got already: they are not fetched, and count as done from the start of the progress.
    /// </summary>
    /// <remarks>It is asked once for each keyword and report date, before the first heatmap is fetched.</remarks>
    /// <value>None.</value>
    public Func<Keyword, Timestamp, bool>? IsDone { get; init; }

    /// <summary>How many heatmaps may be fetched, or be under way, beyond those that were read; 1 or more.</summary>
    /// <remarks>
    /// It bounds the memory: a heatmap of 49 points takes about 12 KB, one of 2,500 about half a megabyte. As they are read in order, one
    /// that comes late holds up those behind it; the rate limit is used fully when there are more of them than may start in that time.
    /// </remarks>
    /// <value>100: at 10 requests a second, one may be 10 seconds late.</value>
    public int MaxAhead { get; init; } = 100;
}

/// <summary>The heatmap of one keyword in one report, or why it could not be had.</summary>
/// <param name="Keyword">The keyword.</param>
/// <param name="ReportDate">The date of the report.</param>
/// <param name="Heatmap">The heatmap; <see langword="null"/> when the call failed.</param>
/// <param name="Failure">The failure, after all repetitions; <see langword="null"/> when there is a heatmap.</param>
public sealed record CampaignHeatmap(Keyword Keyword, Timestamp ReportDate, Heatmap? Heatmap, SemrushApiException? Failure);
