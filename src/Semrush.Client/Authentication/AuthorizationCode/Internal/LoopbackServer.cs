using System.Net;
using System.Net.Sockets;

namespace Semrush.Client.Authentication.AuthorizationCode.Internal;

/// <summary>Listens until a browser has come to the address with the response to a request; reports every other response that comes.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly AuthorizationRequest _request;
    private readonly Action<SemrushAuthenticationException> _report;
    private readonly TimeProvider _time;
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<Uri> _callback = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private LoopbackServer(AuthorizationRequest request, Action<SemrushAuthenticationException> report, TimeProvider time)
    {
        _request = request;
        _report = report;
        _time = time;
        _listener = CreateListener(request.RedirectUri, request.RedirectUri.Port);
    }

    public static LoopbackServer Start(AuthorizationRequest request, Action<SemrushAuthenticationException> report, TimeProvider time)
    {
        var server = new LoopbackServer(request, report, time);
        try
        {
            server._listener.Start();
            return server;
        }
        catch (SocketException)
        {
            server.Dispose();
            throw CallbackErrors.PortTaken(request.RedirectUri);
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
            _callback.TrySetException(CallbackErrors.PortTaken(_request.RedirectUri));
        }
    }

    private async Task ServeAsync(TcpClient client, CancellationToken stop)
    {
        using var connection = new LoopbackConnection(client, _request, _time);
        var visit = await connection.ReadAsync(stop).ConfigureAwait(false);
        if (visit.Callback is { } callback)
            _callback.TrySetResult(callback);
        if (visit.Fault is { } fault)
            Report(fault);
        await connection.DrainAsync(stop).ConfigureAwait(false);
    }

    private void Report(SemrushAuthenticationException fault)
    {
        try
        {
            _report(fault);
        }
        catch (Exception exception)
        {
            // It is the caller's own, and this is the task that the caller waits for.
            _callback.TrySetException(exception);
        }
    }
}
