using System.Runtime.CompilerServices;
using Semrush.Client.Http.Internal;
using Semrush.Client.Http.Internal.Reading;

namespace Semrush.Client;

/// <summary>Creates paged lists for tests.</summary>
public static class AsyncPageable
{
    /// <summary>Creates a list of given pages, for a fake client to return.</summary>
    /// <typeparam name="TItem">The type of an item.</typeparam>
    /// <typeparam name="TPage">The type of a page.</typeparam>
    /// <param name="pages">The pages.</param>
    /// <param name="items">Returns the items of a page.</param>
    public static AsyncPageable<TItem, TPage> FromPages<TItem, TPage>(IReadOnlyList<TPage> pages, Func<TPage, IReadOnlyList<TItem>> items)
        where TPage : class
    {
        ArgumentNullException.ThrowIfNull(pages);
        ArgumentNullException.ThrowIfNull(items);
        return new(pages, items);
    }
}

/// <summary>A list that the server returns in pages. Enumerate its items, or its pages with <see cref="AsPages"/>.</summary>
/// <typeparam name="TItem">The type of an item.</typeparam>
/// <typeparam name="TPage">The type of a page, which contains its items.</typeparam>
/// <remarks>
/// Each enumeration starts at the first page. A page is requested after the previous one has been read, or earlier with
/// <see cref="WithPrefetch"/>. The list ends where the server marks the end (<c>last</c> or <c>totalPages</c>), or at an empty page. A page
/// with fewer items than requested does not end it, as the server may ignore the requested size.
/// </remarks>
public sealed class AsyncPageable<TItem, TPage> : IAsyncEnumerable<TItem>
    where TPage : class
{
    private readonly Func<int, CancellationToken, Task<TPage>> _fetch;
    private readonly Func<TPage, Facts> _describe;
    private readonly int _first;
    private readonly ApiOperation _operation;
    private readonly CancellationToken _cancellationToken;
    private readonly int _ahead;
    private readonly IReadOnlyList<TPage>? _pages;

    internal AsyncPageable(IReadOnlyList<TPage> pages, Func<TPage, IReadOnlyList<TItem>> items)
        : this(null!, page => new(items(page), null, null, null), 0, null!, CancellationToken.None) => _pages = pages;

    internal AsyncPageable(
        Func<int, CancellationToken, Task<TPage>> fetch,
        Func<TPage, Facts> describe,
        int first,
        ApiOperation operation,
        CancellationToken cancellationToken,
        int ahead = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first, "page");
        _fetch = fetch;
        _describe = describe;
        _first = first;
        _operation = operation;
        _cancellationToken = cancellationToken;
        _ahead = ahead;
    }

    /// <summary>Returns the same list, which fetches the next pages while a page is read.</summary>
    /// <param name="pages">The maximum number of pages to fetch ahead, 1 or more. It limits memory and unnecessary requests.</param>
    /// <remarks>
    /// A page is fetched ahead only if the server has reported that it exists. Each page waits for the rate limit like a single call, so
    /// another call waits behind at most <paramref name="pages"/> of them.
    /// </remarks>
    /// <returns>A new list. This one is not changed.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="pages"/> is less than 1.</exception>
    public AsyncPageable<TItem, TPage> WithPrefetch(int pages = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pages, 1);
        return _pages is null ? new(_fetch, _describe, _first, _operation, _cancellationToken, pages) : this;
    }

    /// <summary>Enumerates the items.</summary>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    public async IAsyncEnumerator<TItem> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        await foreach (var page in AsPages(cancellationToken).ConfigureAwait(false))
        {
            foreach (var item in _describe(page).Items ?? [])
            {
                _cancellationToken.ThrowIfCancellationRequested();
                cancellationToken.ThrowIfCancellationRequested();
                yield return item;
            }
        }
    }

    /// <summary>Enumerates the pages.</summary>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    /// <exception cref="SemrushApiException">A page could not be fetched, or the server returned another page than requested.</exception>
    public async IAsyncEnumerable<TPage> AsPages([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var page in _pages ?? [])
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return page;
        }

        if (_pages is not null)
            yield break;
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(_cancellationToken, cancellationToken);
        var fetches = new Bulk.InFlight<TPage>(linked);
        await using var _ = fetches.ConfigureAwait(false);
        Facts previous = default;
        var known = _first;
        for (var number = _first; ; number++)
        {
            // The next page, and those after it that are known to exist.
            Fetch(fetches, number, Math.Max(number, Ahead(number, known)));
            var page = await fetches.TakeAsync(cancellationToken, _cancellationToken).ConfigureAwait(false);
            var facts = _describe(page);
            // Continuing would silently skip the requested page.
            if (facts.InPlaceOf(number, previous) is { } given)
                throw new SemrushApiException(
                    FormattableString.Invariant($"Semrush returned page {given} of {_operation.Name} where page {number} was requested: ")
                        + "the rest of the list cannot be read.",
                    new(_operation.Name));
            known = number + facts.After(number);
            // These requests run while the caller reads this page.
            Fetch(fetches, number + 1, Ahead(number, known));
            yield return page;
            if (facts.IsLast(number))
                yield break;
            previous = facts;
        }
    }

    private int Ahead(int number, int known) => (int)Math.Min(known, (long)number + _ahead);

    // Every fetch in flight is of a page from the given number on, in order.
    private void Fetch(Bulk.InFlight<TPage> fetches, int number, int last)
    {
        for (var next = number + fetches.Count; next <= last; next++)
        {
            var page = next;
            fetches.Add(token => _fetch(page, token));
        }
    }

    /// <summary>The paging members of a page.</summary>
    internal readonly record struct Facts(IReadOnlyList<TItem>? Items, bool? Last, int? TotalPages, int? Number)
    {
        public bool IsLast(int number) => Last == true
            || (Items is not { Count: > 0 } && !(ReferenceEquals(Items, LeftOut<TItem>.All) && number + 1 < TotalPages))
            || (Last is null && TotalPages is { } total && number + 1 >= total);

        /// <summary>The number of pages that are known to follow the page with this number.</summary>
        public int After(int number) => IsLast(number) ? 0 : Math.Max((TotalPages ?? 0) - number - 1, Last == false ? 1 : 0);

        /// <summary>The number of the returned page, if it is not the requested one.</summary>
        public int? InPlaceOf(int asked, Facts previous)
        {
            if (Number is { } given && given != asked)
                return given;
            // A page with the same items as the previous one is correct if new items were added meanwhile. It is also what a server returns
            // that ignores the page number, which would never end. It is accepted only if its number is correct and the end is known.
            var isEnding = Number is not null && (Last == true || asked < TotalPages);
            return !isEnding && HasItemsOf(previous) ? asked - 1 : null;
        }

        // Compared by text, as records compare their lists by reference.
        private bool HasItemsOf(Facts previous)
            => Items is { Count: > 0 } && previous.Items is { } before
                && Items.Select(Text).SequenceEqual(before.Select(Text), StringComparer.Ordinal);

        private static string? Text(TItem item) => item?.ToString();
    }
}
