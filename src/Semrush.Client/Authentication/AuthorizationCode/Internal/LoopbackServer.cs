using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Semrush.Client.Authentication.AuthorizationCode.Internal;

/// <summary>Listens until a browser comes with the callback to a request, and reports every other callback.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private const int MaxHead = 16 * 1024;
    private const byte TlsHandshake = 22;

    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(10);
    private static readonly Visit NotFound = new(Page("404 Not Found", "There is nothing here."));

    private readonly AuthorizationRequest _request;
    private readonly Action<SemrushAuthenticationException> _report;
    private readonly TimeProvider _time;
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<Uri> _callback = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public LoopbackServer(AuthorizationRequest request, Action<SemrushAuthenticationException> report, TimeProvider time)
    {
        _request = request;
        _report = report;
        _time = time;
        _listener = CreateListener(request.RedirectUri, request.RedirectUri.Port);
        try
        {
            _listener.Start();
        }
        catch (SocketException)
        {
            Dispose();
            throw PortTaken();
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
        // Other systems do so by default; there, the option would keep the port from being reused for a minute.
        if (OperatingSystem.IsWindows())
            listener.ExclusiveAddressUse = true;
        return listener;
    }

    private SemrushAuthenticationException PortTaken() => CallbackQuery.Fault(
        $"Port {_request.RedirectUri.Port} of this machine cannot be listened on.",
        "End the program that uses it, or choose another port.");

    private async Task AcceptAsync()
    {
        var stop = _stop.Token;
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(stop).ConfigureAwait(false);
                // Not one after the other: browsers open connections ahead and send nothing.
                _ = ServeAsync(client, stop);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            // The wait is over.
        }
        catch (SocketException)
        {
            _callback.TrySetException(PortTaken());
        }
    }

    private async Task ServeAsync(TcpClient client, CancellationToken stop)
    {
        using (client)
        {
            // Kept, as GetStream throws after Shutdown.
            NetworkStream? stream = null;
            var visit = default(Visit);
            await RunAsync(RespondAsync, stop).ConfigureAwait(false);
            if (visit.Callback is { } callback)
                _callback.TrySetResult(callback);
            if (visit.Fault is { } fault)
                Report(fault);
            // A connection that is closed before the request is read to its end may lose the response.
            if (stream is not null)
                await RunAsync(token => stream.CopyToAsync(Stream.Null, token), stop).ConfigureAwait(false);

            async Task RespondAsync(CancellationToken token)
            {
                stream = client.GetStream();
                visit = await ReadAsync(stream, token).ConfigureAwait(false);
                // Before the callback is reported: the program may end then.
                await stream.WriteAsync(visit.Page, token).ConfigureAwait(false);
                client.Client.Shutdown(SocketShutdown.Send);
            }
        }
    }

    private async Task RunAsync(Func<CancellationToken, Task> action, CancellationToken stop)
    {
        using var limit = new CancellationTokenSource(TimeLimit, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        try
        {
            await action(linked.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (
            exception is IOException or SocketException or OperationCanceledException or InvalidOperationException)
        {
            // The browser has closed the connection. Its callback counts all the same.
        }
    }

    private async Task<Visit> ReadAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxHead];
        var length = 0;
        while (length < buffer.Length)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
            if (read == 0)
                return default;
            length += read;
            if (buffer[0] == TlsHandshake)
                return new(Page: default, Fault: CallbackQuery.Fault(
                    "The browser came with https, and the program listens for http.",
                    "The RedirectUri that the server knows has to begin with http://."));
            if (buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8) >= 0)
                return Judge(Encoding.ASCII.GetString(buffer, 0, length));
        }

        return PassedOver("431 Request Header Fields Too Large", CallbackQuery.Fault(
            "The callback is longer than 16 KiB, so it was not used.", CallbackQuery.SignInAgain));
    }

    private Visit Judge(string head)
    {
        var redirect = _request.RedirectUri;
        if (head[..head.IndexOf('\r', StringComparison.Ordinal)].Split(' ') is not [var method, ['/', ..] target, _]
            || !Uri.TryCreate(redirect.GetLeftPart(UriPartial.Authority) + target, UriKind.Absolute, out var address))
            return NotFound;
        var isResponse = CallbackQuery.IsResponse(address);
        // Browsers also request icons and the like: only a response at another path is a fault.
        if (address.AbsolutePath != redirect.AbsolutePath)
            return isResponse ? PassedOver("404 Not Found", CallbackQuery.WrongPath()) : NotFound;
        if (method != "GET")
            return PassedOver("405 Method Not Allowed", CallbackQuery.Fault(
                "The callback is not a GET request, so it was not used.", "Leave response_mode out of the request, or set it to query."));
        if (!isResponse)
            return PassedOver("400 Bad Request", CallbackQuery.Fault(
                "The address of the callback was opened without a response in its query.",
                "Finish the sign-in on the page of the program. A program gets no part after a #: the response has to be in the query."));
        if (_request.FindFault(address) is not { } fault)
            return new(Page("200 OK", "The response has been received. You can close this window and go back to the program."), address);
        // An old window must not end the sign-in. A response to this request ends it, as no other one will come.
        return CallbackQuery.IsForeign(address, _request.State)
            ? PassedOver("400 Bad Request", fault)
            : new(Page("400 Bad Request", Reason(fault), "The sign-in has ended. Go back to the program for the details."), address);
    }

    private void Report(SemrushAuthenticationException fault)
    {
        try
        {
            _report(fault);
        }
        catch (Exception exception)
        {
            // The exception of the caller's code reaches the caller by the task that the caller waits for.
            _callback.TrySetException(exception);
        }
    }

    private static Visit PassedOver(string status, SemrushAuthenticationException fault) => new(
        Page(status, Reason(fault), "The program is still waiting: finish the sign-in on the page that it opened last, or start again."),
        Fault: fault);

    // The texts in the address are not shown, as any page can make them up.
    private static string Reason(SemrushAuthenticationException fault)
        => fault.ErrorCode is null ? fault.Message : "The sign-in was denied.";

    // The address of the page contains the code: it goes into no cache and to no other site.
    private static byte[] Page(string status, params string[] paragraphs)
    {
        var text = string.Concat(paragraphs.Select(paragraph => $"<p>{WebUtility.HtmlEncode(paragraph)}</p>"));
        var body = $"""<!doctype html><html lang="en"><meta charset="utf-8"><title>Sign-in</title>{text}</html>""";
        return Encoding.ASCII.GetBytes(
            $"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {body.Length}\r\n"
            + "Content-Security-Policy: default-src 'none'\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\n"
            + $"Connection: close\r\n\r\n{body}");
    }

    // One request of a browser: the page for it, the address where that is the callback, and why a callback is passed over.
    private readonly record struct Visit(ReadOnlyMemory<byte> Page, Uri? Callback = null, SemrushAuthenticationException? Fault = null);
}
