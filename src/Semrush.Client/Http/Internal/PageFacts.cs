using Semrush.Client.Http.Internal.Reading;

namespace Semrush.Client.Http.Internal;

/// <summary>What a page reports about itself.</summary>
internal readonly record struct PageFacts<T>(IReadOnlyList<T>? Items, bool? Last, int? TotalPages, int? Number)
{
    public bool IsLast(int number) => Last == true
        || (Items is not { Count: > 0 } && !(ReferenceEquals(Items, LeftOut<T>.All) && number + 1 < TotalPages))
        || (Last is null && TotalPages is { } total && number + 1 >= total);

    /// <summary>How many pages there are for certain after the one of this number.</summary>
    public int After(int number) => IsLast(number) ? 0 : Math.Max((TotalPages ?? 0) - number - 1, Last == false ? 1 : 0);

    /// <summary>The number of the page that was given in place of the one asked for, if one was.</summary>
    public int? InPlaceOf(int asked, PageFacts<T> previous)
    {
        if (Number is { } given && given != asked)
            return given;
        // Items that new ones have pushed down come once more on the next page, which is correct. A server that ignores the page number
        // looks
        // the same and would go on for ever, but for a number that is right and an end that is known.
        var isEnding = Number is not null && (Last == true || asked < TotalPages);
        return !isEnding && Repeats(previous) ? asked - 1 : null;
    }

    // Compared by their text: a record compares the lists within it by reference, and no two responses share one.
    private bool Repeats(PageFacts<T> previous)
        => Items is { Count: > 0 } && previous.Items is { } before
            && Items.Select(Text).SequenceEqual(before.Select(Text), StringComparer.Ordinal);

    private static string? Text(T item) => item?.ToString();
}

/// <summary>What can go wrong between pages.</summary>
internal static class PageFacts
{
    public static SemrushApiException WrongPage(ApiOperation operation, int asked, int given) => new(
        FormattableString.Invariant(
            $"Semrush returned page {given} of {operation.Name} where page {asked} was requested: the rest of the list cannot be read."),
        new(operation.Name));
}
