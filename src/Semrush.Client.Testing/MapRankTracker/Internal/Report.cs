using System.Collections.Concurrent;
using Semrush.Client.Testing.Timestamps.Internal;

namespace Semrush.Client.Testing.MapRankTracker.Internal;

/// <summary>
/// What was collected at one time: the keywords and points are those of the campaign then, whatever has become of it since.
/// </summary>
internal sealed class Report(
    string date, IReadOnlyList<Keyword> keywords, IReadOnlyList<GridPoint> points, IReadOnlyList<Business> businesses)
{
    private readonly ConcurrentDictionary<string, Ranking> _rankings = new();

    /// <summary>The date as text, which is its identity: clients send it back to the last digit.</summary>
    public string Date { get; } = date;

    public Instant Instant { get; } = Instant.Parse(date);

    public IReadOnlyList<Keyword> Keywords { get; } = keywords;

    public IReadOnlyList<GridPoint> Points { get; } = points;

    /// <summary>The campaign's own business, then its competitors.</summary>
    public IReadOnlyList<Business> Businesses { get; } = businesses;

    public Keyword? Keyword(string? id) => Keywords.FirstOrDefault(keyword => keyword.Id == id);

    public Ranking RankingOf(Keyword keyword) =>
        _rankings.GetOrAdd(keyword.Id, _ => new Ranking(keyword.Name, Date, Points, Businesses));

    /// <summary>The index of the named business; below 0 where nothing is known of it.</summary>
    public int IndexOf(string? cid, IReadOnlyList<string> placeIds)
    {
        for (var index = 0; index < Businesses.Count; index++)
        {
            if (Businesses[index].IsNamedBy(cid, placeIds))
                return index;
        }

        return -1;
    }
}
