namespace Semrush.Client.Tests.Http.Retry;

/// <summary>A body whose first byte never comes.</summary>
/// <param name="breaks">Whether it breaks when it is cancelled, as some streams do.</param>
/// <param name="reached">Is set when it is read.</param>
internal sealed class StalledStream(bool breaks = false, TaskCompletionSource? reached = null) : ReadOnlyStream
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        reached?.TrySetResult();
        try
        {
            await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (breaks)
        {
            throw new IOException("The connection was aborted.");
        }

        return 0;
    }
}
