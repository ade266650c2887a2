namespace Semrush.Client.Testing.Internal;

/// <summary>The result of one collection. A later change of the campaign does not change its keywords and points.</summary>
internal sealed class Report(
    string date, IReadOnlyList<Keyword> keywords, IReadOnlyList<GridPoint> points, IReadOnlyList<Business> businesses)
{
    private readonly Dictionary<string, Ranking> _rankings = [];

    /// <summary>The date with its text, which clients send back to the last digit.</summary>
    public Timestamp Date { get; } = TimestampText.Parse(date);

    public IReadOnlyList<Keyword> Keywords => keywords;

    public IReadOnlyList<GridPoint> Points => points;

    /// <summary>The campaign's own business, then its competitors.</summary>
    public IReadOnlyList<Business> Businesses => businesses;

    public Keyword? FindKeyword(string? id) => keywords.FirstOrDefault(keyword => keyword.Id == id);

    /// <summary>The ranking for a keyword; null for an unknown one.</summary>
    public Ranking? RankingOf(string? keywordId)
    {
        if (FindKeyword(keywordId) is not { } keyword)
            return null;
        return _rankings.TryGetValue(keyword.Id, out var known) ? known : _rankings[keyword.Id] = new Ranking(keyword.Name, this);
    }

    /// <summary>The averages of the campaign's own business over the keywords.</summary>
    public (double Position, double Share) Averages()
    {
        var rankings = keywords.Select(keyword => RankingOf(keyword.Id)!).ToList();
        return rankings.Count == 0
            ? (Ranking.BeyondPosition, 0)
            : (rankings.Average(ranking => ranking.AveragePosition(0)), rankings.Average(ranking => ranking.ShareOfVoice(0)));
    }
}

/// <summary>
/// The positions of the businesses of a report for a keyword, at every point. Heatmaps, metrics and competitors are derived from it and
/// agree. At each point, the businesses are ordered by their distance, a quality and a random part, the same in every run.
/// </summary>
internal sealed class Ranking
{
    /// <summary>The position beyond 20 in an average; also the average for a keyword that a campaign does not have.</summary>
    public const int BeyondPosition = 21;

    private readonly int[][] _order;

    public Ranking(string keyword, Report report)
    {
        var businesses = report.Businesses;
        var quality = businesses.Select(business => 0.9 * StableHash.Unit($"{keyword} {business.Cid}")).ToArray();
        // The campaign's own business is a good one.
        quality[0] *= 0.3;
        var reach = report.Points.Select(point => point.Coordinates.KilometersTo(businesses[0].Coordinates)).Append(0.1).Max();
        _order = [.. report.Points.Select(point => Enumerable.Range(0, businesses.Count).OrderBy(index => Score(point, index)).ToArray())];

        double Score(GridPoint point, int index)
            => (point.Coordinates.KilometersTo(businesses[index].Coordinates) / reach) + quality[index]
            + (0.25 * StableHash.Unit($"{report.Date} {keyword} {businesses[index].Cid} {point.Id}"));
    }

    /// <summary>The position of a business at a point, 1 for the best.</summary>
    public int Position(int point, int business) => Array.IndexOf(_order[point], business) + 1;

    /// <summary>The mean of the positions over the points; one beyond 20 counts as 21.</summary>
    public double AveragePosition(int business)
        => Positions(business).Select(position => Math.Min(position, BeyondPosition)).DefaultIfEmpty(BeyondPosition).Average();

    /// <summary>The mean of the shares over the points, in percent.</summary>
    /// <remarks>
    /// It is only documented that better positions have more weight. With these shares, the mean is near the documented ones: 24 for an
    /// average position of 1.4, 6 for one of 10.4.
    /// </remarks>
    public double ShareOfVoice(int business)
        => Positions(business).Select(position => position < BeyondPosition ? 28.0 / position : 0).DefaultIfEmpty(0).Average();

    private IEnumerable<int> Positions(int business) => Enumerable.Range(0, _order.Length).Select(point => Position(point, business));
}
