using Semrush.Client.Http.Internal.Reading;
using static Semrush.Client.AsyncPageable;

namespace Semrush.Client.Http.Internal;

/// <summary>What a page states about its list. There is a subclass for each kind of paging.</summary>
/// <param name="items">The items of the page; null if the response has no list.</param>
internal abstract class Paging<TItem>(IReadOnlyList<TItem>? items)
{
    public IReadOnlyList<TItem> Items { get; } = items ?? [];

    /// <summary>The number of items in the response, including those that could not be read.</summary>
    protected int Received => items is Json.ReadList<TItem> read ? read.Received : Items.Count;

    /// <summary>The position of the next page; null if this page is the last one.</summary>
    /// <param name="at">The position of this page.</param>
    /// <param name="previous">The page before it; null if it is the first one of the enumeration.</param>
    public abstract Position? Next(Position at, Paging<TItem>? previous);

    /// <summary>The number of pages that follow, as far as this page states it; 1 if it states only that the list goes on.</summary>
    public virtual long Known(Position at, Paging<TItem>? previous) => Next(at, previous) is null ? 0 : 1;

    /// <summary>The expected position of the page that is a number of pages behind this one.</summary>
    public abstract Position After(Position at, int pages);

    /// <summary>The position of the returned page if it is not the requested one, null otherwise.</summary>
    public virtual Position? InPlaceOf(Position at, Paging<TItem>? previous) => null;

    // The items are compared by text, as records compare their lists by reference.
    protected bool Repeats(Paging<TItem>? previous)
        => Received > 0 && Received == previous?.Received
            && Items.Select(Text).SequenceEqual(previous.Items.Select(Text), StringComparer.Ordinal);

    private static string? Text(TItem item) => item?.ToString();

    /// <summary>Paging by number. A page marks the end or states the number of pages. Otherwise, an empty page ends the list.</summary>
    /// <remarks>A page with fewer items than requested is not the last one, as the server may ignore the requested size.</remarks>
    internal sealed class Numbers(IReadOnlyList<TItem>? items, int first, bool? last, long? totalPages, long? number) : Paging<TItem>(items)
    {
        public override Position? Next(Position at, Paging<TItem>? previous) => IsLast(at) ? null : After(at, 1);

        public override long Known(Position at, Paging<TItem>? previous)
            => IsLast(at) ? 0 : Math.Max(LeftAfter(at) ?? 0, last == false ? 1 : 0);

        public override Position After(Position at, int pages) => at with { Number = at.Number + pages };

        public override Position? InPlaceOf(Position at, Paging<TItem>? previous)
        {
            if (number is { } given && given != at.Number)
                return at with { Number = given };
            // A page with the same items as the previous one is correct if new items were added meanwhile. It is also what a server returns
            // that ignores the page number, which would never end. It is accepted only if its number is correct and the end is known.
            var isEnding = number is not null && (last == true || LeftAfter(at) >= 0);
            return !isEnding && Repeats(previous) ? After(at, -1) : null;
        }

        private bool IsLast(Position at) => last == true
            || (Items.Count == 0 && !(Received > 0 && LeftAfter(at) > 0))
            || (last is null && LeftAfter(at) <= 0);

        private long? LeftAfter(Position at) => totalPages - (at.Number - first) - 1;
    }

    /// <summary>Paging by offset. A page states the total. Otherwise, a page that is shorter than the page size ends the list.</summary>
    /// <param name="items">The items of the page.</param>
    /// <param name="total">The number of all items, if it is stated.</param>
    /// <param name="size">The page size that the server used, or the requested one if it cannot reduce it; null if not known.</param>
    internal sealed class Offsets(IReadOnlyList<TItem>? items, long? total, long? size) : Paging<TItem>(items)
    {
        // If the size is not known, the server may have reduced it. The page is then compared with the previous one.
        public override Position? Next(Position at, Paging<TItem>? previous)
        {
            var isLast = Received == 0 || (total is { } count ? at.Number + Received >= count : Received < (size ?? SizeOf(previous)));
            return isLast ? null : After(at, 1);
        }

        public override long Known(Position at, Paging<TItem>? previous) => Next(at, previous) is not { } next ? 0
            : total is { } count ? (count - next.Number + Received - 1) / Received : 1;

        public override Position After(Position at, int pages) => at with { Number = at.Number + (long)Received * pages };

        public override Position? InPlaceOf(Position at, Paging<TItem>? previous)
            => Repeats(previous) && Next(at, previous) is not null ? After(at, -1) : null;

        private static int? SizeOf(Paging<TItem>? page) => (page as Offsets)?.Received;
    }

    /// <summary>Paging by cursor. A page states the cursor of the next one. The last page states none.</summary>
    internal sealed class Cursors(IReadOnlyList<TItem>? items, string? next) : Paging<TItem>(items)
    {
        public override Position? Next(Position at, Paging<TItem>? previous) => string.IsNullOrEmpty(next) ? null : After(at, 1);

        public override Position After(Position at, int pages) => at with { Cursor = next };
    }
}
