using Newtonsoft.Json.Linq;
using Semrush.Client.Testing.Requests.Internal;

namespace Semrush.Client.Testing.MapRankTracker.Internal;

/// <summary>A page of a list, with the members that Spring gives it. A page beyond the last one is empty.</summary>
internal static class PageDocument
{
    public static JObject Of(EmulatedRequest request, IReadOnlyList<JObject> items)
    {
        var (number, size) = (request.Integer("page", 0), request.Integer("size", 10));
        var offset = (long)number * size;
        var content = items.Skip((int)Math.Min(offset, items.Count)).Take(size).ToList();
        var totalPages = (int)(((long)items.Count + size - 1) / size);
        return new JObject
        {
            ["content"] = new JArray(content),
            ["pageable"] = new JObject
            {
                ["pageNumber"] = number,
                ["pageSize"] = size,
                ["sort"] = Sorted(),
                ["offset"] = offset,
                ["paged"] = true,
                ["unpaged"] = false,
            },
            ["last"] = number + 1L >= totalPages,
            ["totalPages"] = totalPages,
            ["totalElements"] = items.Count,
            ["first"] = number == 0,
            ["size"] = size,
            ["number"] = number,
            ["sort"] = Sorted(),
            ["numberOfElements"] = content.Count,
            ["empty"] = content.Count == 0,
        };
    }

    // Both lists have a default order, so they are always sorted.
    private static JObject Sorted() => new() { ["empty"] = false, ["unsorted"] = false, ["sorted"] = true };
}
