namespace Semrush.Client.Testing.MapRankTracker.Internal;

/// <summary>An order such as `createdAt,DESC`; the contract has checked that it is a known one.</summary>
internal sealed record SortOrder(string Field, bool IsDescending)
{
    public static SortOrder Read(string text)
    {
        var parts = text.Split(',');
        return new SortOrder(parts[0], parts.Length > 1 && parts[1] == "DESC");
    }

    public IOrderedEnumerable<T> Apply<T, TKey>(IEnumerable<T> items, Func<T, TKey> key, IComparer<TKey>? comparer = null) =>
        IsDescending ? items.OrderByDescending(key, comparer) : items.OrderBy(key, comparer);
}
