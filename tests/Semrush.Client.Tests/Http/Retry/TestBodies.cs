using System.Text;

namespace Semrush.Client.Tests.Http.Retry;

/// <summary>A body that begins well and fails.</summary>
internal sealed class BrokenStream(string begin = "{") : ReadOnlyStream
{
    private bool _hasBegun;

    protected override int Fill(Span<byte> buffer)
    {
        if (_hasBegun)
            throw new IOException("The connection broke.");
        _hasBegun = true;
        return Encoding.ASCII.GetBytes(begin, buffer);
    }
}

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

/// <summary>The body of a response that records whether it was disposed.</summary>
internal sealed class WatchedContent(Stream body) : StreamContent(body)
{
    public bool IsDisposed { get; private set; }

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
