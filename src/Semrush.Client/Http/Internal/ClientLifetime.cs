namespace Semrush.Client.Http.Internal;

/// <summary>Whether a client is still in use.</summary>
internal sealed class ClientLifetime : IDisposable
{
    private readonly CancellationTokenSource _connections = new();
    private volatile bool _isOver;

    public bool IsOver => _isOver;

    /// <summary>Is cancelled when the client closes its connections. Disposing an <see cref="HttpClient"/> does not end the reading of a body.</summary>
    public CancellationToken ConnectionsClosed => _connections.Token;

    public void End() => _isOver = true;

    public void Dispose()
    {
        End();
        _connections.Cancel();
    }
}
