namespace Semrush.Client.Http.Internal;

/// <summary>Work that was started before its result is asked for. What nobody takes is cancelled and waited for, so that nothing goes on unseen.</summary>
internal sealed class InFlight<T>(CancellationTokenSource abandoned) : IAsyncDisposable
{
    private readonly Queue<Task<T>> _work = new();

    public int Count => _work.Count;

    public void Add(Func<CancellationToken, Task<T>> start) => _work.Enqueue(start(abandoned.Token));

    /// <summary>The result that was started first.</summary>
    public Task<T> TakeAsync() => _work.Dequeue();

    public async ValueTask DisposeAsync()
    {
        if (_work.Count == 0)
            return;
        await abandoned.CancelAsync().ConfigureAwait(false);
        foreach (Task left in _work)
            await left.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
