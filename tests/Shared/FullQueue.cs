using System.Net;
using System.Net.Sockets;

namespace Semrush.Client;

/// <summary>A server whose queue of connections is full: it does not respond to a new one, as behind a firewall that drops packets.</summary>
internal sealed class FullQueue : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<Socket> _waiting = [];

    public FullQueue()
    {
        // Connections in the queue are not accepted; the first that finds no place in it shows that it is full.
        _listener.Start(1);
        while (Connects())
            Assert.InRange(_waiting.Count, 1, 100);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Uri Address => new($"http://{_listener.LocalEndpoint}/");

    public void Dispose()
    {
        _waiting.ForEach(socket => socket.Dispose());
        _listener.Dispose();
    }

    // The system accepts connections, so that this does not depend on how busy the machine is.
    private bool Connects()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
        _waiting.Add(socket);
        try
        {
            socket.Connect(_listener.LocalEndpoint);
            return true;
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
        {
            return socket.Poll(TimeSpan.FromMilliseconds(100), SelectMode.SelectWrite);
        }
    }
}
