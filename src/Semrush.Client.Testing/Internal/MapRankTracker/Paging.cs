namespace Semrush.Client.Testing.Internal;

/// <summary>Pages of a list, in the order and with the members that Spring gives them.</summary>
internal static class Paging
{
    /// <summary>The requested page. A page beyond the last one is empty.</summary>
    public static object Page<T>(EmulatedRequest request, IReadOnlyList<T> items)
    {
        var number = (int?)request.Parameters.GetValueOrDefault("page") ?? 0;
        var size = (int?)request.Parameters.GetValueOrDefault("size") ?? 10;
        var offset = (long)number * size;
        var content = items.Skip((int)Math.Min(offset, items.Count)).Take(size).ToList();
        var totalPages = (int)(((long)items.Count + size - 1) / size);
        // The lists have a default order, so that they are always sorted.
        var sort = new { empty = false, unsorted = false, sorted = true };
        return new
        {
            content,
            pageable = new { pageNumber = number, pageSize = size, sort, offset, paged = true, unpaged = false },
            last = number + 1L >= totalPages,
            totalPages,
            totalElements = items.Count,
            first = number == 0,
            size,
            number,
            sort,
            numberOfElements = content.Count,
            empty = content.Count == 0,
        };
    }

    /// <summary>The field of an order such as `createdAt,DESC`, which the contract has checked.</summary>
    public static string Field(string order) => order.Split(',')[0];

    public static IOrderedEnumerable<T> Sort<T, TKey>(
        string order, IEnumerable<T> items, Func<T, TKey> key, IComparer<TKey>? comparer = null)
        => order.EndsWith(",DESC", StringComparison.Ordinal) ? items.OrderByDescending(key, comparer) : items.OrderBy(key, comparer);
}
