using System.Runtime.CompilerServices;

namespace Semrush.Client.Http.Internal;

/// <summary>Runs many calls concurrently, with their results in the order of the items.</summary>
internal static class Bulk
{
    /// <param name="items">The items, one for each call.</param>
    /// <param name="ahead">The maximum number of calls whose results are not read yet, which limits memory.</param>
    /// <param name="call">Starts the call of an item.</param>
    /// <param name="cancellationToken">Cancels all calls.</param>
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

    // The mark is set in an asynchronous method, so that it does not flow to the caller.
    private static async Task<TResult> CallAsync<TItem, TResult>(
        Func<TItem, CancellationToken, Task<TResult>> call, TItem item, CancellationToken cancellationToken)
    {
        Call.MarkBulk();
        return await call(item, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Running tasks in the order of their start. Disposing cancels the remaining tasks and waits for them.</summary>
    internal sealed class InFlight<T>(CancellationTokenSource abandoned) : IAsyncDisposable
    {
        private readonly Queue<Task<T>> _work = new();

        public int Count => _work.Count;

        public void Add(Func<CancellationToken, Task<T>> start) => _work.Enqueue(start(abandoned.Token));

        /// <summary>Waits for the result of the first task.</summary>
        /// <param name="callers">The callers' tokens: a cancellation is reported with the one that was cancelled.</param>
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

        /// <summary>Removes the first task, and waits for its end. Its result or exception is ignored.</summary>
        public async Task DropAsync() => await ((Task)_work.Dequeue()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        public async ValueTask DisposeAsync()
        {
            if (_work.Count == 0)
                return;
            await abandoned.CancelAsync().ConfigureAwait(false);
            foreach (Task left in _work)
                await left.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
