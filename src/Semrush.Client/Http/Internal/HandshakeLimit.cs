namespace Semrush.Client.Http.Internal;

/// <summary>Closes a connection whose encryption is not agreed on in time. The runtime reports that as a handshake that failed.</summary>
internal sealed class HandshakeLimit : IDisposable
{
    private readonly CancellationTokenSource _time = new();

    public HandshakeLimit(Stream connection, TimeSpan timeLimit)
    {
        _time.Token.Register(static connection => ((Stream)connection!).Dispose(), connection);
        _time.CancelAfter(timeLimit);
    }

    /// <summary>The handshake is over.</summary>
    public void Dispose() => _time.Dispose();
}
