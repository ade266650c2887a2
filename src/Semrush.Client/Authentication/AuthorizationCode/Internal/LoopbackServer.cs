using System.Net;
using System.Net.Sockets;

namespace Semrush.Client.Authentication.AuthorizationCode.Internal;

/// <summary>Listens until one browser has come to the address; answers everything else with a 404.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly Uri _address;
    private readonly TimeProvider _time;
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<Uri> _callback = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private LoopbackServer(Uri address, TimeProvider time)
    {
        _address = address;
        _time = time;
        _listener = CreateListener(address, address.Port);
    }

    public static LoopbackServer Start(Uri address, TimeProvider time)
    {
        var server = new LoopbackServer(address, time);
        try
        {
            server._listener.Start();
            return server;
        }
        catch (SocketException)
        {
            server.Dispose();
            throw CallbackErrors.PortTaken(address);
        }
    }

    /// <summary>A port that is free now.</summary>
    public static int FindPort(Uri address)
    {
        using var listener = CreateListener(address, port: 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async Task<Uri> ReceiveAsync(CancellationToken cancellationToken)
    {
        _ = AcceptAsync();
        return await _callback.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
        _listener.Dispose();
    }

    private static TcpListener CreateListener(Uri address, int port)
    {
        var listener = new TcpListener(address.HostNameType == UriHostNameType.IPv6 ? IPAddress.IPv6Loopback : IPAddress.Loopback, port);
        // Elsewhere it is so anyway, and would keep the port from being listened on again for a minute.
        if (OperatingSystem.IsWindows())
            listener.ExclusiveAddressUse = true;
        return listener;
    }

    private async Task AcceptAsync()
    {
        var stop = _stop.Token;
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(stop).ConfigureAwait(false);
                // Each on its own: browsers open connections ahead and leave them silent.
                _ = ServeAsync(client, stop);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            // The wait is over.
        }
        catch (SocketException)
        {
            _callback.TrySetException(CallbackErrors.PortTaken(_address));
        }
    }

    private async Task ServeAsync(TcpClient client, CancellationToken stop)
    {
        using var connection = new LoopbackConnection(client, _address, _time);
        if (await connection.ReadAsync(stop).ConfigureAwait(false) is { } callback)
            _callback.TrySetResult(callback);
    }
}
