using Semrush.Client.Http.Internal.Reading;

namespace Semrush.Client.Http.Internal;

/// <summary>The paging members of a page.</summary>
internal readonly record struct PageFacts<T>(IReadOnlyList<T>? Items, bool? Last, int? TotalPages, int? Number)
{
    public bool IsLast(int number) => Last == true
        || (Items is not { Count: > 0 } && !(ReferenceEquals(Items, LeftOut<T>.All) && number + 1 < TotalPages))
        || (Last is null && TotalPages is { } total && number + 1 >= total);

    /// <summary>The number of pages that are known to follow the page with this number.</summary>
    public int After(int number) => IsLast(number) ? 0 : Math.Max((TotalPages ?? 0) - number - 1, Last == false ? 1 : 0);

    /// <summary>The number of the returned page, if it is not the requested one.</summary>
    public int? InPlaceOf(int asked, PageFacts<T> previous)
    {
        if (Number is { } given && given != asked)
            return given;
        // A page with the same items as the previous one is correct if new items were added meanwhile. It is also what a server returns
        // that ignores the page number, which would never end. It is accepted only if its number is correct and the end is known.
        var isEnding = Number is not null && (Last == true || asked < TotalPages);
        return !isEnding && HasItemsOf(previous) ? asked - 1 : null;
    }

    // Compared by text, as records compare their lists by reference.
    private bool HasItemsOf(PageFacts<T> previous)
        => Items is { Count: > 0 } && previous.Items is { } before
            && Items.Select(Text).SequenceEqual(before.Select(Text), StringComparer.Ordinal);

    private static string? Text(T item) => item?.ToString();
}
