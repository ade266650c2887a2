using System.Runtime.CompilerServices;
using Semrush.Client.Http.Internal;

namespace Semrush.Client.Http;

/// <summary>A list that the server hands out in pages: enumerate the items, or <see cref="AsPages"/>.</summary>
/// <typeparam name="TItem">An item.</typeparam>
/// <typeparam name="TPage">What the server says about a page, its items included.</typeparam>
/// <remarks>
/// <para>Each enumeration starts anew, and a page is asked for only when the one before has been read.</para>
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

    internal AsyncPageable(
        Func<int, CancellationToken, Task<TPage>> fetch,
        Func<TPage, PageFacts<TItem>> describe,
        int first,
        ApiOperation operation,
        CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first, "page");
        _fetch = fetch;
        _describe = describe;
        _first = first;
        _operation = operation;
        _cancellationToken = cancellationToken;
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
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(_cancellationToken, cancellationToken);
        PageFacts<TItem> previous = default;
        for (var number = _first; ; number++)
        {
            var page = await _fetch(number, linked.Token).ConfigureAwait(false);
            var facts = _describe(page);
            // What the server holds back would be lost unseen.
            if (facts.InPlaceOf(number, previous) is { } given)
                throw PageFacts.WrongPage(_operation, number, given);
            yield return page;
            if (facts.IsLast(number))
                yield break;
            previous = facts;
        }
    }
}
