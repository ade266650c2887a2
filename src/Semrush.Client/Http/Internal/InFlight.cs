namespace Semrush.Client.Http.Internal;

/// <summary>Work that was started before its result is asked for. What nobody takes is cancelled and waited for, so that nothing goes on unseen.</summary>
internal sealed class InFlight<T>(CancellationTokenSource abandoned) : IAsyncDisposable
{
    private readonly Queue<Task<T>> _work = new();

    public int Count => _work.Count;

    public void Add(Func<CancellationToken, Task<T>> start) => _work.Enqueue(start(abandoned.Token));

    /// <summary>The result that was started first.</summary>
    /// <param name="callers">Whoever may have cancelled it: they know only tokens of their own.</param>
    public async Task<T> TakeAsync(params CancellationToken[] callers)
    {
        try
        {
            return await _work.Dequeue().ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (Array.Exists(callers, static caller => caller.IsCancellationRequested))
        {
            throw new OperationCanceledException(exception.Message, exception, Array.Find(callers, static caller => caller.IsCancellationRequested));
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
