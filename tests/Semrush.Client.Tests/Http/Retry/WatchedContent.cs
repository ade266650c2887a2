namespace Semrush.Client.Tests.Http.Retry;

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
