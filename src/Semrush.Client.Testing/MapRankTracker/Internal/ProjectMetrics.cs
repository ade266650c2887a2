using Newtonsoft.Json.Linq;

namespace Semrush.Client.Testing.MapRankTracker.Internal;

/// <summary>
/// The averages of a campaign's own business over the keywords of the latest report, and what they gained on the report before.
/// </summary>
internal static class ProjectMetrics
{
    public static JObject? Of(Campaign campaign)
    {
        if (campaign.Reports.Count == 0)
            return null;
        var (position, share) = Of(campaign.Reports[0]);
        var (earlierPosition, earlierShare) = campaign.Reports.Count > 1 ? Of(campaign.Reports[1]) : (position, share);
        // The documented list has -1.84 for the position beside +0.646 for the share: both are the latest minus the earlier value.
        return new JObject
        {
            ["averagePosition"] = Rounded(position),
            ["averagePositionDiff"] = Rounded(position - earlierPosition),
            ["averageShareOfVoice"] = Rounded(share),
            ["averageShareOfVoiceDiff"] = Rounded(share - earlierShare),
        };
    }

    // The documented ones have up to three digits, unlike those of GetMetrics.
    private static double Rounded(double value) => Math.Round(value, 3);

    private static (double Position, double Share) Of(Report report)
    {
        var rankings = report.Keywords.Select(report.RankingOf).ToList();
        return rankings.Count == 0
            ? (Averages.BeyondPosition, 0)
            : (rankings.Average(ranking => ranking.AveragePosition(0)), rankings.Average(ranking => ranking.ShareOfVoice(0)));
    }
}
