
namespace Semrush.Client.MapRankTracker;

/// <summary>The heatmap of one keyword in one report, or why it could not be had.</summary>
/// <param name="Keyword">The keyword.</param>
/// <param name="ReportDate">The date of the report.</param>
/// <param name="Heatmap">The heatmap; <see langword="null"/> when the call failed.</param>
/// <param name="Failure">The failure, after all repetitions; <see langword="null"/> when there is a heatmap.</param>
public sealed record CampaignHeatmap(Keyword Keyword, Timestamp ReportDate, Heatmap? Heatmap, SemrushApiException? Failure);
