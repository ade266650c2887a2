using System.Runtime.CompilerServices;

namespace Semrush.Client.Http.Internal;

/// <summary>Many calls at once, their results in the order of the items.</summary>
internal static class Bulk
{
    /// <summary>Runs the calls. The rate limit sets the pace; here, enough calls are kept waiting for it.</summary>
    /// <param name="items">What to call for.</param>
    /// <param name="ahead">How many results may be waiting for the reader: it bounds the memory.</param>
    /// <param name="call">One call.</param>
    /// <param name="cancellationToken">Cancels all of them.</param>
    public static async IAsyncEnumerable<TResult> RunAsync<TItem, TResult>(
        IEnumerable<TItem> items,
        int ahead,
        Func<TItem, CancellationToken, Task<TResult>> call,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var abandoned = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var work = new InFlight<TResult>(abandoned);
        await using var _ = work.ConfigureAwait(false);
        foreach (var item in items)
        {
            work.Add(token => CallAsync(call, item, token));
            if (work.Count == ahead)
                yield return await work.TakeAsync(cancellationToken).ConfigureAwait(false);
        }

        while (work.Count > 0)
            yield return await work.TakeAsync(cancellationToken).ConfigureAwait(false);
    }

    // What an asynchronous method sets ends with it: neither the reader nor the enumeration of the items sees it.
    private static async Task<TResult> CallAsync<TItem, TResult>(
        Func<TItem, CancellationToken, Task<TResult>> call, TItem item, CancellationToken cancellationToken)
    {
        Call.MarkBulk();
        return await call(item, cancellationToken).ConfigureAwait(false);
    }
}

/// <summary>Work that was started before its result is asked for. A result that is not taken is cancelled and waited for.</summary>
internal sealed class InFlight<T>(CancellationTokenSource abandoned) : IAsyncDisposable
{
    private readonly Queue<Task<T>> _work = new();

    public int Count => _work.Count;

    public void Add(Func<CancellationToken, Task<T>> start) => _work.Enqueue(start(abandoned.Token));

    /// <summary>The result that was started first.</summary>
    /// <param name="callers">The tokens of the callers, any of which may have cancelled it.</param>
    public async Task<T> TakeAsync(params CancellationToken[] callers)
    {
        try
        {
            return await _work.Dequeue().ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (Array.Exists(callers, static caller => caller.IsCancellationRequested))
        {
            var caller = Array.Find(callers, static caller => caller.IsCancellationRequested);
            throw new OperationCanceledException(exception.Message, exception, caller);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_work.Count == 0)
            return;
        await abandoned.CancelAsync().ConfigureAwait(false);
        foreach (Task left in _work)
            await left.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
