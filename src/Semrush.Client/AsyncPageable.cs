using System.Globalization;
using System.Runtime.CompilerServices;
using Semrush.Client.Http.Internal;

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

    /// <summary>The place of a page in its list.</summary>
    /// <param name="Unit">What is counted, such as <c>page</c>.</param>
    /// <param name="Number">The number of the page, or the offset of its first item.</param>
    /// <param name="Cursor">The cursor of the page, if it has one.</param>
    internal readonly record struct Position(string Unit, long Number, string? Cursor = null)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Unit} {Cursor ?? $"{Number}"}");
    }
}

/// <summary>A list that the server returns in pages. Enumerate its items, or its pages with <see cref="AsPages"/>.</summary>
/// <typeparam name="TItem">The type of an item.</typeparam>
/// <typeparam name="TPage">The type of a page, which contains its items.</typeparam>
/// <remarks>
/// Each enumeration starts at the first page, or at the page that the options state. A page is requested after the previous one has been
/// read, or earlier with <see cref="WithPrefetch"/>. The list ends where a page states its end. If no page states it, a list by page number
/// ends at an empty page, and a list by offset at a page that is shorter than the page size.
/// </remarks>
public sealed class AsyncPageable<TItem, TPage> : IAsyncEnumerable<TItem>
    where TPage : class
{
    private readonly Func<AsyncPageable.Position, CancellationToken, Task<TPage>> _fetch;
    private readonly Func<TPage, Paging<TItem>> _describe;
    private readonly AsyncPageable.Position _first;
    private readonly ApiOperation _operation;
    private readonly CancellationToken _cancellationToken;
    private readonly int _ahead;
    private readonly IReadOnlyList<TPage>? _pages;

    internal AsyncPageable(IReadOnlyList<TPage> pages, Func<TPage, IReadOnlyList<TItem>> items)
        : this(null!, page => new Paging<TItem>.Cursors(items(page), null), default, null!, CancellationToken.None) => _pages = pages;

    internal AsyncPageable(
        Func<AsyncPageable.Position, CancellationToken, Task<TPage>> fetch,
        Func<TPage, Paging<TItem>> describe,
        AsyncPageable.Position first,
        ApiOperation operation,
        CancellationToken cancellationToken,
        int ahead = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first.Number, first.Unit);
        (_fetch, _describe, _first, _operation, _cancellationToken, _ahead) = (fetch, describe, first, operation, cancellationToken, ahead);
    }

    /// <summary>Returns the same list, which fetches the next pages while a page is read.</summary>
    /// <param name="pages">The maximum number of pages to fetch ahead, 1 or more. It limits memory and unnecessary requests.</param>
    /// <remarks>
    /// A page is fetched ahead only if the server has reported that it exists, or if the page before it is full. Each page waits for the
    /// rate limit like a single call, so another call waits behind at most <paramref name="pages"/> of them.
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
            foreach (var item in _describe(page).Items)
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
        var positions = new Queue<AsyncPageable.Position>();
        var seen = new HashSet<AsyncPageable.Position>();
        Paging<TItem>? previous = null;
        Fetch(_first);
        while (positions.TryDequeue(out var at))
        {
            var page = await fetches.TakeAsync(cancellationToken, _cancellationToken).ConfigureAwait(false);
            var facts = _describe(page);
            seen.Add(at);
            var next = facts.Next(at, previous);
            // To continue would skip the requested page without an error, or never end.
            if ((facts.InPlaceOf(at, previous) ?? (next is { } again && seen.Contains(again) ? next : null)) is { } given)
                throw new SemrushApiException(
                    $"Semrush returned {given} of {_operation.Name} where {at} was requested: the rest of the list cannot be read.",
                    new(_operation.Name));
            // Pages that were fetched ahead are dropped if others follow than expected.
            while (next is not null && positions.TryPeek(out var ahead) && ahead != next)
            {
                positions.Dequeue();
                await fetches.DropAsync().ConfigureAwait(false);
            }

            // These requests run while the caller reads this page.
            FetchAhead(_ahead);
            yield return page;
            if (next is not { } following)
                yield break;
            FetchAhead(_ahead + 1);
            if (positions.Count == 0)
                Fetch(following);
            previous = facts;

            void FetchAhead(int pages)
            {
                for (var known = Math.Min(facts.Known(at, previous), pages); positions.Count < known;)
                    Fetch(facts.After(at, positions.Count + 1));
            }
        }

        void Fetch(AsyncPageable.Position at)
        {
            positions.Enqueue(at);
            fetches.Add(token => _fetch(at, token));
        }
    }
}
