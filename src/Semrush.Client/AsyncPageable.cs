using System.Runtime.CompilerServices;
using Semrush.Client.Http.Internal;

namespace Semrush.Client;

/// <summary>Makes lists for tests.</summary>
public static class AsyncPageable
{
    /// <summary>A list of pages that are there already, as a fake of a client returns it.</summary>
    /// <typeparam name="TItem">An item.</typeparam>
    /// <typeparam name="TPage">A page.</typeparam>
    /// <param name="pages">The pages.</param>
    /// <param name="items">The items of a page.</param>
    public static AsyncPageable<TItem, TPage> FromPages<TItem, TPage>(IReadOnlyList<TPage> pages, Func<TPage, IReadOnlyList<TItem>> items)
        where TPage : class
    {
        ArgumentNullException.ThrowIfNull(pages);
        ArgumentNullException.ThrowIfNull(items);
        return new(pages, items);
    }
}

/// <summary>A list that the server hands out in pages: enumerate the items, or <see cref="AsPages"/>.</summary>
/// <typeparam name="TItem">An item.</typeparam>
/// <typeparam name="TPage">What the server says about a page, its items included.</typeparam>
/// <remarks>
/// <para>
/// Each enumeration starts anew, and a page is asked for only when the one before has been read, unless <see cref="WithPrefetch"/> is used.
/// </para>
/// <para>
/// The end is where the server says so (<c>last</c>, or <c>totalPages</c>), or an empty page; the size of a page proves nothing,
/// as the server may ignore the one that was asked for.
/// </para>
/// </remarks>
public sealed class AsyncPageable<TItem, TPage> : IAsyncEnumerable<TItem>
    where TPage : class
{
    private readonly Func<int, CancellationToken, Task<TPage>> _fetch;
    private readonly Func<TPage, PageFacts<TItem>> _describe;
    private readonly int _first;
    private readonly ApiOperation _operation;
    private readonly CancellationToken _cancellationToken;
    private readonly int _ahead;
    private readonly IReadOnlyList<TPage>? _pages;

    internal AsyncPageable(IReadOnlyList<TPage> pages, Func<TPage, IReadOnlyList<TItem>> items)
        : this(null!, page => new(items(page), null, null, null), 0, null!, CancellationToken.None) => _pages = pages;

    internal AsyncPageable(
        Func<int, CancellationToken, Task<TPage>> fetch,
        Func<TPage, PageFacts<TItem>> describe,
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

    /// <summary>The same list, with the next pages fetched while one is read.</summary>
    /// <param name="pages">
    /// How many pages may be fetched ahead, 1 or more: it bounds the memory, and what is fetched for nothing when the enumeration is given
    /// up.
    /// </param>
    /// <remarks>
    /// Only pages are fetched ahead of which the server has said that there are any, also while the wanted one is on its way. The rate
    /// limit stays, and each page waits for it like a single call: others wait behind <paramref name="pages"/> of them at most.
    /// </remarks>
    /// <returns>A list of its own; this one stays as it is.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="pages"/> is less than 1.</exception>
    public AsyncPageable<TItem, TPage> WithPrefetch(int pages = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pages, 1);
        return _pages is null ? new(_fetch, _describe, _first, _operation, _cancellationToken, pages) : this;
    }

    /// <summary>The items, one by one.</summary>
    /// <param name="cancellationToken">Ends the enumeration.</param>
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

    /// <summary>The pages, one by one.</summary>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <exception cref="SemrushApiException">A page could not be had, or the server gave another page than the one asked for.</exception>
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
        var fetches = new InFlight<TPage>(linked);
        await using var _ = fetches.ConfigureAwait(false);
        PageFacts<TItem> previous = default;
        var known = _first;
        for (var number = _first; ; number++)
        {
            // The page that is wanted, and those after it that there are for certain.
            Fetch(fetches, number, Math.Max(number, Ahead(number, known)));
            var page = await fetches.TakeAsync(cancellationToken, _cancellationToken).ConfigureAwait(false);
            var facts = _describe(page);
            // What the server holds back would be lost unseen.
            if (facts.InPlaceOf(number, previous) is { } given)
                throw PageFacts.WrongPage(_operation, number, given);
            known = number + facts.After(number);
            // They are on their way while this one is read.
            Fetch(fetches, number + 1, Ahead(number, known));
            yield return page;
            if (facts.IsLast(number))
                yield break;
            previous = facts;
        }
    }

    private int Ahead(int number, int known) => (int)Math.Min(known, (long)number + _ahead);

    // Those from the given number on are on their way already, one for each that is counted.
    private void Fetch(InFlight<TPage> fetches, int number, int last)
    {
        for (var next = number + fetches.Count; next <= last; next++)
        {
            var page = next;
            fetches.Add(token => _fetch(page, token));
        }
    }
}
