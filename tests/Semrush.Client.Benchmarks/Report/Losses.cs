namespace Semrush.Client.Benchmarks.Report;

/// <summary>What another client or another way does better than ours, whether a target speaks of it or not.</summary>
internal static class Losses
{
    // What is printed as 1.00× is no loss.
    private const double Noticeable = 0.995;

    public static IReadOnlyList<string> Of(ILookup<int, CaseFigures> cases, string ours, string title)
        => [.. cases.SelectMany(size => Of(size, size.Single(figures => figures.Client == ours), title))];

    private static IEnumerable<string> Of(IGrouping<int, CaseFigures> size, CaseFigures ours, string title)
    {
        foreach (var other in size.Where(other => other != ours))
        {
            if (other.Median < ours.Median * Noticeable)
                yield return $"{title}, {Figures.Number(size.Key)} points: {other.Client} takes {Figures.Times(other.Median / ours.Median)} the time of {ours.Client}{(other.MayCross(1, ours) ? $", {Verdict.WithinSpread}" : "")}.";
            if (other.Bytes < ours.Bytes * Noticeable)
                yield return $"{title}, {Figures.Number(size.Key)} points: {other.Client} takes {Figures.Times((double)other.Bytes / ours.Bytes)} the bytes of {ours.Client}.";
        }
    }
}
