namespace Semrush.Client.Testing.MapRankTracker.Internal;

/// <summary>
/// Where every business of a campaign ranks for a keyword at every point of a report. At each point the businesses are sorted by how far
/// away and how good they are, so that heatmaps, metrics and competitors agree, and no two businesses share a rank.
/// </summary>
internal sealed class Ranking
{
    // Distance decides most; the last part changes from report to report, the others do not.
    private const double QualityWeight = 0.9;
    private const double PlaceWeight = 0.15;
    private const double ReportWeight = 0.15;

    private readonly int[][] _positions;

    public Ranking(string keyword, string reportDate, IReadOnlyList<GridPoint> points, IReadOnlyList<Business> businesses)
    {
        var keywordHash = StableHash.Of(keyword);
        var reportHash = StableHash.Of(reportDate);
        var hashes = businesses.Select(business => StableHash.Combine(StableHash.Of(business.Cid), keywordHash)).ToArray();
        // The campaign's own business comes first in the list, and is a good one.
        var qualities = hashes.Select((hash, index) => index == 0 ? 0.3 * StableHash.Unit(hash) : StableHash.Unit(hash)).ToArray();
        var center = businesses[0].Coordinates;
        var reach = Math.Max(0.1, points.Select(point => point.Coordinates.KilometersTo(center)).DefaultIfEmpty(1).Max());
        _positions = [.. points.Select(point => PositionsAt(point))];

        int[] PositionsAt(GridPoint point)
        {
            var place = StableHash.Of(FormattableString.Invariant($"{point.Coordinates.Lat:R} {point.Coordinates.Lng:R}"));
            var scores = new double[businesses.Count];
            for (var index = 0; index < scores.Length; index++)
            {
                var here = StableHash.Combine(hashes[index], place);
                scores[index] = (point.Coordinates.KilometersTo(businesses[index].Coordinates) / reach)
                    + (QualityWeight * qualities[index])
                    + (PlaceWeight * StableHash.Unit(here))
                    + (ReportWeight * StableHash.Unit(StableHash.Combine(here, reportHash)));
            }

            return Ranks(scores);
        }
    }

    /// <summary>The position of a business at a point, 1 for the best.</summary>
    public int Position(int point, int business) => _positions[point][business];

    /// <summary>The mean of the positions over the points; one beyond 20 counts as 21.</summary>
    public double AveragePosition(int business) =>
        _positions.Select(point => Math.Min(point[business], Averages.BeyondPosition)).DefaultIfEmpty(Averages.BeyondPosition).Average();

    /// <summary>The mean of the shares over the points, in percent.</summary>
    public double ShareOfVoice(int business) => _positions.Select(point => Averages.Share(point[business])).DefaultIfEmpty(0).Average();

    private static int[] Ranks(double[] scores)
    {
        var order = Enumerable.Range(0, scores.Length).ToArray();
        Array.Sort(scores, order);
        var ranks = new int[order.Length];
        for (var rank = 0; rank < order.Length; rank++)
            ranks[order[rank]] = rank + 1;
        return ranks;
    }
}
